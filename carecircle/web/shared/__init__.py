"""Code that several slices share: words, times, people, templates."""
