"""Registers this room: what a unit owes as a part of its page."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "goc.lists"

    def ready(self) -> None:
        from goc.units.queries import panels  # models are ready only now

        panels.append("unit_owes")
