"""What a list is asked by its address: filters of every sort, words, masks, orders and their pages."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import F, Q, Value
from django.db.models.functions import Collate, Concat

import factories
from goc.accounts.models import User
from goc.lib.errors import ForbiddenError, InputError
from goc.lists.asked import asked_of, may_use
from goc.lists.order import Key, keys_of, leaf_of, ordered
from goc.lists.shapes import Cell, Narrowing, RowShape, Search
from goc.units.asking import asking_of
from goc.units.models import UnitVersion
from goc.viet.names import fold

LOGINS = ("an", "binh", "chi", "dung")
NAMES = {"an": "Hứa Văn An", "binh": "Nông Đức Bình", "chi": "Lý Thị Chi", "dung": "NÔNG VĂN DŨNG"}
LAST = {
    "an": datetime(2026, 11, 18, 16, 59, tzinfo=UTC),  # 23:59 of the 18th here
    "binh": datetime(2026, 11, 18, 17, 0, tzinfo=UTC),  # midnight of the 19th
    "chi": datetime(2026, 11, 19, 16, 59, tzinfo=UTC),
    "dung": None,
}


def of_user(name: str, kind: str, **more: Any) -> Cell:
    return Cell(
        name, name.capitalize(), kind, lambda user: getattr(user, name), lookup=name, **more
    )


def a_to_b(rows: Any, code: str, _asking: Any) -> Any:
    return rows.filter(login__lt="c") if code == "ab" else rows.filter(login__gte="c")


SHAPE = RowShape(
    name="test-asked",
    title="Thử",
    cells=(
        of_user("login", "word"),
        of_user("name", "text"),
        of_user("language", "choice", choices=(("vi", "Việt"), ("en", "Anh"))),
        of_user("is_active", "flag"),
        of_user("last_login", "moment"),
        of_user("id", "count"),
        of_user("is_operator", "flag", sensitive=True),
        of_user("password", "text", filters=False),
        of_user("public_id", "word", sorts=False),
        Cell("age", "Tuổi", "count", lambda _user: 1),
    ),
    rows=lambda _asking: User.objects.filter(login__in=LOGINS),
    order=("login",),
    text_lookups=("name", "login"),
    narrowings=(
        Narrowing("half", "Nửa", (("ab", "Đầu"), ("cd", "Cuối")), a_to_b, frozenset({"cd"})),
    ),
)


@pytest.fixture
def four(cast) -> factories.Cast:
    for login in LOGINS:
        User.objects.create(
            login=login,
            name=NAMES[login],
            last_login=LAST[login],
            is_active=login != "chi",
            language="en" if login == "an" else "vi",
        )
    return cast


def found(user: User, shape: RowShape = SHAPE, **given: str) -> list[str]:
    asked = asked_of(shape, asking_of(user), given)
    return [row.login for row in asked.rows()]


# --- filters


@pytest.mark.parametrize(
    ("text", "logins"),
    [
        ("19/11/2026", ["binh", "chi"]),
        ("18/11/2026", ["an"]),
        ("19/11/2026..", ["binh", "chi"]),
        ("..18/11/2026", ["an"]),
        ("18/11/2026..18/11/2026", ["an"]),
        ("18/11/2026 .. 19/11/2026", ["an", "binh", "chi"]),
        ("20/11/2026", []),
        ("..", ["an", "binh", "chi", "dung"]),
    ],
)
def test_moments_of_whole_days_here_the_last_included(four, text, logins):
    assert found(four.alice, **{"f.last_login": text}) == logins


def test_numbers_from_and_to_both_included(four):
    ids = {user.login: user.pk for user in User.objects.filter(login__in=LOGINS)}
    for text, logins in (
        (f"{ids['binh']}", ["binh"]),
        (f"{ids['binh']}..", ["binh", "chi", "dung"]),
        (f"..{ids['binh']}", ["an", "binh"]),
        (f"{ids['binh']}..{ids['chi']}", ["binh", "chi"]),
        (f"{ids['chi']}..{ids['binh']}", []),
    ):
        assert found(four.alice, **{"f.id": text}) == logins, text


@pytest.mark.parametrize(
    ("given", "logins"),
    [
        ({"f.login": "an"}, ["an"]),
        ({"f.login": "a"}, []),
        ({"f.login": "d."}, []),
        ({"f.login": " binh "}, ["binh"]),
        ({"f.name": "nong"}, ["binh", "dung"]),
        ({"f.name": "DUNG nông"}, ["dung"]),
        ({"f.language": "Anh"}, ["an"]),
        ({"f.language": "en"}, ["an"]),
        ({"f.is_active": "Không"}, ["chi"]),
        ({"f.is_active": "0"}, ["chi"]),
        ({"f.is_active": "CÓ"}, ["an", "binh", "dung"]),
        ({"f.is_active": "có lẽ"}, ["an", "binh", "chi", "dung"]),
        ({"f.half": "ab"}, ["an", "binh"]),
        ({"f.half": "ab", "f.name": "duc"}, ["binh"]),
        ({"f.name": "  "}, ["an", "binh", "chi", "dung"]),
        ({"q": "nong binh"}, ["binh"]),
        ({"q": "  ly  "}, ["chi"]),
        ({"q": "nong chi"}, []),
        ({"name": "nong"}, ["an", "binh", "chi", "dung"]),
    ],
)
def test_filters_and_words(four, given, logins):
    assert found(four.alice, **given) == logins


def test_a_word_with_a_dot_is_a_beginning(four):
    User.objects.create(login="an.2", name="x")
    every = RowShape("x", "X", SHAPE.cells, lambda _a: User.objects.all(), order=("login",))
    assert found(four.alice, every, **{"f.login": "an."}) == ["an.2"]


def test_without_a_box_words_are_nothing(four):
    shape = RowShape("x", "X", SHAPE.cells, SHAPE.rows, order=("login",))
    assert found(four.alice, shape, q="nong") == list(LOGINS)


def test_a_box_of_its_own_reads_the_words(four):
    box = Search("Tìm", lambda rows, text, _asking: rows.filter(login=text[::-1]))
    shape = RowShape("x", "X", SHAPE.cells, SHAPE.rows, search=box, text_lookups=("name",))
    assert found(four.alice, shape, q="ihc") == ["chi"]


NOT_BY = "Danh sách không lọc hay sắp xếp được theo «{}»."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"f.nothing": "x"}, NOT_BY.format("nothing")),
        ({"f.password": "x"}, NOT_BY.format("password")),
        ({"f.age": "1"}, NOT_BY.format("age")),
        ({"sort": "age"}, NOT_BY.format("age")),
        ({"sort": "-nothing"}, NOT_BY.format("nothing")),
        ({"sort": "public_id"}, NOT_BY.format("public_id")),
        ({"sort": "half"}, NOT_BY.format("half")),
        ({"f.half": "đầu"}, "Nửa: không có lựa chọn «đầu»."),
        ({"f.language": "Pháp"}, "Language: «Pháp»: hãy ghi một trong: Việt, Anh."),
        ({"f.id": "1..x"}, "Id: «x» không phải là số (ví dụ 1.234,5)."),
        ({"f.last_login": "hôm qua"}, "Last_login: «hôm qua» không phải là ngày dd/mm/yyyy."),
    ],
)
def test_what_cannot_be_asked_is_told(four, given, said):
    with pytest.raises(InputError) as refused:
        found(four.alice, **given)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({"f.is_operator": "có"}, "Is_operator"),
        ({"sort": "is_operator"}, "Is_operator"),
        ({"sort": "-is_operator"}, "Is_operator"),
        ({"f.half": "cd"}, "Nửa"),
    ],
)
def test_what_is_masked_is_neither_filtered_nor_sorted_by(four, given, label):
    """bob reads; alice writes in all that she sees; the auditor reads everything and writes nothing."""
    for user in (four.bob, four.dana):
        with pytest.raises(ForbiddenError) as refused:
            found(user, **given)
        assert str(refused.value) == (
            f"Cột «{label}» được che đối với bạn: không tìm, lọc hay sắp xếp theo cột này."
        )
    for user in (four.alice, four.operator):
        found(user, **given)


def test_whoever_sees_one_unit_masked_sorts_by_no_mask(four):
    """alice writes in A; once she may read B, something is masked for her."""
    cell = SHAPE.cell("is_operator")
    assert cell is not None and may_use(cell, asking_of(four.alice))
    factories.UnitRight.objects.create(
        user=four.alice, unit=four.elsewhere, role="reader", valid_from=factories.START
    )
    assert not may_use(cell, asking_of(four.alice))
    free = SHAPE.cell("name")
    assert free is not None and may_use(free, asking_of(four.alice))


def test_choices_that_a_mask_would_tell_are_not_offered(four):
    (half,) = SHAPE.narrowings
    assert half.offered(asking_of(four.alice)) == (("ab", "Đầu"), ("cd", "Cuối"))
    assert half.offered(asking_of(four.bob)) == (("ab", "Đầu"),)


def test_what_narrows_is_told_in_words(four):
    given = {"q": " nong ", "f.half": "ab", "f.name": "duc"}
    asked = asked_of(SHAPE, asking_of(four.alice), given)
    assert asked.said == [("Tìm", "nong"), ("Nửa", "Đầu"), ("Name", "duc")]
    (half,), name, login = SHAPE.narrowings, SHAPE.cell("name"), SHAPE.cell("login")
    assert name is not None and login is not None
    assert [asked.value_of(by) for by in (half, name, login)] == ["ab", "duc", ""]


# --- order


@pytest.mark.parametrize(
    ("sort", "logins"),
    [
        ("", ["an", "binh", "chi", "dung"]),
        ("-login", ["dung", "chi", "binh", "an"]),
        ("name", ["an", "chi", "binh", "dung"]),
        ("-name", ["dung", "binh", "chi", "an"]),
        ("last_login", ["an", "binh", "chi", "dung"]),
        ("-last_login", ["chi", "binh", "an", "dung"]),
        ("language", ["binh", "chi", "dung", "an"]),
        ("-language", ["an", "dung", "chi", "binh"]),
        ("is_active", ["chi", "an", "binh", "dung"]),
    ],
)
def test_orders_ties_by_the_key_and_what_is_empty_last(four, sort, logins):
    assert found(four.alice, sort=sort) == logins


@pytest.mark.parametrize("sort", ["", "name", "-name", "last_login", "-last_login", "-language"])
@pytest.mark.parametrize("per", [1, 2, 3, 4, 5])
def test_pages_of_any_length_follow_each_other(four, sort, per):
    asked = asked_of(SHAPE, asking_of(four.alice), {"sort": sort})
    whole, cursor, pages = list(asked.rows()), "", []
    while True:
        leaf = asked.leaf(cursor, per=per)
        pages.append(leaf.rows)
        cursor = leaf.after
        if not cursor:
            break
    assert [row for page in pages for row in page] == whole
    assert len(pages) == -(-len(whole) // per)


def test_a_page_stays_where_it_is_while_rows_come_and_go(four):
    asked = asked_of(SHAPE, asking_of(four.alice), {})
    first = asked.leaf("", per=2)
    User.objects.filter(login="binh").delete()
    again = asked_of(SHAPE, asking_of(four.alice), {})
    assert [row.login for row in again.leaf(first.after, per=2).rows] == ["chi", "dung"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!!",
        base64.urlsafe_b64encode(b"nothing").decode(),
        base64.urlsafe_b64encode(b"7").decode(),
        base64.urlsafe_b64encode(json.dumps([]).encode()).decode(),
        base64.urlsafe_b64encode(json.dumps(["an", 1, 2]).encode()).decode(),
    ],
)
def test_a_cursor_of_something_else_is_refused(four, cursor):
    asked = asked_of(SHAPE, asking_of(four.alice), {})
    with pytest.raises(InputError) as refused:
        asked.leaf(cursor)
    assert str(refused.value) == "Địa chỉ của trang này không đúng; hãy mở lại danh sách."


KEYS = [
    ("login", Key("login", may_be_empty=False)),
    ("-login", Key("login", True, may_be_empty=False)),
    ("-last_login", Key("last_login", True)),
    ("pk", Key("pk", may_be_empty=False)),
    ("rights__unit", Key("rights__unit")),
    ("nothing", Key("nothing")),
    (F("login"), Key(F("login"), may_be_empty=False)),
    (F("last_login"), Key(F("last_login"))),
    (Collate(F("login"), "C"), Key(Collate(F("login"), "C"), may_be_empty=False)),
    (Concat("login", Value("x")), Key(Concat("login", Value("x")))),
]


@pytest.mark.parametrize(("by", "key"), KEYS, ids=[str(by) for by, _ in KEYS])
def test_whether_a_column_of_the_own_order_may_be_empty(by, key):
    """Where nothing can be empty the database may walk an index."""
    shape = RowShape("x", "X", SHAPE.cells, SHAPE.rows, order=(by,))
    assert keys_of(shape, User, None, None, False) == [key]  # type: ignore[arg-type]


def test_a_cell_with_an_order_of_its_own_and_the_key_behind_it():
    cell = of_user("name", "text", sort=F("login"))
    keys = keys_of(SHAPE, User, None, cell, True)  # type: ignore[arg-type]
    assert keys == [Key(F("login"), True, may_be_empty=False), Key("pk", True, may_be_empty=False)]
    plain = of_user("last_login", "moment")
    keys = keys_of(SHAPE, User, None, plain, False)  # type: ignore[arg-type]
    assert keys == [Key("last_login"), Key("pk", may_be_empty=False)]


def test_an_empty_value_is_beyond_every_other_and_has_its_own_followers(four):
    """Two without a last sign-in stand at the end, by their key."""
    User.objects.filter(login="an").update(last_login=None)
    rows = User.objects.filter(login__in=LOGINS)
    keys = [Key("last_login"), Key("pk", may_be_empty=False)]
    first = leaf_of(ordered(rows, keys), keys, "", per=3)
    assert [row.login for row in first.rows] == ["binh", "chi", "an"]
    rest = leaf_of(ordered(rows, keys), keys, first.after, per=3)
    assert ([row.login for row in rest.rows], rest.after) == (["dung"], "")


def test_units_are_ordered_by_their_name_of_the_day(cast):
    commune = cast.communes[1]
    UnitVersion.objects.filter(unit=commune).update(valid_to=date(2020, 1, 1))
    new = "Thị trấn An"
    UnitVersion.objects.create(
        unit=commune, name=new, folded=fold(new), kind="township", valid_from=date(2020, 1, 1)
    )
    rights = factories.UnitRight
    for unit in (cast.province, *cast.communes):
        rights.objects.create(user=cast.dana, unit=unit, role="reader", valid_from=date(2010, 1, 1))
    cell = Cell("unit", "Đơn vị", "unit", lambda right: right.unit, lookup="unit")
    shape = RowShape(
        "x", "X", (cell,), lambda _a: rights.objects.filter(Q(user=cast.dana), unit__isnull=False)
    )
    orders = {}
    for day in (date(2012, 12, 31), date(2026, 11, 20)):
        asking = asking_of(cast.operator, day=day)
        asked = asked_of(shape, asking, {"sort": "unit"})
        orders[day.year] = [asking.unit_name(right.unit_id) for right in asked.rows()]
    assert orders == {
        2012: ["Tỉnh A", "Xã Một Hai", "Xã Một Một"],
        2026: ["Thị trấn An", "Tỉnh A", "Xã Một Một"],
    }
