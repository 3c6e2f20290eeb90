"""`python -m benchmarks.grown PEOPLE`: fills the register that the environment names up to so many
persons with a keeper and a post, and freezes the province anew; prints the snapshot's id.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date

CUT_OFF = date(2012, 12, 31)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "goc.settings"
    import django  # only now: the settings read the environment when they are loaded

    django.setup()
    from django.db import transaction

    from benchmarks.jobs.figures import grow  # Django is set up only now
    from goc.accounts.models import User
    from goc.people.models import Person
    from goc.snapshots.actions import make_snapshot
    from goc.units.models import Unit, UnitVersion

    communes = UnitVersion.objects.as_of(CUT_OFF).filter(kind="commune").values("unit_id")
    have = Person.objects.count()
    with transaction.atomic():
        grow(list(Unit.objects.filter(pk__in=communes)), have, int(sys.argv[1]) - have)
    scope = next(v.unit for v in UnitVersion.objects.as_of(CUT_OFF).filter(kind="province"))
    by = User.objects.filter(is_operator=True)[0]
    made = make_snapshot(unit=scope, cut_off=CUT_OFF, by=by)
    persons = [str(ref) for ref in Person.objects.values_list("public_id", flat=True)[:2000]]
    print(json.dumps({"snapshot": str(made.public_id), "rows": made.rows, "persons": persons}))


if __name__ == "__main__":
    main()
