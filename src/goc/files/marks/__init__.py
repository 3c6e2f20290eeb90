"""Degrees of secrecy that a file bears: what is marked stays out of the site."""
