"""Search that ignores tone marks, đ/d and case, in the database itself, alike on both.

`rows.alias(key=Folded("paper")).filter(key__contains=fold("qd"))`
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models
from django.db.backends.signals import connection_created
from django.db.models import Func

from goc.viet.cleaning import OTHER_LETTERS
from goc.viet.letters import LOWER, UPPER
from goc.viet.names import fold

_MARKED = [letter for letter in LOWER + UPPER if letter not in "a-zA-Z"] + [*OTHER_LETTERS]
_PLAIN = [fold(letter) for letter in _MARKED]
_TONES = "".join(chr(n) for n in range(0x300, 0x370) if unicodedata.combining(chr(n)))


class Folded(Func):
    """The folded key of a text column (`viet.names.fold`, but for runs of spaces)."""

    function = "goc_fold"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Letters by one table; marks written apart fall out, having nothing to become."""
        marked, plain = "".join(_MARKED) + _TONES, "".join(_PLAIN)
        template = f"translate(lower(%(expressions)s), '{marked}', '{plain}')"
        return self.as_sql(compiler, connection, template=template, **context)


def teach(connection: Any, **_signal: object) -> None:
    """SQLite learns the function with each new connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("goc_fold", 1, _fold, deterministic=True)


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def install() -> None:
    connection_created.connect(teach, dispatch_uid="dated.folding")
