"""Registers this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import menu


class AuditConfig(AppConfig):
    name = "goc.audit"

    def ready(self) -> None:
        from goc.audit.access import can_read_log  # models are ready only now

        menu.items.append(
            menu.MenuItem(gettext_lazy("Nhật ký hệ thống"), "audit", "history", 95, can_read_log)
        )
