"""An emergency as every page shows it: who raised it, who knows of it, what happens next."""
