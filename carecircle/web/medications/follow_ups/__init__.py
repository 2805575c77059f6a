"""Follow-ups of giving: effect checks, tasks, incidents."""
