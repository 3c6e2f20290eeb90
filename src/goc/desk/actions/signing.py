"""What was signed on paper is entered: from then on nothing of it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from goc.dated.actions import save_record
from goc.desk.actions.drafts import begun, check_is_current, save_draft
from goc.desk.kinds import PaperKind
from goc.desk.models import SignedFile, SignedPaper
from goc.desk.rules import moved
from goc.desk.sources import Built
from goc.lib.canonical import canonical
from goc.lib.errors import RefusedError
from goc.papers.codec import to_json
from goc.papers.formats import FORMATS
from goc.papers.model import Paper, Signature
from goc.papers.printing import print_paper
from goc.registry.actions import Upload, keep_file, register_document
from goc.registry.models import StoredFile


@transaction.atomic
def record_signed(
    *,
    record: Any,
    kind: PaperKind,
    built: Built,
    number: int,
    day: date,
    signer: str,
    scan: Upload,
    by: object,
) -> SignedPaper:
    """Number, day and signer go into the paper that was built; it, its files and the scan are kept
    by their digests, and the paper is entered among those that went out.

    Raises RefusedError unless the paper as built is the final one.
    """
    draft = begun(record, kind)
    state = moved(draft.state, "sign")
    check_is_current(draft, kind, built)
    if day > timezone.localdate():
        raise RefusedError("Ngày ký %(day)s còn ở phía trước.", day=f"{day:%d/%m/%Y}")
    paper = with_signature(built.paper, number=number, day=day, signer=signer)
    kept: dict[str, Any] = {"keeper": draft.unit, "by": by}
    scanned = _kept(scan, **kept)
    document = register_document(
        direction="out",
        type=paper.kind,
        number=f"{number:02d}/{paper.symbol}",
        issuer=paper.issuer,
        issued_on=day,
        subject=paper.subject,
        file=scanned,
        **kept,
    ).document
    draft.state = state
    save_draft(draft, by=by, action="desk.sign_draft", text=kind.name)
    content = canonical(to_json(paper))
    made = SignedPaper(
        draft=draft,
        number=number,
        day=day,
        signer=signer.strip(),
        document=document,
        scan=scanned,
        content=_kept(Upload(f"{kind.name}.json", "application/json", content), **kept),
        snapshot=built.snapshot,
        source=built.source,
        built_sha256=built.sha256,
    )
    save_record(made, by=by, action="desk.record_signed", text=str(made))
    for name, format_ in kind.files:
        data = print_paper(paper, format_)
        upload = Upload(f"{name}.{format_}", FORMATS[format_].media_type, data)
        SignedFile(signed=made, file=_kept(upload, **kept)).save()
    return made


def with_signature(paper: Paper, *, number: int, day: date, signer: str) -> Paper:
    lines = paper.signature.lines if paper.signature else ()
    return replace(paper, number=number, signed=day, signature=Signature(lines, signer.strip()))


def _kept(upload: Upload, **kept: Any) -> StoredFile:
    assert isinstance(upload.data, bytes)
    return keep_file(name=upload.name, media_type=upload.media_type, data=upload.data, **kept)
