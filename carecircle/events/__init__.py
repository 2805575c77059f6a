"""The event log: one durable log per family, numbered without gaps, read by every transport."""
