"""Registers this room and the tables every snapshot holds."""

from django.apps import AppConfig


class SnapshotsConfig(AppConfig):
    name = "goc.snapshots"

    def ready(self) -> None:
        from goc.snapshots import freeze, tasks  # noqa: F401  models are ready only now
