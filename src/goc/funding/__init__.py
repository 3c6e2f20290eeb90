"""Money spent on the programme: by unit, year, source and item (appendix X)."""
