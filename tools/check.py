"""`make check`: runs every gate, shows every failure, and says at the end which gates failed.

The test command is the README's `make test` widened to the slow tests, once on SQLite and once on
PostgreSQL.
"""

import subprocess
import sys
import time

TESTS = ["python", "-m", "pytest", "-n", "2", "--dist", "loadfile"]
GATES = {
    "format": ["ruff", "format", "--check", "src", "tests", "tools"],
    "lint": ["ruff", "check", "src", "tests", "tools"],
    "plain": ["python", "tools/plain.py", "check"],
    "templates": ["djlint", "--lint", "--quiet", "src/goc"],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "migrations": [
        "python",
        "-m",
        "django",
        "makemigrations",
        "--settings",
        "goc.settings",
        "--check",
        "--dry-run",
    ],
    "messages": ["python", "tools/messages.py", "check"],
    "docs": ["python", "tools/docs.py", "check"],
    "frozen": ["python", "tools/frozen.py", "check"],
    "make test": ["make", "--no-print-directory", "test"],
    "tests on SQLite, with the slow ones": [*TESTS, "-m", "slow"],
    "tests on PostgreSQL": ["python", "tests/postgres.py", *TESTS, "-m", "not browser"],
}


def main() -> int:
    failed = []
    for name, command in GATES.items():
        start = time.monotonic()
        print(f"── {name}: {' '.join(command)}", flush=True)
        code = subprocess.run(command, check=False).returncode
        print(
            f"   {'ok' if code == 0 else f'FAILED ({code})'}, {time.monotonic() - start:.0f} s",
            flush=True,
        )
        if code:
            failed.append(name)
    said = f" Failed: {', '.join(failed)}." if failed else ""
    print(f"\n{len(GATES) - len(failed)} of {len(GATES)} gates in order.{said}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
