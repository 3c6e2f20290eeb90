"""Registers this room: the grain of units and the indicators on it."""

from pathlib import Path

from django.apps import AppConfig

HERE = Path(__file__).parent


class FiguresConfig(AppConfig):
    name = "goc.figures"

    def ready(self) -> None:
        from goc.figures import loading, unit_grain  # noqa: F401  with the other rooms' grains

        loading.register(HERE / "indicators")
