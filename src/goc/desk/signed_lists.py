"""Lists and books that are computed from the register and signed: the letterhead of the unit that
draws them up, "Người lập biểu" at the left, who signs at the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from goc.desk.composing import LEFT_OPEN
from goc.desk.queries import frame_of
from goc.lib.errors import InputError
from goc.papers.formats import FORMATS, render
from goc.papers.model import Appendix, Paper, Signature
from goc.papers.printing import print_paper, unlinked
from goc.papers.profiles import profile_for
from goc.units.models import Unit, UnitVersion
from goc.units.rules import KINDS

MAKER = "Người lập biểu"
ISSUERS = {
    "province": "province_command",
    "district": "local_command",
    "commune": "local_command",
}
"""Level of a unit → whose letterhead its lists bear; others sign as themselves."""
GIVEN = ("docx", "pdf", "xlsx")


def signed_list(
    *, unit: Unit, kind: str, subject: str, sheets: Sequence[Appendix], today: date
) -> Paper:
    """`subject`: what stands as the title under `kind`; the first of `sheets` bears both."""
    frame = frame_of(unit, issuer_of(unit, today), on=today, place=LEFT_OPEN)
    head = frame.head
    return Paper(
        profile=profile_for(head.layout, today).code,
        kind=kind,
        agency=head.agency,
        parent_agency=head.parent,
        issuer=head.issuer,
        symbol="",
        place=frame.place,
        drafted=today,
        subject=subject,
        signature=Signature((*head.authority, *filter(None, [head.post])), head.signer),
        appendices=tuple(sheets),
        is_sheet=True,
        makers=(MAKER,),
    )


def issuer_of(unit: Unit, day: date) -> str:
    """A code of the catalogue `paper_issuer`."""
    version = UnitVersion.objects.as_of(day).filter(unit=unit).first()
    level = KINDS[version.kind][0] if version else ""
    return ISSUERS.get(level, "agency")


def file_of(paper: Paper, format_: str, name: str) -> HttpResponse:
    """To be taken away. Raises InputError for another format."""
    if format_ not in GIVEN:
        raise InputError("Không xuất được ra định dạng «%(format)s».", format=format_)
    response = HttpResponse(print_paper(paper, format_), content_type=FORMATS[format_].media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{format_}')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def shown(paper: Paper) -> SafeString:
    """On a page that links `paper_style`."""
    return mark_safe(render(unlinked(paper), "html").decode())  # escaped by formats.html
