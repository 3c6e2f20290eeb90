"""The summing-up round: narrative, assessments, the dossier and its verification."""
