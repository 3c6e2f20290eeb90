"""The account of placement and outcomes over plain values: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STATES = {
    "commander": "Chỉ huy trưởng",
    "deputy_commander": "Chỉ huy phó",
    "commune": "Chức danh khác ở xã",
    "promoted_commune": "Phát triển ở xã",
    "promoted_above": "Phát triển lên huyện, tỉnh",
    "retired": "Nghỉ chế độ",
    "left": "Thôi việc, chuyển",
    "died": "Từ trần",
    "not_placed": "Chưa bố trí",
}
"""Axis 3: the state of a graduate on a day, exactly one (shared/offices.md 3.4)."""
BLOCKS = {
    "general": "Kiến thức chung",
    "political_theory": "Lý luận chính trị",
    "state_management": "Quản lý nhà nước",
    "military_theory": "Quân sự: lý thuyết",
    "military_practice": "Quân sự: thực hành",
    "practice_and_exams": "Thực tập, ôn, thi",
}
"""What the hours of a curriculum are for, in the order of appendix VI."""
_HIGHEST_FIRST = ["commander", "deputy_commander", "promoted_above", "promoted_commune", "commune"]
_ENDINGS = {"retired": "retired", "left": "left", "dismissed": "left", "died": "died"}


@dataclass(frozen=True)
class Post:
    """A post held [start, end): `state` is the STATE it gives while held, `ended_by`
    how it ended.
    """

    state: str
    start: date
    end: date | None
    ended_by: str = ""


def state_of_post(post: str, place: str) -> str:
    """The state that holding a post gives: commander and deputy by themselves, others by where the
    post stands.
    """
    return post if place == "command" else place if place in STATES else "commune"


def state_on(day: date, posts: Iterable[Post], died_on: date | None) -> str:
    """Exactly one of STATES. A post of command counts before any other held at the same time."""
    if died_on is not None and died_on <= day:
        return "died"
    held = [p for p in posts if p.start <= day and (p.end is None or day < p.end)]
    if held:
        return min((p.state for p in held), key=_HIGHEST_FIRST.index)
    ended = [p for p in posts if p.end is not None and p.end <= day]
    last = max(ended, key=lambda p: (p.end or day, p.start), default=None)
    return _ENDINGS.get(last.ended_by, "not_placed") if last else "not_placed"


def career(posts: list[Post], died_on: date | None) -> list[tuple[str, date, date | None]]:
    """The states of a whole life in posts as periods [start, end) without gap or overlap, from the
    first post on.
    """
    if not posts:
        return [("died", died_on, None)] if died_on else []
    days = (
        {p.start for p in posts}
        | {p.end for p in posts if p.end}
        | ({died_on} if died_on else set())
    )
    cuts = sorted(d for d in days if d >= min(p.start for p in posts))
    periods: list[tuple[str, date, date | None]] = []
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        state = state_on(start, posts, died_on)
        if periods and periods[-1][0] == state:
            periods[-1] = (state, periods[-1][1], end)
        else:
            periods.append((state, start, end))
    return periods


def shares(hours: dict[str, int]) -> dict[str, float]:
    """Per cent of each block; a curriculum's blocks are its whole, so these sum to 100."""
    total = sum(hours.values())
    return {kind: 100 * h / total for kind, h in hours.items()} if total else {}
