"""One person's dated rows: the drawn line of their life, the tables, the history. Reads only.

Rooms above add rows to the drawing by appending a function to `timeline_sources` in `apps.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from goc.audit.models import Event
from goc.dated.models import Dated
from goc.dated.reference import labels
from goc.lib.periods import holds
from goc.people import rules
from goc.people.models import BoardMember, Fact, Holding, Keeper, Membership, Person
from goc.units.naming import NameBook

POSTS, KEEPERS = gettext_lazy("Chức vụ"), gettext_lazy("Nơi quản lý")
KINDS = {
    "general_education": gettext_lazy("Văn hóa"),
    "professional_education": gettext_lazy("Chuyên môn"),
    "military_qualification": gettext_lazy("Quân sự cơ sở"),
    "political_theory": gettext_lazy("Lý luận chính trị"),
    "state_management": gettext_lazy("Quản lý nhà nước"),
    "reserve_rank": gettext_lazy("Quân hàm SQ dự bị"),
    "health_class": gettext_lazy("Sức khỏe"),
    "rating": gettext_lazy("Đánh giá, xếp loại"),
    "award": gettext_lazy("Khen thưởng"),
    "discipline": gettext_lazy("Kỷ luật"),
}
DRAWN = (
    "general_education",
    "professional_education",
    "military_qualification",
    "political_theory",
    "state_management",
    "reserve_rank",
    "rating",
    "discipline",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A period to draw. `css` as in web.timeline; `sensitive` rows are for those who see such
    fields in clear.
    """

    lane: str
    start: date
    end: date | None
    text: str
    css: str = ""
    sensitive: bool = False


panels: list[str] = []
"""Names of addresses of parts that rooms above add to the page of a person (by its public id)."""
timeline_sources: list[Callable[[Person], list[Row]]] = []


@dataclass(frozen=True)
class Life:
    """Everything dated about one person, oldest first, with the names of the units it speaks of:
    those of the day when a row holds on it, else of the row's own first day.
    """

    person: Person
    holdings: list[Holding]
    memberships: list[Membership]
    facts: list[Fact]
    keepers: list[Keeper]
    boards: list[BoardMember]
    units: NameBook
    as_of: date

    def place(self, row: Dated, unit: int | None) -> str:
        """The unit of a row by its name; "" where it has none."""
        running = holds(row.valid_from, row.valid_to, self.as_of)
        return self.units.listed(unit, self.as_of if running else row.valid_from)

    def may_end(self, row: Dated, unit: int | None) -> bool:
        """Whether it goes on, or ended only because its unit did: it may have ended before."""
        last = self.units.names.get(unit or 0, [])
        return row.valid_to is None or (bool(last) and row.valid_to == last[-1].end)

    def without_sensitive(self) -> Life:
        """The life as those see it who may not see sensitive fields: as if those rows were not
        there.
        """
        memberships = [m for m in self.memberships if m.body not in rules.SENSITIVE_BODIES]
        facts = [f for f in self.facts if f.kind not in rules.SENSITIVE_KINDS]
        return replace(self, memberships=memberships, facts=facts)

    def rows(self) -> list[Dated]:
        return [*self.holdings, *self.memberships, *self.facts, *self.keepers, *self.boards]


def life_of(person: Person, *, as_of: date) -> Life:
    """The same number of queries, however many rows."""
    holdings = list(person.holdings.select_related("document").order_by("valid_from", "id"))
    memberships = list(person.memberships.order_by("valid_from", "id"))
    facts = list(person.facts.select_related("document").order_by("valid_from", "id"))
    keepers = list(person.keepers.order_by("valid_from", "id"))
    boards = list(person.board_memberships.order_by("valid_from", "id"))
    ids = {row.unit_id for row in [*holdings, *memberships, *keepers] if row.unit_id} | {
        b.board_id for b in boards
    }
    return Life(person, holdings, memberships, facts, keepers, boards, NameBook(ids), as_of)


def person_timeline(person: Person, *, as_of: date, life: Life | None = None) -> list[Row]:
    """What is drawn: posts, bodies, levels, keepers, and what rooms above add, lane by lane."""
    life = life or life_of(person, as_of=as_of)
    added = [row for source in timeline_sources for row in source(person)]
    return [*_drawn(life, as_of), *added]


