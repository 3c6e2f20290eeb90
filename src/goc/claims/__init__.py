"""Reading Vietnamese official prose: quantitative claims and administrative documents. Plain Python."""
