"""Registers this room: its line in the menu and whose unit a user keeps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class UnitsConfig(AppConfig):
    name = "goc.units"

    def ready(self) -> None:
        from goc.audit.access import readers  # models are ready only now
        from goc.units import views
        from goc.units.access import audits_everything
        from goc.web import context, menu

        readers.append(audits_everything)
        menu.items.append(menu.MenuItem(gettext_lazy("Đơn vị"), "units", "sitemap", 40))
        context.unit_names.append(views.own_unit)
