"""What the forms of a summing-up were drawn from: whether somebody changed it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from goc.audit.models import Event
from goc.dated.models import Record
from goc.dated.versions import Watched
from goc.summing_up.models import Assessment, Narrative, SummingUp

DONE = {
    "summing_up.correct_round": gettext_lazy("sửa đợt tổng kết"),
    "summing_up.freeze_round": gettext_lazy("chốt số liệu"),
    "summing_up.write_narrative": gettext_lazy("ghi lại nội dung của mục"),
    "summing_up.write_assessment": gettext_lazy("ghi lại nhận định"),
    "summing_up.drop_assessment": gettext_lazy("bỏ nhận định"),
    "summing_up.take_word_back": gettext_lazy("nạp lại bản Word đã sửa"),
}


def told(event: Event) -> str:
    return str(DONE.get(event.action, event.action))


def summing_up(round_: SummingUp) -> Watched:
    def again() -> Iterable[Record]:
        return SummingUp.objects.filter(pk=round_.pk)

    return Watched(round_, [round_], again, told=told, replaces=True)


def narrative(round_: SummingUp, section: str, written: Narrative | None) -> Watched:
    def again() -> Iterable[Record]:
        return Narrative.objects.filter(round=round_, section=section)

    return Watched(round_, [written] if written else [], again, told=told, replaces=True)


def assessment(row: Assessment) -> Watched:
    """A judgement with what it answers: writing it touches the row, whatever changed."""

    def again() -> Iterable[Record]:
        return Assessment.objects.filter(pk=row.pk)

    return Watched(row.round, [row], again, told=told, replaces=True)


def texts(round_: SummingUp) -> Watched:
    """All that officers wrote for a round, and the figures it is held against."""

    def again() -> Iterable[Record]:
        yield from SummingUp.objects.filter(pk=round_.pk)
        yield from Narrative.objects.filter(round=round_).order_by("pk")
        yield from Assessment.objects.filter(round=round_).order_by("pk")

    return Watched(round_, again(), again, told=told)
