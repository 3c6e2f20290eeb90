"""`python -m benchmarks.fill OUT`: the demonstration on the database that the environment names; says
who may sign in, as `goc demo --json` does.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "goc.settings"
    import django  # only now: the settings read the environment when they are loaded

    django.setup()
    from goc.demo.build import LOGIN, build  # Django is set up only now
    from goc.home.cli import pending, prepare_folder, upgrade
    from goc.lib.progress import silent

    prepare_folder()
    upgrade(pending())
    password, dossier = build(Path(sys.argv[1]), silent)
    snapshot = str(dossier.snapshot.public_id)
    print(json.dumps({"login": LOGIN, "password": password, "snapshot": snapshot}))


if __name__ == "__main__":
    main()
