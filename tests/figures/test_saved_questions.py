"""Questions kept as buttons, shared or not; an indicator of the site made of one."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

import factories
from browsing import send, sent_by
from figures.pages import signed_in, words
from figures.register import Register, register
from goc.audit.models import Event
from goc.figures import actions
from goc.figures.models import SavedQuestion
from goc.figures.queries import definitions
from goc.lib.errors import RefusedError
from goc.snapshots import working
from worlds import world_of_module

ASKED = {"who": "commanders", "if1": "untrained"}


def _world() -> Register:
    made = register()
    working.refresh(forced=True)
    return made


_made, asked = world_of_module(_world)


def save(client: Any, user: Any, **typed: Any) -> Any:
    url = reverse("quick_save") + "?who=commanders&if1=untrained"
    return send(signed_in(client, user), url, **typed)


def saved(name: str, user: Any, unit: Any = None) -> SavedQuestion:
    return actions.save_question(name=name, asked=ASKED, unit=unit, by=user)


def test_a_saved_question_is_a_button_on_the_first_page(asked: Register, client) -> None:
    done = save(client, asked.cast.alice, name="Chưa học")
    assert done.status_code == 302 and "if1=untrained" in done.url
    row = SavedQuestion.objects.get()
    assert (row.name, row.owner, row.unit, row.asked) == ("Chưa học", asked.cast.alice, None, ASKED)
    assert Event.objects.filter(action="figures.save_question", subject=row.public_id).count() == 1
    for page in ("home", "quick"):
        assert "Chưa học" in words(client.get(reverse(page)))
    signed_in(client, asked.cast.bob)
    assert "Chưa học" not in words(client.get(reverse("quick")))


def test_shared_it_is_for_those_with_a_right_within_the_unit(asked: Register, client) -> None:
    save(client, asked.cast.alice, name="Chung", shared="on")
    assert SavedQuestion.objects.get().unit == asked.cast.province
    eva = factories.user("eva", "editor", asked.second)
    seen = {
        user.login: "Chung" in words(signed_in(client, user).get(reverse("quick")))
        for user in (asked.cast.bob, eva, asked.cast.charlie, asked.cast.operator)
    }
    assert seen == {"bob": True, "eva": True, "charlie": False, "operator": True}


def test_who_only_reads_shares_nothing(asked: Register, client) -> None:
    save(client, asked.cast.bob, name="Của tôi", shared="on")
    assert SavedQuestion.objects.get().unit is None


def test_a_name_once(asked: Register, client) -> None:
    saved("Chưa học", asked.cast.alice)
    page = save(client, asked.cast.alice, name="Chưa học")
    assert page.status_code == 400 and "Bạn đã có câu hỏi tên «Chưa học»" in words(page)
    assert save(client, asked.cast.bob, name="Chưa học").status_code == 302


def test_only_its_owner_removes_it(asked: Register, client) -> None:
    row = saved("Chung", asked.cast.alice, asked.cast.province)
    url = reverse("quick_remove", args=[row.public_id])
    answers = {
        user.login: signed_in(client, user).post(url).status_code
        for user in (asked.cast.bob, asked.cast.charlie, asked.cast.alice)
    }
    assert answers == {"bob": 403, "charlie": 404, "alice": 302}
    assert not SavedQuestion.objects.exists()
    assert Event.objects.filter(action="figures.remove_question").count() == 1


def make(client: Any, user: Any, row: SavedQuestion, **typed: Any) -> Any:
    url = reverse("quick_indicator", args=[row.public_id])
    return send(signed_in(client, user), url, **typed)


def test_an_indicator_counts_what_the_question_counts(asked: Register, client) -> None:
    row = saved("Chưa học", asked.by)
    done = make(client, asked.by, row, label="Chỉ huy trưởng chưa qua đào tạo")
    assert done.status_code == 302
    made = definitions().indicators["own_chi_huy_truong_chua_qua_dao_tao"]
    assert (made.kind, made.revision) == ("ratio", 1)
    asked_now = {"snapshot": "now", "as_of": "2012-12-31"}
    figure = client.get(reverse("figure", args=[made.id]), asked_now).context["figure"]
    quick = client.get(reverse("quick"), {**ASKED, "as_of": "31/12/2012"}).context["shown"].answer
    assert (figure.numerator, figure.denominator) == (quick.number, quick.base)
    assert (figure.numerator, figure.denominator) == (1, 3)
    told = Event.objects.get(action="figures.make_indicator")
    assert told.subject == made.id


def test_of_a_question_without_a_condition_everybody_is_counted(asked: Register, client) -> None:
    row = saved("Chỉ huy trưởng", asked.by)
    row.asked = {"who": "commanders"}
    row.save()
    made = make(client, asked.by, row, label="Số chỉ huy trưởng")
    figure = client.get(made.url, {"snapshot": "now", "as_of": "2012-12-31"}).context["figure"]
    assert (figure.indicator.kind, figure.text) == ("count", "03")
    assert make(client, asked.by, row, label="…").status_code == 400


def test_made_again_it_is_the_next_revision_if_it_counts_anything_else(
    asked: Register, client
) -> None:
    row = saved("Chưa học", asked.by)
    make(client, asked.by, row, label="Riêng")
    page = make(client, asked.by, row, label="Riêng")
    assert page.status_code == 400 and "đếm đúng như vậy" in words(page)
    row.asked = {**ASKED, "if1": "trained"}
    row.save()
    make(client, asked.by, row, label="Riêng")
    assert definitions().indicators["own_rieng"].revision == 2


def test_values_of_every_kind_are_read_back(asked: Register, client) -> None:
    row = saved("Tày, Nùng", asked.by)
    row.asked = {"who": "graduates", "group": "ethnicity", "values": "Tày, Nùng", "age_to": "40"}
    row.save()
    assert make(client, asked.by, row, label="Học viên Tày, Nùng").status_code == 302
    made = definitions().indicators["own_hoc_vien_tay_nung"]
    assert [(c.field, c.op, c.value) for c in made.numerator] == [
        ("ethnicity", "in", ("tay", "nung")),
        ("age", "le", 40),
    ]
    assert made.sensitive


def test_who_does_not_edit_the_whole_makes_none(asked: Register, client) -> None:
    row = saved("Chung", asked.cast.alice, asked.cast.province)
    url = reverse("quick_indicator", args=[row.public_id])
    answers = {
        user.login: signed_in(client, user).post(url, {"label": "x"}).status_code
        for user in (asked.cast.alice, asked.cast.bob, asked.cast.charlie)
    }
    assert answers == {"alice": 403, "bob": 403, "charlie": 404}
    assert "own_x" not in definitions().indicators


def test_what_cannot_be_written_leaves_no_event(asked: Register, client, monkeypatch) -> None:
    from django.db import transaction

    from goc.figures.quick_pages import form_of
    from goc.units.asking import asking_of

    form = form_of(ASKED, asking_of(asked.by))
    assert form.is_valid()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions, "_write", full)
    with pytest.raises(OSError), transaction.atomic():
        actions.make_indicator(quick=form.quick(), label="Riêng", by=asked.by)
    assert not Event.objects.filter(action="figures.make_indicator").exists()


def test_saving_rolls_back_with_its_event(asked: Register) -> None:
    saved("Chưa học", asked.by)
    with pytest.raises(RefusedError):
        saved("Chưa học", asked.by)
    assert SavedQuestion.objects.count() == 1
    assert Event.objects.filter(action="figures.save_question").count() == 1


def test_sent_twice_it_is_saved_once(asked: Register, client) -> None:
    url = reverse("quick_save") + "?who=commanders"
    values = sent_by(signed_in(client, asked.by).get(url)) | {"name": "Một lần"}
    answers = [client.post(url, values).status_code for _ in range(2)]
    assert answers == [302, 302] and SavedQuestion.objects.count() == 1
