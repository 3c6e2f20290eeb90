"""Duties that hang on a user whose rights end: those given to him, and those of units where nobody
else works.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from goc.directives.models import Duty
from goc.units.handing_over import Hanging, Leaving, Work


def _duties(leaving: Leaving) -> Iterator[Work]:
    kind = Duty.record_kind()
    rows = list(Duty.objects.filter(unit__in=leaving.units, state=Duty.State.OPEN))
    charged = leaving.charged(kind, [duty.public_id for duty in rows])
    for duty in rows:
        if charged.get(duty.public_id, duty.unit_id in leaving.alone):
            href = reverse("duty_settle", args=[duty.public_id])
            yield Work(kind, duty.public_id, duty.act, duty.unit_id, href)


DUTIES = Hanging(gettext_lazy("Nhiệm vụ chưa xong"), _duties)
