"""The checks of a summing-up: what point a of the directive asks of plan, report and appendices."""
