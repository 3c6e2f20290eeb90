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
    def before(self) -> str:
        """The sentence up to the value."""
        return self.sentence[: self.start - self.sentence_start]

    @property
    def after(self) -> str:
        """The sentence after value and unit."""
        return self.sentence[max(self.end, self.unit_end) - self.sentence_start :]

    def operand(self) -> Operand:
        return Operand(self.value, self.start, self.end)

    def to_json(self) -> dict[str, object]:
        number: object = None
        if isinstance(self.number, Fraction):
            number = plain(self.number)
        elif self.number is not None:
            number = [plain(part) for part in self.number]
        return {
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "value_num": number,
            "unit": self.unit,
            "hedge": self.hedge,
            "subject": self.subject,
            "kind": self.kind,
            "relation": None if self.relation is None else self.relation.to_json(),
        }
