"""The command `goc`: finds the room a command belongs to, opens the site, turns errors into
sentences and exit codes.

0 done · 1 failed or not in order · 2 wrong use. Global options may stand before or after the
command.
"""

from __future__ import annotations

import os
import sys
from gettext import translation
from importlib import import_module
from pathlib import Path

import click

from goc import conf
from goc.lib.errors import GocError, WrongUseError
from goc.viet.cleaning import tidy
