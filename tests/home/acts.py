"""Real acts on a site, as the commands open it; run as a program by `test_private.py`.

usage: python acts.py FILE       FILE: where a file kept by the site is taken from
"""

import sys
from pathlib import Path

from goc.cli import open_site

open_site()

import factories  # noqa: E402
from goc.registry.actions import keep_file  # noqa: E402
from goc.registry.readings import start_reading  # noqa: E402
from summing_up.round_made import built  # noqa: E402

if __name__ == "__main__":
    given = Path(sys.argv[1])
    cast = factories.cast()
    built(cast)
    kept = {"name": given.name, "media_type": "application/pdf", "path": given}
    keep_file(**kept, keeper=cast.province, by=cast.operator)
    start_reading((given.name, given.read_bytes()), by=cast.operator, page="directive_read")
