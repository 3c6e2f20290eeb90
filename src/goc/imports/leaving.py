"""Loads that hang on a user whose rights end: those in his hands that are not finished."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.imports.actions import pass_on
from goc.imports.models import Load
from goc.imports.queries import open_loads
from goc.units.handing_over import Hanging, Leaving, Work


def _loads(leaving: Leaving) -> Iterator[Work]:
    for load in open_loads(Load.objects.filter(owner=leaving.user)).order_by("pk"):
        if _ends(leaving, load):
            what = gettext("Nạp danh sách: %(name)s") % {"name": load.name}
            href = reverse("load", args=[load.public_id])
            yield Work(Load.record_kind, load.public_id, what, load.unit_id, href)


def _ends(leaving: Leaving, load: Load) -> bool:
    """Whether he may not go on with it: the right on its unit, or on the whole register, ends."""
    if load.unit_id is not None:
        return load.unit_id in leaving.units
    return any(right.unit_id is None for right in leaving.rights)


def _pass_on(work: Work, to: User) -> None:
    pass_on(Load.objects.get(public_id=work.subject), to)


LOADS = Hanging(gettext_lazy("Lần nạp danh sách còn dở"), _loads, _pass_on)
