"""The page `left_settle`: the common form for a trait, a right, a course."""

from datetime import date

import pytest
from django.urls import reverse

import factories
from goc.audit.models import Event
from goc.training import actions as training
from goc.training.models import Course
from goc.units.actions import Close, Found, close_unit, reorganise
from goc.units.inheritance import LENGTH
from goc.units.models import Settlement, Trait, UnitRight, UnitVersion
from units.behind import DAY, page, titles

pytestmark = pytest.mark.django_db


def address(name, row):
    return reverse("left_settle", args=[name, row.public_id])


def new_commune():
    return UnitVersion.objects.get(name="Xã Mới").unit


@pytest.fixture
def send(client):
    def call(user, name, row, **typed):
        client.force_login(user)
        return client.post(address(name, row), typed)

    return call


def test_a_border_goes_to_the_units_chosen(cast, client, left, send):
    trait = Trait.objects.get()
    form = page(client, cast.alice, "left_settle", "traits", trait.public_id).context["form"]
    assert [label for _, label in form.fields["chosen"].choices] == ["Xã Một Hai", "Xã Mới"]
    answer = send(cast.alice, "traits", trait, chosen=[str(new_commune().public_id)])
    assert (answer.status_code, answer.url) == (302, reverse("units_left"))
    got = Trait.objects.exclude(pk=trait.pk).get()
    assert (got.unit, got.kind, got.valid_from, got.source) == (
        new_commune(),
        "border",
        DAY,
        "BC 7",
    )
    assert "Đặc điểm của đơn vị" not in titles(page(client, cast.alice))


def test_nobody_is_an_answer_and_no_answer_is_not(cast, left, send):
    trait = Trait.objects.get()
    for typed in ({}, {"chosen": [str(new_commune().public_id)], "nobody": "on"}):
        refused = send(cast.alice, "traits", trait, **typed)
        assert refused.status_code == 400
        assert "Hãy chọn đơn vị tiếp nhận" in refused.content.decode()
    assert send(cast.alice, "traits", trait, nobody="on").status_code == 302
    assert (Trait.objects.count(), Settlement.objects.get().subject) == (1, trait.public_id)
    assert Event.objects.get(action="units.settle").by == "alice"


def test_another_unit_by_its_code_within_the_scope(cast, left, send):
    trait = Trait.objects.get()
    wrong = send(cast.alice, "traits", trait, other="3-tier:99999")
    assert "Không có đơn vị «3-tier:99999»" in wrong.content.decode()
    assert (
        "Không có đơn vị này"
        in send(cast.alice, "traits", trait, other="3-tier:22").content.decode()
    )
    assert Trait.objects.count() == 1
    assert send(cast.alice, "traits", trait, other="3-tier:180").status_code == 302
    assert Trait.objects.exclude(pk=trait.pk).get().unit == cast.district


def test_a_length_is_typed(cast, client, send):
    a, b = cast.communes
    trait = Trait.objects.create(
        unit=a, kind=LENGTH, value=10, hedge="hơn", source="BC", valid_from=factories.START
    )
    parts = (("new", "partial"), (b, "partial"))
    changes = [Close(a, into=parts), Found("new", "Xã Mới", "commune", cast.district)]
    reorganise(on=DAY, kind="split", by="t", changes=changes)
    form = page(client, cast.alice, "left_settle", "traits", trait.public_id).context["form"]
    assert form["value"].value() == "10"
    wrong = send(cast.alice, "traits", trait, chosen=[str(b.public_id)], value="mười")
    assert "không phải là số dương" in wrong.content.decode()
    send(cast.alice, "traits", trait, chosen=[str(b.public_id)], value="3,5")
    assert [str(t.value) for t in Trait.objects.filter(unit=b)] == ["3.500"]


def test_a_right_is_given_from_today(cast, client, left, send):
    right = UnitRight.objects.get(user__login="erin")
    answer = send(cast.operator, "rights", right, chosen=[str(new_commune().public_id)])
    assert answer.status_code == 302
    given = UnitRight.objects.filter(user__login="erin").order_by("-id").first()
    assert (given.unit, given.role, given.valid_from, given.valid_to) == (
        new_commune(),
        "editor",
        date(2026, 11, 20),
        None,
    )


def test_only_who_gives_rights_settles_them_and_only_in_the_own_scope(cast, left, send):
    right = UnitRight.objects.get(user__login="erin")
    assert send(cast.alice, "rights", right, nobody="on").status_code == 404
    chief = factories.user("chief", "standing_office", cast.province)
    refused = send(chief, "rights", right, other="3-tier:22")
    assert "Bạn không được cấp quyền trên đơn vị này" in refused.content.decode()
    assert UnitRight.objects.filter(user__login="erin").count() == 1


def test_a_course_goes_on_at_another_school(cast, left, send):
    school = factories.unit("Trường Quân sự quân khu", "school", cast.province, code="QK")
    course = Course.objects.get()
    both = send(cast.alice, "courses", course, other="3-tier:QK", chosen=[])
    assert both.status_code == 302
    course.refresh_from_db()
    assert (course.lead_school, course.organiser) == (school, cast.province)
    event = Event.objects.get(action="training.entrust_course")
    assert event.after["lead_school"] == str(school.public_id)


def test_a_course_goes_on_with_another_organiser_unless_its_number_is_taken(cast, send):
    old, other = cast.communes
    for organiser in (old, other):
        training.open_course(
            organiser=organiser,
            number=1,
            name="Khóa 1",
            level="intermediate",
            mode="full_time",
            lead_school=cast.province,
            on=date(2019, 9, 1),
            by="t",
        )
    close_unit(unit=old, on=DAY, by="t")
    course = Course.objects.get(organiser=old)
    refused = send(cast.alice, "courses", course, other="3-tier:06007")
    assert "đã có khóa số 1" in refused.content.decode()
    assert send(cast.alice, "courses", course, other="3-tier:180").status_code == 302
    course.refresh_from_db()
    assert course.organiser == cast.district


def test_a_course_may_stay_as_it_is(cast, client, left, send):
    course = Course.objects.get()
    assert send(cast.alice, "courses", course, nobody="on").status_code == 302
    course.refresh_from_db()
    assert course.lead_school != cast.province
    assert "Khóa đào tạo đang mở" not in titles(page(client, cast.alice))


def test_the_cast_and_what_is_not_there(cast, client, left, send):
    trait = Trait.objects.get()
    assert send(cast.bob, "traits", trait, nobody="on").status_code == 403
    assert send(cast.charlie, "traits", trait, nobody="on").status_code == 404
    assert page(client, cast.alice, "left_settle", "files", left.public_id).status_code == 404
    assert page(client, cast.alice, "left_settle", "nope", left.public_id).status_code == 404
    assert client.put(address("traits", trait)).status_code == 405
    assert Settlement.objects.count() == 0
