"""Word lists of the reader, apart from its logic: what is counted, what only bears a number."""
