"""Registers this room and the tables every snapshot holds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SnapshotsConfig(AppConfig):
    name = "goc.snapshots"

    def ready(self) -> None:
        from goc.audit.actions import after_erasure, lasting
        from goc.snapshots import freeze, tasks, working  # noqa: F401  models are ready only now
        from goc.web import menu

        lasting.add("snapshots.make")
        after_erasure.append(working.drop)
        menu.items.append(menu.MenuItem(gettext_lazy("Bản chốt"), "snapshots", "database", 60))
