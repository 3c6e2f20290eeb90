"""Registers this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import menu


class RegistryConfig(AppConfig):
    name = "goc.registry"

    def ready(self) -> None:
        from goc.lists.registry import register_page  # models are ready only now
        from goc.registry import readings  # noqa: F401
        from goc.registry.lists import DOCUMENTS

        register_page("documents", DOCUMENTS)

        menu.items.append(
            menu.MenuItem(gettext_lazy("Sổ đăng ký văn bản"), "documents", "files", 70)
        )
