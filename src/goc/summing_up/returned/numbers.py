"""The numbers of a paragraph that came back: which are figures bound again, which are to be
answered. Plain values: knows no snapshot.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain
from operator import attrgetter

from goc.claims import read_claims
from goc.files.word.edited import Span
from goc.summing_up.returned.aligning import ALIKE, NUMBER, TOKEN, likeness
from goc.summing_up.returned.exported import Bound, Unit

DIFFERS, GONE, NEW = "differs", "gone", "new"
BEFORE, NEAR = 2, 4
"""Words: so many before a figure say which it is; between so few another number stands in its
place.
"""
NOTHING = Unit("", "")
_NUMBER = re.compile(NUMBER)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Stretch:
    """Of the letters of a paragraph."""

    start: int
    end: int

    def meets(self, other: Stretch) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class Kept:
    """A stretch of the paragraph where a figure stands again."""

    at: Stretch
    code: str


@dataclass(frozen=True)
class Number:
    """What is to be answered. `state`: DIFFERS (a bound figure was another), GONE (it stands here
    no more), NEW (typed, and no figure stood there). `code`, `says`: the figure that may be put
    there, and how it is printed; empty where there is none.
    """

    state: str
    at: Stretch
    found: str
    code: str = ""
    says: str = ""
    message: str = ""

    @property
    def may_be_bound(self) -> bool:
        return bool(self.code) and self.state != GONE


@dataclass(frozen=True)
class Read:
    """A paragraph read."""

    text: str
    kept: tuple[Kept, ...]
    numbers: tuple[Number, ...]

    def markup(self, chosen: Sequence[Number] = ()) -> str:
        """As the desk keeps it, with the figures of the `chosen` numbers in their places."""
        bound = (Kept(number.at, number.code) for number in chosen if number.may_be_bound)
        text, past = self.text, len(self.text) + 1
        for place in sorted([*self.kept, *bound], key=attrgetter("at.start"), reverse=True):
            if place.at.end <= past:
                text = text[: place.at.start] + place.code + text[place.at.end :]
                past = place.at.start
        return text


@dataclass(frozen=True)
class Words:
    """Of a paragraph: words, numbers and signs with their places."""

    texts: list[str]
    places: list[Stretch]

    @staticmethod
    def of(text: str) -> Words:
        found = list(TOKEN.finditer(text))
        return Words([match[0] for match in found], [Stretch(*match.span()) for match in found])

    def numbers(self) -> list[int]:
        return [n for n, text in enumerate(self.texts) if _DIGIT.match(text)]

    def within(self, at: Stretch) -> list[int]:
        return [n for n, place in enumerate(self.places) if place.meets(at)]

    def stretch(self, first: int, last: int) -> Stretch:
        return Stretch(self.places[first].start, self.places[last].end)


def read_back(
    text: str,
    controls: Sequence[Span],
    known: Mapping[str, Bound],
    base: Unit | None,
    now: Mapping[str, str],
) -> Read:
    """`known`: every figure of the paper by its key; `base`: the paragraph that this one was;
    `now`: by code how the snapshot prints a figure.
    """
    return _Reader(text, base or NOTHING, now).read(controls, known)


@dataclass
class _Reader:
    """`same`: places of words in the old paragraph with those in the new; `taken`: what stands for
    a figure already.
    """

    text: str
    base: Unit
    now: Mapping[str, str]
    kept: list[Kept] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    taken: list[Stretch] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.old, self.new = Words.of(self.base.text), Words.of(self.text)
        matcher = SequenceMatcher(None, self.old.texts, self.new.texts, autojunk=False)
        for old, new, size in matcher.get_matching_blocks():
            self.same.update(zip(range(old, old + size), range(new, new + size), strict=True))
        self.known_places = set(self.same.values())
        self.between = {-1: -1, **self.same, len(self.old.texts): len(self.new.texts)}

    def read(self, controls: Sequence[Span], known: Mapping[str, Bound]) -> Read:
        bounds = list(self.base.bound)
        for control in controls:
            here = [bound for bound in bounds if bound.key == control["said"]]
            if bound := next(iter(here), known.get(control["said"])):
                self._take_control(control, bound)
                bounds = [other for other in bounds if other is not bound]
        for find in (self._unmoved, self._elsewhere, self._changed):
            bounds = self._left(bounds, find)
        typed = [*self._typed(), *self._in_words()]
        for bound in bounds:
            self._offer(bound, typed)
        numbers = sorted([*self.numbers, *typed], key=attrgetter("at.start"))
        return Read(self.text, tuple(self.kept), tuple(numbers))

    # --- figures that stood in the paragraph

    def _take_control(self, control: Span, bound: Bound) -> None:
        words = self.text[control["start"] : control["end"]]
        start = control["start"] + len(words) - len(words.lstrip())
        if words.strip():
            self._take(bound, Stretch(start, start + len(words.strip())))
        else:
            self.numbers.append(self._gone(bound, start))

    def _left(
        self, bounds: Sequence[Bound], find: Callable[[Bound], Stretch | None]
    ) -> list[Bound]:
        """Those that are not found; the others are taken."""
        left = []
        for bound in bounds:
            at = find(bound)
            if at and self._is_free(at):
                self._take(bound, at)
            else:
                left.append(bound)
        return left

    def _take(self, bound: Bound, at: Stretch) -> None:
        """The figure stands there: again as it was, or as something else."""
        found, says = at.of(self.text), self._says(bound)
        self.taken.append(at)
        if found in (bound.text, says, *bound.ways):
            self.kept.append(Kept(at, bound.code))
        else:
            self.numbers.append(Number(DIFFERS, at, found, bound.code, says))

    def _says(self, bound: Bound) -> str:
        return self.now.get(bound.code, bound.text)

    def _is_free(self, at: Stretch) -> bool:
        return not any(map(at.meets, self.taken))

    def _unmoved(self, bound: Bound) -> Stretch | None:
        """Where all its words stand as they stood, beside what stood beside them."""
        of = self._of(bound)
        places = list(map(self.same.get, of))
        first, last = places[0], places[-1]
        if first is None or last is None or not self._has_neighbour(of):
            return None
        at = self.new.stretch(first, last)
        return at if at.of(self.text) == bound.text else None

    def _has_neighbour(self, of: list[int]) -> bool:
        before = self.same.get(of[0] - 1, -1) == self.same[of[0]] - 1
        behind = self.same.get(of[-1] + 1, len(self.new.texts)) == self.same[of[-1]] + 1
        return before or behind

    def _elsewhere(self, bound: Bound) -> Stretch | None:
        """The same words in another place of the paragraph, behind the same words. Without these a
        figure that changed places with another would be taken for it.
        """
        of = self._of(bound)
        first = max(of[0] - BEFORE, 0)
        words = self.old.texts[first : of[-1] + 1]
        for n in range(len(self.new.texts) - len(words) + 1):
            at = self.new.stretch(n + of[0] - first, n + len(words) - 1)
            if self.new.texts[n : n + len(words)] == words and self._is_free(at):
                return at
        return None

    def _changed(self, bound: Bound) -> Stretch | None:
        """Where another number stands in its place: in its order among the figures that stood
        between the same words, and with its unit where such a number is there.
        """
        reach = self._reach(bound)
        if bound.is_citation:
            return self._other_citation(bound, reach)
        numbers = sorted({*reach} & {*self.new.numbers()} - self.known_places)
        ways = [self._with_words(number, bound) for number in numbers]
        free = list(filter(self._is_free, ways))
        whole = [at for at in free if at not in self.new.places]
        is_bare = len(self._of(bound)) == 1
        certain = free if is_bare or len(reach) <= NEAR else []
        return next(iter([*whole, *certain]), None)

    def _other_citation(self, bound: Bound, reach: range) -> Stretch | None:
        """All words that stand in its place, where they still are a citation like it."""
        if not reach:
            return None
        at = self.new.stretch(reach[0], reach[-1])
        return at if likeness(bound.text, at.of(self.text)) >= ALIKE else None

    def _reach(self, bound: Bound) -> range:
        """The words that stand between what stood before the figure and behind it."""
        of = self._of(bound)
        known = sorted(self.between)
        before, behind = known[bisect_left(known, of[0]) - 1], known[bisect_right(known, of[-1])]
        return range(self.between[before] + 1, self.between[behind])

    def _with_words(self, number: int, bound: Bound) -> Stretch:
        """The number with the hedge and the unit that the figure is printed with."""
        words = Words.of(bound.text)
        place = next(iter(words.numbers()), 0)
        before, behind = words.texts[:place], words.texts[place + 1 :]
        first, last = number - len(before), number + len(behind)
        has_hedge = self.new.texts[max(first, 0) : number] == before
        has_unit = self.new.texts[number + 1 : last + 1] == behind
        return self.new.stretch(first if has_hedge else number, last if has_unit else number)

    def _of(self, bound: Bound) -> list[int]:
        return self.old.within(Stretch(bound.start, bound.end))

    def _gone(self, bound: Bound, start: int) -> Number:
        return Number(GONE, Stretch(start, start), "", bound.code, self._says(bound))

    def _offer(self, bound: Bound, typed: list[Number]) -> None:
        """A typed number that says just what a figure said that has lost its place may be the same
        one; where there is none the figure is gone.
        """
        for n, number in enumerate(typed):
            first = next(iter(self.new.within(number.at)))
            at = self._with_words(first, bound)
            if at.of(self.text) == bound.text and not number.code:
                typed[n] = Number(NEW, at, bound.text, bound.code, self._says(bound))
                return
        reach = self._reach(bound)
        places = [*self.new.places, Stretch(len(self.text), len(self.text))]
        self.numbers.append(self._gone(bound, places[reach.start].start))

    # --- numbers that were typed

    def _typed(self) -> Iterator[Number]:
        """Those in digits that did not stand in the paragraph before."""
        figures = chain.from_iterable(map(self._of, self.base.bound))
        before = {*self.old.numbers()} - {*figures}
        spare = Counter(map(self.old.texts.__getitem__, before - self.same.keys()))
        stood = set(map(self.same.get, before))
        for place in self.new.numbers():
            at, text = self.new.places[place], self.new.texts[place]
            is_new = place not in stood and self._is_free(at)
            if is_new and not _spent(spare, text):
                yield Number(NEW, at, text)

    def _in_words(self) -> Iterator[Number]:
        spare = Counter(_spelled_out(self.base.text).values())
        for at, words in _spelled_out(self.text).items():
            if self._is_free(at) and not _spent(spare, words):
                yield Number(NEW, at, at.of(self.text))


def _spent(spare: Counter[str], word: str) -> bool:
    """Whether one was left, which is then gone."""
    spare[word] -= 1
    return spare[word] >= 0


def _spelled_out(text: str) -> dict[Stretch, str]:
    """Quantities written in words alone, in small letters."""
    claims = (claim for claim in read_claims(text) if not _DIGIT.search(claim.value))
    return {Stretch(claim.start, claim.end): claim.value.lower() for claim in claims}


def numbers_changed(old: str, new: str) -> list[str]:
    """The numbers of a line that the line it was does not have, in their order; in digits."""
    spare = Counter(_NUMBER.findall(old))
    return [number for number in _NUMBER.findall(new) if not _spent(spare, number)]
