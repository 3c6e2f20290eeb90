"""What is allowed of a letterhead and of a paper on its way; no database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext_noop

from goc.lib.errors import RefusedError
from goc.papers.profiles import Issuer
from goc.units.rules import in_text

BETWEEN = " / "
"""Parts the lines of one box of a letterhead."""
SIGNING = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
"""How one signs for others: NĐ 30/2020/NĐ-CP, annex I, II.7."""

DRAFT, FINAL, SIGNED = "draft", "final", "signed"
TRANSITIONS: dict[str, dict[str, str]] = {
    DRAFT: {"write": DRAFT, "issue": DRAFT, "finalise": FINAL},
    FINAL: {"write": FINAL, "reopen": DRAFT, "sign": SIGNED},
    SIGNED: {},
}
"""state → act → state. From signing on nothing is done any more."""
REFUSALS = {
    DRAFT: gettext_noop("Văn bản còn là dự thảo; hãy chốt bản trình ký trước."),
    FINAL: gettext_noop("Văn bản đã chốt để trình ký; hãy mở lại dự thảo trước."),
    SIGNED: gettext_noop("Văn bản đã ký, không thay đổi được nữa."),
}


@dataclass(frozen=True)
class Head:
    """A letterhead as a paper prints it. `issuer`: how appendices name who issues it; `authority`
    and `post`: the lines above the name of the signer.
    """

    layout: Issuer
    parent: tuple[str, ...]
    agency: tuple[str, ...]
    issuer: str
    symbol: str
    authority: tuple[str, ...]
    post: str
    signer: str = ""
    place: str = ""
    is_entered: bool = False


def computed_head(attributes: Mapping[str, Any], name: str) -> Head:
    """From the entry of the issuer in the catalogue and the unit's name."""

    def filled(text: str) -> str:
        return text.replace("{NAME}", name.upper()).replace("{name}", in_text(name))

    return Head(
        layout=cast(Issuer, attributes["layout"]),
        parent=tuple(map(filled, attributes["parent"])),
        agency=tuple(map(filled, attributes["agency"])),
        issuer=filled(attributes["short"]),
        symbol=attributes["symbol"],
        authority=tuple(attributes["authority"]),
        post=attributes["post"],
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines typed into one box."""
    return tuple(line.strip() for line in text.split(BETWEEN) if line.strip())


def check_letterhead(authority: str, symbol: str) -> None:
    """Raises RefusedError for words that no paper of an agency carries."""
    for line in lines_of(authority):
        if not line.startswith(SIGNING):
            raise RefusedError(
                "Dòng quyền hạn ký «%(line)s» phải bắt đầu bằng một trong: %(words)s.",
                line=line,
                words=", ".join(SIGNING),
            )
    if re.search(r"[\s/]", symbol):
        raise RefusedError(
            "Ký hiệu «%(symbol)s» không được có dấu cách hay dấu «/»; ví dụ UBND, BCĐ.",
            symbol=symbol,
        )


def moved(state: str, act: str) -> str:
    """The state after an act. Raises RefusedError where it is not to be done in this state."""
    if act not in TRANSITIONS[state]:
        raise RefusedError(REFUSALS[state])
    return TRANSITIONS[state][act]


def draft_line(state: str, number: int) -> str:
    """`DỰ THẢO (lần 2)`; nothing on a paper that goes to be signed."""
    return f"DỰ THẢO (lần {number})" if state == DRAFT else ""
