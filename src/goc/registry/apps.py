"""Registers this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import menu


class RegistryConfig(AppConfig):
    name = "goc.registry"

    def ready(self) -> None:
        from goc.registry import readings  # noqa: F401  models are ready only now

        menu.items.append(
            menu.MenuItem(gettext_lazy("Sổ đăng ký văn bản"), "documents", "files", 70)
        )
