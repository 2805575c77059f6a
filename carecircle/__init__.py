"""CareCircle: a family cares for someone together. Importing the package imports no part of it."""
