"""Papers on their way that hang on a user whose rights end: those he moved last, or was given."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from goc.desk.kinds import KINDS
from goc.desk.models import Draft
from goc.units.handing_over import Hanging, Leaving, Work


def _drafts(leaving: Leaving) -> Iterator[Work]:
    kind = Draft.record_kind()
    rows = Draft.objects.filter(unit__in=leaving.units).exclude(state=Draft.State.SIGNED)
    open_ = {draft.public_id: draft for draft in rows if draft.kind in KINDS}
    for subject in leaving.holds(kind, open_):
        draft = open_[subject]
        href = reverse("desk_paper", args=[draft.subject_kind, draft.subject, draft.kind])
        what = f"{KINDS[draft.kind].title} ({draft.line})"
        yield Work(kind, subject, what, draft.unit_id, href)


DRAFTS = Hanging(gettext_lazy("Văn bản đang soạn"), _drafts)
