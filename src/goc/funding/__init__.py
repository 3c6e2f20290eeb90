"""Money spent on the programme, facilities put into use for it, by unit and year (appendix X)."""
