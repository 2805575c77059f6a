"""The one who is cared for."""
