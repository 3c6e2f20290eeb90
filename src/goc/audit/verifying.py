"""Whether the log is as it was linked: the chain, the values, the tombstones, the seals, and what
somebody outside kept of it. Reads only; everything once, in the order of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Sum
from django.utils.translation import gettext as _

from goc.audit.actions import ERASE
from goc.audit.models import Event, EventValues, Link, Seal
from goc.audit.queries import HEADER
from goc.audit.rules import (
    Anchor,
    Batch,
    Header,
    Run,
    among,
    commitment_of,
    digest_of,
    gaps_between,
    merged,
    runs_of,
    seal_digest,
    told_runs,
    without,
)

LAST = 2**63 - 1


@dataclass(frozen=True)
class Fault:
    """`kind`: changed, removed, inserted, values, erased, restored, link, short, anchor, seal."""

    kind: str
    what: str


@dataclass
class Verified:
    """`unlinked`: events the chain does not hold yet, the oldest of them `since`; `head`: the chain's
    end, None while there is none.
    """

    faults: list[Fault] = field(default_factory=list)
    links: int = 0
    events: int = 0
    erased: int = 0
    unlinked: int = 0
    since: datetime | None = None
    head: Anchor | None = None

    def wrong(self, kind: str, what: str) -> None:
        self.faults.append(Fault(kind, what))


def verify(anchors: Sequence[Anchor] = ()) -> Verified:
    verified = Verified()
    _Reading(verified).follow(anchors)
    _check_owners(verified)
    _check_seals(verified)
    return verified


@dataclass
class _Values:
    """What was found of the values, by event."""

    tombstoned: list[Run]
    is_tombstoned: Callable[[int], bool] = field(init=False)
    changed: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.is_tombstoned = among(self.tombstoned)

    def look(self, header: Header, salt: str | None, content: str | None) -> None:
        if salt is None or content is None:
            if header.commitment:
                self.gone.append(header.id)
        elif not header.commitment:
            self.added.append(header.id)
        elif commitment_of(salt, content) != header.commitment:
            self.changed.append(header.id)
        elif self.is_tombstoned(header.id):
            self.back.append(header.id)

    def tell(self, verified: Verified) -> None:
        untold = without(runs_of(self.gone), self.tombstoned)
        verified.erased = len(self.gone) - _count(untold)
        for kind, runs, template in (
            ("values", runs_of(self.changed), _("Giá trị của sự kiện số %(ids)s bị sửa.")),
            (
                "values",
                runs_of(self.added),
                _("Sự kiện số %(ids)s vốn không có giá trị, nay có: giá trị bị chèn thêm."),
            ),
            (
                "erased",
                untold,
                _(
                    "Giá trị của sự kiện số %(ids)s đã mất mà không có sự kiện nào ghi việc xóa "
                    "theo yêu cầu."
                ),
            ),
            (
                "restored",
                runs_of(self.back),
                _("Giá trị của sự kiện số %(ids)s đã xóa theo yêu cầu nhưng nay lại có."),
            ),
        ):
            if runs:
                verified.wrong(kind, template % {"ids": told_runs(runs)})


class _Reading:
    """One pass over events and links side by side. `aside`: events met in gaps, that a later link
    may name.
    """

    def __init__(self, verified: Verified) -> None:
        self.verified = verified
        self.values = _Values(_tombstoned())
        self.events = self._events()
        self.ahead = next(self.events, None)
        self.aside: dict[int, Header] = {}
        self.unsettled: list[Run] = []

    def follow(self, anchors: Sequence[Anchor]) -> None:
        wanted = {anchor.position: anchor for anchor in anchors}
        previous = None
        for link in Link.objects.order_by("position").iterator():
            self._order(previous, link)
            self._batch(link)
            self._anchor(wanted.pop(link.position, None), link)
            previous = link
        for anchor in wanted.values():
            self._missing(anchor, previous)
        self.verified.head = previous.anchor if previous else None
        self._rest()
        self.values.tell(self.verified)

    def _events(self) -> Iterator[Header]:
        rows = Event.objects.order_by("id").values_list(*HEADER, "kept__salt", "kept__content")
        for *told, salt, content in rows.iterator(chunk_size=2000):
            header = Header(*told)
            self.values.look(header, salt, content)
            self.verified.events += 1
            yield header

    def _until(self, last_id: int) -> Iterator[Header]:
        while self.ahead is not None and self.ahead.id <= last_id:
            yield self.ahead
            self.ahead = next(self.events, None)

    def _order(self, previous: Link | None, link: Link) -> None:
        """Whether the link follows the one before."""
        self.verified.links += 1
        wanted = (1, "", 1)
        if previous:
            wanted = (previous.position + 1, previous.digest, previous.last_id + 1)
        found = (link.position, link.previous, link.first_id)
        if found == wanted:
            return
        if link.position > wanted[0]:
            lost = told_runs([(wanted[0], link.position - 1)])
            self.verified.wrong("link", _("Chuỗi mất mắt xích số %(ids)s.") % {"ids": lost})
        else:
            what = _("Mắt xích số %(position)s không nối với mắt xích trước nó.")
            self.verified.wrong("link", what % {"position": link.position})

    def _batch(self, link: Link) -> None:
        batch = _batch_of(link)
        is_free, is_late = among(batch.gaps), among(batch.late)
        there = [h for h in self._until(link.last_id) if h.id >= link.first_id]
        own = [h for h in there if not is_free(h.id)]
        self.aside |= {h.id: h for h in there if is_free(h.id)}
        late = [self.aside.pop(id_) for id_ in sorted(self.aside) if is_late(id_)]
        removed = [
            *without(batch.late, runs_of(h.id for h in late)),
            *without(gaps_between(batch.first_id, batch.last_id, (h.id for h in own)), batch.gaps),
        ]
        if not link.settled:
            self.unsettled += batch.gaps
        self._tell(link, removed, digest_of(batch, [*late, *own]))

    def _tell(self, link: Link, removed: list[Run], digest: str) -> None:
        if removed:
            what = _("Sự kiện số %(ids)s đã bị xóa khỏi nhật ký.")
            self.verified.wrong("removed", what % {"ids": told_runs(removed)})
        elif digest != link.digest:
            what = _(
                "Có sự kiện bị sửa trong số %(ids)s (mắt xích số %(position)s, ngày %(day)s), hoặc "
                "chính mắt xích ấy bị sửa."
            )
            held = [*_runs(link.late), *without(_whole(_batch_of(link)), _runs(link.gaps))]
            told = {"ids": told_runs(held), "position": link.position, "day": _day(link)}
            self.verified.wrong("changed", what % told)

    def _anchor(self, anchor: Anchor | None, link: Link) -> None:
        if anchor and not anchor.fits(link.digest):
            what = _(
                "Mắt xích số %(position)s không khớp mốc đã ghi ra ngoài: nhật ký đến đó đã bị sửa "
                "rồi nối lại."
            )
            self.verified.wrong("anchor", what % {"position": anchor.position})

    def _missing(self, anchor: Anchor, last: Link | None) -> None:
        end = last.position if last else 0
        if anchor.position > end:
            what = _(
                "Chuỗi chỉ có đến mắt xích số %(end)s, ngắn hơn mốc đã ghi ra ngoài (số "
                "%(position)s): phần cuối của nhật ký đã mất."
            )
            self.verified.wrong("short", what % {"end": end, "position": anchor.position})
        else:
            what = _("Không còn mắt xích số %(position)s để đối chiếu với mốc.")
            self.verified.wrong("anchor", what % {"position": anchor.position})

    def _rest(self) -> None:
        """What no link holds: at the end, and in gaps."""
        may_come = among(merged(self.unsettled))
        inserted = [id_ for id_ in sorted(self.aside) if not may_come(id_)]
        if inserted:
            what = _("Sự kiện số %(ids)s bị chèn vào giữa nhật ký.")
            self.verified.wrong("inserted", what % {"ids": told_runs(runs_of(inserted))})
        waiting = [header for id_, header in self.aside.items() if may_come(id_)]
        for header in (*waiting, *self._until(LAST)):
            self.verified.unlinked += 1
            since = self.verified.since
            self.verified.since = min(since, header.at) if since else header.at


def _tombstoned() -> list[Run]:
    """The events whose values were erased on demand, ascending and apart."""
    runs: list[Run] = []
    for event in Event.objects.filter(action=ERASE):
        runs += _runs(event.after.get("events", []))
    return merged(runs)


def _batch_of(link: Link) -> Batch:
    return Batch(
        position=link.position,
        previous=link.previous,
        first_id=link.first_id,
        last_id=link.last_id,
        gaps=_runs(link.gaps),
        late=_runs(link.late),
        events=link.events,
    )


def _runs(told: object) -> list[Run]:
    """Where something else was written in their place, a run that no log has: then no digest fits."""
    try:
        return [(int(first), int(last)) for first, last in told]  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return [(0, 0)]


def _count(runs: Iterable[Run]) -> int:
    return sum(last - first + 1 for first, last in runs)


def _whole(batch: Batch) -> list[Run]:
    return [(batch.first_id, batch.last_id)] if batch.first_id <= batch.last_id else []


def _day(link: Link) -> str:
    return f"{link.day:%d/%m/%Y}"


def _check_owners(verified: Verified) -> None:
    """Values whose event never was, or is gone."""
    event = Event.objects.filter(pk=OuterRef("pk"))
    rows = EventValues.objects.filter(~Exists(event)).order_by("pk")
    if strange := list(rows.values_list("pk", flat=True)):
        what = _("Có giá trị của sự kiện số %(ids)s mà không có sự kiện ấy.")
        verified.wrong("values", what % {"ids": told_runs(runs_of(strange))})


# --- seals


def _check_seals(verified: Verified) -> None:
    """Whether each seal still follows the one before and fits the links it was put on."""
    before: Seal | None = None
    for seal in Seal.objects.order_by("id").iterator():
        if not _fits(before, seal):
            what = _("Niêm phong ngày %(day)s không còn khớp với nhật ký.")
            verified.wrong("seal", what % {"day": f"{seal.day:%d/%m/%Y}"})
        before = seal


def _fits(before: Seal | None, seal: Seal) -> bool:
    previous, end = (before.digest, before.last_position) if before else ("", 0)
    links = Link.objects.filter(position__range=(seal.first_position, seal.last_position))
    head, held = links.last(), links.aggregate(links=Count("id"), events=Sum("events"))
    if head is None:
        return False
    digest = seal_digest(previous, seal.day, head.anchor, seal.events)
    found = (seal.previous, seal.first_position, seal.digest, seal.events, held["links"])
    length = seal.last_position - seal.first_position + 1
    return found == (previous, end + 1, digest, held["events"], length)
