"""Gốc: the record of a cadre-training programme and the papers it owes."""
