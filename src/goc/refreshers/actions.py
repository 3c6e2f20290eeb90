"""What may be recorded of a class; the acts themselves are those of every flat record."""

from __future__ import annotations

from goc.lib.errors import RefusedError
from goc.lists.acts import Acts
from goc.refreshers.models import Refresher


def check(row: Refresher) -> None:
    if row.called is not None and row.present + (row.excused or 0) > row.called:
        raise RefusedError("Số có mặt và vắng có lý do lớn hơn số triệu tập.")
    if sum(n or 0 for n in (row.excellent, row.good, row.passed, row.failed)) > row.present:
        raise RefusedError("Cộng các loại kết quả lớn hơn số có mặt.")


REFRESHERS = Acts(Refresher, check)
