"""A round as the desk sees it: who may see it, where its papers lie once they are built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from goc.desk.composing import Frame
from goc.desk.kinds import PaperKind
from goc.desk.queries import frame_of, signed_of
from goc.desk.sources import Asked, Built, Source, Way
from goc.lib.canonical import digest
from goc.lib.errors import HiddenError, RefusedError
from goc.papers.codec import from_json
from goc.snapshots.manifests import parse
from goc.summing_up import shelf
from goc.summing_up.access import may_see_paper
from goc.summing_up.kinds import CENTRAL_REPORT, DOSSIER, WORK_PLAN
from goc.summing_up.models import SummingUp
from goc.summing_up.queries import day_of, dossier_of, newest_dossier, rounds_in_scope
from goc.units.access import can_edit, scope_of


def _get(user: Any, public_id: UUID) -> SummingUp:
    rounds = rounds_in_scope(scope_of(user, today=timezone.localdate()))
    found = rounds.filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có đợt tổng kết này.")
    return found


def _built(round_: SummingUp, kind: PaperKind) -> Built | None:
    """In the newest dossier, after its digests."""
    dossier = newest_dossier(round_)
    if dossier is None:
        return None
    manifest = shelf.manifest_of(dossier)
    if kind.name not in manifest.papers:
        return None
    data = shelf.checked(dossier, manifest, f"contents/{kind.name}.json")
    missing = shelf.review_of(dossier, manifest).get("missing", {})
    return Built(
        from_json(parse(data)),
        digest(data),
        source=str(dossier.public_id),
        snapshot=dossier.snapshot,
        missing=missing if kind.name == CENTRAL_REPORT.name else {},
    )


def _frame(round_: SummingUp) -> Frame:
    return frame_of(round_.unit, round_.issuer, on=day_of(round_), place=round_.place)


WHERE_WRITTEN = {CENTRAL_REPORT.name: "", WORK_PLAN.name: "?section=plan.1"}
"""Papers whose text is written on the desk of the round: where on it."""


def _ways(user: object, round_: SummingUp, kind: PaperKind) -> Iterator[Way]:
    """To read what was built, to write it, to take it back from Word."""
    paper = [round_.code, kind.name]
    is_built = kind in DOSSIER and dossier_of(round_, kind.name) is not None
    if is_built and may_see_paper(user, round_, kind.name):
        yield gettext_lazy("Đọc, tải về bản đã dựng"), reverse("paper", args=paper)
    if kind.name not in WHERE_WRITTEN or kind.name in signed_of(round_):
        return
    if can_edit(user, round_.unit, today=timezone.localdate()):
        desk = reverse("draft", args=[round_.code]) + WHERE_WRITTEN[kind.name]
        yield gettext_lazy("Viết phần lời ở bàn soạn"), desk
        if is_built:
            yield gettext_lazy("Nạp lại bản Word đã sửa"), reverse("paper_returned", args=paper)


def _asked(public_id: UUID) -> Asked | None:
    round_ = SummingUp.objects.select_related("unit").filter(public_id=public_id).first()
    if round_ is None:
        return None
    return str(round_.unit.public_id), round_.cut_off, round_.period_from


ROUNDS = Source(
    get=_get,
    title=lambda round_: str(round_.title),
    url=lambda round_: reverse("summing_up", args=[round_.code]),
    built=_built,
    frame=_frame,
    ways=lambda *paper: list(_ways(*paper)),
    asked=_asked,
    anew=gettext_lazy("Hãy dựng lại bộ hồ sơ của đợt tổng kết."),
)


def check_not_signed(round_: SummingUp, kind: PaperKind) -> None:
    """Raises RefusedError: what was signed is not written, frozen or built again."""
    if signed := signed_of(round_).get(kind.name):
        said = str(signed)
        raise RefusedError(
            "%(paper)s đã ký; nội dung, số liệu và bản dựng của văn bản này được giữ nguyên.",
            paper=said[:1].upper() + said[1:],
        )
