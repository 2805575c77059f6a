"""Stock: the register of each medication."""
