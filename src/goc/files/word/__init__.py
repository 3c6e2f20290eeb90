"""Word files: where their text stands, once for all who read them."""
