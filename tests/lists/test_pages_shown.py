"""What a list page shows: heads that sort, filters that are offered, cells that lead somewhere; forms and acts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import RequestFactory

import factories
from goc.accounts.models import User
from goc.audit.models import Event
from goc.funding.actions import FUNDING
from goc.funding.models import Funding
from goc.lib.errors import ForbiddenError, HiddenError, InputError, RefusedError
from goc.lists import access, pages
from goc.lists.acts import Acts
from goc.lists.asked import asked_of
from goc.lists.forms import CellField, RowForm, widget_of
from goc.lists.registry import PAGES, SUBJECTS, Subject, subject_at, writes_somewhere
from goc.lists.shapes import MASK, Act, Cell, Narrowing, RowShape, cells_of, nobodys, shape_of
from goc.lists.worklists import WORKLISTS, Worklist, register, shown_to, waiting_for, worklist_for
from goc.units.access import NOTHING
from goc.units.asking import Asking, asking_of

TODAY = date(2026, 11, 20)
SOMEBODY = Asking(User(login="alice"), NOTHING, TODAY, TODAY)
STATES = (("on", "Đang mở"), ("over", "Đã xong"))


def of_user(name: str, kind: str, **more: Any) -> Cell:
    return Cell(name, name, kind, lambda user: getattr(user, name), lookup=name, **more)


SHAPE = RowShape(
    name="test-shown",
    title="Thử",
    cells=(
        of_user("login", "word", href=lambda user, _a: f"/users/{user.login}", help="nv."),
        of_user("name", "text", sensitive=True, href=lambda _user, _a: "/secret"),
        of_user("language", "choice", choices=(("vi", "Việt"), ("en", "Anh")), sorts=False),
        of_user("is_active", "flag"),
        of_user("last_login", "moment", empty="chưa lần nào", folds=True),
        of_user("id", "count", help="không hiện"),
    ),
    rows=lambda _asking: User.objects.filter(login__in=["alice", "bob", "charlie"]),
    order=("login",),
    narrowings=(
        Narrowing(
            "half", "Nửa", (("ab", "Đầu"),), lambda rows, _code, _a: rows.filter(login__lt="c")
        ),
        Narrowing("hidden", "Kín", (("x", "X"),), lambda rows, _code, _a: rows, frozenset({"x"})),
    ),
    acts=lambda user, _asking: [Act("Sửa", f"/edit/{user.login}")] if user.login == "bob" else [],
)


def page(user: User, **given: str) -> dict[str, Any]:
    request = RequestFactory().get("/x/", given)
    return pages.list_page(request, asked_of(SHAPE, asking_of(user), given))


def heads(user: User, **given: str) -> dict[str, tuple[str, str]]:
    return {column.label: (column.url, column.arrow) for column in page(user, **given)["columns"]}


# --- heads and filters


def test_a_head_sorts_and_turns_and_forgets_the_page(cast):
    plain = heads(cast.alice, q="x", after="")
    assert plain["login"] == ("?q=x&sort=login", "")
    assert heads(cast.alice, sort="login")["login"] == ("?sort=-login", "▲")
    assert heads(cast.alice, sort="-login")["login"] == ("?sort=login", "▼")
    assert heads(cast.alice, sort="-login")["id"] == ("?sort=id", "")
    assert plain["language"] == ("", "")


def test_a_head_that_is_masked_does_not_sort(cast):
    assert heads(cast.alice)["name"] == ("?sort=name", "")
    assert heads(cast.bob)["name"] == ("", "")


def test_numbers_stand_to_the_right(cast):
    shown = page(cast.alice)
    assert [column.is_number for column in shown["columns"]] == [False] * 5 + [True]
    assert [text.is_number for text in shown["rows"][0].texts] == [False] * 5 + [True]


def offered(shown: dict[str, Any]) -> dict[str, tuple[str, tuple[Any, ...]]]:
    every = [*shown["filters"], *shown["more_filters"]]
    return {one.name: (str(one.hint), one.choices) for one in every}


def test_filters_are_offered_with_their_hints_and_choices(cast):
    shown = page(cast.alice)
    assert offered(shown) == {
        "f.half": ("", (("ab", "Đầu"),)),
        "f.hidden": ("", (("x", "X"),)),
        "f.login": ("nv.", ()),
        "f.name": ("", ()),
        "f.language": ("", (("vi", "Việt"), ("en", "Anh"))),
        "f.is_active": ("", (("có", "Có"), ("không", "Không"))),
        "f.last_login": ("dd/mm/yyyy", ()),
        "f.id": ("từ..đến", ()),
    }
    assert [one.name for one in shown["filters"]] == ["f.half", "f.hidden", "f.login"]


def test_what_is_masked_is_not_offered(cast):
    names = set(offered(page(cast.bob)))
    assert names == {"f.half", "f.login", "f.language", "f.is_active", "f.last_login", "f.id"}


def test_the_other_filters_stand_open_when_one_is_used(cast):
    assert page(cast.alice)["more_open"] is False
    assert page(cast.alice, **{"f.login": "bob"})["more_open"] is False
    shown = page(cast.alice, **{"f.is_active": "có"})
    assert shown["more_open"] is True
    assert [one.value for one in shown["more_filters"]] == ["", "", "có", "", ""]


# --- rows


def test_a_cell_leads_where_it_has_a_text_that_is_seen(cast):
    for user, text, href in ((cast.operator, "Alice", "/secret"), (cast.bob, MASK, "")):
        (first, name, *_), *_ = (row.texts for row in page(user)["rows"])
        assert (first.text, first.href, name.text, name.href) == (
            "alice",
            "/users/alice",
            text,
            href,
        )


def test_what_is_not_known_is_said_and_folds_nothing(cast):
    User.objects.filter(login="bob").update(last_login=datetime(2026, 11, 19, 18, 5, tzinfo=UTC))
    texts = [row.texts[4] for row in page(cast.alice)["rows"]]
    assert [(text.text, text.folds) for text in texts] == [
        ("chưa lần nào", False),
        ("01:05 20/11/2026", True),
        ("chưa lần nào", False),
    ]


def test_acts_stand_beside_their_rows(cast):
    shown = page(cast.alice)
    assert [[act.href for act in row.acts] for row in shown["rows"]] == [[], ["/edit/bob"], []]
    assert shown["have_acts"] is True
    assert page(cast.alice, **{"f.login": "alice"})["have_acts"] is False


def test_addresses_of_the_next_the_first_the_workbook_and_the_paper(cast):
    shown = page(cast.alice, sort="-login")
    assert (shown["count"], shown["next_url"], shown["first_url"]) == (3, "", "")
    assert shown["workbook_url"] == "?sort=-login&to=xlsx"
    assert shown["print_url"] == "?sort=-login&to=print"
    asked = asked_of(SHAPE, asking_of(cast.alice), {"sort": "-login"})
    after = asked.leaf("", per=2).after
    later = page(cast.alice, sort="-login", after=after)
    assert [row.texts[0].text for row in later["rows"]] == ["alice"]
    assert (later["count"], later["first_url"]) == (3, "?sort=-login")


def test_paper_has_all_rows_and_no_heads_that_sort(cast, monkeypatch):
    request = RequestFactory().get("/x/", {"to": "print", "sort": "login"})
    asked = asked_of(SHAPE, asking_of(cast.alice), {"sort": "login"})
    shown = pages.printed_page(request, asked)
    assert (shown["count"], shown["back_url"]) == (3, "?sort=login")
    assert {(column.url, column.arrow) for column in shown["columns"]} == {("", "")}
    monkeypatch.setattr(pages, "MOST_PRINTED", 3)
    assert pages.printed_page(request, asked)["count"] == 3
    monkeypatch.setattr(pages, "MOST_PRINTED", 2)
    with pytest.raises(InputError) as refused:
        pages.printed_page(request, asked)
    assert str(refused.value) == "Danh sách có hơn 2 dòng; hãy lọc bớt rồi in, hoặc xuất Excel."


# --- boxes of a form


@pytest.mark.parametrize(
    ("cell", "choices"),
    [
        (Cell("x", "X", "choice", id, choices=STATES), [("", "Chưa có thông tin"), *STATES]),
        (Cell("x", "X", "choice", id, choices=STATES, required=True), [("", "Hãy chọn"), *STATES]),
        (Cell("x", "X", "flag", id), [("", "Chưa có thông tin"), ("có", "Có"), ("không", "Không")]),
    ],
)
def test_a_box_to_choose_from(cell, choices):
    assert [(code, str(label)) for code, label in widget_of(cell, SOMEBODY).choices] == choices


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        ("day", {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "class": "day"}),
        ("unit", {"list": "unit-names", "autocomplete": "off"}),
        ("count", {"inputmode": "decimal"}),
        ("money", {"inputmode": "decimal"}),
        ("text", {}),
    ],
)
def test_a_box_to_type_into(kind, attributes):
    assert widget_of(Cell("x", "X", kind, id), SOMEBODY).attrs == attributes


def test_a_code_is_chosen_among_those_of_the_day(cast):
    cell = Cell("x", "X", "code", id, catalogue="post")
    labels = {}
    for year in (2012, 2021):
        asking = asking_of(cast.alice, day=date(year, 1, 1))
        labels[year] = dict(widget_of(cell, asking).choices)["deputy_commander"]
    assert labels == {2012: "Chỉ huy phó", 2021: "Phó Chỉ huy trưởng"}


@pytest.mark.parametrize(("typed", "value"), [("", None), (None, None), ("1.234", 1234), ("0", 0)])
def test_a_box_is_read_by_the_kind_of_its_cell(typed, value):
    assert CellField(Cell("x", "X", "count", id), SOMEBODY).clean(typed) == value


def test_what_is_left_empty_is_text_or_not_known(cast):
    shape = RowShape(
        "x",
        "X",
        (
            Cell("paper", "Văn bản", "text", id),
            Cell("number", "Số", "count", id),
            Cell("kind", "Loại", "choice", id, choices=STATES),
            Cell("on", "Ngày", "day", id),
            Cell("seen", "Chỉ xem", "text", id, given=False),
        ),
        lambda _a: User.objects.none(),
    )
    asking = asking_of(cast.alice)
    empty = RowForm({}, shape, asking)
    assert empty.is_valid()
    assert empty.arguments() == {"paper": "", "number": None, "kind": "", "on": None}
    full = RowForm(
        {"paper": "QĐ 1", "number": "0", "kind": "đã xong", "on": "5/3/2011"}, shape, asking
    )
    assert full.is_valid()
    assert full.arguments() == {
        "paper": "QĐ 1",
        "number": 0,
        "kind": "over",
        "on": date(2011, 3, 5),
    }
    wrong = RowForm({"number": "1,5"}, shape, asking)
    assert dict(wrong.errors) == {"number": ["«1,5» không phải là số nguyên không âm"]}


# --- subjects, their rows, acts and workbooks


@pytest.fixture
def spent(cast) -> Funding:
    return FUNDING.record(
        by=cast.operator,
        unit=cast.district,
        year=2011,
        source="central",
        item="teaching",
        amount=Decimal("2.5"),
        paper="QĐ 1",
    )


def test_the_cells_of_a_model_are_its_told_columns(cast, spent):
    shape = shape_of(Funding, order=("-year", "pk"))
    assert [cell.name for cell in shape.cells] == [
        "unit",
        "year",
        "source",
        "item",
        "amount",
        "paper",
    ]
    assert [cell.required for cell in cells_of(Funding)] == [True] * 5 + [False]
    assert (shape.text_lookups, shape.order) == (("paper",), ("-year", "pk"))
    assert shape.keeper(spent) == cast.district.pk
    counts = [shape.rows(asking_of(user)).count() for user in (cast.alice, cast.charlie, cast.dana)]
    assert counts == [1, 0, 1]


def test_a_form_holds_what_stands_as_its_owner_would_type_it(cast, spent):
    shape = SUBJECTS["funding-funding"].shape
    form = RowForm(None, shape, asking_of(cast.alice), spent)
    assert {name: form.initial[name] for name in ("unit", "year", "source", "amount", "paper")} == {
        "unit": "Huyện Một",
        "year": "2011",
        "source": "central",
        "amount": "2,5",
        "paper": "QĐ 1",
    }
    assert "reason" in form.fields
    assert "reason" not in RowForm(None, shape, asking_of(cast.alice)).fields


def test_who_may_add_correct_and_see_a_row(cast, spent):
    subject = SUBJECTS["funding-funding"]
    for user, may in (
        (cast.alice, True),
        (cast.charlie, True),
        (cast.bob, False),
        (cast.dana, False),
    ):
        asking = asking_of(user)
        assert writes_somewhere(asking) is may, user.login
        if may:
            access.check_may_add(subject, asking)
            continue
        with pytest.raises(ForbiddenError) as refused:
            access.check_may_add(subject, asking)
        assert str(refused.value) == "Bạn không được nhập vào danh sách này."
    assert writes_somewhere(asking_of(cast.operator))
    assert access.get_row_to_correct(subject, asking_of(cast.alice), spent.public_id) == spent
    for user, error, said in (
        (cast.bob, ForbiddenError, "Bạn chỉ được xem dòng này, không được sửa."),
        (cast.dana, ForbiddenError, "Bạn chỉ được xem dòng này, không được sửa."),
        (cast.charlie, HiddenError, "Không có dòng này."),
    ):
        with pytest.raises(error) as why:
            access.get_row_to_correct(subject, asking_of(user), spent.public_id)
        assert str(why.value) == said


def test_what_has_no_act_is_neither_added_nor_corrected(cast, spent):
    shape = SUBJECTS["funding-funding"].shape
    fixed = Subject(shape, may_add=lambda _asking: True)
    asking = asking_of(cast.alice)
    with pytest.raises(ForbiddenError):
        access.check_may_add(fixed, asking)
    with pytest.raises(ForbiddenError):
        access.get_row_to_correct(fixed, asking, spent.public_id)
    assert access.acts_on(fixed, spent, asking) == []
    closed = Subject(shape, add=FUNDING.record)
    with pytest.raises(ForbiddenError):
        access.check_may_add(closed, asking)
    real = SUBJECTS["funding-funding"]
    (act,) = access.acts_on(real, spent, asking)
    assert (act.label, act.href) == ("Sửa", f"/lists/funding-funding/{spent.public_id}/")
    assert access.acts_on(real, spent, asking_of(cast.bob)) == []


def test_an_address_is_the_name_with_a_dash():
    shape = SUBJECTS["funding-funding"].shape
    assert (shape.name, Subject(shape).address) == ("funding.funding", "funding-funding")
    assert subject_at("funding-funding").shape is shape
    with pytest.raises(HiddenError, match="Không có danh sách này"):
        subject_at("funding.funding")


def test_acts_on_a_flat_record_keep_its_rule(cast, spent):
    def check(row: Any) -> None:
        if row.year == 2015:
            raise RefusedError("năm ấy đã khóa sổ")

    acts = Acts(Funding, check)
    events = Event.objects.count()
    with pytest.raises(RefusedError, match="khóa sổ"):
        acts.correct(row=spent, by=cast.alice, reason="QĐ 2", year=2015)
    assert (Funding.objects.get().year, Event.objects.count()) == (2011, events)
    fresh = Funding.objects.get()
    acts.correct(row=fresh, by=cast.alice, reason="QĐ 2", year=2014)
    assert acts.event("correct") == "funding.correct_funding"
    event = Event.objects.get(action="funding.correct_funding")
    assert (event.text, event.before["year"], event.after["year"]) == ("QĐ 2", 2011, 2014)
    with pytest.raises(RefusedError, match="khóa sổ"):
        acts.record(
            by=cast.alice,
            unit=cast.district,
            year=2015,
            source="central",
            item="teaching",
            amount=1,
        )
    acts.take_back(row=fresh, by=cast.alice, reason=" nhầm ")
    assert Event.objects.get(action="funding.take_back_funding").text == "nhầm"
    assert not Funding.objects.exists()


# --- worklists


@pytest.fixture
def three(cast, monkeypatch) -> factories.Cast:
    monkeypatch.setattr("goc.lists.worklists.WORKLISTS", {})
    everybody = RowShape("x", "Mọi người", SHAPE.cells, SHAPE.rows)
    empty = RowShape("x", "Trống", SHAPE.cells, lambda _a: User.objects.none())
    register(
        Worklist("last", everybody, 9),
        Worklist("empty", empty, 5),
        Worklist("alice's", everybody, 1, "bad", lambda asking: asking.user.login == "alice"),
    )
    return cast


def test_worklists_stand_in_their_order_for_whom_they_are(three):
    for user, names, waiting in (
        (three.alice, ["alice's", "empty", "last"], [("alice's", 3), ("last", 3)]),
        (three.bob, ["empty", "last"], [("last", 3)]),
    ):
        asking = asking_of(user)
        assert [one.name for one in shown_to(asking)] == names
        assert [(w.worklist.name, w.count) for w in waiting_for(asking)] == waiting
    assert str(worklist_for("alice's", asking_of(three.alice)).label) == "Mọi người"
    for name in ("alice's", "nothing"):
        with pytest.raises(HiddenError) as hidden:
            worklist_for(name, asking_of(three.bob))
        assert str(hidden.value) == "Không có danh sách việc này."


def test_the_worklists_of_the_house_have_places_of_their_own():
    positions = [one.position for one in WORKLISTS.values()]
    assert len(set(positions)) == len(positions) > 5


def test_what_is_masked_is_kept_by_a_unit():
    """Rows that no unit keeps are masked by the rights on the whole register, filters by those in
    the scope: a sensitive cell there would be told by its order.
    """
    shapes = [*PAGES.values(), *(subject.shape for subject in SUBJECTS.values())]
    masking = [shape for shape in shapes if any(cell.sensitive for cell in shape.cells)]
    assert masking
    assert [shape.name for shape in masking if shape.keeper is nobodys] == []
