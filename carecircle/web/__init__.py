"""The web layer: pages, forms, HTML fragments and JSON responses."""
