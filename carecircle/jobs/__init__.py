"""When time passes: what is due is a column, found by whichever worker looks first."""
