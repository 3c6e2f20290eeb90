"""Registers this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from goc.web import context, menu


class RegistryConfig(AppConfig):
    name = "goc.registry"

    def ready(self) -> None:
        from goc.audit import capacity
        from goc.lists.kinds import KINDS  # models are ready only now
        from goc.lists.registry import register_page
        from goc.registry import fields, readings, slips  # noqa: F401
        from goc.registry.lists import DOCUMENTS

        capacity.knowing.append(slips.saying_of_the_slip)
        context.slips.append(slips.banner)
        KINDS[fields.DocumentField.kind] = fields.KIND
        register_page("documents", DOCUMENTS)

        menu.items.append(
            menu.MenuItem(gettext_lazy("Sổ đăng ký văn bản"), "documents", "files", 70)
        )
