"""Registers this room: its checks and its long work."""

from django.apps import AppConfig


class SummingUpConfig(AppConfig):
    name = "goc.summing_up"

    def ready(self) -> None:
        from goc.summing_up import tasks  # noqa: F401  models are ready only now
        from goc.summing_up.checks import report  # noqa: F401
