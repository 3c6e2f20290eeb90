"""A value of a catalogue as the trade abbreviates it. What may mean two things is asked once for
all cells alike.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goc.intake.head import key
from goc.intake.outcome import BLANK, Offer, Reading, as_text, asked, refused, said, taken
from goc.viet.names import clean

NEAR = 0.75
SHOWN = 3
_AROUND = re.compile(r"(?:\d{1,2} )?(.+?)(?: (?:xa|phuong|thi tran|huyen|tt|x|p) .+)?")
"""How many, and where, written around a name: `01 CHP`, `CHT xã Kháng Chiến`."""
DITTO = frozenset({"nt", "n t", "nhu tren", "nhu dong tren"})
"""The trade's word for the value above."""
SIGNS_OF_DITTO = frozenset({'"', "''", "“", "”", "-nt-", "//"})
AS_ABOVE = "như dòng trên"
UNSURE = "chưa rõ nghĩa: hãy chọn một cách hiểu"


@dataclass(frozen=True)
class Aliases:
    """`names`: code by key of each name; `exact`: with its marks, since Tày and Táy are two.
    `nothing`: what says that there is none. `doubtful`: offers
    by key. `labels`: how a code is shown. `begins`: a name may be followed by a branch, which is
    kept as a remark.
    """

    title: str
    names: Mapping[str, str]
    exact: Mapping[str, str]
    labels: Mapping[str, str]
    nothing: frozenset[str] = frozenset()
    doubtful: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    begins: bool = False

    def label(self, code: str) -> str:
        """How a code is shown; a code that has none is shown itself."""
        return self.labels.get(code, code)

    def offer(self, code: str) -> Offer:
        """The code, to be chosen by its label."""
        return Offer(self.label(code), code)


def read_code(value: Any, aliases: Aliases, above: str = "") -> Reading:
    """`above`: the code of the row above, "" where there is none."""
    if isinstance(value, date):
        return _made_a_day(value, aliases)
    text = as_text(value)
    told = key(text) or text
    if told in DITTO or text in SIGNS_OF_DITTO:
        return _ditto(above)
    if told in aliases.doubtful:
        return asked(UNSURE, *aliases.doubtful[told])
    code = aliases.exact.get(_exact(text)) or aliases.names.get(told)
    if code is not None:
        return taken(code)
    if told in aliases.nothing:
        return said(None, f"«{text}»: không ghi gì")
    return _longer(text, told, aliases) or _near(told, aliases)


def says_nothing(value: Any) -> bool:
    """`-`, `…`: no letter and no digit, and no sign for what stands above."""
    text = as_text(value)
    return bool(text) and text not in SIGNS_OF_DITTO and not any(map(str.isalnum, text))


def _ditto(above: str) -> Reading:
    """`nt` means what stands above; of the first row it means nothing."""
    if not above:
        return refused("«như trên» mà dòng trên chưa có giá trị")
    return asked("ghi như dòng trên", Offer(AS_ABOVE, above))


def _made_a_day(value: date, aliases: Aliases) -> Reading:
    """Excel makes a day of 12/12, in the order of the country it is set to."""
    for typed in (f"{value.day}/{value.month}", f"{value.month}/{value.day}"):
        told = key(typed)
        if told in aliases.names:
            return asked(f"Excel đã đổi «{typed}» thành ngày", aliases.offer(aliases.names[told]))
        if told in aliases.doubtful:
            return asked(f"Excel đã đổi «{typed}» thành ngày", *aliases.doubtful[told])
    return refused(f"là ngày, không có trong danh mục {aliases.title}")


def _longer(text: str, told: str, aliases: Aliases) -> Reading | None:
    """`Đại học Luật` is a university degree; the branch is kept."""
    if not aliases.begins:
        return None
    for length in range(len(told.split()) - 1, 0, -1):
        start = " ".join(told.split()[:length])
        if start in aliases.names:
            code = aliases.names[start]
            return said(code, f"lấy «{aliases.label(code)}»", f"{aliases.title}: {text}")
    return None


def _near(told: str, aliases: Aliases) -> Reading:
    """Names that are almost this one are offered, the nearest first."""
    around = _AROUND.fullmatch(told)
    if around and around[1] in aliases.names:
        return asked("ngoài giá trị còn ghi thêm", aliases.offer(aliases.names[around[1]]))
    names = difflib.get_close_matches(told, aliases.names, SHOWN, NEAR)
    offers = dict.fromkeys(aliases.names[name] for name in names)
    if offers:
        return asked(f"không có trong danh mục {aliases.title}", *map(aliases.offer, offers))
    return refused(f"không có trong danh mục {aliases.title}")


def aliases_of(
    title: str,
    entries: Sequence[tuple[str, str, Sequence[str]]],
    told: Mapping[str, Any],
    moved: Mapping[str, Mapping[str, str]],
) -> Aliases:
    """`entries`: code, name and other names of the catalogue, oldest first. `told`: what the
    trade's file says of it (`names`, `nothing`, `doubtful`, `begins`). An offer is a code, "" for leaving
    empty, or `FIELD=CODE` for another column; `moved` has the labels of those.
    """
    names: dict[str, str] = {}
    exact: dict[str, str] = {}
    labels: dict[str, str] = {}
    trade = [(code, "", texts) for code, texts in told.get("names", {}).items()]
    for code, name, others in [*entries, *trade]:
        labels |= {code: name} if name else {}
        for text in filter(None, (code.replace("_", " "), name, *others)):
            exact.setdefault(_exact(text), code)
            names.setdefault(key(text), code)
    doubtful = {
        key(text): list(_offers(texts, labels, moved))
        for text, texts in told.get("doubtful", {}).items()
    }
    nothing = frozenset(map(key, told.get("nothing", ())))
    return Aliases(title, names, exact, labels, nothing, doubtful, told.get("begins", False))


def _exact(text: str) -> str:
    """With its marks, whatever the case."""
    return clean(text).casefold()


def _offers(
    told: Sequence[str], labels: Mapping[str, str], moved: Mapping[str, Mapping[str, str]]
) -> Iterator[Offer]:
    """As `aliases_of` says."""
    for text in told:
        other, equals, code = text.partition("=")
        if not text:
            yield Offer(BLANK)
        elif equals:
            yield Offer(moved[other].get(code, code), None, {other: code})
        else:
            yield Offer(labels.get(text, text), text)
