"""Curricula, courses, enrolments with the facts at entry frozen, results, placement."""
