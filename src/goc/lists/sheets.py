"""A file that somebody sends, understood as a list; read by a child with limits."""

from __future__ import annotations

import tempfile
from pathlib import Path

from goc.intake.head import Words
from goc.intake.reading import Understood
from goc.lists.loading import read_list


def read_sent(data: bytes, name: str, words: Words) -> Understood:
    """Raises InputError for what is no list of this kind, or too large."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_list(path, words)
