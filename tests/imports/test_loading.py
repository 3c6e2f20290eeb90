"""A list from the file to the register: read, checked, mended, written once, dropped."""

from __future__ import annotations

import os

import pytest

import factories
from goc.audit.models import Event
from goc.imports import actions, queries
from goc.imports.actions.mending import Said
from goc.imports.models import Load, Remembered, Row
from goc.imports.registry import KINDS
from goc.lib.errors import ForbiddenError, HiddenError, InputError, RefusedError
from goc.people.models import Fact, Person
from goc.registry import files, upkeep
from imports.made import ALIKE, ASKED, DAY, GOOD, REFUSED, faults, loaded, started, workbook

pytestmark = pytest.mark.django_db
QUALIFIED = "TC Quân sự"


def mend(load: Load, row: int, field: str, text: str, *, for_all: bool = False, by=None) -> None:
    by = by or load.owner
    actions.mend_cell(load=load, row=row, field=field, said=Said(text), for_all=for_all, by=by)
    load.refresh_from_db()


def test_a_list_is_staged_checked_and_nothing_is_written(cast):
    load = started(cast.alice, cast.district, GOOD, ASKED)
    assert (load.state, load.is_checked, load.about["sheet"]) == ("mending", True, "Danh sách")
    assert faults(load) == [(3, "F", QUALIFIED)]
    assert load.counts == {"read": 2, "new": 0, "updated": 0, "unchanged": 0, "rejected": 1}
    assert list(Row.objects.values_list("number", "why")) == [(1, "head"), (2, ""), (3, "")]
    assert files.checked(load.sha256).stat().st_size == load.size
    assert Person.objects.count() == 0


def test_one_answer_for_all_cells_alike(cast):
    load = loaded(cast.alice, cast.district, ASKED, ALIKE)
    first = queries.next_fault(load)
    assert queries.alike(first).count() == 2
    mend(load, 2, "professional_education", first.offers[0], for_all=True)
    assert faults(load) == []
    assert load.mends.count() == 2


def test_one_answer_for_one_cell(cast):
    load = loaded(cast.alice, cast.district, ASKED, ALIKE)
    mend(load, 2, "professional_education", "Cao đẳng")
    assert faults(load) == [(3, "F", QUALIFIED)]


def test_what_was_refused_is_typed_anew(cast):
    load = loaded(cast.alice, cast.district, REFUSED)
    assert faults(load) == [(2, "C", "2050")]
    mend(load, 2, "birth", "1950")
    assert faults(load) == []
    actions.write_load(load=load, by=cast.alice)
    assert Person.objects.get().birth_year == 1950


def test_what_is_typed_wrong_again_stays_a_fault(cast):
    load = loaded(cast.alice, cast.district, REFUSED)
    mend(load, 2, "birth", "2060")
    assert faults(load) == [(2, "C", "2060")]


def test_a_cell_is_left_empty_on_purpose(cast):
    load = loaded(cast.alice, cast.district, REFUSED)
    mend(load, 2, "birth", "trống")
    assert faults(load) == []
    actions.write_load(load=load, by=cast.alice)
    assert (Person.objects.get().birth_year, Person.objects.get().birth_date) == (None, None)


YOUNG = {
    "Họ và tên": "Nông Văn Trẻ",
    "Ngày sinh": "01/01/1990",
    "Ngày vào Đảng (chính thức)": "01/06/2006",
    "Đơn vị": "Xã Một Một",
}


def test_what_an_act_asks_of_a_row_is_answered_for_the_row(cast):
    load = loaded(cast.alice, cast.district, [*YOUNG.values()], head=[*YOUNG])
    ((row, letter, _),) = faults(load)
    fault = queries.next_fault(load)
    assert (row, letter, fault.field, fault.offers) == (2, "", "", ["đúng"])
    mend(load, 2, "", "Kết nạp theo Nghị quyết 12")
    assert faults(load) == []
    load = actions.write_load(load=load, by=cast.alice)
    assert load.state == "written"
    told = Event.objects.filter(action="open", kind="people.membership").get().after
    assert "Kết nạp theo Nghị quyết 12" in str(told["confirmed"])


