"""Many new persons of one list: checked and drafted before the write lock is taken, written at
once.

What comes of it is what the actions would have left, one line after another. Lines that depend on
one another or on what stands in the register (`entangled`) are left to the actions.
"""
