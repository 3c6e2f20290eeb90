"""Registers this room: letterheads and days of the calendar as lists, their frozen tables and
catalogues, the menu.
"""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

HERE = Path(__file__).parent


class DeskConfig(AppConfig):
    name = "goc.desk"

    def ready(self) -> None:
        from django.db.models import Q  # models are ready only now

        from goc.dated import reference
        from goc.desk import actions
        from goc.desk.actions.calendar import CALENDAR
        from goc.desk.leaving import DRAFTS
        from goc.desk.models import CalendarDay, Letterhead
        from goc.desk.worklists import WORKLISTS
        from goc.lists.registry import Subject, register, writes_somewhere
        from goc.lists.shapes import shape_of
        from goc.lists.worklists import register as put_on_the_first_page
        from goc.snapshots.declared import frozen_model
        from goc.snapshots.registry import register as freeze
        from goc.units import handing_over
        from goc.web import menu

        reference.register(HERE / "reference/issuers.toml")
        reference.register(HERE / "reference/days.toml")
        letterheads = Subject(
            shape_of(Letterhead, order=("-valid_from", "-pk")),
            add=actions.enter_letterhead,
            correct=actions.correct_letterhead,
            take_back=actions.drop_letterhead,
            may_add=writes_somewhere,
            key=("unit", "issuer", "valid_from"),
        )
        register(letterheads)
        handing_over.register("drafts", DRAFTS)
        put_on_the_first_page(*WORKLISTS)
        freeze(frozen_model("letterhead", Letterhead, begun=lambda f: Q(valid_from__lte=f.cut_off)))
        menu.items.append(
            menu.MenuItem(gettext_lazy("Mẫu văn bản"), "paper_kinds", "file-text", 74)
        )
        title = Letterhead._meta.verbose_name_plural or ""
        menu.items.append(
            menu.MenuItem(title, "list", "certificate", 75, args=(letterheads.address,))
        )
        days = Subject(
            shape_of(CalendarDay, order=("-day", "-pk")),
            add=CALENDAR.record,
            correct=CALENDAR.correct,
            take_back=CALENDAR.take_back,
            may_add=writes_somewhere,
            key=("unit", "day"),
        )
        register(days)
        freeze(frozen_model("calendarday", CalendarDay, begun=lambda f: Q(day__lte=f.cut_off)))
        title = CalendarDay._meta.verbose_name_plural or ""
        menu.items.append(menu.MenuItem(title, "list", "calendar", 76, args=(days.address,)))
