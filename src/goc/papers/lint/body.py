"""The running text, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goc.papers import wording
from goc.papers.lint.copy import LARGEST_GAP, Breach, Copy, cut, short, sizes, unless
from goc.papers.profiles import Profile
from goc.papers.reading import Line

ALIGNS = {"left": "canh trái", "right": "canh phải"}


@dataclass(frozen=True)
class BodyRule:
    """What holds of each paragraph of the running text, what is found where it does not, and what
    is asked.
    """

    name: str
    holds: Callable[[Profile, Line], bool]
    found: Callable[[Line], str]
    wanted: Callable[[Profile, Line], str]

    def breach(self, profile: Profile, line: Line) -> Breach | None:
        if self.holds(profile, line):
            return None
        return Breach(self.name, short(line), self.found(line), self.wanted(profile, line))


def _leans_as_asked(profile: Profile, line: Line) -> bool:
    """A legal basis is in italics where the profile says so."""
    basis = line.text.startswith("Căn cứ") and line.text.rstrip()[-1:] in ";,."
    return not basis or line.italic == profile.box("basis").italic


BODY_RULES = (
    BodyRule(
        "body.align",
        lambda _profile, line: line.align == "both",
        lambda line: ALIGNS.get(line.align, line.align),
        lambda _profile, _line: "canh đều hai lề",
    ),
    BodyRule(
        "basis.style",
        _leans_as_asked,
        lambda line: cut(line.bold, line.italic),
        lambda profile, line: cut(line.bold, profile.box("basis").italic),
    ),
    BodyRule(
        "body.size",
        lambda _profile, line: all(13 <= size <= 14 for size in line.sizes),
        sizes,
        lambda _profile, _line: "13–14",
    ),
    BodyRule(
        "body.indent",
        lambda _profile, line: 10 - LARGEST_GAP <= line.first_indent <= 12.7 + LARGEST_GAP,
        lambda line: f"{line.first_indent:.1f} mm",
        lambda _profile, _line: "10 hoặc 12,7 mm",
    ),
    BodyRule(
        "body.gap",
        lambda profile, line: line.gap >= profile.paragraph_gap,
        lambda line: f"{line.gap:g} pt",
        lambda profile, _line: f"từ {profile.paragraph_gap:g} pt",
    ),
    BodyRule(
        "body.spacing",
        lambda _profile, line: not line.spacing or 1 <= line.spacing <= 1.5,
        lambda line: f"{line.spacing:.2g} dòng",
        lambda _profile, _line: "1–1,5 dòng",
    ),
    BodyRule(
        "body.letters",
        lambda _profile, line: not line.text.startswith("f)"),
        lambda _line: "f)",
        lambda _profile, _line: "a, b, c, d, đ, e, g: không có f",
    ),
)


def running(copy: Copy) -> Iterator[Breach]:
    body = copy.body
    broken = (rule.breach(copy.profile, line) for line in body for rule in BODY_RULES)
    yield from filter(None, broken)
    if body:
        yield from _end(body)
    elif len(copy.first) == len(copy.lines) and all(line.table <= 1 for line in copy.first):
        yield Breach("body.align", "Nội dung", "không có đoạn canh đều hai lề", "canh đều hai lề")


def _end(body: list[Line]) -> Iterator[Breach]:
    ended = any(line.words.endswith(wording.END) for line in body)
    last = body[-1]
    yield from unless(ended, "body.end", last.text[-60:], last.words[-3:], wording.END)
