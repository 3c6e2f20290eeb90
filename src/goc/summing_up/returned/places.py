"""Pages and lines go along with the page, signed, so that they need not be found twice."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import Any

from django.core import signing

from goc.summing_up.returned.loading import Returned, Where

SALT = "goc.summing_up.returned"


def carried_places(found: Returned) -> str:
    lines = {str(number): list(astuple(where)) for number, where in found.of_lines.items()}
    return signing.dumps([lines, [list(astuple(w)) for w in found.of_questions]], salt=SALT)


def with_places(found: Returned, carried: str) -> Returned:
    """As it was without those, where they are not this site's or of another comparison."""
    try:
        lines, questions = signing.loads(carried, salt=SALT)
    except signing.BadSignature:
        return found
    if len(questions) != len(found.of_questions):
        return found
    of_lines = {int(number): _where(where) for number, where in lines.items()}
    return replace(found, of_lines=of_lines, of_questions=[_where(where) for where in questions])


def _where(values: list[Any]) -> Where:
    return Where(*values)
