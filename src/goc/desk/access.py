"""Who may write the texts of the site; a paper on its way for who may see or move it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from goc.desk.kinds import PaperKind, kind_named
from goc.desk.models import Draft, SignedPaper
from goc.desk.queries import built_of, draft_of
from goc.desk.sources import Built, Source, source_of
from goc.lib.errors import ForbiddenError, HiddenError, RefusedError
from goc.units.access import check_may, scope_of
from goc.units.roles import PAPERS


def may_write_texts(user: object) -> bool:
    """A text is everybody's: it is for who may change the whole register."""
    return scope_of(user, today=timezone.localdate()).can_edit(None)


def check_may_write_texts(user: object) -> None:
    """Raises ForbiddenError."""
    if not may_write_texts(user):
        raise ForbiddenError("Mẫu văn bản là của chung; chỉ người sửa toàn hệ thống được đổi.")


@dataclass(frozen=True)
class OnDesk:
    """A paper of a kind about a record, with how far it is."""

    source: Source
    record: Any
    kind: PaperKind
    draft: Draft

    @property
    def signed(self) -> SignedPaper | None:
        return SignedPaper.objects.filter(draft=self.draft).first() if self.draft.pk else None

    @property
    def built(self) -> Built | None:
        return built_of(self.record, self.kind, self.draft)

    def check_built(self) -> Built:
        """Raises RefusedError where there is nothing yet to issue or sign."""
        if (built := self.built) is None:
            raise RefusedError("Văn bản này chưa được dựng. %(anew)s", anew=str(self.source.anew))
        return built

    def may_edit(self, user: object) -> bool:
        today = timezone.localdate()
        return scope_of(user, today=today).may(PAPERS, self.record.unit_id)


def get_paper_for(user: object, subject_kind: str, subject: UUID, name: str) -> OnDesk:
    """Raises HiddenError for what is not there, out of scope, or stays in the office."""
    source, kind = source_of(subject_kind), kind_named(name)
    if kind.subject != subject_kind or not kind.goes_out:
        raise HiddenError("Không có loại văn bản này.")
    record = source.get(user, subject)
    return OnDesk(source, record, kind, draft_of(record, kind))


def get_paper_to_move(user: object, subject_kind: str, subject: UUID, name: str) -> OnDesk:
    """Raises HiddenError as above, ForbiddenError for who only reads."""
    found = get_paper_for(user, subject_kind, subject, name)
    check_may(user, PAPERS, found.record.unit)
    return found
