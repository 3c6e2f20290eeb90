"""The texts of a site."""

from __future__ import annotations

from django.db import transaction

from goc.dated.actions import save_record
from goc.desk.kinds import PaperKind
from goc.desk.models import PaperTemplate
from goc.desk.texts import check_text
from goc.lib.errors import RefusedError


@transaction.atomic
def write_template(*, kind: PaperKind, text: str, by: object) -> PaperTemplate:
    """Another text for the papers of a kind from now on; an empty one is the shipped text again.

    Raises InputError naming what the text gets wrong, RefusedError where it is the text in force.
    """
    if text.strip():
        check_text(kind, text)
    before = PaperTemplate.objects.filter(kind=kind.name).first()
    if (before.text if before else "") == text.strip():
        raise RefusedError("Nội dung mẫu không có gì thay đổi.")
    row = PaperTemplate(
        kind=kind.name,
        revision=max(kind.revision, before.revision if before else 0) + 1,
        based_on=kind.revision,
        text=text.strip(),
    )
    return save_record(row, by=by, action="desk.write_template", text=kind.name)
