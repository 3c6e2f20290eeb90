"""Codes of catalogues as the acts of training take them."""

from __future__ import annotations

from datetime import date

from goc.dated.reference import labels
from goc.lib.errors import RefusedError


def check_code(catalogue: str, code: str, on: date) -> None:
    """Raises RefusedError for a code that the catalogue does not have."""
    if code not in labels(catalogue, as_of=on):
        raise RefusedError(
            "«%(code)s» không có trong danh mục %(catalogue)s.", code=code, catalogue=catalogue
        )


def check_reason(reason: str) -> None:
    """Raises RefusedError: a correction says why."""
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do, căn cứ sửa.")
