"""What the commands that take a list in share: their options, and how a choice is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

from goc.lib.terminal import DAY, dry_run_option, json_option

COLUMN_HELP = "CỘT=TRƯỜNG: cột của danh sách là trường nào (B=full_name; B= để không lấy)."
OFFERS_HELP = "Ô nào được hỏi thì lấy gợi ý thứ nhất; có phải cùng một người thì vẫn hỏi."
ANSWER_HELP = "Trả lời một ô (L23=06034) hoặc mọi ô giống nhau (Chuyên môn:TC=Trung cấp; «trống»)."


class Rows(click.ParamType[tuple[int, int]]):
    """`7` or `7-8`."""

    name = "rows"
    written = re.compile(r"([1-9]\d*)(?:-([1-9]\d*))?")

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        found = self.written.fullmatch(str(value))
        if found is None:
            self.fail(f"«{value}» không phải là dòng (7) hay các dòng (7-8).", param, ctx)
        return int(found[1]), int(found[2] or found[1])


class ColumnChoice(click.ParamType[tuple[str, str]]):
    """`B=full_name`; `B=` leaves the column out. Which fields there are hangs on the list."""

    name = "column"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        letter, equals, field = str(value).partition("=")
        if not equals:
            self.fail(f"«{value}»: hãy ghi CỘT=TRƯỜNG.", param, ctx)
        return letter.upper(), field


OPTIONS = (
    click.option("--as-of", type=DAY, help="Ngày của danh sách; mặc định hôm nay."),
    click.option("--unit", help="Chỉ nhập cho đơn vị này và các đơn vị trực thuộc."),
    click.option("--sheet", default="", help="Sheet có danh sách; mặc định tự tìm."),
    click.option("--head-rows", type=Rows(), help="Dòng tiêu đề (7 hoặc 7-8); mặc định tự tìm."),
    click.option("--column", "columns", type=ColumnChoice(), multiple=True, help=COLUMN_HELP),
    click.option("--answer", "answers", multiple=True, help=ANSWER_HELP),
    click.option("--take-offers", is_flag=True, help=OFFERS_HELP),
    dry_run_option,
    json_option,
)


def loading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(OPTIONS):
        command = option(command)
    return command
