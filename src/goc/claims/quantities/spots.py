"""A number in its sentence, and what stands around it."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from goc.claims import units
from goc.claims.quantities.model import Taken
from goc.claims.units import NOTHING, Unit
from goc.viet import digits

_TOWARDS = re.compile(
    r"\s+(?:lên|xuống|đến|tới|còn)\s+(?:còn\s+|đến\s+|tới\s+)?(?:hơn\s+|gần\s+|"
    r"trên\s+)?\d+(?:[.,]\d+)*",
    re.I,
)
_BARE_FROM = re.compile(r"(?<!\w)từ\s*$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MULTIPLES = re.compile(
    r"(?:gấp|bằng|tăng|giảm|hơn|gấp (?:hơn|gần|khoảng|trên)|tăng (?:hơn|gần|khoảng|trên))\s*$", re.I
)
_YEAR_LEADS = ("năm", "-", "/", "–", "khóa", "cuối", "đầu")


@dataclass(frozen=True)
class Spot:
    """A number in digits in its sentence, and what stands around it; `taken`: what is found."""

    sentence: str
    start: int
    end: int
    taken: Taken

    @property
    def written(self) -> str:
        return self.sentence[self.start : self.end].replace(" ", ".")

    @cached_property
    def step(self) -> Fraction:
        return digits.step(self.written)

    def behind(self, pattern: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """Such words right before the number."""
        return pattern.search(self.sentence, max(0, self.start - reach), self.start)

    def ahead(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Such words right after it."""
        return pattern.match(self.sentence, self.end)

    @cached_property
    def is_year(self) -> bool:
        """`năm 2015`, and four digits of a year with no counted thing behind them."""
        if not _YEAR.fullmatch(self.written):
            return False
        left = self.sentence[max(0, self.start - 8) : self.start].lower().rstrip()
        return left.endswith(_YEAR_LEADS) or not units.known_after(self.sentence, self.end)

    @cached_property
    def unit(self) -> Unit:
        return units.read(self.sentence, self.end) or self._borrowed()

    def _borrowed(self) -> Unit:
        """`từ 40 lên 50 lớp`: the first figure has the unit of the second."""
        towards = self.ahead(_TOWARDS)
        if not towards or not self.behind(_BARE_FROM, 8):
            return NOTHING
        unit = units.read(self.sentence, towards.end())
        if not unit.known or unit.kind == "period":
            return NOTHING
        return Unit(unit.name, unit.kind, self.end, self.end, unit.factor)

    def kind(self, unit: Unit) -> str:
        """`gấp 2 lần` is a ratio, `tập huấn 2 lần` a count."""
        if unit.name != "lần":
            return unit.kind
        multiple = self.behind(_MULTIPLES, 20) or "," in self.sentence[self.start : unit.end]
        return "ratio" if multiple else unit.kind