def test_no_name_of_elsewhere_is_offered(cast):
    """There is something to leak: within the province the same cell is asked with the name."""
    factories.unit("Xã Hai Mươi Ba", "commune", cast.elsewhere, code="09001")
    factories.unit("Xã Hai Mươi Tư", "commune", cast.district, code="06010")
    row = [1, "Lý Văn Ba", 1980, "Nam", "", "", "Xã Hai Mươi Tá"]
    offered = {
        unit: [
            text
            for fault in queries.faults_of(loaded(cast.alice, unit, row))
            for text in fault.offers
        ]
        for unit in (cast.district, cast.communes[0])
    }
    assert "Hai Mươi Tư" in str(offered[cast.district])
    assert "Ba" not in str(offered[cast.district])
    assert offered[cast.communes[0]] == []


def test_it_is_written_once_however_often(cast):
    load = loaded(cast.alice, cast.district, GOOD)
    assert load.counts["new"] == 1
    for _ in range(3):
        load = actions.write_load(load=load, by=cast.alice)
    assert (load.state, Person.objects.count()) == ("written", 1)
    assert Event.objects.filter(action="imports.write").count() == 1


def test_nothing_is_written_while_something_is_wrong(cast):
    load = loaded(cast.alice, cast.district, GOOD, ASKED)
    load = actions.write_load(load=load, by=cast.alice)
    assert (load.state, Person.objects.count(), len(faults(load))) == ("mending", 0, 1)


def test_the_same_list_again_changes_nothing(cast):
    actions.write_load(load=loaded(cast.alice, cast.district, GOOD), by=cast.alice)
    load = loaded(cast.alice, cast.district, GOOD)
    assert load.counts == {"read": 1, "new": 0, "updated": 0, "unchanged": 1, "rejected": 0}
    load = actions.write_load(load=load, by=cast.alice)
    assert (load.state, load.act, Person.objects.count()) == ("written", None, 1)


def test_only_within_the_unit_it_is_for(cast):
    load = loaded(cast.alice, cast.communes[0], GOOD, ASKED)
    assert [(row, letter) for row, letter, _ in faults(load)] == [(3, "F"), (3, "G")]


def test_what_is_no_list_is_refused_and_nothing_is_kept(cast):
    with pytest.raises(InputError, match="danh-sach"):
        started(cast.alice, cast.district, data=b"\x89PNG\r\n\x1a\n0000")
    with pytest.raises(InputError, match="rỗng"):
        actions.start_load(
            kind=KINDS["people"],
            unit=cast.district,
            name="a.csv",
            data=b"",
            day=DAY,
            sender="",
            by=cast.alice,
        )
    assert Load.objects.count() == 0


def test_of_a_day_to_come(cast):
    with pytest.raises(InputError, match="không được sau hôm nay"):
        started(cast.alice, cast.district, GOOD, day=DAY.replace(year=2030))


@pytest.mark.parametrize(
    ("who", "error"), [("bob", ForbiddenError), ("charlie", HiddenError), ("dana", ForbiddenError)]
)
def test_only_who_edits_there_loads(cast, who, error):
    with pytest.raises(error):
        started(getattr(cast, who), cast.district, GOOD)
    assert Load.objects.count() == 0


def test_without_a_head_people_say_where_it_is(cast):
    rows = [["Danh sách cán bộ"], ["Tên gọi", "Ở đâu"], ["Nông Văn Đức", "Xã Một Một"]]
    load = started(cast.alice, cast.district, data=workbook(rows[1:], head=rows[0]))
    assert load.trouble.startswith("Không tìm thấy dòng tiêu đề")
    with pytest.raises(RefusedError, match="chỉ ra sheet"):
        actions.write_load(load=load, by=cast.alice)
    how = {"sheet": "Danh sách", "head_rows": (2, 2), "by": cast.alice}
    load = actions.choose_reading(load=load, columns={}, **how)
    load = actions.choose_reading(load=load, columns={"A": "full_name", "B": "unit"}, **how)
    load = actions.check_load(load=load, by=cast.alice)
    assert (load.trouble, load.counts["new"]) == ("", 1)


