"""Facts with a period and dated reference data: how they are inserted, closed, corrected and kept
apart.
"""
