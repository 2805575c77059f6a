"""Reading: what happened, from the log itself."""
