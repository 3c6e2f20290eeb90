"""Registers this room: its reference data, frozen tables, grains, indicators and tables, its menu
item and panel, what of it ends with a unit.
"""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

HERE = Path(__file__).parent


class PeopleConfig(AppConfig):
    name = "goc.people"

    def ready(self) -> None:
        from goc.audit import masks  # models are ready only now
        from goc.dated import reference, undoing
        from goc.figures import loading, rosters, vocabulary
        from goc.imports import registry as kinds_of_lists
        from goc.lists import registry as lists_registry
        from goc.lists import worklists as waiting
        from goc.lists.registry import Subject, register_page, writes_somewhere
        from goc.lists.registry import register as on_lists
        from goc.lists.shapes import shape_of
        from goc.people import (  # noqa: F401
            access,
            actions,
            due,
            freeze,
            grains,
            handing_over,
            lists,
            roster_views,
            taking,
            worklists,
        )
        from goc.people.actions import undone_seats
        from goc.people.actions.deaths import check_ends_with_death
        from goc.people.keeping import keepers_of_rows
        from goc.people.models import Establishment
        from goc.units import acts_done, endings
        from goc.units.queries import panels
        from goc.web import menu

        reference.register(HERE / "reference/people.toml")
        reference.register(HERE / "reference/retirement.toml")
        reference.register(HERE / "reference/careers.toml")
        loading.register(HERE / "indicators", gettext_lazy("Đội ngũ hiện nay"))
        loading.register(HERE / "tables")
        vocabulary.register(HERE / "questions")
        menu.items.append(menu.MenuItem(gettext_lazy("Cán bộ"), "people", "users", 20))
        register_page("people", lists.PEOPLE)
        decided = Subject(
            shape_of(Establishment, order=("-valid_from", "-pk")),
            add=actions.decide_establishment,
            correct=actions.correct_establishment,
            take_back=actions.take_back_establishment,
            may_add=writes_somewhere,
            key=("unit", "whole", "post", "valid_from"),
        )
        on_lists(decided)
        title = decided.shape.title
        menu.items.append(menu.MenuItem(title, "list", "list-check", 25, args=(decided.address,)))
        waiting.register(*worklists.WORKLISTS, *due.WORKLISTS)
        panels.append("unit_people")
        rosters.register_roster(roster_views.roster_answer)
        lists_registry.ROSTERS[:] = [roster_views.roster_of_list]
        masks.sensitive.append(access.sensitive_in)
        masks.seers.append(access.reads_log_in_clear)
        acts_done.lying.append(keepers_of_rows)
        undoing.checking.append(check_ends_with_death)
        undoing.clearing.append(undone_seats.clear_empty_seats)
        undoing.following.append(undone_seats.lay_seats_again)
        endings.register(*handing_over.ENDINGS)
        kinds_of_lists.register(taking.PEOPLE)
