"""What several slices show: words, times, people, templates."""
