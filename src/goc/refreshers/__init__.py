"""Yearly refreshers of serving cadres: classes, days, who came, with what result (appendix IX)."""
