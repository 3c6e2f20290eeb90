"""The rows of markers that are open at a place of a text: which number comes next in each."""

from dataclasses import dataclass, field

from goc.claims.directive.markers import ARTICLE, NUMBER, POINT, SECTION, Marker

_MAX_GAP = 3


@dataclass
class Rows:
    """The last value of each open row."""

    last: dict[int, tuple[int, ...]] = field(default_factory=dict)
    placed: dict[int, Marker] = field(default_factory=dict)

    def follows(self, marker: Marker) -> bool:
        """Is it the next of its row, or the first of a new one?"""
        if is_decimal(marker):
            return self._opens_below(marker) or self._is_next_decimal(marker)
        value, last = marker.value, self.last.get(marker.rank)
        if last is None:
            return value[0] == 1
        step = value[0] - last[0]
        # Without đ the row goes c d e; a stray f stands for g.
        return step == 1 or (marker.rank == POINT and step == 2 and value[0] in (6, 8))

    def _opens_below(self, marker: Marker) -> bool:
        """`1.1.` below `1.`, or where no row stands above."""
        parent = self.last.get(marker.rank - 1)
        return marker.value[-1] == 1 and (parent is None or parent[-1] == marker.value[-2])

    def _is_next_decimal(self, marker: Marker) -> bool:
        *above, last = self.last.get(marker.rank) or (0,)
        return tuple(above) == marker.value[:-1] and marker.value[-1] == last + 1

    def near(self, marker: Marker) -> bool:
        """Is it a little further in its row than expected (a number left out or doubled at the
        source)?
        """
        last = self.last.get(marker.rank)
        if last is None or last[:-1] != marker.value[:-1]:
            return False
        return 0 <= marker.value[-1] - last[-1] <= _MAX_GAP

    def opens_late(self, marker: Marker) -> bool:
        """Does the row open with it, though with its second?"""
        return self.last.get(marker.rank) is None and marker.value[0] <= 2

    def take(self, marker: Marker) -> None:
        self.last[marker.rank] = marker.value
        self.placed[marker.rank] = marker
        if is_decimal(marker):
            self.last.setdefault(marker.rank - 1, marker.value[:-1])
        below = [rank for rank in self.last if rank > marker.rank]
        for rank in below:
            if not self._survives(rank, marker.rank):
                del self.last[rank]

    @staticmethod
    def _survives(rank: int, above: int) -> bool:
        # Articles count on through chapters and sections.
        return rank == ARTICLE and above <= SECTION


def is_decimal(marker: Marker) -> bool:
    """`1.1.`, `1.1.1.` …"""
    return NUMBER < marker.rank < POINT
