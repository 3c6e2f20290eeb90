"""One search over people, units, indicators and documents, each within the user's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from goc.figures.queries import definitions
from goc.home.pipeline import Source
from goc.people.queries import keepers_on, search_people
from goc.registry.access import documents_for
from goc.registry.queries import documents_matching
from goc.summing_up.queries import rounds_in_scope
from goc.units.access import Scope
from goc.units.naming import names_apart
from goc.units.queries import names, search_units
from goc.units.rules import LABELS
from goc.viet.names import fold

EACH = 10


@dataclass(frozen=True)
class Hit:
    label: str
    detail: str
    href: str


@dataclass(frozen=True)
class Found:
    """Hits of one kind, at most EACH; `total` of all; `more`: where the whole list is."""

    kind: str | Promise
    icon: str
    hits: list[Hit]
    total: int
    more: str = ""


def find(
    text: str, user: object, scope: Scope, source: Source | None, *, as_of: date, today: date
) -> list[Found]:
    """People and units as of a day. Kinds without a hit are left out."""
    at = {"as_of": f"{as_of:%Y-%m-%d}"} if as_of != today else {}
    found = [
        _people(text, scope, as_of, today, at),
        _units(text, scope, as_of, at),
        _indicators(text, source),
        _documents(text, user, today),
        _rounds(text, scope),
    ]
    return [f for f in found if f.total]


def _people(text: str, scope: Scope, as_of: date, today: date, at: dict[str, str]) -> Found:
    rows = search_people(text, scope=scope, as_of=as_of, today=today)
    total, first = rows.count(), list(rows[:EACH])
    keepers = keepers_on([p.pk for p in first], day=as_of)
    said = names_apart(set(keepers.values()), as_of=as_of)
    hits = [
        Hit(
            p.full_name,
            _born(p.birth_date, p.birth_year, said.get(keepers.get(p.pk, 0), "")),
            _with(reverse("person", args=[p.public_id]), at),
        )
        for p in first
    ]
    more = _with(reverse("people"), {"q": text, **at})
    return Found(gettext_lazy("Cán bộ"), "user", hits, total, more)


def _with(address: str, values: dict[str, str]) -> str:
    return f"{address}?{urlencode(values)}" if values else address


def _born(day: date | None, year: int | None, unit: str) -> str:
    return " · ".join(filter(None, [f"{day:%d/%m/%Y}" if day else str(year or ""), unit]))


def _units(text: str, scope: Scope, as_of: date, at: dict[str, str]) -> Found:
    rows = search_units(text, as_of=as_of, scope=scope.filter_ids(), limit=EACH + 1)
    above = names({n.parent_id for n in rows if n.parent_id}, as_of=as_of)
    hits = [
        Hit(
            n.name,
            " · ".join(
                filter(None, [LABELS.get(n.kind, n.kind), above.get(n.parent_id or 0, ""), n.code])
            ),
            _with(reverse("unit", args=[n.public_id]), at),
        )
        for n in rows[:EACH]
    ]
    more = _with(reverse("units_list"), {"q": text, **at})
    return Found(gettext_lazy("Đơn vị"), "building", hits, len(rows), more)


def _indicators(text: str, source: Source | None) -> Found:
    wanted = fold(text).split()
    rows = [
        i
        for i in definitions().indicators.values()
        if all(word in fold(" ".join((i.label, *i.aliases, i.id))) for word in wanted)
    ]
    hits = [
        Hit(i.label, i.id, source.records(i.id, page="figure") if source else "")
        for i in rows[:EACH]
    ]
    return Found(
        gettext_lazy("Chỉ tiêu thống kê"), "chart-bar", hits, len(rows), _address("figures")
    )


def _documents(text: str, user: object, today: date) -> Found:
    rows = documents_matching(documents_for(user, today=today), text=text)
    here = f"{reverse('documents')}?{urlencode({'q': text})}"
    hits = [Hit(str(d), " · ".join(filter(None, [d.issuer, d.subject])), here) for d in rows[:EACH]]
    return Found(gettext_lazy("Văn bản"), "file-text", hits, rows.count(), here)


def _rounds(text: str, scope: Scope) -> Found:
    wanted = fold(text).split()
    rows = [
        r
        for r in rounds_in_scope(scope)
        if all(word in fold(f"{r.title} {r.code}") for word in wanted)
    ]
    hits = [
        Hit(r.title, f"{r.cut_off:%d/%m/%Y}", reverse("summing_up", args=[r.code]))
        for r in rows[:EACH]
    ]
    return Found(gettext_lazy("Đợt tổng kết"), "flag", hits, len(rows), reverse("summing_ups"))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
