"""The lives of the units of a list, read once: what `lives` asks of the database each time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from goc.units import lives
from goc.units.lives import Heirs, Life, Stage
from goc.units.models import Unit


class KnownLives:
    """A day within the life of its unit is judged here; any other as `lives` judges it, once."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.heirs = Heirs(ids)
        self._check_alive = cache(lives.check_alive)
        self._check_within_life = cache(lives.check_within_life)

    def of(self, unit: int) -> Life | None:
        """None for a unit without a name."""
        return self.heirs.lives.get(unit)

    def check_alive(self, unit: Unit, on: date) -> None:
        """As `lives.check_alive`."""
        if not self._is_within(unit, on):
            self._check_alive(unit, on)

    def until(self, unit: Unit, on: date) -> date | None:
        """As `lives.check_within_life` of something without an end."""
        life = self.of(unit.pk)
        if life is not None and on in life:
            return life.end
        return self._check_within_life(unit, on)

    def first_day(self, unit: Unit, on: date) -> date:
        """As `lives.first_day`."""
        life = self.of(unit.pk)
        return on if life is None else max(on, life.start)

    def stages(self, unit: Unit, start: date) -> list[Stage]:
        """Where what hangs on the unit lies from a day on."""
        return self.heirs.stages(unit.pk, start, None)

    def picture(self, unit: int) -> tuple[object, ...]:
        """What all this rests on of a unit, to be compared."""
        return (self.of(unit), self.heirs.heirs.get(unit))

    def _is_within(self, unit: Unit, on: date) -> bool:
        life = self.of(unit.pk)
        return life is None or on in life
