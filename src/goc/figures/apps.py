"""Registers this room: the grain of units and the indicators on it."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

HERE = Path(__file__).parent


class FiguresConfig(AppConfig):
    name = "goc.figures"

    def ready(self) -> None:
        from goc.figures import freeze, loading, unit_grain  # noqa: F401  models are ready only now
        from goc.web import menu

        loading.register(HERE / "indicators", gettext_lazy("Địa bàn"))
        menu.items.append(menu.MenuItem(gettext_lazy("Hỏi nhanh"), "quick", "help", 12))
        menu.items.append(menu.MenuItem(gettext_lazy("Số liệu"), "figures", "chart-bar", 50))
        menu.items.append(menu.MenuItem(gettext_lazy("Biểu phụ lục"), "tables", "table", 55))
        menu.items.append(menu.MenuItem(gettext_lazy("Rà soát số liệu"), "draft_check", "edit", 57))
