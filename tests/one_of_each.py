"""A register of A in which there is one record of each kind, for tests that walk everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import factories
from goc.audit.origin import one_act
from goc.dated.undoing import tell_many
from goc.directives.actions import open_duty
from goc.directives.models import Directive
from goc.figures.actions import save_question
from goc.funding.actions import FUNDING
from goc.jobs.models import Job
from goc.people import actions
from goc.people.models import BoardMember, Holding, Person
from goc.registry.actions import keep_file
from goc.snapshots.actions import make_snapshot
from goc.summing_up.models import Assessment, Dossier, SummingUp
from goc.training.actions import found_curriculum, issue_certificate
from goc.training.models import Course, Enrolment
from goc.units.actions import rename_unit
from goc.units.models import Trait, UnitRight, UnitVersion
from imports.made import ASKED, GOOD, loaded
from summing_up.round_made import CUT_OFF, SIGN_BY, on_shelf

RENAMED = date(2026, 12, 1)
SECRETS = (
    "Nông Văn Đức",
    "Lý Thị Hoa",
    "Xã Một Một",
    "Huyện Một",
    "Tổng kết 10 năm đào tạo",
    "Khóa Pác Bó",
)
"""Words of A's register: charlie gets none of them."""


@dataclass
class World:
    """One record of A for each kind of address."""

    cast: factories.Cast
    ids: dict[str, Any] = field(default_factory=dict)

    def user(self, login: str) -> Any:
        return getattr(self.cast, login, None)


def one_of_each(dossier: Callable[[factories.Cast], Dossier] = on_shelf) -> World:
    cast = factories.cast()
    dossier(cast)
    snapshot = make_snapshot(unit=cast.province, cut_off=CUT_OFF, by=cast.operator)
    person = Person.objects.get(full_name="Nông Văn Đức")
    file = keep_file(
        name="ke-hoach.txt", media_type="text/plain", data=b"x", keeper=cast.district, by=cast.alice
    )
    duty = open_duty(unit=cast.province, act="Gửi giấy mời", due_on=SIGN_BY, by=cast.operator)
    job = Job.objects.create(kind="snapshots.make", by="alice", state="running")
    Course.objects.update(name="Khóa Pác Bó")  # what a form offers as the next name is no secret
    files_of_one = merged_there(cast)
    member = on_a_board(cast, person)
    records = {
        "version": UnitVersion.objects.get(unit=cast.communes[0]),
        "board": member.board,
        "member": member,
        "user": cast.bob,
        "right": UnitRight.objects.get(user=cast.bob),
        "document": Directive.objects.get().document,
        "unit": cast.communes[0],
        "person": person,
        "other": files_of_one[0],
        "gone": files_of_one[1],
        "apart": actions.tell_apart(
            one=person, other=files_of_one[0], by=cast.alice, reason="Hai người"
        ),
        "holding": Holding.objects.get(person=person),
        "course": Course.objects.get(),
        "enrolment": Enrolment.objects.get(person=person),
        "certificate": issue_certificate(
            enrolment=Enrolment.objects.get(person=person),
            kind="military",
            number="1",
            register_number="1",
            on=CUT_OFF,
            by=cast.operator,
        ),
        "curriculum": found_curriculum(
            name="Trung cấp", level="intermediate", hours={"general": 9}, by=cast.operator
        ),
        "directive": Directive.objects.get(),
        "snapshot": snapshot,
        "judgement": Assessment.objects.get(),
        "round": SummingUp.objects.get(),
        "file": file,
        "duty": duty,
        "job": job,
        "trait": border_left(cast),
        "question": save_question(
            name="Chưa học", asked={"who": "commanders"}, unit=cast.province, by=cast.alice
        ),
        "funding": FUNDING.record(
            unit=cast.district,
            year=2011,
            source="province",
            item="living",
            amount=Decimal(5),
            paper="",
            by=cast.alice,
        ),
    }
    records["load"] = loaded(cast.alice, cast.district, GOOD, ASKED)
    ids = {name: row.public_id for name, row in records.items()}
    with one_act() as act:
        rename_unit(unit=cast.communes[0], name="Xã Một", on=RENAMED, by=cast.alice)
    return World(cast, {**ids, "act": act, "table": table_written(cast)})


def table_written(cast: factories.Cast) -> Any:
    """The act in which a table of money was written."""
    with one_act() as act:
        FUNDING.record(
            unit=cast.district,
            year=2010,
            source="province",
            item="living",
            amount=Decimal(7),
            paper="",
            by=cast.alice,
        )
        tell_many(
            by=cast.alice,
            about="funding-funding",
            title="Kinh phí đào tạo",
            rows=1,
            page="/lists/funding-funding/",
        )
    return act


def merged_there(cast: factories.Cast) -> tuple[Person, Person]:
    """Somebody, and a file that was merged into theirs."""
    kept, gone = (
        actions.add_person(
            full_name="Lý Thị Hồng",
            keeper=keeper,
            on=factories.START,
            by=cast.alice,
        )
        for keeper in cast.communes
    )
    actions.merge_persons(kept=kept, gone=gone, by=cast.alice, reason="Một người")
    return kept, gone


def on_a_board(cast: factories.Cast, person: Person) -> BoardMember:
    board = factories.unit("Ban Chỉ đạo tỉnh A", "steering_committee", cast.province)
    return actions.appoint_board_member(
        board=board, person=person, role="member", on=CUT_OFF, by=cast.alice, confirmed="có"
    )


def border_left(cast: factories.Cast) -> Trait:
    """Of a commune that has ended without an heir: it waits for people."""
    ended = factories.unit("Xã Cũ", "commune", cast.district, end=CUT_OFF)
    return Trait.objects.create(
        unit=ended, kind="border", source="BC 1", valid_from=factories.START, valid_to=CUT_OFF
    )
