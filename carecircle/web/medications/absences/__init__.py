"""Hospital stays and outings."""
