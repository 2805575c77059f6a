"""Follow-ups of giving: effects, tasks, incidents."""
