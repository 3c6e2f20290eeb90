"""How fast and how right, beside peers, in one run; never part of the test suite."""
