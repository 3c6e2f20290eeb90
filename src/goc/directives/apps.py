"""Registers this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import menu


class DirectivesConfig(AppConfig):
    name = "goc.directives"

    def ready(self) -> None:
        from goc.directives.leaving import DUTIES  # models are ready only now
        from goc.directives.lists import DIRECTIVES
        from goc.directives.worklists import WORKLISTS
        from goc.lists import worklists
        from goc.lists.registry import register_page
        from goc.units import handing_over

        worklists.register(*WORKLISTS)
        handing_over.register("duties", DUTIES)
        register_page("directives", DIRECTIVES)
        menu.items.append(
            menu.MenuItem(gettext_lazy("Văn bản chỉ đạo"), "directives", "binary-tree", 65)
        )
