"""The store of kept answers in order: what belongs to no snapshot, what is too much."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from goc.figures.answers import forget, listed, trim
from goc.figures.queries import answers_home
from goc.lib.upkeep import Trouble
from goc.snapshots import working
from goc.snapshots.models import Snapshot


def troubles() -> Iterator[Trouble]:
    for path in _strays():
        yield Trouble(
            "answers.of_no_snapshot",
            _("%(path)s giữ số đã tính của một bản chốt không còn trong sổ.") % {"path": path},
            _("Chạy `goc doctor --mend`: xóa; số giữ lại luôn tính lại được."),
            partial(_forgotten, path),
        )


def tidy() -> None:
    """Regularly: the store holds answers of snapshots that are there, and not too many."""
    forget(*_strays())
    trim(answers_home())


def _strays() -> list[Path]:
    """Listed before the rows are read: a snapshot is asked only after it has its row."""
    there = listed(answers_home())
    known = set(Snapshot.objects.values_list("manifest_sha256", flat=True))
    if (now := working.current()) is not None:
        known.add(now.manifest_sha256)
    return [path for path in there if path.name not in known]


def _forgotten(path: Path) -> str:
    forget(path)
    return _("Đã xóa %(path)s.") % {"path": path}
