"""Before a correction is saved, it names the signed papers and cells that count the record."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

import browsing
import factories
from goc.audit.models import Event
from goc.desk.models import Draft, SignedPaper
from goc.desk.resting import papers_on
from goc.figures.queries import definitions, open_snapshot
from goc.figures.tables import compute
from goc.figures.touching import Touched
from goc.lib.canonical import canonical
from goc.papers.codec import to_json
from goc.people import actions as people
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.signed import OF_POSTS
from goc.registry.actions import keep_file, register_document
from goc.snapshots.actions import make_snapshot
from goc.summing_up.appendices import appendix
from goc.summing_up.binding import binding
from goc.summing_up.dossier import question_of
from goc.summing_up.kinds import CENTRAL_REPORT
from goc.training.actions import issue_certificate
from goc.training.models import Certificate, Enrolment
from summing_up.round_made import CUT_OFF, written
from worlds import world_of_module

TABLES, FIGURES = ("P4", "P5", "P7", "P8"), ("trained", "placed_in_command", "commanders")


def made_world() -> SimpleNamespace:
    """A commander who graduated, with a level of theory and a seat in the People's Committee; a
    report signed with appendices IV, V, VII and VIII and three figures in its sentences.
    """
    cast = factories.cast()
    round_ = written(cast)
    one = Person.objects.get(full_name="Nông Văn Đức")
    people.record_fact(
        person=one, kind="political_theory", value="advanced", on=date(2008, 1, 1), by="t"
    )
    people.join_body(
        person=one,
        body="peoples_committee",
        unit=cast.communes[0],
        on=date(2011, 6, 1),
        by="t",
    )
    issue_certificate(
        enrolment=Enrolment.objects.get(person=one),
        kind="military",
        number="17",
        register_number="3",
        on=date(2012, 6, 1),
        by=cast.operator,
    )
    round_.snapshot = make_snapshot(unit=round_.unit, cut_off=CUT_OFF, by=cast.operator)
    round_.save()
    return SimpleNamespace(cast=cast, round=round_, one=one, paper=signed(round_, cast, 1))


def signed(round_: Any, cast: Any, number: int) -> SignedPaper:
    """As `record_signed` writes it, with only what is bound."""
    with open_snapshot(round_.snapshot) as computer:
        question, found = question_of(round_, computer), definitions()
        tables = [appendix(compute(computer, found.tables[name], question)) for name in TABLES]
        figures = computer.values([found.indicators[name] for name in FIGURES], question)
        content = {
            "appendices": [to_json(table) for table in tables],
            "sentences": [binding(figure, "") for figure in figures],
        }
    kept = {"keeper": cast.province, "by": cast.operator, "media_type": "application/json"}
    file = keep_file(name="bao-cao.json", data=canonical(content), **kept)
    document = register_document(
        direction="out",
        type="báo cáo",
        number=f"{number:02d}/BC-UBND",
        issuer="UBND tỉnh A",
        issued_on=date(2013, 6, 14),
        subject="Tổng kết",
        keeper=cast.province,
        by=cast.operator,
    ).document
    draft = Draft.objects.create(
        unit=round_.unit,
        subject_kind=round_.record_kind(),
        subject=round_.public_id,
        kind=CENTRAL_REPORT.name,
        state=Draft.State.SIGNED,
    )
    return SignedPaper.objects.create(
        draft=draft,
        number=number,
        day=date(2013, 6, 14),
        signer="Lý Thị Hoa",
        document=document,
        scan=file,
        content=file,
        snapshot=round_.snapshot,
        built_sha256=file.sha256,
    )


made, world = world_of_module(made_world)
PAPER = "Báo cáo 01/BC-UBND ngày 14/06/2013"


def correct(client, world, row, **typed):
    client.force_login(world.cast.alice)
    url = reverse("person_row", args=[world.one.public_id, row.public_id, "correct"])
    return browsing.send(client, url, **typed)


def asked(answer):
    return [question.sentence for question in answer.context["form"].asked()]


def test_a_level_names_the_columns_that_read_it_and_no_others(world, client):
    fact = Fact.objects.get(kind="political_theory")
    (sentence,) = asked(correct(client, world, fact, value="elementary"))
    assert sentence.startswith(f"{PAPER} đã ký: đang đếm bản ghi này ở Phụ lục VIII, ")
    assert "Huyện Một, cột «Lý luận chính trị – CC»" in sentence
    assert sentence.count("cột «") == 1 and "Phụ lục VII, " not in sentence
    fact.refresh_from_db()
    assert fact.value == "advanced"


def test_with_the_reason_it_is_written_and_the_paper_is_as_it_was(world, client):
    fact = Fact.objects.get(kind="political_theory")
    code = f"signed_{world.paper.public_id.hex}"
    answer = correct(
        client, world, fact, value="elementary", **{f"reason_{code}": "Bằng ghi sơ cấp"}
    )
    assert answer.status_code == 302
    fact.refresh_from_db()
    assert fact.value == "elementary"
    event = Event.objects.filter(subject=str(fact.public_id), action="correct").get()
    assert event.after["confirmed"] == {code: "Bằng ghi sơ cấp"}
    again = SignedPaper.objects.get(pk=world.paper.pk)
    assert (again.content.sha256, again.snapshot) == (
        world.paper.content.sha256,
        world.paper.snapshot,
    )


def test_another_day_of_a_post_names_every_cell_that_counts_it(world, client):
    held = Holding.objects.get(person=world.one)
    (sentence,) = asked(correct(client, world, held, valid_from="01/08/2012"))
    assert "Phụ lục VII, Huyện Một, cột «" in sentence
    assert "Phụ lục VIII, Huyện Một, cột «Biên chế», «Hiện có»" in sentence


def test_a_figure_of_a_sentence_is_named_too(world):
    held = Holding.objects.get(person=world.one)
    id_ = str(held.public_id)
    touched = Touched(
        str(world.one.public_id),
        frozenset({id_}),
        frozenset({"people.holding"}),
        frozenset(OF_POSTS),
        ("holdings", "holding", id_),
        "person",
    )
    (resting,) = papers_on(touched)
    labels = {name: definitions().indicators[name].label for name in FIGURES}
    told = {cell.of for cell in resting.cells or () if not cell.column}
    assert labels["commanders"] in told and labels["placed_in_command"] in told
    assert labels["trained"] not in told


def test_what_is_taken_back_is_asked_about_and_stands_until_answered(world, client):
    held = Membership.objects.get(body="peoples_committee")
    url = reverse("person_row", args=[world.one.public_id, held.public_id, "back"])
    client.force_login(world.cast.alice)
    answer = browsing.send(client, url, reason="Ghi nhầm")
    (sentence,) = asked(answer)
    assert "cột «Tham gia – Ủy viên UBND – SL»" in sentence
    code = f"signed_{world.paper.public_id.hex}"
    browsing.send(client, url, reason="Ghi nhầm", **{f"reason_{code}": "Không có tên"})
    assert not Membership.objects.filter(pk=held.pk).exists()
    event = Event.objects.get(subject=str(held.public_id), action="take_back")
    assert event.text == "Ghi nhầm; Không có tên"


def test_ethnicity_is_named_where_the_intake_is_counted_by_it(world, client):
    client.force_login(world.cast.alice)
    url = reverse("person_act", args=[world.one.public_id, "correct"])
    answer = browsing.send(client, url, full_name="Nông Văn Đức", sex="male", ethnicity="nung")
    (sentence,) = asked(answer)
    assert "Phụ lục IV, " in sentence and "Tày" in sentence
    assert Person.objects.get(pk=world.one.pk).ethnicity == "tay"


@pytest.mark.parametrize(
    "typed", [{"decision": "QĐ 9"}, {"text": "Theo bản gốc", "decision": "QĐ 8"}]
)
def test_what_no_figure_reads_is_written_without_a_question(world, client, typed):
    held = Holding.objects.get(person=world.one)
    assert correct(client, world, held, **typed).status_code == 302


def test_what_the_snapshot_does_not_hold_is_written_without_a_question(world, client):
    later = people.record_fact(
        person=world.one, kind="health_class", value="2", on=date(2013, 1, 1), by="t"
    )
    assert correct(client, world, later, value="3").status_code == 302


def test_a_telephone_is_read_by_no_cell(world, client):
    client.force_login(world.cast.alice)
    url = reverse("person_act", args=[world.one.public_id, "correct"])
    answer = browsing.send(
        client, url, full_name="Nông Văn Đức", sex="male", ethnicity="tay", telephone="0912345678"
    )
    assert answer.status_code == 302


def test_each_signed_paper_is_asked_about_by_itself(world, client):
    signed(world.round, world.cast, 2)
    joined = Membership.objects.get(body="peoples_committee")
    first, second = asked(correct(client, world, joined, valid_from="01/07/2011"))
    assert "02/BC-UBND" in first and "01/BC-UBND" in second
    assert "cột «" in first


def enrolment_act(client, world, act, **typed):
    client.force_login(world.cast.alice)
    enrolment = Enrolment.objects.get(person=world.one)
    url = reverse("enrolment_act", args=[enrolment.public_id, act])
    return browsing.send(client, url, **typed)


def test_a_result_that_was_counted_names_its_cells_and_keeps_the_answer(world, client):
    typed = {
        "outcome": "graduated",
        "on": "30/06/2006",
        "grade": "very_good",
        "text": "Theo sổ gốc",
    }
    (sentence,) = asked(enrolment_act(client, world, "result-correct", **typed))
    assert sentence.startswith(PAPER) and "Phụ lục VII, Huyện Một, cột «" in sentence
    assert "Phụ lục IV, Huyện Một, cột «" in sentence
    assert Enrolment.objects.get(person=world.one).grade == "good"
    code = f"reason_signed_{world.paper.public_id.hex}"
    answer = enrolment_act(client, world, "result-correct", **typed, **{code: "Bảng điểm ghi khá"})
    assert answer.status_code == 302
    assert Enrolment.objects.get(person=world.one).grade == "very_good"
    event = Event.objects.get(action="training.correct_result")
    assert event.text == "Theo sổ gốc; Bảng điểm ghi khá"


def test_the_decision_that_sent_a_trainee_is_read_by_no_cell(world, client):
    typed = {"sending_decision": "QĐ 3/QĐ-UBND", "reason": "Thiếu số"}
    assert enrolment_act(client, world, "correct", **typed).status_code == 302


def code_of(world):
    return f"signed_{world.paper.public_id.hex}"


def person_act(client, world, act, **typed):
    client.force_login(world.cast.alice)
    url = reverse("person_act", args=[world.one.public_id, act])
    return browsing.send(client, url, **typed)


@pytest.mark.parametrize(
    ("act", "typed", "action"),
    [
        ("death-correct", {"on": "01/06/2012", "text": "Giấy chứng tử"}, "people.correct_death"),
        ("death-back", {"text": "Người khác"}, "people.take_back_death"),
    ],
)
def test_a_death_put_right_names_the_cells_of_what_it_ended(world, client, act, typed, action):
    one = Person.objects.get(pk=world.one.pk)
    people.record_death(person=one, on=date(2014, 5, 1), by="t")
    (sentence,) = asked(person_act(client, world, act, **typed))
    assert sentence.startswith(PAPER) and "Phụ lục VIII, Huyện Một, cột «" in sentence
    assert Person.objects.get(pk=world.one.pk).died_on == date(2014, 5, 1)
    code = code_of(world)
    answer = person_act(client, world, act, **typed, **{f"reason_{code}": "Báo nhầm"})
    assert answer.status_code == 302
    assert Event.objects.get(action=action).after["confirmed"] == {code: "Báo nhầm"}


@pytest.mark.parametrize(
    ("name", "typed", "action"),
    [
        (
            "certificate_correct",
            {
                "kind": "political_theory",
                "number": "17",
                "register_number": "3",
                "on": "01/06/2012",
            },
            "training.correct_certificate",
        ),
        ("certificate_back", {}, "training.take_back_certificate"),
    ],
)
def test_a_certificate_put_right_names_the_cells_that_count_it(world, client, name, typed, action):
    url = reverse(name, args=[Certificate.objects.get().public_id])
    client.force_login(world.cast.alice)
    sent = {**typed, "reason": "Ghi nhầm"}
    (sentence,) = asked(browsing.send(client, url, **sent))
    assert sentence.startswith(PAPER) and "Phụ lục V, cột «Văn bằng đã cấp – QSCS»" in sentence
    assert Certificate.objects.get().kind == "military"
    answer = browsing.send(client, url, **sent, **{f"reason_{code_of(world)}": "Sổ gốc"})
    assert answer.status_code == 302
    assert Event.objects.get(action=action).text == "Ghi nhầm; Sổ gốc"
