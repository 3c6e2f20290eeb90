"""Registers this room: all that its one model gives to the mechanisms."""

from pathlib import Path

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "goc.funding"

    def ready(self) -> None:
        from goc.figures.declared import declare  # models are ready only now
        from goc.funding.actions import FUNDING

        declare(FUNDING, here=Path(__file__).parent, icon="briefcase", position=45)
