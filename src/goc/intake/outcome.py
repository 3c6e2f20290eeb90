"""What came of reading a cell: taken, said, asked or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goc.viet.names import clean, fold

TAKEN, SAID, ASKED, REFUSED = "taken", "said", "asked", "refused"
TWO_TABLES = "two tables"
BLANK = "trống"
"""The answer that leaves a cell empty."""


@dataclass(frozen=True)
class Offer:
    """An answer that may be given: as it is typed and shown, and what it means. `fields`: values of
    other columns that the answer gives instead.
    """

    text: str
    value: Any = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """`value` None: nothing is recorded. `reason`: what was done (said), what is doubtful (asked),
    why it cannot be taken (refused). `remark`: what the value does not keep, for the note.
    `alike`: what makes two doubts one, beside the text of the cell.
    """

    kind: str
    value: Any = None
    reason: str = ""
    offers: Sequence[Offer] = ()
    remark: str = ""
    alike: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether the cell can be taken as it was read."""
        return self.kind in (TAKEN, SAID)


def taken(value: Any) -> Reading:
    """Read without a question."""
    return Reading(TAKEN, value)


def said(value: Any, reason: str, remark: str = "") -> Reading:
    """Taken, and told that it was done; `remark` is what the value does not keep."""
    return Reading(SAID, value, reason, remark=remark)


def asked(reason: str, *offers: Offer, alike: str = "") -> Reading:
    """A doubt with what may be answered; `alike` makes two doubts one."""
    return Reading(ASKED, None, reason, offers, alike=alike)


def refused(reason: str) -> Reading:
    """A fault of the cell, without a guess."""
    return Reading(REFUSED, None, reason)


def answered(reading: Reading, answer: str, again: Reading) -> Reading:
    """`again`: the answer read as a cell of the column. One of the offers is what the offer
    says.
    """
    if fold(answer) == fold(BLANK):
        return said(None, "để trống theo trả lời")
    for offer in reading.offers:
        if fold(offer.text) == fold(answer):
            told = f"ghi «{offer.text}» theo trả lời"
            return Reading(SAID, offer.value, told, fields=offer.fields)
    if again.is_right and again.value is not None:
        return replace(again, kind=SAID, reason=f"ghi «{answer}» theo trả lời")
    return replace(reading, reason=f"{reading.reason}; câu trả lời «{answer}» chưa dùng được")


@dataclass(frozen=True)
class Missing:
    """A cell whose value is not in the file: an error of Excel, a formula never worked out; or of
    which two tell (`TWO_TABLES`).
    """

    why: str
    text: str

    @property
    def reading(self) -> Reading:
        """Never taken for empty."""
        if self.why == TWO_TABLES:
            return refused(
                "hai bảng đặt cạnh nhau: hãy bỏ các cột của một bảng ở bước «Cách đọc» rồi ghi, sau "
                "đó nạp lại tệp với bảng kia"
            )
        if self.why == "error":
            return refused(f"ô báo lỗi {self.text}: hãy sửa trong Excel rồi nạp lại")
        return refused(
            f"công thức {self.text} chưa có giá trị: hãy mở bằng Excel, lưu lại rồi nạp lại"
        )


def as_text(value: Any) -> str:
    """A cell as typed: a whole number without `.0`, a day as dd/mm/yyyy."""
    if isinstance(value, Missing):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return clean(str(value if value is not None else ""))
