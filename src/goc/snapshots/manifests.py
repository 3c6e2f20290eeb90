"""What a manifest must look like, whoever wrote it: a value of another kind and a name that leads
out of the folder are told, not met later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from unicodedata import category
from uuid import UUID

from django.utils.translation import gettext_noop

from goc.lib.errors import InputError
from goc.lib.folders import MANIFEST

Problem = dict[str, Any]
"""`file`, `where`, `found`, `expected`: the shape all verifications share."""

SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST = 255
T = TypeVar("T")
KINDS: dict[type, str] = {
    dict: "đối tượng",
    list: "danh sách",
    str: "chữ",
    int: "số nguyên",
    float: "số thập phân",
    bool: "đúng hoặc sai",
    type(None): "rỗng",
}


class MalformedError(InputError):
    """`problem`: where in the manifest, what stands there, what must stand there."""

    def __init__(self, where: str, found: object, expected: str) -> None:
        self.problem = problem(MANIFEST, where, found, expected)
        super().__init__(
            gettext_noop(
                "Bản kê hỏng, không đọc được: %(where)s là %(found)s, phải là %(expected)s."
            ),
            where=self.problem["where"],
            found=self.problem["found"],
            expected=expected,
        )


def problem(file: str, where: str, found: object, expected: object) -> Problem:
    return {
        "file": printable(file),
        "where": printable(where),
        "found": _told(found),
        "expected": _told(expected),
    }


def _told(value: object) -> object:
    """Numbers stay numbers in JSON."""
    return value if value is None or isinstance(value, int | float) else printable(str(value))


def printable(text: str) -> str:
    """Short, and without the halves of letters that JSON and file names may hold."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def parse(data: bytes) -> dict[str, Any]:
    """A JSON object. Raises MalformedError."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise MalformedError("nội dung", "không phải JSON", "JSON") from None
    if not isinstance(value, dict):
        raise MalformedError("nội dung", kind_of(value), KINDS[dict])
    return value


def take(data: Mapping[str, Any], key: str, kind: type[T], where: str = "") -> T:
    """`data[key]`, which must be of that kind. `where` tells of which part `data` is."""
    place = f"{where}{key}"
    if key not in data:
        raise MalformedError(place, "không có", KINDS[kind])
    value = data[key]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise MalformedError(place, kind_of(value), KINDS[kind])
    return value


def take_word(data: Mapping[str, Any], key: str) -> str:
    """Text that says something."""
    text = take(data, key, str)
    if not text.strip():
        raise MalformedError(key, "trống", "một mã")
    return text


def take_id(data: Mapping[str, Any], key: str) -> str:
    text = take(data, key, str)
    try:
        return str(UUID(text))
    except ValueError:
        raise MalformedError(key, text, "mã định danh (UUID)") from None


def take_day(data: Mapping[str, Any], key: str) -> date:
    text = take(data, key, str)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MalformedError(key, text, "ngày dạng NĂM-THÁNG-NGÀY") from None


def take_sha256(data: Mapping[str, Any], key: str, where: str = "") -> str:
    text = take(data, key, str, where)
    if not SHA256.fullmatch(text):
        raise MalformedError(f"{where}{key}", text, "mã SHA-256")
    return text


def take_names(data: Mapping[str, Any], key: str, where: str = "") -> tuple[str, ...]:
    """A list of text."""
    rows = take(data, key, list, where)
    for number, row in enumerate(rows):
        if not isinstance(row, str):
            raise MalformedError(f"{where}{key}[{number}]", kind_of(row), KINDS[str])
    return tuple(rows)


def check_version(data: Mapping[str, Any], known: int) -> None:
    """Raises MalformedError also when a later Gốc wrote it."""
    version = take(data, "schema_version", int)
    if version > known:
        raise MalformedError("schema_version", version, f"không quá {known} (hãy nâng cấp Gốc)")


def check_name(name: object, where: str) -> str:
    """A path within the folder. Raises MalformedError for one that leads out of it."""
    if isinstance(name, str) and all(_fits(part) for part in name.split("/")):
        return name
    raise MalformedError(where, name, "tên tệp trong thư mục")


def _fits(part: str) -> bool:
    short = 0 < len(part.encode("utf-8", "replace")) <= LONGEST
    named = part not in (".", "..") and "\\" not in part
    return short and named and not any(category(letter) in ("Cc", "Cs") for letter in part)


def kind_of(value: object) -> str:
    return KINDS.get(type(value), type(value).__name__)
