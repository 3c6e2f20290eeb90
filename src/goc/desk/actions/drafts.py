"""A paper on its way: written, issued for opinions, made final, taken back to the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goc.dated.actions import save_record, values_of
from goc.desk.composing import compose
from goc.desk.kinds import PaperKind
from goc.desk.models import Draft
from goc.desk.queries import text_of
from goc.desk.rules import moved
from goc.desk.sources import SOURCES, Built
from goc.lib.canonical import canonical, digest
from goc.lib.errors import RefusedError
from goc.papers.codec import to_json
from goc.papers.model import check


def begun(record: Any, kind: PaperKind) -> Draft:
    """The row of a paper on its way, locked; made when there is none. Inside a transaction."""
    of = {"subject_kind": kind.subject, "subject": record.public_id, "kind": kind.name}
    rows = Draft.objects.select_for_update().filter(**of)
    if found := rows.first():
        can_begin_again = found.state == Draft.State.SIGNED and kind.from_register
        if not can_begin_again:
            return found
    return Draft(unit=record.unit, **of)


def save_draft(draft: Draft, *, by: object, action: str, text: str = "") -> Draft:
    """The event holds what was there before; the content of a paper is in it as its digest only."""
    old = Draft.objects.filter(pk=draft.pk).first()
    before = values_of(old) | _digest_of(old) if old else None
    also = _digest_of(draft)
    return save_record(draft, by=by, action=action, text=text, before=before, also=also)


def _digest_of(draft: Draft) -> dict[str, str | None]:
    """What an event says of the content of a paper."""
    content = draft.content
    return {"content": None if content is None else digest(canonical(content))}


@transaction.atomic
def write_paper(*, record: Any, kind: PaperKind, by: object) -> Draft:
    """From the register as it is now, in the text and under the letterhead of today; of a kind
    `from_register`. Raises RefusedError once it was signed and the kind is written once.
    """
    if not kind.from_register:
        raise RefusedError("Văn bản này được dựng cùng bộ hồ sơ, không lập riêng.")
    draft = begun(record, kind)
    draft.state = moved(draft.state, "write")
    frame = SOURCES[kind.subject].frame(record)
    paper = compose(text_of(kind).text, kind.values(record), frame, is_sheet=kind.is_internal)
    check(paper)
    draft.content = to_json(paper)
    return save_draft(draft, by=by, action="desk.write_paper", text=kind.name)


@transaction.atomic
def issue_draft(*, record: Any, kind: PaperKind, built: Built, by: object) -> Draft:
    """The draft goes out for opinions; the next one printed bears the next number."""
    draft = begun(record, kind)
    draft.state = moved(draft.state, "issue")
    check_is_current(draft, kind, built)
    text = f"{draft.line}, SHA-256 {built.sha256}"
    draft.number += 1
    return save_draft(draft, by=by, action="desk.issue_draft", text=text)


@transaction.atomic
def finalise(
    *, record: Any, kind: PaperKind, built: Built, left_out: Mapping[str, str], by: object
) -> Draft:
    """To be signed. Raises RefusedError while an appendix is missing that is not left out with a
    reason, which the paper then prints.
    """
    draft = begun(record, kind)
    draft.state = moved(draft.state, "finalise")
    draft.left_out = {n: why.strip() for n, why in left_out.items() if why.strip()}
    check_whole(draft, built.missing)
    return save_draft(draft, by=by, action="desk.finalise", text=kind.name)


def check_whole(draft: Draft, missing: Mapping[str, str]) -> None:
    """Raises RefusedError naming the appendices a final paper lacks."""
    absent = [number for number in missing if number not in draft.left_out]
    if absent:
        raise RefusedError(
            "Bản trình ký còn thiếu Phụ lục %(numbers)s. Hãy bổ sung hồ sơ nguồn rồi dựng lại, "
            "hoặc ghi lý do không lập từng phụ lục ấy.",
            numbers=", ".join(absent),
        )


def check_is_current(draft: Draft, kind: PaperKind, built: Built) -> None:
    """Raises RefusedError where the paper was built before the state it is in now."""
    if built.paper.draft != draft.line:
        raise RefusedError(
            "Bản đã dựng mang dòng «%(found)s», không phải «%(wanted)s». %(anew)s",
            found=built.paper.draft or "(bản trình ký)",
            wanted=draft.line or "(bản trình ký)",
            anew=str(SOURCES[kind.subject].anew),
        )


@transaction.atomic
def reopen(*, record: Any, kind: PaperKind, by: object) -> Draft:
    """Back from who should have signed it: a draft again, with the number it had."""
    draft = begun(record, kind)
    draft.state, draft.left_out = moved(draft.state, "reopen"), {}
    return save_draft(draft, by=by, action="desk.reopen", text=kind.name)
