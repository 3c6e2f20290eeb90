"""Gốc: the record of a cadre-training programme and the papers it owes."""

__version__ = "0.1.0"
