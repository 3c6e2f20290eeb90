"""The layout an issuer's papers must keep on a day, as dated data with its legal source.

`nd30` NĐ 30/2020/NĐ-CP, Annex I · `tt01` TT 01/2011/TT-BNV · `army` TT 92/2012/TT-BQP. Sizes in
points, lengths in millimetres; each has the value we print and the range the rule allows. What a
circular says but we could not read ourselves is taken from NĐ 30 and marked `unverified`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from goc.lib.errors import InputError
from goc.lib.periods import Period

Issuer = Literal["civil", "army", "party"]
FONT = "Times New Roman"
PAGES = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


@dataclass(frozen=True)
class Box:
    """How one element ("ô số") looks: the size we print, the sizes allowed, the cut."""

    size: float
    allowed: tuple[float, float]
    bold: bool = False
    italic: bool = False
    upper: bool = False


@dataclass(frozen=True)
class Margins:
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15


MARGIN_RANGES = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}

_BOXES = {
    "country": Box(12, (12, 13), bold=True, upper=True),
    "motto": Box(13, (13, 14), bold=True),
    "parent": Box(12, (12, 13), upper=True),
    "agency": Box(12, (12, 13), bold=True, upper=True),
    "number": Box(13, (13, 13)),
    "date": Box(13, (13, 14), italic=True),
    "kind": Box(14, (13, 14), bold=True, upper=True),
    "subject": Box(14, (13, 14), bold=True),
    "subject_letter": Box(12, (12, 13)),
    "basis": Box(14, (13, 14), italic=True),
    "body": Box(14, (13, 14)),
    "authority": Box(13, (13, 14), bold=True, upper=True),
    "signer": Box(14, (13, 14), bold=True),
    "addressee": Box(14, (13, 14)),
    "recipients_head": Box(12, (12, 12), bold=True, italic=True),
    "recipients": Box(11, (11, 11)),
    "urgency": Box(13, (13, 14), bold=True, upper=True),
    "appendix": Box(14, (14, 14), bold=True),
    "appendix_title": Box(14, (13, 14), bold=True, upper=True),
    "page_number": Box(13, (13, 14)),
}


@dataclass(frozen=True)
class Profile:
    code: str
    issuer: Issuer
    period: Period
    source: str
    page_number: Literal["top-center", "bottom-right"]
    basis_end: str
    boxes: dict[str, Box]
    margins: Margins = Margins()
    first_indent: float = 12.7
    paragraph_gap: float = 6
    unverified: tuple[str, ...] = ()

    def box(self, name: str) -> Box:
        return self.boxes[name]


_UPRIGHT = _BOXES | {
    "basis": replace(_BOXES["basis"], italic=False),
    "page_number": Box(14, (13, 14)),
}

PROFILES = (
    Profile(
        code="tt01",
        issuer="civil",
        period=Period(date(2011, 1, 19), date(2020, 3, 5)),
        source="Thông tư 01/2011/TT-BNV ngày 19/01/2011",
        page_number="bottom-right",
        basis_end=",",
        boxes=_UPRIGHT,
        unverified=("basis_end", "period.start"),
    ),
    Profile(
        code="nd30",
        issuer="civil",
        period=Period(date(2020, 3, 5)),
        source="Nghị định 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I",
        page_number="top-center",
        basis_end=".",
        boxes=_BOXES,
    ),
    Profile(
        code="army",
        issuer="army",
        period=Period(date(2012, 9, 9)),
        source="Thông tư 92/2012/TT-BQP ngày 26/7/2012",
        page_number="bottom-right",
        basis_end=",",
        boxes=_UPRIGHT | {"authority": Box(14, (14, 14), bold=True, upper=True)},
        unverified=("page_number", "basis_end", "boxes", "margins", "period.end"),
    ),
)


def profile_for(issuer: Issuer, day: date) -> Profile:
    """Raises InputError when no layout rule is known for that issuer on that day."""
    for profile in PROFILES:
        if profile.issuer == issuer and day in profile.period:
            return profile
    name = {
        "civil": "cơ quan hành chính",
        "army": "cơ quan, đơn vị quân đội",
        "party": "cơ quan của Đảng",
    }[issuer]
    raise InputError(
        "Chưa có mẫu thể thức văn bản của %(issuer)s cho ngày %(day)s.",
        issuer=name,
        day=f"{day:%d/%m/%Y}",
    )


def profile(code: str) -> Profile:
    for found in PROFILES:
        if found.code == code:
            return found
    raise InputError("Không có mẫu thể thức “%(code)s”.", code=code)
