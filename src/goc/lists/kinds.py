"""The kinds of cells: how a value is shown, read from what people typed, kept in a frozen table.

What multiplies is a table: a new kind is one line of KINDS and its reader. `word` is text that is
looked for whole (a login, an id) or, with a dot at its end, by its beginning; `moment` a day with
its hour; `choice` one of the cell's own choices; `born` a day, or only its year, looked for by the
year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from goc.dated.reference import find_code, labels
from goc.lib.errors import InputError
from goc.units.asking import Asking
from goc.units.roles import DECLARE
from goc.viet.names import clean
from goc.viet.numbers import write

NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
MOST_WHOLE, MOST_MONEY = 2**31 - 1, Decimal(10**15)
"""What a column of a database holds."""
YES, NO = ("có", "x", "1"), ("không", "0")


@dataclass(frozen=True)
class Kind:
    """`show(value, catalogue, asking)` → text; `read(typed, catalogue, asking)` → value, raising
    InputError; `frozen`: the type of its column in a snapshot; `filter`: a key of
    `lists.asked.FILTERS`; `points`: its value is a row of another table.
    """

    show: Callable[[Any, str, Asking], str]
    read: Callable[[Any, str, Asking], Any]
    frozen: str
    filter: str
    is_number: bool = False
    points: bool = False


def typed(value: Any) -> str:
    """A cell of a workbook or a form as people see it: whole numbers without `.0`, a day as
    dd/mm/yyyy.
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{int(value)}" if value.is_integer() else f"{Decimal(str(value))}".replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return clean(str(value))


def _text(value: Any, _catalogue: str, _asking: Asking) -> str:
    return typed(value)


def _read_digits(value: Any, _catalogue: str, _asking: Asking) -> str:
    text = re.sub("[ .]", "", typed(value))
    if not (text.isascii() and text.isdigit()):
        raise InputError("«%(text)s»: chỉ gồm chữ số", text=typed(value))
    return text


def _show_code(value: str, catalogue: str, asking: Asking) -> str:
    return labels(catalogue, as_of=asking.day).get(value, value)


def _read_code(value: Any, catalogue: str, asking: Asking) -> str:
    text = typed(value)
    found = find_code(catalogue, text)
    if found is None:
        choices = ", ".join(labels(catalogue, as_of=asking.day).values())
        raise InputError(
            "«%(text)s» không có trong danh mục; hãy ghi một trong: %(choices)s",
            text=text,
            choices=choices,
        )
    return found


def _read_day(value: Any, _catalogue: str, _asking: Asking) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = typed(value)
    try:
        return datetime.strptime(re.sub("[-.]", "/", text), "%d/%m/%Y").date()
    except ValueError:
        raise InputError("«%(text)s» không phải là ngày dd/mm/yyyy", text=text) from None


def number_in(value: Any) -> Decimal:
    """A number as typed (1.234,5) or as a workbook holds it. Raises InputError."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(str(value))
    text = typed(value).replace(" ", "")
    if not NUMBER.fullmatch(text):
        raise InputError("«%(text)s» không phải là số (ví dụ 1.234,5)", text=text)
    return Decimal(text.replace(".", "").replace(",", "."))


def _read_whole(value: Any, _catalogue: str, _asking: Asking) -> int:
    number = number_in(value)
    _check_size(number, MOST_WHOLE + 1)
    if number != int(number) or number < 0:
        raise InputError("«%(text)s» không phải là số nguyên không âm", text=typed(value))
    return int(number)


def _check_size(number: Decimal, limit: Any) -> None:
    if number >= limit:
        raise InputError("số quá lớn: phải dưới %(limit)s", limit=write(limit))


def _read_year(value: Any, catalogue: str, asking: Asking) -> int:
    year = _read_whole(value, catalogue, asking)
    if not 1900 <= year <= asking.today.year + 20:
        raise InputError("«%(text)s» không phải là một năm", text=typed(value))
    return year


def _read_born(value: Any, catalogue: str, asking: Asking) -> int:
    """The year of a day, or the year alone."""
    if typed(value).isdigit():
        return _read_year(value, catalogue, asking)
    return _read_day(value, catalogue, asking).year


def _read_money(value: Any, _catalogue: str, _asking: Asking) -> Decimal:
    amount = number_in(value)
    _check_size(amount, MOST_MONEY)
    if amount < 0 or amount != amount.quantize(Decimal("0.001")):
        raise InputError(
            "«%(text)s»: số tiền không âm, nhiều nhất ba chữ số thập phân", text=typed(value)
        )
    return amount


def _show_money(value: Decimal, _catalogue: str, _asking: Asking) -> str:
    exponent = value.normalize().as_tuple().exponent
    return write(value, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


def _read_flag(value: Any, _catalogue: str, _asking: Asking) -> bool:
    text = typed(value).lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise InputError("«%(text)s»: chỉ ghi Có hoặc Không", text=typed(value))


def _show_flag(value: bool, _catalogue: str, _asking: Asking) -> str:
    return gettext("Có") if value else gettext("Không")


def _show_moment(value: datetime, _catalogue: str, _asking: Asking) -> str:
    return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"


def _show_unit(value: Any, _catalogue: str, asking: Asking) -> str:
    return asking.unit_name(value.pk)


def _read_unit(value: Any, _catalogue: str, asking: Asking) -> Any:
    unit = asking.units.find(typed(value))
    if not asking.scope.may(DECLARE, unit.pk):
        raise InputError("Bạn không được nhập cho đơn vị này")
    return unit


KINDS: dict[str, Kind] = {
    "text": Kind(_text, _text, "text", "text"),
    "digits": Kind(_text, _read_digits, "text", "text"),
    "code": Kind(_show_code, _read_code, "text", "choice"),
    "day": Kind(_text, _read_day, "date", "range"),
    "year": Kind(_text, _read_year, "int", "range", is_number=True),
    "born": Kind(_text, _read_born, "text", "range"),
    "count": Kind(lambda v, _c, _a: write(v), _read_whole, "int", "range", is_number=True),
    "money": Kind(_show_money, _read_money, "decimal", "range", is_number=True),
    "flag": Kind(_show_flag, _read_flag, "bool", "choice"),
    "unit": Kind(_show_unit, _read_unit, "text", "unit", points=True),
    "choice": Kind(_text, _text, "text", "choice"),
    "word": Kind(_text, _text, "text", "word"),
    "moment": Kind(_show_moment, _read_day, "date", "days"),
}
