"""What the reader finds: a claim with its place, value and words, and its relation to other
claims.
"""

from dataclasses import dataclass, field
from fractions import Fraction

Number = int | float
Value = Fraction | tuple[Fraction, ...] | None
_LARGEST = 10**300


def plain(value: Fraction) -> Number:
    """A JSON number: whole when it is whole, or too large for a float."""
    return int(value) if value.denominator == 1 or abs(value) >= _LARGEST else float(value)


@dataclass(frozen=True)
class Operand:
    """A figure a relation is computed from, as written and where."""

    value: str
    start: int
    end: int

    def to_json(self) -> dict[str, object]:
        return {"value": self.value, "start": self.start, "end": self.end}


@dataclass(frozen=True)
class Relation:
    """`type`: share · growth · sum · difference · target · part_not_above_whole · restatement.
    `exact`: what the operands give.
    """

    type: str
    of: tuple[Operand, ...]
    agrees: bool
    exact: Fraction | None
    note: str | None = None

    def to_json(self) -> dict[str, object]:
        exact = None if self.exact is None else plain(self.exact)
        return {
            "type": self.type,
            "of": [operand.to_json() for operand in self.of],
            "agrees": self.agrees,
            "exact": round(exact, 6) if isinstance(exact, float) else exact,
            "note": self.note,
        }


@dataclass(
    frozen=True, eq=False
)  # a claim is itself, wherever another says the same: quick to look up
class Claim:
    """One quantity of a text. `start`, `end`: offsets of `value` in the NFC text; `number` is
    exact.
    """

    sentence: str
    sentence_start: int
    start: int
    end: int
    value: str
    number: Value
    unit: str | None
    hedge: str | None
    subject: str | None
    kind: str
    unit_end: int = 0
    step: Fraction = Fraction(1)  # one unit of the last digit shown, in the unit of `number`
    relation: Relation | None = field(default=None)

    @property
    def single(self) -> Fraction | None:
        """The value when it is one number."""
        return self.number if isinstance(self.number, Fraction) else None

    @property
    def pair(self) -> tuple[Fraction, ...]:
        """Both numbers of a range or ratio; none of any other value."""
        return self.number if isinstance(self.number, tuple) else ()

    @property
    def ratio(self) -> tuple[Fraction, ...]:
        """`a/b` as its two numbers; none of anything else."""
        return self.pair if self.kind == "ratio" else ()

    @property
    def bound(self) -> str:
        """The words of the hedge; none when it is said exactly."""
        return self.hedge or ""

    @property
    def counted(self) -> str:
        """The words of the unit, as far as one is named."""
        return self.unit or ""

    @property
    def said_of(self) -> str:
        """The words of the subject, as far as there are any."""
        return self.subject or ""

    @property
    def is_spelled(self) -> bool:
        """Is the value, or a part of it, written in words?"""
        return any(map(str.isalpha, self.value))

    @property
    def offset(self) -> int:
        """Where the value stands in its sentence."""
        return self.start - self.sentence_start

    @property
    def stop(self) -> int:
        """Where value and unit end in the text."""
        return max(self.end, self.unit_end)

    @property
    def before(self) -> str:
        """The sentence up to the value."""
        return self.sentence[: self.offset]

    @property
    def after(self) -> str:
        """The sentence after value and unit."""
        return self.sentence[self.stop - self.sentence_start :]

    @property
    def fault(self) -> str:
        """What does not agree, in words; nothing where all does."""
        if self.relation is None or self.relation.agrees:
            return ""
        return f"{self.relation.note}"

    def operand(self) -> Operand:
        return Operand(self.value, self.start, self.end)

    def to_json(self) -> dict[str, object]:
        numbers = [plain(part) for part in self.pair] or None
        return {
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "value_num": numbers if self.single is None else plain(self.single),
            "unit": self.unit,
            "hedge": self.hedge,
            "subject": self.subject,
            "kind": self.kind,
            "relation": None if self.relation is None else self.relation.to_json(),
        }
