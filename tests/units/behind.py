"""What a commune ended in parts leaves behind, for the tests of two pages; how they are asked."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

import factories
from goc.people import actions as people
from goc.people.models import Person
from goc.training import actions as training
from goc.units.actions import Close, Found, close_unit, reorganise, set_trait

DAY, START = date(2020, 1, 1), date(2003, 1, 1)


def left_behind(cast: factories.Cast) -> Person:
    """A commune with a border, a file and a user ends in parts; its course's school ends too."""
    old, other = cast.communes
    set_trait(unit=old, kind="border", source="BC 7", on=START, by="t")
    factories.user("erin", "editor", old)
    someone = people.add_person(full_name="Nông Văn Đức", keeper=old, on=START, by="t")
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2019, 9, 1),
        by="t",
    )
    reorganise(
        on=DAY,
        kind="split",
        by="t",
        changes=[
            Close(old, into=(("new", "partial"), (other, "partial"))),
            Found("new", "Xã Mới", "commune", cast.district),
        ],
    )
    close_unit(unit=school, on=DAY, by="t")
    return someone


def page(client, user, name="units_left", *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def text(response):
    return " ".join(response.content.decode().split())


KINDS = ["Đặc điểm của đơn vị", "Quyền của người dùng", "Hồ sơ cán bộ", "Khóa đào tạo đang mở"]


def titles(response):
    return [s["ending"].label for s in response.context["sections"]]
