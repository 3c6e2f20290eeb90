"""Who somebody is: users, sign-in. What they may do on a unit is in units."""
