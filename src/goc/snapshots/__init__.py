"""Freezes registered tables of a scope into Parquet with a manifest of digests; verifies; opens the
engines.
"""
