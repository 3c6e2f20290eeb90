"""Figures and appendices as the editor of texts shows them: by name, with what they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from goc.desk.chips import Chip, Way
from goc.figures.definitions import Indicator
from goc.figures.loading import Definitions
from goc.figures.queries import definitions, heading_of
from goc.registry.citing import CITED, Citing, citation_of, code_of
from goc.registry.fields import said
from goc.summing_up.binding import FORMS, OF_SHARES, Binder, printed
from goc.summing_up.outline import forms

SAID: dict[str, Promise | str] = {
    "": gettext_lazy("cả đơn vị tính"),
    "number": gettext_lazy("chỉ số"),
    "count": gettext_lazy("tử số"),
    "share": gettext_lazy("tử số/mẫu số"),
    "base": gettext_lazy("mẫu số"),
    "percent": gettext_lazy("tỷ lệ chính xác"),
    "hedged": gettext_lazy("tỷ lệ làm tròn: hơn, gần"),
}
NEWEST = 100
OF_ROUND = {
    "directive": gettext_lazy("Văn bản chỉ đạo của đợt"),
    "plan": gettext_lazy("Kế hoạch tổng kết đã ký"),
}
Printed = Callable[[str, str], str]
"""(indicator, form) → what is printed."""


def unknown(_indicator: str, _form: str) -> str:
    """Where nothing is frozen yet."""
    return ""


def by(binder: Binder) -> Printed:
    return lambda indicator, form: printed(binder.figure(indicator), form)


def figure_chips(found: Definitions, said: Printed = unknown) -> Iterator[Chip]:
    """Every indicator of the site, then the appendices."""
    for indicator in found.indicators.values():
        ways = (
            Way(_code(indicator.id, form), SAID[form], said(indicator.id, form))
            for form in forms_of(indicator)
        )
        yield Chip(indicator.label, heading_of(indicator), tuple(ways))
    for form in forms():
        roman = f"Phụ lục {form.roman}"
        yield Chip(f"{roman}: {form.title}", gettext("Phụ lục"), (Way(_code(form.id), "", roman),))


def document_chips(citing: Citing) -> Iterator[Chip]:
    """What the round may cite: its own papers, then the newest of the register."""
    group = gettext("Văn bản viện dẫn")
    for name, said_of in OF_ROUND.items():
        yield Chip(said_of, group, (Way(f"{{vb:{name}}}", "", citing(name).short),))
    numbered = citing.documents.filter(secrecy="").exclude(number="")
    for document in numbered.order_by("-issued_on", "-pk")[:NEWEST]:
        code = code_of(document)
        if CITED.fullmatch(code):
            yield Chip(said(document), group, (Way(code, "", citation_of(document).short),))


def named_figures() -> Iterator[Chip]:
    """For texts of no round: without values."""
    return figure_chips(definitions())


def forms_of(indicator: Indicator) -> list[str]:
    """How it can be printed."""
    return [form for form in FORMS if indicator.kind == "ratio" or form not in OF_SHARES]


def _code(name: str, form: str = "") -> str:
    return "{" + ".".join(filter(None, [name, form])) + "}"
