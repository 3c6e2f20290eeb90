"""Every text in our markup that comes with the program: (text, whether its lines have signs)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import goc
from goc.desk.kinds import KINDS

NARRATIVE = Path(goc.__file__).parent / "demo/narrative.toml"


def shipped() -> list[tuple[str, bool]]:
    kinds = [(kind.shipped, True) for kind in KINDS.values()]
    return [
        *kinds,
        *((text, False) for text in _words(tomllib.loads(NARRATIVE.read_text("utf-8")))),
    ]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)
