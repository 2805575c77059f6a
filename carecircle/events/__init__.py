"""What happened: one durable log per family, numbered without a gap, read by every transport."""
