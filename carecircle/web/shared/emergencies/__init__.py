"""An emergency as every page shows it: who raised it, who knows, what happens next."""
