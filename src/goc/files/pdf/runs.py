"""Things in a row, cut where one begins something new."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def runs(
    items: Iterable[Item], begins_new: Callable[[list[Item], Item], bool]
) -> Iterator[list[Item]]:
    """The runs, none empty; `begins_new` is asked with the run so far and the next item."""
    run: list[Item] = []
    for item in items:
        if run and begins_new(run, item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
