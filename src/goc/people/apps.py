"""Registers this room: its reference data, frozen tables, grains, indicators and tables, its menu
item and panel.
"""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

HERE = Path(__file__).parent


class PeopleConfig(AppConfig):
    name = "goc.people"

    def ready(self) -> None:
        from goc.dated import reference  # models are ready only now
        from goc.figures import loading
        from goc.lists import worklists as waiting
        from goc.people import freeze, grains, worklists  # noqa: F401
        from goc.units.queries import panels
        from goc.web import menu

        reference.register(HERE / "reference/people.toml")
        loading.register(HERE / "indicators")
        loading.register(HERE / "tables")
        menu.items.append(menu.MenuItem(gettext_lazy("Cán bộ"), "people", "users", 20))
        waiting.register(*worklists.WORKLISTS)
        panels.append("unit_people")
