"""`python -m goc.claims claims|directive FILE --json`: a bare runner for scoring; users have
`goc claims` and `goc directive`.
"""

import json
import sys

from goc.claims import read_claims, read_directive, read_file


def main(arguments: list[str]) -> int:
    """0 done, 2 wrong use."""
    if len(arguments) < 2 or arguments[0] not in ("claims", "directive"):
        sys.stderr.write("python -m goc.claims claims|directive FILE [--json]\n")
        return 2
    text = read_file(arguments[1])
    if arguments[0] == "directive":
        sys.stdout.write(json.dumps(read_directive(text).to_json(), ensure_ascii=False) + "\n")
        return 0
    for claim in read_claims(text):
        sys.stdout.write(json.dumps(claim.to_json(), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
