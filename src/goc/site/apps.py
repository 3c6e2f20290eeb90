"""Registers this room: its lists and its lines in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SiteConfig(AppConfig):
    name = "goc.site"

    def ready(self) -> None:
        from goc.accounts.actions import before_disabling
        from goc.audit.access import can_read_log  # models are ready only now
        from goc.desk import kinds, sources
        from goc.lists.registry import register_page
        from goc.lists.worklists import register as put_on_the_first_page
        from goc.site import access, lists, minutes, unit_list
        from goc.site.leaving import JOBS
        from goc.site.worklists import WORKLISTS
        from goc.units import handing_over
        from goc.units.models import HandOver
        from goc.web import menu

        kinds.register(minutes.MINUTES)
        sources.SOURCES[HandOver.record_kind()] = minutes.HAND_OVERS
        handing_over.register("jobs", JOBS)
        before_disabling.append(handing_over.check_may_leave)

        put_on_the_first_page(*WORKLISTS)
        register_page("audit", lists.LOG)
        register_page("jobs", lists.jobs_shape())
        register_page("users", lists.USERS)
        register_page("units_list", unit_list.UNITS)
        menu.items += [
            menu.MenuItem(gettext_lazy("Người dùng"), "users", "user", 90, access.can_see_users),
            menu.MenuItem(gettext_lazy("Nhật ký hệ thống"), "audit", "history", 95, can_read_log),
        ]
