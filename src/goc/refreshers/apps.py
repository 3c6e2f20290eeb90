"""Registers this room: all that its one model gives to the mechanisms."""

from pathlib import Path

from django.apps import AppConfig


class RefreshersConfig(AppConfig):
    name = "goc.refreshers"

    def ready(self) -> None:
        from goc.figures.declared import declare  # models are ready only now
        from goc.refreshers.actions import REFRESHERS

        key = ("unit", "year", "level", "name", "opened_on")
        declare(REFRESHERS, here=Path(__file__).parent, icon="school", position=35, key=key)
