"""Files that people hand in: told by their bytes, bounded, read by child processes that may be
killed. Plain Python; modules are imported one by one, so that a child loads only what it needs.
"""
