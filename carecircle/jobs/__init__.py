"""Work that is due by the clock: a column says when, and any worker may claim it."""
