"""A throw-away site in a temporary folder, for the jobs that need a register."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path


@cache
def opened() -> Path:
    """Sets Django up once a process; the folder goes when the process ends."""
    folder = tempfile.mkdtemp(prefix="goc-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(GOC_SITE=folder, DJANGO_SETTINGS_MODULE="goc.settings")
    import django  # only now: the settings read GOC_SITE when they are loaded

    django.setup()
    from django.core.management import call_command  # Django is set up only now

    call_command("migrate", verbosity=0)
    return Path(folder)
