"""Keeping files, registering documents and putting their entries right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import ProtectedError

from goc.dated.actions import put_right, save_record, take_back
from goc.lib.errors import InputError, RefusedError
from goc.registry import files, rules
from goc.registry.models import Document, StoredFile
from goc.registry.queries import date_conflicts
from goc.units.models import Unit


class Upload(NamedTuple):
    """A file as it came in, not kept yet."""

    name: str
    media_type: str
    data: bytes | Path


class Registered(NamedTuple):
    """`conflicts`: the number is known with another date too; it is registered all the same."""

    document: Document
    conflicts: list[rules.Conflict]


@transaction.atomic
def keep_file(
    *,
    name: str,
    media_type: str,
    keeper: Unit | None,
    by: object,
    data: bytes | None = None,
    path: Path | None = None,
) -> StoredFile:
    """Keeps bytes, or the bytes of a file, once; every call makes its own row with name and
    keeper.
    """
    source = path if path is not None else data
    if source is None:
        raise TypeError("data or path")
    sha256, size = files.put(source)
    row = StoredFile(
        sha256=sha256,
        size=size,
        name=name[:200],
        media_type=media_type[:100],
        keeper=keeper,
        added_by=str(by),
    )
    return save_record(row, by=by, action="registry.keep_file", text=row.name)


@transaction.atomic
def register_document(
    *,
    direction: str,
    type: str,
    number: str,
    issuer: str,
    issued_on: date | None,
    subject: str,
    by: object,
    keeper: Unit | None = None,
    file: StoredFile | Upload | None = None,
    secrecy: str = "",
    source: str = "",
) -> Registered:
    """An upload is kept only once it is sure that the paper may have a file. Raises RefusedError,
    InputError.
    """
    _check_secrecy(secrecy, file)
    if isinstance(file, Upload):
        file = _kept(file, keeper=keeper, by=by)
    document = Document(
        direction=direction,
        type=type,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        subject=subject,
        keeper=keeper,
        file=file,
        secrecy=secrecy,
        source=source,
    )
    save_record(
        document, by=by, action="registry.register_document", text=f"{document} {subject}".strip()
    )
    return Registered(document, _conflicts_of(document))


def _check_secrecy(secrecy: str, file: object) -> None:
    if secrecy and file is not None:
        raise RefusedError(
            "Văn bản có độ mật chỉ được ghi sổ, không được gắn tệp vào hệ thống này."
        )
    if secrecy and secrecy not in rules.SECRECY:
        raise InputError("Không có độ mật «%(secrecy)s».", secrecy=secrecy)


@transaction.atomic
def correct_document(
    *,
    document: Document,
    by: object,
    reason: str,
    file: StoredFile | Upload | None = None,
    **new: Any,
) -> Registered:
    """Puts the entry right; `file` replaces the one kept. Raises RefusedError once it is signed,
    and as `register_document`.
    """
    _check_not_signed(document)
    kept = file if file is not None else document.file
    _check_secrecy(new.get("secrecy", document.secrecy), kept)
    if isinstance(kept, Upload):
        kept = _kept(kept, keeper=document.keeper, by=by)
    put_right(document, by=by, action="registry.correct_document", reason=reason, file=kept, **new)
    return Registered(document, _conflicts_of(document))


@transaction.atomic
def take_back_document(*, document: Document, by: object, reason: str) -> None:
    """An entry that should never have been made. Raises RefusedError where something rests on it."""
    try:
        take_back(document, by=by, action="registry.take_back_document", reason=reason)
    except ProtectedError:
        raise RefusedError(
            "«%(document)s» đã là căn cứ của bản ghi khác (văn bản chỉ đạo, đợt tổng kết …) nên "
            "không rút được.",
            document=document,
        ) from None


def _check_not_signed(document: Document) -> None:
    if document.is_signed:
        raise RefusedError(
            "Văn bản đi đã có số và ngày ban hành, tức là đã ký: không sửa được. Nếu vào sổ nhầm, "
            "hãy rút lại kèm lý do rồi vào sổ lại."
        )


def _kept(upload: Upload, *, keeper: Unit | None, by: object) -> StoredFile:
    given = {"path": upload.data} if isinstance(upload.data, Path) else {"data": upload.data}
    return keep_file(name=upload.name, media_type=upload.media_type, keeper=keeper, by=by, **given)


def _conflicts_of(document: Document) -> list[rules.Conflict]:
    if not document.number or not document.issued_on:
        return []
    key = rules.number_key(document.number, document.issuer, document.issued_on)
    found = date_conflicts().get(key)
    return [found] if found else []
