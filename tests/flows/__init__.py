"""The whole way of one thing, through every part."""
