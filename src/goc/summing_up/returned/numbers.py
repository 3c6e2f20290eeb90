"""The numbers of a paragraph that came back: which are figures bound again, which are to be
answered. Plain values: knows no snapshot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from goc.claims import read_claims
from goc.files.word.edited import Span
from goc.summing_up.returned.aligning import NUMBER, TOKEN
from goc.summing_up.returned.exported import Bound, Unit

DIFFERS, GONE, NEW = "differs", "gone", "new"
BEFORE, NEAR = 2, 4
"""Words: so many before a figure say which it is; between so few another number stands in its place."""
_NUMBER = re.compile(NUMBER)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Stretch:
    """Of the letters of a paragraph."""

    start: int
    end: int

    def meets(self, other: Stretch) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Kept:
    """A stretch of the paragraph where a figure stands again."""

    at: Stretch
    code: str


@dataclass(frozen=True)
class Number:
    """What is to be answered. `state`: DIFFERS (a bound figure was another), GONE (it stands here no
    more), NEW (typed, and no figure stood there). `code`, `says`: the figure that may be put there,
    and how it is printed; empty where there is none.
    """

    state: str
    at: Stretch
    found: str
    code: str = ""
    says: str = ""
    message: str = ""


@dataclass(frozen=True)
class Read:
    """A paragraph read: `kept` and the numbers that may become `code` never meet."""

    text: str
    kept: tuple[Kept, ...]
    numbers: tuple[Number, ...]

    def markup(self, chosen: Sequence[Number] = ()) -> str:
        """As the desk keeps it, with the figures of the `chosen` numbers in their places."""
        places = [*self.kept, *(Kept(n.at, n.code) for n in chosen if n.code and n.state != GONE)]
        text, past = self.text, len(self.text) + 1
        for place in sorted(places, key=lambda kept: kept.at.start, reverse=True):
            if place.at.end <= past:
                text = text[: place.at.start] + place.code + text[place.at.end :]
                past = place.at.start
        return text


@dataclass(frozen=True)
class _Token:
    text: str
    at: Stretch

    @property
    def is_number(self) -> bool:
        return _DIGIT.match(self.text) is not None


def read_back(
    text: str,
    controls: Sequence[Span],
    known: Mapping[str, Bound],
    base: Unit | None,
    now: Mapping[str, str],
) -> Read:
    """`known`: every figure of the paper by its key, `base`: the paragraph that this one was, `now`:
    by code how the snapshot prints a figure.
    """
    return _Reader(text, base, now).read(controls, known)


@dataclass
class _Reader:
    text: str
    base: Unit | None
    now: Mapping[str, str]
    kept: list[Kept] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.new = _tokens(self.text)
        self.old = _tokens(self.base.text if self.base else "")
        matcher = SequenceMatcher(
            None, [t.text for t in self.old], [t.text for t in self.new], autojunk=False
        )
        self.steps = matcher.get_opcodes()
        self.same = {
            i1 + n: j1 + n
            for kind, i1, i2, j1, _ in self.steps
            if kind == "equal"
            for n in range(i2 - i1)
        }

    def read(self, controls: Sequence[Span], known: Mapping[str, Bound]) -> Read:
        left = list(self.base.bound if self.base else ())
        for control in controls:
            if bound := known.get(control["said"]):
                self._take_control(control, bound)
                left = [other for other in left if other.key != bound.key]
        for find in (self._unmoved, self._elsewhere, self._changed):
            left = [bound for bound in left if not self._take(bound, find(bound))]
        typed = list(self._typed())
        self.numbers += typed
        self.numbers += (self._gone(bound) for bound in left if not self._offer(bound, typed))
        self.numbers.sort(key=lambda number: number.at.start)
        return Read(self.text, tuple(self.kept), tuple(self.numbers))

    # --- figures that stood in the paragraph

    def _take_control(self, control: Span, bound: Bound) -> None:
        words = self.text[control["start"] : control["end"]]
        start = control["start"] + len(words) - len(words.lstrip())
        if words.strip():
            self._take(bound, Stretch(start, start + len(words.strip())))
        else:
            self.numbers.append(self._gone(bound))

    def _take(self, bound: Bound, at: Stretch | None) -> bool:
        """Whether the figure stands there: again as it was, or as something else."""
        if at is None or not self._is_free(at):
            return False
        found, says = self.text[at.start : at.end], self.now.get(bound.code, bound.text)
        if found in (bound.text, says):
            self.kept.append(Kept(at, bound.code))
        else:
            self.numbers.append(Number(DIFFERS, at, found, bound.code, says))
        return True

    def _taken(self) -> Iterator[Stretch]:
        yield from (kept.at for kept in self.kept)
        yield from (number.at for number in self.numbers if number.state != GONE)

    def _unmoved(self, bound: Bound) -> Stretch | None:
        """Where all its words stand as they stood, beside what stood beside them."""
        of = self._of(bound)
        places = [self.same[n] for n in of if n in self.same]
        if len(places) < len(of) or not self._has_neighbour(of):
            return None
        at = Stretch(self.new[places[0]].at.start, self.new[places[-1]].at.end)
        return at if self.text[at.start : at.end] == bound.text else None

    def _has_neighbour(self, of: list[int]) -> bool:
        before = self.same.get(of[0] - 1, -1) == self.same[of[0]] - 1
        behind = self.same.get(of[-1] + 1, len(self.new)) == self.same[of[-1]] + 1
        return before or behind

    def _elsewhere(self, bound: Bound) -> Stretch | None:
        """The same words in another place of the paragraph, behind the same words. Without these a
        figure that changed places with another would be taken for it.
        """
        of = self._of(bound)
        words = [token.text for token in self.old[max(of[0] - BEFORE, 0) : of[-1] + 1]]
        ahead = len(words) - len(of)
        for n in range(len(self.new) - len(words) + 1):
            at = Stretch(self.new[n + ahead].at.start, self.new[n + len(words) - 1].at.end)
            if [t.text for t in self.new[n : n + len(words)]] == words and self._is_free(at):
                return at
        return None

    def _changed(self, bound: Bound) -> Stretch | None:
        """Where another number stands in its place: in its order among the figures that stood
        between the same words, and with its unit where such a number is there.
        """
        unsaid = set(self.same.values())
        reach = self._reach(bound)
        numbers = [n for n in reach if self.new[n].is_number and n not in unsaid]
        free = [n for n in numbers if self._is_free(self.new[n].at)]
        ways = [self._with_words(n, bound) for n in free]
        whole = [at for n, at in zip(free, ways, strict=True) if at != self.new[n].at]
        certain = whole if whole or len(reach) > NEAR else ways
        return next(iter(certain if self._has_words(bound) else ways), None)

    def _is_free(self, at: Stretch) -> bool:
        return not any(at.meets(taken) for taken in self._taken())

    def _has_words(self, bound: Bound) -> bool:
        return len(self._of(bound)) > 1

    def _reach(self, bound: Bound) -> range:
        """The words that stand between what stood before the figure and behind it."""
        of = self._of(bound)
        before = [self.same[n] for n in range(of[0]) if n in self.same]
        behind = [self.same[n] for n in range(of[-1] + 1, len(self.old)) if n in self.same]
        return range(before[-1] + 1 if before else 0, behind[0] if behind else len(self.new))

    def _with_words(self, number: int, bound: Bound) -> Stretch:
        """The number with the hedge and the unit that the figure is printed with."""
        words = [token.text for token in _tokens(bound.text)]
        place = next((n for n, word in enumerate(words) if _DIGIT.match(word)), 0)
        first, last = number, number
        for word in reversed(words[:place]):
            first -= first > 0 and self.new[first - 1].text == word
        for word in words[place + 1 :]:
            last += last + 1 < len(self.new) and self.new[last + 1].text == word
        return Stretch(self.new[first].at.start, self.new[last].at.end)

    def _of(self, bound: Bound) -> list[int]:
        at = Stretch(bound.start, bound.end)
        return [n for n, token in enumerate(self.old) if token.at.meets(at)]

    def _gone(self, bound: Bound) -> Number:
        reach = self._reach(bound) if bound in (self.base.bound if self.base else ()) else range(0)
        start = self.new[reach.start].at.start if reach.start < len(self.new) else len(self.text)
        says = self.now.get(bound.code, bound.text)
        return Number(GONE, Stretch(start, start), "", bound.code, says)

    def _offer(self, bound: Bound, typed: Sequence[Number]) -> bool:
        """Whether one typed number says just what a figure said that has lost its place: it may be
        the same one.
        """
        of = [n for n, token in enumerate(self.new) if token.at in {one.at for one in typed}]
        ways = [(self.new[n].at, self._with_words(n, bound)) for n in of]
        alike = [(at, way) for at, way in ways if self.text[way.start : way.end] == bound.text]
        for at, way in alike[:1]:
            number = next(one for one in self.numbers if one.at == at)
            self.numbers.remove(number)
            says = self.now.get(bound.code, bound.text)
            self.numbers.append(Number(NEW, way, bound.text, bound.code, says))
        return bool(alike)

    # --- numbers that were typed

    def _typed(self) -> Iterator[Number]:
        """Those that did not stand in the paragraph before, in digits or in words."""
        taken = list(self._taken())
        kept = {self.same[n] for n in self._typed_before() if n in self.same}
        spare = Counter(self.old[n].text for n in self._typed_before() if n not in self.same)
        for place, token in enumerate(self.new):
            if not token.is_number or place in kept or any(token.at.meets(t) for t in taken):
                continue
            if spare[token.text]:
                spare[token.text] -= 1
            else:
                yield Number(NEW, token.at, token.text)
        yield from self._in_words(taken)

    def _typed_before(self) -> list[int]:
        bound = [Stretch(b.start, b.end) for b in (self.base.bound if self.base else ())]
        typed = (n for n, token in enumerate(self.old) if token.is_number)
        return [n for n in typed if not any(self.old[n].at.meets(at) for at in bound)]

    def _in_words(self, taken: Sequence[Stretch]) -> Iterator[Number]:
        spare = Counter(map(str.lower, _spelled_out(self.base.text if self.base else "").values()))
        for at, words in _spelled_out(self.text).items():
            if any(at.meets(t) for t in taken):
                continue
            if spare[words.lower()]:
                spare[words.lower()] -= 1
            else:
                yield Number(NEW, at, words)


def _tokens(text: str) -> list[_Token]:
    return [_Token(match[0], Stretch(*match.span())) for match in TOKEN.finditer(text)]


def _spelled_out(text: str) -> dict[Stretch, str]:
    """Quantities written in words alone."""
    claims = (claim for claim in read_claims(text) if not _DIGIT.search(claim.value))
    return {Stretch(claim.start, claim.end): claim.value for claim in claims}


def numbers_changed(old: str, new: str) -> list[str]:
    """The numbers of a line that the line it was does not have, in their order; in digits."""
    spare = Counter(_NUMBER.findall(old))
    found = []
    for number in _NUMBER.findall(new):
        if spare[number]:
            spare[number] -= 1
        else:
            found.append(number)
    return found
