"""The account of placement and outcomes over plain values: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

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

    def is_held(self, day: date) -> bool:
        return self.start <= day and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        return self.end is not None and self.end <= day


def state_of_post(post: str, place: str) -> str:
    """The state that holding a post gives: commander and deputy by themselves, others by where the
    post stands.
    """
    return post if place == "command" else place if place in STATES else "commune"


def state_on(day: date, posts: Sequence[Post], died_on: date | None) -> str:
    """Exactly one of STATES. A post of command counts before any other held at the same time."""
    if died_on is not None and died_on <= day:
        return "died"
    held = [post.state for post in posts if post.is_held(day)]
    if held:
        return min(held, key=_HIGHEST_FIRST.index)
    return _state_after(post for post in posts if post.is_over(day))


def _state_after(ended: Iterable[Post]) -> str:
    """The state that the end of the last post left."""
    last = max(ended, key=lambda post: (post.end or post.start, post.start), default=None)
    return _ENDINGS.get(last.ended_by, "not_placed") if last else "not_placed"


def career(posts: list[Post], died_on: date | None) -> list[tuple[str, date, date | None]]:
    """The states of a whole life in posts as periods [start, end) without gap or overlap, from the
    first post on.
    """
    days = {died_on, *(post.start for post in posts), *(post.end for post in posts)}
    first = min((post.start for post in posts), default=died_on)
    cuts = sorted(day for day in days if day and first and day >= first)
    states = ((state_on(day, posts, died_on), day) for day in cuts)
    begun = [next(same) for _, same in groupby(states, key=itemgetter(0))]
    ends = [*(day for _, day in begun[1:]), None]
    return [(state, start, end) for (state, start), end in zip(begun, ends, strict=False)]


def shares(hours: dict[str, int]) -> dict[str, float]:
    """Per cent of each block; a curriculum's blocks are its whole, so these sum to 100."""
    total = sum(hours.values())
    return {kind: 100 * h / total for kind, h in hours.items()} if total else {}
