"""What is taken, how much and when, and the record of what happened."""
