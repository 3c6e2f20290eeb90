"""Registers this room: reference data, list, frozen table, grain, indicators, menu."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

HERE = Path(__file__).parent


class FundingConfig(AppConfig):
    name = "goc.funding"

    def ready(self) -> None:
        from django.db.models import Q  # models are ready only now

        from goc.dated import reference
        from goc.figures import loading
        from goc.figures.grains import declared_grain
        from goc.funding import actions
        from goc.funding.models import Funding
        from goc.lists.registry import Subject, writes_somewhere
        from goc.lists.registry import register as on_lists
        from goc.lists.shapes import shape_of
        from goc.snapshots.declared import frozen_model
        from goc.snapshots.registry import register as freeze
        from goc.web import menu

        reference.register(HERE / "reference/funding.toml")
        loading.register(HERE / "indicators")
        on_lists(
            Subject(
                shape_of(Funding, order=("-year", "pk")),
                add=actions.record_funding,
                correct=actions.correct_funding,
                take_back=actions.take_back_funding,
                may_add=writes_somewhere,
            )
        )
        freeze(frozen_model("funding", Funding, begun=lambda f: Q(year__lte=f.cut_off.year)))
        declared_grain("funding", Funding, year="year")
        menu.items.append(
            menu.MenuItem(
                gettext_lazy("Kinh phí"), "list", "briefcase", 45, args=("funding-funding",)
            )
        )
