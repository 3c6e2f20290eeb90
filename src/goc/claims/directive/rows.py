"""The rows of markers that are open at a place of a text: which number comes next in each."""

from dataclasses import dataclass, field

from goc.claims.directive.markers import ARTICLE, NUMBER, POINT, SECTION, Marker

_MAX_GAP = 3
_BEFORE_FIRST, _FAR_BEHIND = (0,), (-99,)  # where a row has not begun
_LEFT_OUT = ((POINT, 6, 2), (POINT, 8, 2))  # rank, place in the row, step


@dataclass
class Rows:
    """The last value of each open row."""

    last: dict[int, tuple[int, ...]] = field(default_factory=dict)
    placed: dict[int, Marker] = field(default_factory=dict)

    def follows(self, marker: Marker) -> bool:
        """Is it the next of its row, or the first of a new one?"""
        if is_decimal(marker):
            return self._opens_below(marker) or self._is_next_decimal(marker)
        last, *_ = self.last.get(marker.rank, _BEFORE_FIRST)
        here, *_ = marker.value
        # Without đ the row goes c d e; a stray f stands for g.
        return here - last == 1 or (marker.rank, here, here - last) in _LEFT_OUT

    def _opens_below(self, marker: Marker) -> bool:
        """`1.1.` below `1.`, or where no row stands above."""
        parent = self.last.get(marker.rank - 1, marker.value[:-1])
        return marker.value[-1] == 1 and parent[-1] == marker.value[-2]

    def _is_next_decimal(self, marker: Marker) -> bool:
        *above, last = self.last.get(marker.rank, _BEFORE_FIRST)
        return tuple(above) == marker.value[:-1] and marker.value[-1] == last + 1

    def near(self, marker: Marker) -> bool:
        """Is it a little further in its row than expected (a number left out or doubled at the
        source)?
        """
        *above, last = self.last.get(marker.rank, _FAR_BEHIND)
        return tuple(above) == marker.value[:-1] and 0 <= marker.value[-1] - last <= _MAX_GAP

    def opens_late(self, marker: Marker) -> bool:
        """Does the row open with it, though with its second?"""
        return marker.rank not in self.last and marker.value[0] <= 2

    def take(self, marker: Marker) -> None:
        self.last[marker.rank] = marker.value
        self.placed[marker.rank] = marker
        if is_decimal(marker):
            self.last.setdefault(marker.rank - 1, marker.value[:-1])
        ended = [rank for rank in self.last if rank > marker.rank]
        if marker.rank <= SECTION:  # articles count on through chapters and sections
            ended = [rank for rank in ended if rank != ARTICLE]
        for rank in ended:
            del self.last[rank]


def is_decimal(marker: Marker) -> bool:
    """`1.1.`, `1.1.1.` …"""
    return NUMBER < marker.rank < POINT
