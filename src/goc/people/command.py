"""The board of command of a unit on a day: the seats it has, who sits since when, who only acts,
who is away, what is vacant. Reads only.

Rooms above say who is away by appending a function to `away_sources` in `apps.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from goc.dated.reference import catalogue_rows, labels
from goc.lib.periods import holds
from goc.people.models import Holding
from goc.people.queries import holders, post_position, required_of
from goc.units.models import Unit
from goc.web.timeline import Span

away_sources: list[Callable[[Collection[int], date], dict[int, str]]] = []
"""(persons, day) → person → why he is not at his post that day, in words."""

HELD, ACTING, BEYOND, VACANT, UNTOLD = "held", "acting", "beyond", "vacant", "untold"
"""States of a place: `beyond` the establishment; `untold` where nobody is recorded and it is not
known that nobody sits there: no number is given, or no post of the unit was ever recorded.
"""
DRAWN = 60
"""So many posts held are drawn on the line of years, the newest."""


@dataclass(frozen=True)
class Place:
    """A place on the board: its state, who sits on it, `away` why he is not there."""

    state: str
    holding: Holding | None = None
    away: str = ""


@dataclass(frozen=True)
class Post:
    """A post with its places; `number` by decision or law, None where neither speaks of it;
    `source` is the ground.
    """

    code: str
    title: str
    number: int | None
    source: str
    places: list[Place]

    @property
    def vacant(self) -> int:
        return sum(place.state == VACANT for place in self.places)


@dataclass(frozen=True)
class Board:
    """The posts of command in their order, and who holds another post in the unit."""

    posts: list[Post]
    others: list[Holding]
    away: dict[int, str]

    @property
    def people(self) -> list[Holding]:
        on_board = [place.holding for post in self.posts for place in post.places]
        return [*(one for one in on_board if one is not None), *self.others]


def board_on(unit: Unit, *, as_of: date) -> Board:
    """Of a unit without seats and without anybody in a post of command there is no board: all that
    is held stands among the others.
    """
    held = holders(unit, as_of=as_of)
    away = _away({one.person_id for one in held}, as_of)
    required = required_of(unit, as_of=as_of)
    codes = set(required) | _posts_of_command(as_of)
    on_board = [one for one in held if one.post in codes]
    if not required and not on_board:
        return Board([], held, away)
    titles = labels("post", as_of=as_of)
    filed = Holding.objects.filter(unit=unit, valid_from__lte=as_of).exists()
    empty = VACANT if filed else UNTOLD
    posts = []
    for code in sorted(codes, key=post_position):
        number, source = required.get(code, (None, ""))
        mine = [one for one in on_board if one.post == code]
        places = list(_places(mine, number, away, empty))
        posts.append(Post(code, titles.get(code, code), number, source, places))
    return Board(posts, [one for one in held if one.post not in codes], away)


def _away(persons: set[int], day: date) -> dict[int, str]:
    found: dict[int, str] = {}
    for source in away_sources:
        found |= source(persons, day)
    return found


def _posts_of_command(day: date) -> set[str]:
    rows = [entry for entry in catalogue_rows("post") if entry.attributes.get("board")]
    return {entry.code for entry in rows if holds(entry.valid_from, entry.valid_to, day)}


def _places(
    held: list[Holding], number: int | None, away: dict[int, str], empty: str
) -> Iterator[Place]:
    """The seats filled in their order, what is held beyond them, what is vacant, who only acts."""
    sitting = sorted((one for one in held if not one.acting), key=_by_seat)
    for turn, one in enumerate(sitting):
        state = HELD if number is None or turn < number else BEYOND
        yield Place(state, one, away.get(one.person_id, ""))
    for _ in range((number or 0) - len(sitting)):
        yield Place(empty)
    for one in held:
        if one.acting:
            yield Place(ACTING, one, away.get(one.person_id, ""))
    if not held and number is None:
        yield Place(UNTOLD)


def _by_seat(holding: Holding) -> tuple[bool, int, date]:
    number = holding.seat.number if holding.seat else 0
    return holding.seat is None, number, holding.valid_from


def posts_through_time(unit: Unit, board: Board, *, as_of: date) -> list[Span]:
    """Who held the posts of the board until a day, a lane for each seat; who acted is marked."""
    titles = {post.code: post.title for post in board.posts}
    rows = Holding.objects.filter(unit=unit, post__in=titles, valid_from__lte=as_of)
    newest = list(rows.select_related("person", "seat").order_by("-valid_from", "-pk")[:DRAWN])
    order = sorted(newest, key=lambda one: (post_position(one.post), _lane(one), one.valid_from))
    return [
        Span(
            f"{titles[one.post]} {_lane(one)}".strip(),
            one.valid_from,
            one.valid_to,
            "warn" if one.acting else "",
            one.person.full_name,
        )
        for one in order
    ]


def _lane(holding: Holding) -> str:
    if holding.acting:
        return "(phụ trách)"
    return str(holding.seat.number) if holding.seat and holding.seat.number > 1 else ""
