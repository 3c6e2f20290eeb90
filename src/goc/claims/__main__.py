"""`python -m goc.claims claims|directive FILE --json`: a bare runner for scoring; users have
`goc claims` and `goc directive`.
"""

import json
import sys
from collections.abc import Callable, Sequence

from goc.claims import Claim, Directive, read_claims, read_directive, read_file


def _directive(text: str) -> list[Directive]:
    return [read_directive(text)]


_READERS: dict[str, Callable[[str], Sequence[Claim | Directive]]] = {
    "claims": read_claims,
    "directive": _directive,
}


def main(arguments: list[str]) -> int:
    """0 done, 2 wrong use."""
    if len(arguments) < 2 or arguments[0] not in _READERS:
        sys.stderr.write("python -m goc.claims claims|directive FILE [--json]\n")
        return 2
    for found in _READERS[arguments[0]](read_file(arguments[1])):
        sys.stdout.write(json.dumps(found.to_json(), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
