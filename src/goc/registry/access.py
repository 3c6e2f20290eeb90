"""Who sees which document and file: by the keeper's unit; cited papers without a keeper (laws) are
everyone's.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goc.accounts.models import User
from goc.lib.errors import ForbiddenError, HiddenError
from goc.registry.models import Document, StoredFile
from goc.units.access import Scope, rights_of, scope_of
from goc.units.models import Unit
from goc.units.roles import PAPERS, roles_that


def documents_for(user: object, *, today: date) -> QuerySet[Document]:
    return documents_in(scope_of(user, today=today))


def documents_in(scope: Scope) -> QuerySet[Document]:
    free = Q(keeper__isnull=True, direction=Document.Direction.CITED)
    return (
        Document.objects.all()
        if scope.everything
        else Document.objects.filter(scope.limit("keeper") | free)
    )


def get_file_for(user: User, public_id: UUID, *, today: date) -> StoredFile:
    """A file without a keeper is seen by whoever sees everything, and by the one who added it."""
    file = StoredFile.objects.filter(public_id=public_id).first()
    if file is None or not (
        scope_of(user, today=today).contains(file.keeper_id) or file.added_by == user.login
    ):
        raise HiddenError("Không có tệp này.")
    return file


def keepers_of(user: User, *, today: date) -> list[Unit | None]:
    """The units in whose name this user may register; None is the whole register. Raises
    ForbiddenError.
    """
    rights = rights_of(user, today=today).filter(role__in=roles_that(PAPERS))
    keepers = list(dict.fromkeys(right.unit for right in rights.select_related("unit")))
    if not keepers:
        raise ForbiddenError("Bạn chỉ được xem sổ đăng ký văn bản, không được ghi.")
    return keepers


def may_register(scope: Scope) -> bool:
    return scope.may_somewhere(PAPERS)


def get_document_to_edit(user: User, public_id: UUID, *, today: date) -> Document:
    """Raises HiddenError out of scope, ForbiddenError for who only reads there."""
    rows = documents_for(user, today=today).select_related("file", "keeper")
    document = rows.filter(public_id=public_id).first()
    if document is None:
        raise HiddenError("Không có văn bản này.")
    check_can_register(user, document.keeper, today=today)
    return document


def check_can_register(user: User, keeper: Unit | None, *, today: date) -> None:
    """Raises HiddenError outside the user's scope, ForbiddenError for who only reads."""
    scope, keeper_id = scope_of(user, today=today), keeper.pk if keeper else None
    if not scope.contains(keeper_id):
        raise HiddenError("Không có đơn vị này.")
    if not scope.may(PAPERS, keeper_id):
        raise ForbiddenError("Bạn chỉ được xem sổ đăng ký văn bản, không được ghi.")
