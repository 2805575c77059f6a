"""Hospital stays and outings, during which doses are not due."""