def _drawn(life: Life, as_of: date) -> Iterator[Row]:
    posts = labels("post", as_of=as_of)
    for h in life.holdings:
        what = f"{posts.get(h.post, h.post)}, {life.place(h, h.unit_id)}"
        css = "warn" if h.acting else ""
        yield Row(_lane(POSTS, life.holdings, h), h.valid_from, h.valid_to, what, css)
    for m in life.memberships:
        yield Row(
            Membership.Body(m.body).label,
            m.valid_from,
            m.valid_to,
            membership_label(m),
            "bad",
            sensitive=m.body in rules.SENSITIVE_BODIES,
        )
    for f in life.facts:
        if f.kind in DRAWN:
            sensitive = f.kind in rules.SENSITIVE_KINDS
            yield Row(
                str(KINDS[f.kind]),
                f.valid_from,
                f.valid_to,
                fact_label(f),
                "bad" if f.kind == "discipline" else "good",
                sensitive=sensitive,
            )
    for k in life.keepers:
        yield Row(str(KEEPERS), k.valid_from, k.valid_to, life.place(k, k.unit_id), "quiet")


def _lane(label: object, rows: list[Holding], row: Holding) -> str:
    """A second lane where two posts are held at once, so that no bar hides another."""
    earlier = [
        r for r in rows[: rows.index(row)] if r.valid_to is None or r.valid_to > row.valid_from
    ]
    return f"{label}" if not earlier else f"{label} ({len(earlier) + 1})"


def membership_label(row: Membership) -> str:
    stage = f", {Membership.Stage(row.stage).label.lower()}" if row.stage else ""
    return f"{Membership.Body(row.body).label}{stage}"


def fact_label(row: Fact) -> str:
    return labels(row.kind, as_of=row.valid_from).get(row.value, row.value)


def history(life: Life) -> QuerySet[Event]:
    """Events of the person and of every row about them, newest first."""
    merged = life.person.absorbed.values_list("gone__public_id", flat=True)
    rows = (row.public_id for row in life.rows())
    subjects = [str(subject) for subject in (life.person.public_id, *merged, *rows)]
    return Event.objects.filter(subject__in=subjects).exclude(action="people.read")


ACTS = {
    "open": gettext_lazy("ghi mới"),
    "close": gettext_lazy("kết thúc"),
    "correct": gettext_lazy("sửa lại"),
    "take_back": gettext_lazy("rút bản ghi ghi nhầm"),
    "people.add_person": gettext_lazy("lập hồ sơ"),
    "people.correct_person": gettext_lazy("sửa lý lịch"),
    "people.record_death": gettext_lazy("ghi nhận từ trần"),
    "people.correct_death": gettext_lazy("sửa ngày từ trần"),
    "people.take_back_death": gettext_lazy("rút ghi nhận từ trần"),
    "people.merge_person": gettext_lazy("gộp một hồ sơ khác vào hồ sơ này"),
    "people.absorb_person": gettext_lazy("hồ sơ được gộp vào hồ sơ khác"),
    "people.part_person": gettext_lazy("tách hồ sơ đã gộp"),
    "people.hand_row": gettext_lazy("chuyển bản ghi sang hồ sơ khác"),
    "people.bring_back": gettext_lazy("trả lại bản ghi khi tách hồ sơ"),
}

CORRECTIONS = frozenset(
    {
        "correct",
        "take_back",
        "people.correct_person",
        "people.correct_death",
        "people.take_back_death",
    }
)
"""Events that mend the record; others tell what changed in life from a day on."""

DEATHS = {"people.record_death", "people.correct_death", "people.take_back_death"}


def told(event: Event, subject: str) -> str:
    """What was done to what: `ghi mới: Chỉ huy trưởng, Xã Một Một`; of a death both days."""
    act = str(ACTS.get(event.action, event.action))
    days = [event.before.get("died_on"), event.after.get("died_on")]
    if event.action in DEATHS:
        subject = " → ".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in days if day)
    return f"{act}: {subject}" if subject else act


def why(event: Event) -> str:
    """On what an event rests: the paper that was named, the reasons for what was odd."""
    return "; ".join(filter(None, [event.text, *event.after.get("confirmed", {}).values()]))
