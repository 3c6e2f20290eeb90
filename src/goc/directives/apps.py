"""Registers this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import menu


class DirectivesConfig(AppConfig):
    name = "goc.directives"

    def ready(self) -> None:
        menu.items.append(
            menu.MenuItem(gettext_lazy("Văn bản chỉ đạo"), "directives", "binary-tree", 65)
        )
