"""Hospital stays and outings, while doses are not asked for."""
