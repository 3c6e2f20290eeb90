"""Plain parts every room may use: errors, periods, canonical JSON, ids, progress. No Django, no
subject.
"""
