"""Registers this room: its line in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class HomeConfig(AppConfig):
    name = "goc.home"

    def ready(self) -> None:
        from goc.web import menu  # models are ready only now

        menu.items.append(menu.MenuItem(gettext_lazy("Việc cần làm"), "home", "list-check", 10))
