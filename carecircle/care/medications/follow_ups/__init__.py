"""What follows from giving: effects, tasks, incidents."""
