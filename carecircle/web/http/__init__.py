"""HTTP: requests read, answers written, errors, limits. Knows no slice and no page."""
