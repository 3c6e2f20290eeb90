"""What is written together with a list: in the transaction that writes its rows, or not at all."""

from __future__ import annotations

from goc.intake.notes import Result


class Alongside:
    """Nothing. Whoever has something to write overrides `before` and `after`; what either raises
    leaves nothing written, neither of the list.
    """

    def before(self) -> None:
        """Begins the transaction: the place to lock what the rows belong to."""

    def after(self, result: Result) -> None:
        """Ends it; not called while anything of the list is wrong, nor for a trial."""


ALONE = Alongside()
