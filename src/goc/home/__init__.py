"""What is to be done, search, figures at a glance."""
