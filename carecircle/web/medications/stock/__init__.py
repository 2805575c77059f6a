"""Stock: the register, deliveries, counts."""
