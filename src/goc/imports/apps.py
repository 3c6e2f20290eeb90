"""Any old file into the register: understood, mended, written at once, taken back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import menu


class ImportsConfig(AppConfig):
    name = "goc.imports"
    label = "imports"

    def ready(self) -> None:
        from goc.dated import undoing  # models are ready only now
        from goc.imports import declared, tasks  # noqa: F401
        from goc.imports.access import shown_in_menu
        from goc.imports.actions import mark_taken_back
        from goc.imports.leaving import LOADS as LEFT
        from goc.imports.lists import LOADS, WORKLISTS
        from goc.imports.queries import digests
        from goc.lists import worklists
        from goc.lists.registry import register_page
        from goc.registry import files
        from goc.units import handing_over

        declared.register_all()
        worklists.register(*WORKLISTS)
        handing_over.register("loads", LEFT)
        register_page("loads", LOADS)
        undoing.following.append(mark_taken_back)
        files.holders.append(digests)
        menu.items.append(
            menu.MenuItem(gettext_lazy("Nạp danh sách"), "loads", "upload", 22, shown=shown_in_menu)
        )
