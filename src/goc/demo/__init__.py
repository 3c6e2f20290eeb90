"""The demonstration: Lạng Sơn 2002–2012 with its real units and invented people, through the real
actions.
"""
