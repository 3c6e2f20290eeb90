"""Registers this room: its reference data, frozen tables, grains, indicators and tables, what
of it waits when a unit ends.
"""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

HERE = Path(__file__).parent


class TrainingConfig(AppConfig):
    name = "goc.training"

    def ready(self) -> None:
        from goc.audit import masks  # models are ready only now
        from goc.dated import reference, undoing
        from goc.figures import loading, vocabulary
        from goc.figures.declared import declare
        from goc.lists import grid_loading
        from goc.lists import worklists as waiting
        from goc.lists.kinds import KINDS
        from goc.lists.registry import register_page
        from goc.people.changes import sources
        from goc.people.command import away_sources
        from goc.people.life import panels, timeline_sources
        from goc.people.signed import OF_POSTS
        from goc.training import (  # noqa: F401
            access,
            cells,
            changes,
            due,
            freeze,
            grains,
            handing_over,
            lists,
            old_lists,
            queries,
            risen,
            roster_columns,
            worklists,
        )
        from goc.training.actions.quotas import QUOTAS
        from goc.training.actions.results import check_result_stands
        from goc.units import endings
        from goc.web import menu

        KINDS["course"] = cells.KIND
        grid_loading.register(*old_lists.LISTS)
        waiting.register(*worklists.WORKLISTS, *due.WORKLISTS)
        register_page("courses", lists.COURSES)
        register_page("curricula", lists.CURRICULA)
        register_page("enrolments", lists.ENROLMENTS)
        register_page("certificates", lists.CERTIFICATES)
        register_page("graduates_risen", risen.RISEN)
        timeline_sources.append(queries.timeline_of)
        roster_columns.add_columns()
        sources.append(changes.changes_of_training)
        panels.append("person_training")
        away_sources.append(queries.studying_on)
        OF_POSTS.update(grains.PLACEMENT.keys() - {"course_name"})
        menu.items.append(menu.MenuItem(gettext_lazy("Khóa đào tạo"), "courses", "school", 30))
        reference.register(HERE / "reference/training.toml")
        loading.register(HERE / "indicators", gettext_lazy("Đào tạo, bố trí"))
        loading.register(HERE / "tables")
        vocabulary.register(HERE / "questions")
        declare(QUOTAS, here=HERE / "quotas", icon="list-check", position=31)
        masks.sensitive.append(access.sensitive_in)
        undoing.checking.append(check_result_stands)
        endings.register(*handing_over.ENDINGS)
