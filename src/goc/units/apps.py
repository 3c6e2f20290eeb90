"""Registers this room: its line in the menu and whose unit a user keeps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class UnitsConfig(AppConfig):
    name = "goc.units"

    def ready(self) -> None:
        from goc.units import views  # models are ready only now
        from goc.web import context, menu

        menu.items.append(menu.MenuItem(gettext_lazy("Đơn vị"), "units", "sitemap", 40))
        context.unit_names.append(views.own_unit)
