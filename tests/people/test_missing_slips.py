"""Phiếu bổ sung, cập nhật cán bộ: a blank box for exactly what is missing, of the scope, signed."""

from __future__ import annotations

from datetime import date

import docx
import pytest
from lxml import html

from goc.people import actions
from goc.people.missing_slips import EACH, TOGETHER, slips_of, slips_paper
from goc.people.worklists import INCOMPLETE
from goc.units.asking import asking_of
from people.made import full, person

URL = "/people/missing/slips/"


def paper_of(cast, user, how=TOGETHER):
    asking = asking_of(user)
    rows = INCOMPLETE.made(INCOMPLETE.rows(asking), asking)
    names = {unit.pk: name for unit, name in zip(cast.communes, ("xã B", "xã A"), strict=True)}
    return slips_paper(slips_of(rows, names), how, unit=cast.province, today=asking.today)


def table_of(sheet):
    return [head.text for head in sheet.table.heads], [
        [cell.text for cell in row.cells] for row in sheet.table.rows
    ]


def known_but(cast, *gaps):
    one = full(cast)
    for name in gaps:
        setattr(one, name, "")
    one.save()
    actions.record_fact(
        person=one,
        kind="professional_education",
        value="college",
        on=date(2005, 6, 1),
        by=cast.operator,
    )
    return one


def test_a_table_for_each_commune_has_the_columns_that_somebody_lacks(cast):
    known_but(cast, "telephone", "residence")
    known_but_less = person(
        cast,
        "Lý Thị Hoa",
        cast.communes[0],
        sex="female",
        birth_year=1981,
        ethnicity="tay",
        religion="none",
        home_village="Xã A",
        residence="Thôn 1",
    )
    assert known_but_less.pk
    (sheet,) = paper_of(cast, cast.alice).appendices
    heads, rows = table_of(sheet)
    assert heads == [
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Nơi thường trú",
        "Điện thoại",
        "Trình độ văn hóa",
        "Trình độ chuyên môn",
        "Lý luận chính trị",
        "Sức khỏe",
        "Ký xác nhận",
    ]
    assert rows == [
        ["1", "Nông Văn Đức", "03/02/1970", "", "", *["đã có"] * 4, ""],
        ["2", "Lý Thị Hoa", "1981", "đã có", "", "", "", "", "", ""],
    ]
    assert sheet.signed and sheet.title == "xã B"


def test_communes_come_by_name_each_on_its_sheet(cast):
    person(cast, "Một", cast.communes[0])
    person(cast, "Hai", cast.communes[1])
    paper = paper_of(cast, cast.alice)
    assert [sheet.title for sheet in paper.appendices] == ["xã A", "xã B"]


def test_a_page_for_each_person_asks_only_for_what_is_missing(cast):
    one = known_but(cast, "telephone")
    (page,) = paper_of(cast, cast.alice, EACH).appendices
    rows = table_of(page)[1]
    assert [row[1] for row in rows] == [
        "Họ và tên",
        "Mã cán bộ",
        "Đơn vị quản lý hồ sơ",
        "Điện thoại",
        "Cán bộ kê khai",
        "Chỉ huy trưởng xác nhận",
    ]
    assert rows[1][2] == one.code and rows[3][2].startswith("………")


def test_what_is_masked_is_not_told(cast):
    known_but(cast, "telephone", "ethnicity")
    (sheet,) = paper_of(cast, cast.bob).appendices
    assert table_of(sheet)[0][3:-1] == ["Điện thoại"]


@pytest.mark.parametrize(("login", "status"), [("alice", 200), ("charlie", 400)])
def test_word_to_print_of_ones_own_scope(cast, client, tmp_path, login, status):
    person(cast, "Lý Thị Hoa")
    client.force_login(getattr(cast, login))
    answer = client.get(URL, {"to": "docx", "f.keeper": "" if login == "charlie" else "Huyện Một"})
    assert answer.status_code == status
    if status == 200:
        path = tmp_path / "a.docx"
        path.write_bytes(answer.content)
        assert docx.Document(path).tables[1].rows[-1].cells[1].text == "Lý Thị Hoa"


def test_the_page_counts_by_unit_and_leads_to_the_slips(cast, client):
    person(cast, "Lý Thị Hoa")
    client.force_login(cast.alice)
    page = html.fromstring(client.get("/people/missing/").content.decode())
    (link,) = page.xpath('//a[text()="in phiếu"]/@href')
    assert client.get(link).headers["Content-Type"] == "application/pdf"
