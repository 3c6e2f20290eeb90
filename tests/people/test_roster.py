"""Danh sách trích ngang of any persons: chosen columns, masks, scope, the same in every format."""

from __future__ import annotations

import io
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

import factories
from goc.audit.models import Event
from goc.audit.spool import drain
from goc.figures.rosters import ROSTERS
from goc.files.reading import read
from goc.papers.model import leaves
from goc.people.queries import people_in_scope
from goc.people.roster_columns import columns_named, every_column
from goc.people.roster_paper import Wanted, roster_rows, roster_table
from goc.units.asking import asking_of
from people.made import DAY, full, person
from worlds import world_of_module


def two_known() -> factories.Cast:
    cast = factories.cast()
    full(cast)
    person(cast, "Lý Thị Hoa", cast.communes[1], sex="female", birth_year=1981)
    person(cast, "Hoàng Ở Xa", cast.elsewhere)
    return cast


made, world = world_of_module(two_known)
HEADS = [
    "TT",
    "Họ và tên",
    "Nam",
    "Nữ",
    "Quê quán",
    "Nơi thường trú",
    "Dân tộc",
    "Tôn giáo",
    "Dự bị",
    "Chính thức",
    "VH",
    "CM",
    "QSCS",
    "LLCT",
    "QLNN",
    "Chức vụ, đơn vị, từ ngày",
    "Quân hàm SQDB",
    "Sức khỏe",
    "Ghi chú",
]
DUC = [
    "1",
    "Nông Văn Đức",
    "03/02/1970",
    "",
    "Xã Chi Lăng",
    "Thôn Hai",
    "Tày",
    "Công giáo",
    "03/02/2004",
    "03/02/2005",
    "THPT",
    "…",
    "Cao đẳng",
    "Cao cấp",
    "",
    "Chỉ huy trưởng, xã Một Một, từ 01/01/2005",
    "Đại úy",
    "Loại 3",
    "",
]
MASKED = {6, 7, 8, 9, 13, 17}
"""Places of what is sensitive: ethnic group, religion, Party, theory, health."""


def table(login_of, wanted=None, day=DAY):
    asking = asking_of(login_of, day=day)
    persons = list(people_in_scope(asking.scope, today=asking.today))
    wanted = wanted or Wanted(columns_named(()), "Cán bộ")
    return roster_table(roster_rows(persons, wanted, asking, day=day), wanted)


def texts(made):
    return [[cell.text for cell in row.cells] for row in made.rows]


def test_the_usual_columns_are_those_of_the_trade(world):
    shown = table(world.alice)
    assert [head.text for head in leaves(shown.heads)] == HEADS
    assert [head.text for head in shown.heads if head.children] == [
        "Ngày sinh",
        "Ngày vào Đảng",
        "Trình độ",
    ]
    assert [head.label for head in leaves(shown.heads)] == [str(n) for n in range(1, 20)]
    assert texts(shown)[0] == DUC
    assert texts(shown)[1][1:4] == ["Lý Thị Hoa", "", "1981"]


def test_who_sees_masked_gets_masks_and_is_told(world):
    shown = table(world.bob)
    hidden = ["•••" if at in MASKED else text for at, text in enumerate(DUC)]
    assert texts(shown)[0] == hidden
    assert shown.footers == ("••• Thông tin được che theo quyền của người lập.",)


def test_it_is_as_of_its_day(world):
    before = table(world.alice, day=date(2004, 12, 31))
    assert texts(before)[0][15] == "xã Một Một"
    assert texts(before)[0][8:10] == ["03/02/2004", ""]


def test_a_birth_of_unknown_sex_is_not_lost(world):
    person(world, "Chu Khuyết", birth_date=date(1975, 5, 6))
    shown = table(world.alice)
    assert texts(shown)[2][1:4] == ["Chu Khuyết", "06/05/1975 (*)", ""]
    assert shown.footers == ("(*) Chưa có thông tin về giới tính.",)


def test_the_persons_of_a_unit_stand_under_its_name(world):
    wanted = Wanted(columns_named(["men"]), "Cán bộ", by_unit=True)
    assert texts(table(world.alice, wanted)) == [
        ["I", "Xã Một Một (1)", ""],
        ["1", "Nông Văn Đức", "03/02/1970"],
        ["II", "Xã Một Hai (1)", ""],
        ["1", "Lý Thị Hoa", ""],
    ]


def test_every_column_can_be_chosen(world):
    every = every_column()
    shown = table(world.alice, Wanted(every, "Cán bộ"))
    assert len({column.key for column in every}) == len(every)
    assert {len(row) for row in texts(shown)} == {len(every) + 1}
    assert {"telephone", "citizen_number", "courses", "certificates"} <= {c.key for c in every}


# --- the page


def rows_of_page(page):
    shown = html.fromstring(page.content.decode()).xpath("//article//tbody/tr")
    return [[cell.text_content() for cell in row] for row in shown]


