"""Whether a text fits its kind: its form, and every name in it."""

from __future__ import annotations

from collections.abc import Iterator

from goc.desk.kinds import PaperKind
from goc.desk.markup import NAMED, Template, read
from goc.lib.errors import InputError
from goc.papers.wording import ABBREVIATIONS
from goc.registry.citing import CITED


def check_text(kind: PaperKind, text: str) -> None:
    """Raises InputError with everything that is wrong."""
    if wrong := list(_wrong(kind, read(text))):
        raise InputError("%(faults)s", faults=" ".join(wrong))


def _wrong(kind: PaperKind, template: Template) -> Iterator[str]:
    for name in template.lists:
        if name not in kind.lists:
            known = ", ".join(f"{{@{known}}}" for known in kind.lists)
            yield f"«{{@{name}}}»: loại văn bản này chỉ có các danh sách {known or '(không có)'}."
    if kind.is_internal and not any(line.kind == "list" for line in template.body):
        yield "Tài liệu nội bộ chỉ in bảng: phải có một danh sách {@…} đứng riêng một dòng."
    yield from _wrong_symbol(kind, template.one("Ký hiệu"))
    for text in template.texts:
        for fault in kind.faults(_without_fields(kind, text)):
            yield f"{fault}: không có chỗ điền này." if fault.startswith("{") else str(fault)


def _wrong_symbol(kind: PaperKind, symbol: str) -> Iterator[str]:
    """A named paper's symbol begins with the abbreviation of its kind, a letter's with its
    agency's.
    """
    first, dash, _rest = symbol.partition("-")
    if dash and not kind.is_internal and "{" not in first and first not in ABBREVIATIONS:
        yield (
            f"Ký hiệu «{symbol}»: «{first}» không phải là chữ viết tắt tên loại văn bản trong Phụ "
            "lục III Nghị định 30/2020/NĐ-CP."
        )


def _without_fields(kind: PaperKind, text: str) -> str:
    text = CITED.sub("", text)
    return NAMED.sub(lambda m: "" if m[1] in kind.known_fields else m[0], text)
