"""What the forms of a load were drawn from: what was answered for a cell, or how the list is
read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from goc.imports.models import Load, Mend
from goc.lib.canonical import canonical, digest


class WatchedCell:
    """What somebody else answered for the same cell meanwhile; `goc.web.forms` asks."""

    replaces = False

    def __init__(self, load: Load, row: int, field: str) -> None:
        self.load, self.row, self.field = load, row, field

    def _mend(self) -> Mend | None:
        return self.load.mends.filter(row=self.row, field=self.field).first()

    def version(self) -> str:
        """Of what is answered now."""
        mend = self._mend()
        told = [mend.value, mend.answer] if mend else []
        return f"{digest(canonical(told))[:32]}.{mend.pk if mend else 0}"

    def is_current(self, version: str) -> bool:
        Load.objects.select_for_update(of=("self",)).filter(pk=self.load.pk).first()
        return self.version() == version

    def changes_since(self, _version: str) -> Sequence[Any]:
        mend = self._mend()
        return [_Told(mend)] if mend else []

    def told(self, event: Any) -> str:
        return gettext("ghi «%(text)s»") % {"text": event.mend.said}


class _Told:
    """An answer as the one thing that was done."""

    changes: Sequence[tuple[str, object, object]] = ()

    def __init__(self, mend: Mend) -> None:
        self.mend, self.at, self.by = mend, mend.at, mend.by


class WatchedReading:
    """How the list is read: the form writes all of it back."""

    replaces = True

    def __init__(self, load: Load) -> None:
        self.load = load

    def _choice(self) -> Any:
        return Load.objects.filter(pk=self.load.pk).values_list("choice", "about").first()

    def version(self) -> str:
        return f"{digest(canonical(self._choice()))[:32]}.{self.load.pk}"

    def is_current(self, version: str) -> bool:
        Load.objects.select_for_update(of=("self",)).filter(pk=self.load.pk).first()
        return self.version() == version

    def changes_since(self, _version: str) -> Sequence[Any]:
        return []

    def told(self, _event: Any) -> str:
        return ""
