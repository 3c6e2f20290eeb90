"""Registers this room: its line in the menu, whose unit a user keeps, and what of its own ends with
a unit.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class UnitsConfig(AppConfig):
    name = "goc.units"

    def ready(self) -> None:
        from goc.audit import capacity  # models are ready only now
        from goc.audit.access import readers
        from goc.dated.undoing import leaning
        from goc.units import endings, left, views
        from goc.units.access import audits_everything
        from goc.units.acts_done import settlements_of
        from goc.units.standing_in import standing_in
        from goc.web import context, menu

        readers.append(audits_everything)
        capacity.knowing.append(standing_in)
        menu.items.append(menu.MenuItem(gettext_lazy("Đơn vị"), "units", "sitemap", 27))
        context.unit_names.append(views.own_unit)
        leaning.append(settlements_of)
        endings.register(*left.ENDINGS)
