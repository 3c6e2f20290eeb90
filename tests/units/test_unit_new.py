"""The page `unit_new`: a unit of any kind by hand, on an empty site too."""

from datetime import date

import pytest
from django.urls import reverse

import factories
from goc.audit.models import Event
from goc.units import rules
from goc.units.models import Unit, UnitParent, UnitVersion

pytestmark = pytest.mark.django_db
URL, DAY = "/units/new/", date(2012, 3, 1)


def typed(**more):
    return {"kind": "school", "name": "Trường Quân sự tỉnh", "on": "01/03/2012"} | more


def text(response):
    return " ".join(response.content.decode().split())


def test_the_first_unit_of_an_empty_site(client):
    client.force_login(factories.user("chief", "standing_office"))
    answer = client.post(URL, typed(kind="province", name=" Tỉnh  Lạng Sơn", text="QĐ 1/QĐ-TTg"))
    made = Unit.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("unit", args=[made.public_id]))
    version = UnitVersion.objects.get()
    assert (version.name, version.kind, version.valid_from) == ("Tỉnh Lạng Sơn", "province", DAY)
    events = Event.objects.filter(by="chief").order_by("id")
    assert [(e.action, e.text) for e in events] == [
        ("units.found", "Tỉnh Lạng Sơn"),
        ("open", "QĐ 1/QĐ-TTg"),
    ]


@pytest.mark.parametrize("kind", rules.KINDS)
def test_every_kind_can_be_founded(cast, client, kind):
    client.force_login(cast.operator)
    answer = client.post(URL, typed(kind=kind, name="Đơn vị mới"))
    assert answer.status_code == 302
    assert UnitVersion.objects.get(name="Đơn vị mới").kind == kind


def test_under_a_superior_and_under_a_command(cast, client):
    command = factories.unit("Bộ Chỉ huy quân sự tỉnh A", "provincial_command", cast.province)
    client.force_login(cast.alice)
    opened = text(client.get(URL, {"parent": cast.province.public_id, "kind": "area_command"}))
    assert 'value="Tỉnh A"' in opened
    sent = typed(
        kind="area_command",
        name="Ban Chỉ huy Phòng thủ khu vực 1",
        parent="Tỉnh A",
        commanded_by="Bộ Chỉ huy quân sự tỉnh A",
        code="2-tier:PT1",
    )
    client.post(URL, sent)
    made = UnitVersion.objects.get(kind="area_command").unit
    rows = UnitParent.objects.filter(unit=made).values_list("line", "parent")
    assert set(rows) == {("civil", cast.province.pk), ("military", command.pk)}
    assert made.codes.get().code == "PT1"


def test_who_writes_a_part_of_the_register_names_a_superior_of_it(cast, client):
    client.force_login(cast.alice)
    for parent, why in (
        ("", "Hãy ghi đơn vị cấp trên trong phạm vi của bạn."),
        ("Tỉnh B", "trong phạm vi của bạn"),
    ):
        answer = client.post(URL, typed(parent=parent))
        assert (answer.status_code, why in text(answer)) == (400, True)
    assert not UnitVersion.objects.filter(kind="school").exists()


def test_a_refusal_is_told_and_nothing_is_half_written(cast, client):
    client.force_login(cast.operator)
    count = Unit.objects.count()
    answer = client.post(URL, typed(kind="province", name="Tỉnh X", parent="Huyện Một"))
    assert answer.status_code == 400
    assert "Đơn vị loại tỉnh không thể thuộc «Huyện Một»" in text(answer)
    assert Unit.objects.count() == count


def test_readers_may_not(cast, client):
    client.force_login(cast.bob)
    assert client.get(URL).status_code == 403
    assert "Thêm đơn vị" not in text(client.get("/units/"))
    client.force_login(cast.alice)
    assert "Thêm đơn vị" in text(client.get("/units/"))
