"""Old lists understood: where the head is, what its columns and rows are, what a cell means. Plain
Python: what a list is about, and the register, come from the caller.
"""