def test_a_column_holds_something_of_the_kind(cast):
    load = started(cast.alice, cast.district, GOOD)
    with pytest.raises(InputError, match="không nhận trường này"):
        actions.choose_reading(
            load=load, sheet="Danh sách", head_rows=None, columns={"A": "salary"}, by=cast.alice
        )


def test_what_is_dropped_leaves_nothing_of_the_list(cast):
    load = loaded(cast.alice, cast.district, GOOD, ASKED)
    load = actions.drop_load(load=load, by=cast.alice)
    assert (load.state, load.rows.count(), load.remarks.count()) == ("dropped", 0, 0)
    with pytest.raises(RefusedError, match="đã bỏ"):
        actions.write_load(load=load, by=cast.alice)
    with pytest.raises(RefusedError, match="đã bỏ"):
        mend(load, 2, "birth", "1950")


def test_the_file_of_a_load_is_no_stray(cast):
    """The doctor leaves it in the store; one that nobody holds is found."""
    load = started(cast.alice, cast.district, GOOD)
    stray, _ = files.put(b"nobody's")
    for sha256 in (load.sha256, stray):
        os.utime(files.path_of(sha256), (0, 0))
    found = [trouble.what for trouble in upkeep.troubles()]
    assert [stray in said for said in found] == [True]


# --- what is remembered of a sender


def test_what_was_answered_is_offered_to_the_next_list_of_the_sender(cast):
    load = started(cast.alice, cast.district, ASKED)
    columns = {"E": ""}
    load = actions.choose_reading(
        load=load, sheet="Danh sách", head_rows=None, columns=columns, by=cast.alice
    )
    load = actions.check_load(load=load, by=cast.alice)
    mend(load, 2, "professional_education", "Cao đẳng")
    actions.write_load(load=load, by=cast.alice)
    told = [(one.sort, one.field, one.what, one.means) for one in Remembered.objects.order_by("pk")]
    assert told == [
        ("column", "", "dan toc", ""),
        ("value", "professional_education", QUALIFIED, "Cao đẳng"),
    ]
    again = started(cast.alice, cast.district, ALIKE, sender="huyện  một")
    assert len(faults(again)) == 1
    again = actions.reuse_remembered(load=again, by=cast.alice)
    again = actions.check_load(load=again, by=cast.alice)
    assert (faults(again), again.counts["new"], again.choice["columns"]) == ([], 1, {"E": ""})
    actions.write_load(load=again, by=cast.alice)
    assert {(fact.kind, fact.value) for fact in Fact.objects.all()} == {
        ("professional_education", "college")
    }


@pytest.mark.parametrize("sender", ["", "Huyện Hai"])
def test_nothing_is_offered_to_other_senders(cast, sender):
    load = loaded(cast.alice, cast.district, ASKED)
    mend(load, 2, "professional_education", "Cao đẳng")
    actions.write_load(load=load, by=cast.alice)
    other = loaded(cast.alice, cast.district, ALIKE, sender=sender)
    assert list(queries.remembered_of(other)) == []


# --- what is missing


def test_what_ought_to_be_known_is_asked_of_who_sent_it(cast):
    bare = [1, "Nông Văn Đức", "", "Nam", "Tày", "Trung cấp", "Xã Một Một"]
    load = loaded(cast.alice, cast.district, bare)
    (lacking,) = queries.lacking_of(load)
    assert (lacking.row, lacking.called) == (2, "Nông Văn Đức")
    assert "Ngày sinh" in lacking.missing
    assert "Dân tộc" not in lacking.missing
