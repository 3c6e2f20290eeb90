"""Indicators and appendix tables: validated definitions, computed from a snapshot, traced to
records.
"""
