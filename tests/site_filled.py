"""Fills a new site: three sealed days, the cast, a person, a snapshot. Prints the person's public id."""

import os
from datetime import UTC, date, datetime, timedelta

import django
import time_machine

os.umask(0o077)
django.setup()

import factories  # noqa: E402  models are ready only now
from goc.audit.actions import record, seal_days  # noqa: E402
from goc.lib.terminal import emit  # noqa: E402
from goc.snapshots.actions import make_snapshot  # noqa: E402
from people.made import full  # noqa: E402

for ago in (4, 3, 2):
    with time_machine.travel(datetime.now(UTC) - timedelta(days=ago)):
        for number in range(20):
            record(by="operator", action="test.act", subject=str(number), text=f"{ago} ngày trước")
cast = factories.cast()
person = full(cast)
make_snapshot(unit=cast.province, cut_off=date(2012, 12, 31), by=cast.operator)
assert len(seal_days()) == 3
emit({"person": str(person.public_id)})
