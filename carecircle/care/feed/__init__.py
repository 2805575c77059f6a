"""The activity feed, read from the log itself."""
