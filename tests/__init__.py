"""The suite: real databases, real servers, a real browser, and a small cast."""
