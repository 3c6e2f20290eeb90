"""Documents in, out and cited, and files kept under their SHA-256."""
