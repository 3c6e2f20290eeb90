"""Registers this room: all that its two models give to the mechanisms."""

from pathlib import Path

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "goc.funding"

    def ready(self) -> None:
        from goc.figures.declared import declare  # models are ready only now
        from goc.funding.actions import FACILITIES, FUNDING

        here = Path(__file__).parent
        declare(FUNDING, here=here, icon="briefcase", position=45)
        declare(FACILITIES, here=here, icon="school", position=46)
