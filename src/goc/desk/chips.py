"""What the editor of a text is given: what may be named in it, as chips with a name and what each
way of naming it prints, and the words of the editor. The page carries it as JSON:

    {"chips": [{"name", "group", "ways": [{"code", "said", "text"}]}],
     "signs": [[sign, label], ...], "words": {...}}

`code` is what stands in the text, braces and all; `said` how it is printed, in words; `text` what
is printed, empty where that is not known yet. `signs`: what a line may begin with; none where lines
have no styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
CODE = re.compile(r"\{@?[^{}@\s]+\}")
DOCUMENT = re.compile(r"\{vb:([^{}@\s]+)\}")
"""Of the register (`registry.citing`): shown by its number whether the register has it or not; what
it lacks is told beside the text.
"""
DATA = "editor-data"
"""The id of the JSON in the page, which a box names in its `data-editor`."""


@dataclass(frozen=True)
class Way:
    code: str
    said: Words = ""
    text: str = ""


@dataclass(frozen=True)
class Chip:
    """`ways`: the first is put in when the chip is chosen."""

    name: Words
    group: Words
    ways: tuple[Way, ...]


SIGNS = (
    ("", _("Đoạn văn")),
    ("# ", _("Phần: «Phần thứ nhất | TÊN PHẦN»")),
    ("## ", _("Mục I, II …")),
    ("### ", _("Mục 1, 2 …")),
    ("#### ", _("Mục a), b) …")),
    ("- ", _("Ý gạch đầu dòng")),
    ("> ", _("Ghi chú in nghiêng")),
    ("^ ", _("Dòng giữa trang")),
)
WORDS = {
    "insert": _("Chèn số liệu"),
    "search": _("Tìm theo tên, không cần gõ dấu"),
    "none": _("Không có số liệu nào có tên như vậy."),
    "close": _("Đóng"),
    "undo": _("Hoàn tác"),
    "redo": _("Làm lại"),
    "plain": _("Ô chữ thường"),
    "style": _("Kiểu dòng"),
    "way": _("Cách in"),
    "remove": _("Bỏ"),
    "hint": _("Chọn một ô số liệu để xem tên, đổi cách in hoặc bỏ. Gõ { hoặc Ctrl+K để chèn."),
    "cited": _("Văn bản viện dẫn từ Sổ đăng ký"),
    "wrong": _("số liệu không có"),
    "wrong_said": _("Không có số liệu, phụ lục hay chỗ điền này; hãy bỏ đi rồi chèn cái khác."),
}


def named(fields: Mapping[str, Words], lists: Mapping[str, Words]) -> Iterator[Chip]:
    """The places a kind of paper fills in, and the lists its subject computes."""
    for name, said in fields.items():
        yield Chip(said, _("Chỗ điền"), (Way(f"{{{name}}}"),))
    for name, said in lists.items():
        yield Chip(said, _("Danh sách, đứng riêng một dòng"), (Way(f"{{@{name}}}"),))


def editor_of(chips: Iterable[Chip], *, signed: bool = False) -> dict[str, Any]:
    """What the page carries; `signed`: its lines begin with signs."""
    signs = SIGNS if signed else ()
    return {"chips": [asdict(chip) for chip in chips], "signs": signs, "words": WORDS}


def printed_by(chips: Iterable[Chip]) -> dict[str, str]:
    """Code → what stands in its place for people: what is printed, else the name; "" → what stands
    for a code that is not there.
    """
    wrong = {"": f"[{WORDS['wrong']}]"}
    return wrong | {way.code: way.text or f"«{chip.name}»" for chip in chips for way in chip.ways}


def in_words(text: str, printed: Mapping[str, str]) -> str:
    """The text as people read it where it is not edited: no code in it."""
    return DOCUMENT.sub(r"«\1»", CODE.sub(lambda match: _read(match[0], printed), text))


def _read(code: str, printed: Mapping[str, str]) -> str:
    return printed.get(code, code if DOCUMENT.fullmatch(code) else printed[""])