@pytest.fixture
def opened(world, client):
    def get(login="alice", address="/people/?roster=1"):
        client.force_login(getattr(world, login))
        return client.get(address)

    return get


def test_the_list_of_persons_gives_it_with_its_filters(opened):
    page = opened(address="/people/?roster=1&f.post=commander&as_of=31/12/2012&col=men")
    assert rows_of_page(page) == [["1", "Nông Văn Đức", "03/02/1970"]]
    assert "Cán bộ, Chức vụ: Chỉ huy trưởng" in page.content.decode()
    assert "(Tính đến ngày 31/12/2012; 1 đồng chí)" in page.content.decode()
    assert "BỘ CHỈ HUY QUÂN SỰ<br>TỈNH A" in page.content.decode()


def test_the_list_leads_to_it_and_it_leads_back(opened):
    link = html.fromstring(opened(address="/people/?q=hoa").content.decode()).xpath(
        '//a[contains(@href, "roster=1")]/@href'
    )
    page = opened(address=f"/people/{link[0]}")
    assert [row[1] for row in rows_of_page(page)] == ["Lý Thị Hoa"]
    back = html.fromstring(page.content.decode()).xpath('//a[text()="Về danh sách"]/@href')
    assert back == ["?q=hoa"]


def test_columns_chosen_last_are_remembered(opened):
    opened(address="/people/?roster=1&col=telephone")
    head = html.fromstring(opened().content.decode()).xpath("//article//thead/tr[1]/th/text()")
    assert head == ["TT", "Họ và tên", "Điện thoại"]


def test_a_title_of_ones_own_goes_into_the_files(opened):
    page = opened(address="/people/?roster=1&title=Dự kiến cử đi học&col=code")
    links = html.fromstring(page.content.decode()).xpath('//a[contains(@href, "to=docx")]/@href')
    asked = parse_qs(urlsplit(links[0]).query)
    assert asked["title"] == ["Dự kiến cử đi học"] and set(asked["col"]) == {"full_name", "code"}


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_word_and_pdf_hold_the_same(opened, tmp_path, format_):
    answer = opened(address=f"/people/?roster=1&to={format_}&as_of=31/12/2012")
    path = tmp_path / f"a.{format_}"
    path.write_bytes(answer.content)
    text = " ".join(read(path).text.split())
    for words in ("DANH SÁCH TRÍCH NGANG", "NGƯỜI LẬP BIỂU", "CHỈ HUY TRƯỞNG", "Nông Văn Đức"):
        assert words in text


@pytest.mark.parametrize(("login", "religion"), [("alice", "Công giáo"), ("bob", "•••")])
def test_the_workbook_is_masked_too(opened, login, religion):
    answer = opened(login, "/people/?roster=1&to=xlsx&col=religion&as_of=31/12/2012")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    rows = [row for row in sheet.to_python() if row[0] in ("1", 1)]
    assert [row[1:3] for row in rows if row[1] != "2"] == [["Nông Văn Đức", religion]]


def test_nobody_out_of_the_scope_is_in_it(opened, world, rf):
    assert [row[1] for row in rows_of_page(opened("charlie"))] == ["Hoàng Ở Xa"]
    asked = rf.get("/")
    asked.user, asked.session = world.charlie, {}
    everybody = people_in_scope(asking_of(world.operator).scope, today=factories.TODAY)
    ids = [one.public_id for one in everybody]
    page = ROSTERS[0](asked, asking_of(world.charlie), ids, day=DAY, title="Danh sách")
    assert [row[1] for row in rows_of_page(page)] == ["Hoàng Ở Xa"]


def test_reading_in_clear_is_recorded(opened):
    opened(address="/people/?roster=1&col=religion&to=docx")
    opened(address="/people/?roster=1&col=telephone&to=docx")
    drain()
    found = Event.objects.filter(action="people.read_list")
    assert [event.text.split(":")[0] for event in found] == ["/people/ roster docx"]


def test_another_format_is_refused_in_words(opened):
    page = opened(address="/people/?roster=1&to=rtf")
    assert (page.status_code, "Không xuất được ra định dạng «rtf»" in page.content.decode()) == (
        400,
        True,
    )


def test_the_unit_leads_to_it(opened, world):
    page = opened(address=f"/people/of-unit/{world.communes[0].public_id}/?as_of=2012-12-31")
    link = html.fromstring(page.content.decode()).xpath('//a[contains(@href, "roster=1")]/@href')
    assert [row[1] for row in rows_of_page(opened(address=link[0]))] == ["Nông Văn Đức"]


def test_who_has_a_right_on_no_unit_prints_under_the_superior_of_all(world, client):
    client.force_login(world.operator)
    far = client.get("/people/", {"q": "Hoàng Ở Xa", "roster": "1"}).content.decode()
    near = client.get("/people/", {"q": "Lý Thị Hoa", "roster": "1"}).content.decode()
    assert "TỈNH B" in far and "TỈNH A" not in far
    assert "TỈNH A" in near and "TỈNH B" not in near
