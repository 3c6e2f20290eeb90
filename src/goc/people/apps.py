"""Registers this room: its reference data, frozen tables, grains, indicators and tables."""

from pathlib import Path

from django.apps import AppConfig

HERE = Path(__file__).parent


class PeopleConfig(AppConfig):
    name = "goc.people"

    def ready(self) -> None:
        from goc.dated import reference  # models are ready only now
        from goc.figures import loading
        from goc.people import freeze, grains  # noqa: F401

        reference.register(HERE / "reference/people.toml")
        loading.register(HERE / "indicators")
        loading.register(HERE / "tables")
