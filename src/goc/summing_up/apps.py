"""Registers this room: its papers, its checks, its long work, its line in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SummingUpConfig(AppConfig):
    name = "goc.summing_up"

    def ready(self) -> None:
        from goc.audit.actions import lasting
        from goc.desk import kinds as written
        from goc.desk import sources
        from goc.directives.checks import MEASURES
        from goc.snapshots.keeping import COPIES
        from goc.summing_up import tasks  # noqa: F401  models are ready only now
        from goc.summing_up.checks import report  # noqa: F401
        from goc.summing_up.kinds import DOSSIER, LETTERS
        from goc.summing_up.models import SummingUp
        from goc.summing_up.sources import ROUNDS
        from goc.summing_up.upkeep import copies_of
        from goc.summing_up.verdicts import measured
        from goc.web import menu

        lasting.add("summing_up.build_dossier")
        MEASURES.append(measured)
        COPIES.append(copies_of)
        written.register(*DOSSIER, *LETTERS)
        sources.SOURCES[SummingUp.record_kind()] = ROUNDS
        menu.items.append(menu.MenuItem(gettext_lazy("Tổng kết"), "summing_ups", "flag", 60))
