"""Labels of real boxes."""
