"""Money spent on the programme and facilities put into use for it, by unit and year (appendix X)."""
