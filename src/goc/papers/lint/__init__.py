"""Does a DOCX keep the official form? The rule is the profile of its issuer on its own date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from goc.lib.errors import InputError
from goc.papers import wording
from goc.papers.lint import body, foot, head, pages
from goc.papers.lint.copy import DATE, Breach, Copy, short
from goc.papers.profiles import Issuer, Profile, profile_for
from goc.papers.reading import Line, created, lines, opened
from goc.viet.spelling import nfc

ARMY = ("QUÂN SỰ", "BỘ QUỐC PHÒNG", "QUÂN KHU", "BỘ TƯ LỆNH", "BỘ TỔNG THAM MƯU")
_COMPOSED = ("chữ tổ hợp", "Unicode dựng sẵn (TCVN 6909:2001)")


def lint(path: Path, issuer: Issuer | None = None, day: date | None = None) -> list[Breach]:
    """All breaches, in the order of the form."""
    return examine(path, issuer, day)[1]


def report(path: str, issuer: Issuer | None, day: date | None) -> dict[str, Any]:
    """For a child process: the source of the rule that holds, and the breaches of it."""
    rule, found = examine(Path(path), issuer, day)
    return {"rule": rule.source, "breaches": [asdict(breach) for breach in found]}


def examine(
    path: Path, issuer: Issuer | None = None, day: date | None = None
) -> tuple[Profile, list[Breach]]:
    """The rule that holds and all breaches of it. Issuer and day are read from the paper unless
    given.

    Raises InputError for a file that is no DOCX, for a paper without a day and for a day without a
    rule.
    """
    document = opened(path.read_bytes(), path.name)
    read = lines(document)
    found = [replace(line, text=nfc(line.text)) for line in read]
    rule = profile_for(issuer or _issuer(found), day or _day(document, found))
    copy = Copy(document, found, rule, [line for line in found if line.section == 0])
    composed = (line for line, whole in zip(read, found, strict=True) if line.text != whole.text)
    letters = [Breach("unicode", short(line), *_COMPOSED) for line in islice(composed, 1)]
    is_sheet = document.core_properties.category == wording.SHEET
    checks = CHECKS_OF_SHEETS if is_sheet else CHECKS
    return rule, letters + [breach for check in checks for breach in check(copy)]


def _issuer(found: list[Line]) -> Issuer:
    """By the left half of the head, down to the number."""
    left = [line.words.upper() for line in found[:12] if line.column == 0]
    said = " ".join(takewhile(lambda text: not text.startswith("SỐ"), left))
    return "army" if any(name in said for name in ARMY) else "civil"


def _day(document: Any, found: list[Line]) -> date:
    """The paper's own date; where the pen's room is left, the file's, if it is of that year."""
    made = created(document)
    dated = ((line, DATE.match(line.words)) for line in found)
    for line, match in dated:
        if match:
            return _written_day(line, match, made)
    if made is None:
        raise InputError("Không đọc được ngày của văn bản; hãy cho biết ngày để chọn mẫu thể thức.")
    return made


def _written_day(line: Line, match: re.Match[str], made: date | None) -> date:
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        return date(year, month, day) if month and day else _within(year, month, made)
    except ValueError as error:
        raise InputError("Ngày của văn bản không có thật: “%(line)s”.", line=line.words) from error


def _within(year: int, month: int, made: date | None) -> date:
    return made if made and made.year == year else date(year, month or 12, 1)


CHECKS: tuple[Callable[[Copy], Iterator[Breach]], ...] = (
    pages.page,
    pages.font,
    pages.colour,
    head.titles,
    head.number,
    head.day,
    head.kind,
    body.running,
    foot.recipients,
    foot.signature,
    pages.page_number,
    foot.appendices,
)
CHECKS_OF_SHEETS: tuple[Callable[[Copy], Iterator[Breach]], ...] = (
    pages.margins,
    pages.font,
    pages.colour,
    pages.page_number,
)
"""A sheet that stays in the office has no head, number, recipients or signature."""
