"""The command `goc`: finds the room a command belongs to, opens the site, turns errors into
sentences and exit codes.

0 done · 1 failed or not in order · 2 wrong use. Global options may stand before or after the
command.
"""

from __future__ import annotations
