"""The page and files of the sổ theo dõi biến động cán bộ, of a month or any period."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from goc.dated.reference import catalogue_rows
from goc.desk.signed_lists import file_of, shown
from goc.people.changes import Counted, Span, changes_of, counted, summed
from goc.people.changes_paper import KIND, Book, book_paper
from goc.units.access import issuer_for, own_unit
from goc.units.asking import Asking, asking_for
from goc.units.belonging import belonging
from goc.units.models import Unit, UnitParent
from goc.units.naming import names_apart, printed_names
from goc.web.forms import DayField, Form
from goc.web.texts import safe_name

COMMAND, EVERY = "command", "every"
POSTS = (
    (EVERY, gettext_lazy("Mọi chức vụ")),
    (COMMAND, gettext_lazy("Chỉ huy trưởng, Phó Chỉ huy trưởng")),
)


class SpanForm(Form):
    """From which day to which (this month where nothing is said), of which unit, of which posts."""

    first = DayField(label=gettext_lazy("Từ ngày"), required=False)
    last = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    unit = forms.CharField(
        label=gettext_lazy("Đơn vị"),
        required=False,
        help_text=gettext_lazy("cả các đơn vị trực thuộc"),
    )
    posts = forms.ChoiceField(label=gettext_lazy("Chức vụ"), choices=POSTS, required=False)

    def clean(self) -> dict[str, Any]:
        given = {**self.cleaned_data}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            raise forms.ValidationError(
                gettext("«Đến hết ngày» ở trước «Từ ngày»; hãy sửa một trong hai ngày.")
            )
        return given


@require_safe
def people_changes(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    given = {name: value for name, value in request.GET.dict().items() if value}
    form = SpanForm({**_this_month(asking.today), **given})
    if not form.is_valid():
        return render(request, "people/people_changes.html", {"form": form}, status=400)
    top = _top(form.cleaned_data["unit"], asking)
    if top is None:  # an empty site
        return render(request, "people/people_changes.html", {"form": form})
    book = _book(form.cleaned_data, top, asking)
    letterhead = issuer_for(asking.user, top, today=asking.today, day=book.span.last)
    paper = book_paper(book, unit=letterhead, today=asking.today)
    if to := request.GET.get("to", ""):
        return file_of(paper, to, safe_name(f"{KIND} {book.span.last:%Y-%m-%d}"))
    asked = request.GET.copy()
    files = [(label, _with(asked, format_)) for format_, label in FILES]
    whole = summed(list(book.lines.values()))
    page = {"form": form, "paper": shown(paper), "files": files, "book": book, "whole": whole}
    return render(request, "people/people_changes.html", page)


FILES = (("docx", "Word"), ("pdf", gettext_lazy("Bản in")), ("xlsx", "Excel"))


def _with(asked: Any, format_: str) -> str:
    asked["to"] = format_
    return f"?{asked.urlencode()}"


def _this_month(today: date) -> dict[str, str]:
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = following - timedelta(days=1)
    return {"first": f"{today.replace(day=1):%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}


def _top(typed: str, asking: Asking) -> Unit | None:
    """The unit asked about, within the scope (raises InputError); else the asker's own, if any."""
    if typed.strip():
        return asking.units.find_ever(typed)
    return own_unit(asking.user, today=asking.today)


def _book(given: dict[str, Any], top: Unit, asking: Asking) -> Book:
    units = _units(top, asking)
    posts = _command() if given["posts"] == COMMAND else None
    first = given["first"] or asking.today.replace(day=1)
    span = Span(first, given["last"] or asking.today, units.keys(), posts)
    changes = changes_of(span)
    names = printed_names({change.unit_id for change in changes}, as_of=span.last)
    of_unit, under = counted(span, changes), defaultdict(list)
    for unit, line in of_unit.items():
        under[units[unit]].append(line)
    called = names_apart(set(under), as_of=span.last)
    lines: dict[str, Counted] = {
        called.get(unit, ""): summed(under[unit])
        for unit in dict.fromkeys(units.values())
        if unit in under
    }
    about = names_apart([top.pk], as_of=span.last).get(top.pk, "")
    return Book(span, lines, changes, names, about)


def _command() -> set[str]:
    return {e.code for e in catalogue_rows("post") if e.attributes.get("place") == "command"}


def _units(top: Unit, asking: Asking) -> dict[int, int]:
    """Each unit that the top answers for, in the scope → the unit under whose name it is counted:
    the one directly below the top, else the top itself.
    """
    tree = belonging(asking.today)
    below = UnitParent.objects.as_of(asking.today).filter(parent=top, line="civil")
    found = {top.pk: top.pk}
    for child in below.order_by("pk").values_list("unit_id", flat=True):
        found |= dict.fromkeys([child, *tree.covered([child])], child)
    found = dict.fromkeys(tree.covered([top.pk]), top.pk) | found
    return {unit: under for unit, under in found.items() if asking.scope.contains(unit)}
