"""Freezing an invented register and asking one figure of it, at three sizes; the same count in
SQLite as peer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks import site
from benchmarks.measure import Line, exponent, seconds

START, CUT_OFF = date(2002, 1, 1), date(2012, 12, 31)
COMMUNES, PEOPLE = 226, 10  # communes of a province; people a commune at size 1
LINEAR = 1.15
COUNT = """SELECT count(*) FROM people_holding WHERE post = 'commander' AND valid_from <= '2012-12-31'
           AND (valid_to IS NULL OR valid_to > '2012-12-31')"""


def place(province: Any, number: int) -> Any:
    from goc.units.models import Unit, UnitParent, UnitVersion  # Django is set up only now

    unit = Unit.objects.create()
    kind = "commune" if province else "province"
    UnitVersion.objects.create(
        unit=unit, name=f"Xã {number}", folded=f"xa {number}", kind=kind, valid_from=START
    )
    if province:
        UnitParent.objects.create(unit=unit, parent=province, line="civil", valid_from=START)
    return unit


def grow(communes: list[Any], first: int, count: int) -> None:
    """People with a keeper and one post each; written in bulk, for the register is only stage
    here.
    """
    from goc.people.models import Holding, Keeper, Person  # Django is set up only now

    made = Person.objects.bulk_create(
        [
            Person(
                code=f"B{n:07}",
                full_name=f"Nguyễn Văn {n}",
                folded=f"nguyen van {n}",
                sort_key=f"{n:07}",
            )
            for n in range(first, first + count)
        ],
        1000,
    )
    homes = [communes[n % len(communes)] for n in range(first, first + count)]
    Keeper.objects.bulk_create(
        [Keeper(person=p, unit=u, valid_from=START) for p, u in zip(made, homes)], 1000
    )
    posts = ["commander" if n < len(communes) else "militia" for n in range(first, first + count)]
    Holding.objects.bulk_create(
        [
            Holding(person=p, unit=u, post=x, valid_from=START)
            for p, u, x in zip(made, homes, posts)
        ],
        1000,
    )


def run(quick: bool) -> Iterator[Line]:
    site.opened()
    from django.db import connection, transaction  # Django is set up only now

    from goc.accounts.actions import add_user
    from goc.figures.queries import find_indicator, open_snapshot
    from goc.snapshots.actions import make_snapshot

    user, _password = add_user(login="bench", name="Bench", by="bench", is_operator=True)
    with transaction.atomic():
        province = place(None, 0)
        communes = [place(province, n) for n in range(1, COMMUNES + 1)]
    indicator = find_indicator("commanders")
    sizes, freezing, asking, peers, have, agree = [], [], [], [], 0, True
    make_snapshot(unit=None, cut_off=CUT_OFF, by=user)  # the first loads libraries
    for factor in (1, 2, 4):
        wanted = COMMUNES * PEOPLE * factor // (5 if quick else 1)
        with transaction.atomic():
            grow(communes, have, wanted - have)
        have = wanted
        start = time.perf_counter()
        snapshot = make_snapshot(unit=None, cut_off=CUT_OFF, by=user)
        freezing.append(time.perf_counter() - start)
        sizes.append(have)

        def ask(taken: Any = snapshot) -> int:
            with open_snapshot(taken) as computer:
                return int(computer.value(indicator, computer.question(None)).numerator)

        def plain() -> int:
            with connection.cursor() as cursor:
                cursor.execute(COUNT)
                return int(cursor.fetchone()[0])

        agree = agree and ask() == plain()
        asking.append(seconds(ask))
        peers.append(seconds(plain))
    slope = exponent(sizes, freezing)
    yield Line(
        "snapshot.make",
        round(freezing[-1], 3),
        target=LINEAR,
        met=slope <= LINEAR,
        exponent=slope,
        note=f"{sizes[0]}, {sizes[1]}, {sizes[2]} người",
    )
    slope = exponent(sizes, asking)
    told = "hai số bằng nhau" if agree else "HAI SỐ KHÁC NHAU"
    yield Line(
        "figures.value",
        asking[-1],
        "SQLite, cùng phép đếm",
        peers[-1],
        target=LINEAR,
        met=slope <= LINEAR and agree,
        exponent=slope,
        note=f"mở bản chốt, DuckDB qua Ibis; {told}",
    )
