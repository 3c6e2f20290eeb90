"""Whether a code stands in a catalogue on a day; one sentence when it does not."""

from __future__ import annotations

from datetime import date

from goc.dated.reference import catalogue_rows
from goc.lib.errors import RefusedError
from goc.lib.periods import holds


def check_code(catalogue: str, code: str, *, on: date) -> None:
    """Raises RefusedError. On `date.max` any code that ever stood there will do."""
    rows = [e for e in catalogue_rows(catalogue) if e.code == code]
    if not rows:
        raise RefusedError(
            "Danh mục %(catalogue)s không có mã «%(code)s».", catalogue=catalogue, code=code
        )
    if on != date.max and not any(holds(e.valid_from, e.valid_to, on) for e in rows):
        raise RefusedError(
            "«%(name)s» chưa có hoặc không còn vào ngày %(day)s.",
            name=rows[-1].name,
            day=f"{on:%d/%m/%Y}",
        )
