"""What each recipe adds, used in the copy. Run there by tests/recipes/test_recipes.py."""
