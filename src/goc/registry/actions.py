"""Keeping files and registering documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from goc.dated.actions import save_record
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
    if secrecy and file is not None:
        raise RefusedError(
            "Văn bản có độ mật chỉ được ghi sổ, không được gắn tệp vào hệ thống này."
        )
    if secrecy and secrecy not in rules.SECRECY:
        raise InputError("Không có độ mật «%(secrecy)s».", secrecy=secrecy)
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


def _kept(upload: Upload, *, keeper: Unit | None, by: object) -> StoredFile:
    given = {"path": upload.data} if isinstance(upload.data, Path) else {"data": upload.data}
    return keep_file(name=upload.name, media_type=upload.media_type, keeper=keeper, by=by, **given)


def _conflicts_of(document: Document) -> list[rules.Conflict]:
    if not document.number or not document.issued_on:
        return []
    key = rules.number_key(document.number, document.issuer, document.issued_on)
    found = date_conflicts().get(key)
    return [found] if found else []
