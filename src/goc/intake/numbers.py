"""Numbers and years as old lists write them: 1.234,5 · 1,234.5 · 12 người · năm 2011. What may be
two numbers is asked.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from goc.intake.outcome import Offer, Reading, as_text, asked, refused, said, taken

NO_NUMBER = "không phải là số (ví dụ 1.234,5)"
NO_YEAR = "không phải là một năm (yyyy)"
EXACT = 9
"""Places behind the comma that a formula of Excel tells for certain."""
_OURS = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_ENGLISH = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+")
_COUNTED = re.compile(
    r"(.*\d)\s*(?:triệu(?: đồng)?|trđ|tr\.?\s?đ?|người|đồng chí|đ/c|lượt|ngày|lớp|phòng|chỗ|cái)\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:năm\s*)?(\d{4})", re.IGNORECASE)


def read_number(value: Any) -> Reading:
    """The value is a Decimal; how large it may be is the affair of who asks."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return taken(Decimal(str(round(value, EXACT))))
    text = as_text(value)
    counted = _COUNTED.fullmatch(text)
    if counted:
        read = read_number(counted[1])
        return said(read.value, f"lấy số {counted[1]}") if read.is_right else read
    return _of_text(text.replace(" ", ""))


def _of_text(text: str) -> Reading:
    """By the one way of writing that fits."""
    if _THOUSANDS.fullmatch(text):
        whole, parted = text.replace(",", ""), text.replace(",", ".", text.count(",") - 1)
        offers = [Offer(whole, Decimal(whole))]
        if text.count(",") == 1:
            offers.append(Offer(text, Decimal(parted.replace(",", "."))))
        return asked("dấu phẩy có thể là phần nghìn hay phần thập phân", *offers)
    if _OURS.fullmatch(text):
        return taken(Decimal(text.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(text):
        plain = text.replace(",", "")
        return asked("viết theo kiểu Anh", Offer(plain.replace(".", ","), Decimal(plain)))
    return refused(NO_NUMBER)


def read_year(value: Any) -> Reading:
    """`2011`, `năm 2011`, a day of that year."""
    if isinstance(value, date):
        return asked("là ngày, không phải năm", Offer(f"{value.year}", value.year))
    found = _YEAR.fullmatch(as_text(value))
    return taken(int(found[1])) if found else refused(NO_YEAR)


def years_in(text: str) -> list[int]:
    """Those that a title names, in their order: `KINH PHÍ ĐÀO TẠO NĂM 2011`."""
    found = (int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text))
    return list(dict.fromkeys(found))
