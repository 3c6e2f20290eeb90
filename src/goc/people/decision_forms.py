"""One decision about one person as a form: the paper once, and what it says: a post, a body, a
rank, another fact, a post that is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from goc.accounts.models import User
from goc.people import actions
from goc.people.actions.days import Answers
from goc.people.boxes import UNKNOWN, codes, facts_to_choose
from goc.people.decision_grid import document_of
from goc.people.ending_posts import REASONS
from goc.people.forms import FACT_ENDS, TermsForm
from goc.people.models import Membership, Person
from goc.units.asking import Asking
from goc.units.choosing import UnitField
from goc.web.forms import DayField, choose

NOTHING = ("", "—")
BODIES = [NOTHING, *(body for body in Membership.Body.choices if body[0] != "party")]
"""The Party is joined by steps of its own."""
PAPER = ("number", "signed_on", "issuer", "signer")
PARTS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Quyết định"), (*PAPER, "on")),
    (gettext_lazy("Thôi giữ"), ("former", "ended_by")),
    (
        gettext_lazy("Chức vụ mới"),
        ("post", "place", "acting", "authority", "service_status", "term_until"),
    ),
    (gettext_lazy("Tham gia tổ chức của đơn vị ấy"), ("body", "body_term")),
    (gettext_lazy("Quân hàm"), ("rank",)),
    (gettext_lazy("Thông tin khác"), ("what", "until")),
)


@dataclass(frozen=True)
class Part:
    """A part of the form under its heading."""

    title: str | Promise
    boxes: list[forms.BoundField]


class DecisionForm(TermsForm):
    number = forms.CharField(label=gettext_lazy("Quyết định số"), max_length=60)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), required=False)
    issuer = forms.CharField(
        label=gettext_lazy("Cơ quan ban hành"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Văn bản đã có trong Sổ đăng ký thì chỉ cần ghi số."),
    )
    signer = forms.CharField(label=gettext_lazy("Người ký"), required=False, max_length=200)
    on = DayField(label=gettext_lazy("Thi hành từ ngày"))
    former = forms.ChoiceField(label=gettext_lazy("Thôi chức vụ"), required=False)
    ended_by = forms.ChoiceField(
        label=gettext_lazy("Lý do thôi"), required=False, choices=[NOTHING, *REASONS]
    )
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"), required=False)
    place = UnitField(label=gettext_lazy("Tại đơn vị"), required=False)
    acting = forms.BooleanField(label=gettext_lazy("Phụ trách (chưa bổ nhiệm)"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Tổ chức"), required=False, choices=BODIES)
    body_term = forms.CharField(label=gettext_lazy("Nhiệm kỳ"), required=False, max_length=20)
    rank = forms.ChoiceField(label=gettext_lazy("Quân hàm"), required=False)
    what = forms.ChoiceField(
        label=gettext_lazy("Trình độ, xếp loại, khen thưởng, kỷ luật"), required=False
    )
    until = DayField(label=gettext_lazy("Đến ngày"), required=False, help_text=FACT_ENDS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("post", "former"):
            choose(self.fields[name], codes("post", NOTHING))
        choose(self.fields["rank"], codes(actions.RANK, NOTHING))
        choose(self.fields["what"], facts_to_choose())
        choose(self.fields["service_status"], codes("service_status", UNKNOWN))

    def parts(self) -> list[Part]:
        return [Part(title, [self[name] for name in names]) for title, names in PARTS]

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        kind, _, value = values.pop("what").partition(":")
        given = {"terms": self.terms(values), "kind": kind, "value": value}
        paper = {name: values.pop(name) for name in PAPER}
        on, confirmed = values.pop("on"), values.pop("confirmed")
        return {
            "decided": actions.Decided(**values, **given),
            "paper": paper,
            "on": on,
            "confirmed": confirmed,
        }


@transaction.atomic
def carry_out(
    *,
    person: Person,
    paper: dict[str, Any],
    decided: actions.Decided,
    on: date,
    by: User,
    asking: Asking,
    confirmed: Answers = None,
) -> list[Any]:
    """The paper found in the register or registered now, then what it says. Raises as the acts."""
    return actions.carry_out_decision(
        person=person,
        document=document_of(paper, asking),
        decided=decided,
        on=on,
        by=by,
        confirmed=confirmed,
    )
