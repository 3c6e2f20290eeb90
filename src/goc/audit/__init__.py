"""Append-only events, plain text and ids without foreign keys, and the daily seal that chains their
digests.
"""
