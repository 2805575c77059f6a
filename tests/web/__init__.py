"""Pages and what answers them."""
