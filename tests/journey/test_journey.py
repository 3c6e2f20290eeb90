"""From an empty site to a signed report, in a browser and by the documentation: nothing of the
demonstration is used. What the papers say is counted in `trainees` from the list that is pasted.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journey import trainees as class_of
from journey.office import (
    Office,
    Page,
    appendix,
    chips,
    downloaded,
    edited_in_word,
    fact,
    fill,
    follow,
    has_libreoffice,
    insert_figure,
    leave,
    menu,
    open_unit,
    paste_and_look,
    press,
    print_chip_as,
    read_word_file,
    sign_in,
    text_of_word,
    told,
    type_in_editor,
    wait_for_job,
    words,
)
from journey.trainees import COMMANDER, DEPUTY, DISTRICT, DROPPED, FAILED, TRAINEES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PROVINCE = "Tỉnh Thử Nghiệm"
COMMAND = f"Bộ Chỉ huy quân sự {PROVINCE.lower()}"
SCHOOL, DEPARTMENT = f"Trường Quân sự {PROVINCE.lower()}", f"Sở Nội vụ {PROVINCE.lower()}"
BOARD, NEW_COMMUNE = f"Ban Chỉ đạo đào tạo {PROVINCE.lower()}", "Xã Đại Gia"
FOUNDED, IN_POST = "01/01/2000", "01/03/2005"
ROUND = "Tổng kết đào tạo 2002 - 2012"
REPORT = "Báo cáo trung tâm"
PASSWORD = "hoa-ban-nở-trên-đồi"
MEMBERS = [
    ("Trần Văn An", PROVINCE, "Phó Chủ tịch UBND tỉnh", "Trưởng ban"),
    ("Phạm Quang Bách", COMMAND, "Chỉ huy trưởng Bộ CHQS tỉnh", "Phó Trưởng ban Thường trực"),
    ("Ngô Thị Chi", DEPARTMENT, "Lãnh đạo cơ quan", "Ủy viên"),
    ("Đỗ Văn Dũng", SCHOOL, "Lãnh đạo cơ quan", "Ủy viên"),
]
DIRECTIVE = """BỘ QUỐC PHÒNG
BAN CHỈ ĐẠO ĐÀO TẠO CÁN BỘ QUÂN SỰ XÃ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/BCĐ-ĐT
V/v tổng kết công tác đào tạo cán bộ quân sự xã
Hà Nội, ngày 10 tháng 01 năm 2013

Kính gửi: Ủy ban nhân dân tỉnh Thử Nghiệm

Ban Chỉ đạo đề nghị Ủy ban nhân dân tỉnh chỉ đạo thực hiện các nội dung sau:
1. Xây dựng kế hoạch tổng kết, tổ chức hội nghị tổng kết trước ngày 15 tháng 6 năm 2013.
2. Cơ quan Thường trực viết báo cáo trung tâm, có đầy đủ phụ lục theo hướng dẫn.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. BAN CHỈ ĐẠO
TRƯỞNG BAN
Trung tướng Nguyễn Văn Khải
"""
CATALOGUE = f"""catalogue,level,code,name,kind,parent_code,valid_from,valid_to
3-tier,province,97,{PROVINCE},tỉnh,,2000-01-01,
3-tier,district,971,Huyện Đông Sơn,huyện,97,2000-01-01,
3-tier,district,972,Huyện Tây Sơn,huyện,97,2000-01-01,
"""
PLACED, NOT_ALL_PLACED = len(class_of.PLACED), len(class_of.PLACED) - 1
SHARE, WRONG_SHARE = (f"{n}/{len(class_of.GRADUATES)}" for n in (PLACED, NOT_ALL_PLACED))
CHIPS = [SHARE, "Phụ lục VII", "Phụ lục IV"]
TYPED = "giữ chức vụ chỉ huy, xem"
RETYPED = "giữ chức vụ chỉ huy theo đúng ngành được đào tạo, xem"
PLACE = r"Trang [1-9]\d*, dòng [1-9]" if has_libreoffice() else r"Đoạn [1-9]\d* của tệp"
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Size 4/Root 1 0 R>>\n%%EOF\n"
)


def test_from_an_empty_site_to_a_signed_report(office: Office) -> None:
    load_the_catalogue(office)
    sign_in_as_the_standing_office(office)
    page = office.page
    found_schools_and_agencies(page)
    note_traits(page)
    enter_people(page)
    appoint_the_board(page)
    open_a_course(page)
    enrol(page)
    write_results(page)
    issue_certificates(page)
    place_graduates(page)
    merge_two_communes(page)
    settle_what_the_merger_left(page)
    appoint_in_the_new_commune(page)
    register_a_document(page)
    take_in_the_directive(page)
    open_the_round(page)
    freeze(page)
    write_the_report(page)
    build_the_dossier(page)
    edit_in_word_and_take_back(office)
    build_the_dossier(page)
    appendices_say_what_was_entered(page)
    make_the_final(page)
    sign(office)
    what_was_typed_in_word_is_signed(office)
    nothing_of_it_changes_any_more(page)
    every_digest_holds(office)


# --- units and people


def load_the_catalogue(office: Office) -> None:
    """A directory of CSV files: docs/how-to/load-units.md."""
    folder = office.folder / "danh-muc"
    folder.mkdir()
    codes = {class_of.EAST: 971, class_of.WEST: 972}
    rows = [
        f"3-tier,commune,{97100 + number},{name},{_kind(name)},{codes[district]},2000-01-01,"
        for number, (name, district) in enumerate(DISTRICT.items())
    ]
    text = CATALOGUE + "\n".join(rows) + "\n"
    (folder / "units.csv").write_text(text, encoding="utf-8")
    loaded = office.site.goc("units", "load", str(folder))
    assert (loaded.returncode, loaded.stdout.split(":")[0]) == (0, "Đã ghi"), loaded.stderr


def _kind(name: str) -> str:
    return "thị trấn" if name.startswith("Thị trấn") else "xã"


def sign_in_as_the_standing_office(office: Office) -> None:
    page = office.page
    sign_in(page, "quan-tri", office.password)
    assert "Bắt đầu từ đâu" in words(page)
    follow(page, "Thêm người dùng và cấp quyền")
    fill(page, login="thuongtruc", name="Lê Thị Trực", role="standing_office", unit=PROVINCE)
    press(page, "Ghi")
    take_up_the_account(page, fact(page, "Mã một lần"), login="thuongtruc", name="Lê Thị Trực")
    add_a_commune_user(page)
    menu(page, "Đơn vị")
    assert f"1 cấp tỉnh, 2 cấp huyện, {len(DISTRICT)} cấp xã" in words(page)


def take_up_the_account(page: Page, code: str, **slip: str) -> None:
    """With what the slip says; whoever takes it chooses the password, and is signed in."""
    leave(page)
    with page.expect_navigation():
        page.get_by_role("link", name="đặt mật khẩu bằng mã").click()
    fill(page, code=code, new=PASSWORD, again=PASSWORD, **slip)
    press(page, "Đặt mật khẩu")
    assert told(page).startswith("Đã đặt mật khẩu.")


def add_a_commune_user(page: Page) -> None:
    """Whose right will wait when the commune ends."""
    menu(page, "Người dùng")
    follow(page, "Thêm người dùng")
    fill(page, login="giahoa", name="Vi Thị Hòa", role="editor", unit=class_of.MERGED[1])
    press(page, "Ghi")
    assert fact(page, "Tên đăng nhập") == "giahoa"


def found_schools_and_agencies(page: Page) -> None:
    for kind, name, above, more in (
        ("provincial_command", COMMAND, PROVINCE, {}),
        ("school", SCHOOL, PROVINCE, {"commanded_by": COMMAND}),
        ("department", DEPARTMENT, PROVINCE, {"text": "Quyết định số 1/QĐ-UBND"}),
        ("steering_committee", BOARD, PROVINCE, {"text": "Quyết định số 85/QĐ-UBND"}),
    ):
        menu(page, "Đơn vị")
        follow(page, "Thêm đơn vị")
        fill(page, kind=kind, name=name, parent=above, on=FOUNDED, **more)
        press(page, "Ghi")
        assert (told(page), page.locator("h1").inner_text()) == ("Đã lập đơn vị.", name)


def note_traits(page: Page) -> None:
    for unit, kind, value in (
        ("Xã An Bình", "border", ""),
        ("Xã An Bình", "border_length_km", "12"),
        ("Xã Gia Hòa", "defence_key", ""),
    ):
        open_unit(page, unit)
        follow(page, "Ghi đặc điểm")
        fill(page, kind=kind, value=value, on=FOUNDED, source="Hiệp định phân giới")
        press(page, "Ghi")
        assert told(page) == "Đã ghi."


def enter_people(page: Page) -> None:
    head = [["Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Đơn vị", "Chức vụ", "Từ ngày"]]
    rows = [
        [one.name, "Nam", one.born, one.ethnicity, one.commune, one.held, IN_POST]
        for one in TRAINEES
    ]
    rows += [[name, "", "", "", unit, post, IN_POST] for name, unit, post, _ in MEMBERS]
    menu(page, "Cán bộ")
    follow(page, "Dán danh sách")
    fill(page, common_as_of="01/06/2009")
    paste_and_look(page, head + rows)
    assert f"Đọc được {len(rows)} dòng, không có chỗ nào cần sửa" in words(page)
    press(page, f"Ghi {len(rows)} dòng")
    assert told(page).startswith(f"Đã ghi {len(rows)} dòng.")


def appoint_the_board(page: Page) -> None:
    for name, _, _, role in MEMBERS:
        open_unit(page, BOARD)
        follow(page, "Thêm thành viên")
        fill(page, person=name, role=role, on=IN_POST, decision="Quyết định số 85/QĐ-UBND")
        press(page, "Ghi")
        assert told(page) == "Đã ghi."
    page.wait_for_selector("main td:has-text('Phó Trưởng ban Thường trực')")
    assert all(name in words(page) for name, *_ in MEMBERS)


# --- the course


def open_a_course(page: Page) -> None:
    menu(page, "Khóa đào tạo")
    follow(page, "Chương trình")
    follow(page, "Lập chương trình")
    hours = {block: str(number) for block, number in class_of.HOURS.items()}
    fill(page, name="Trung cấp quân sự cơ sở", level="intermediate", **hours)
    fill(page, total=str(sum(class_of.HOURS.values())), source="Thông tư 117/2009/TT-BQP")
    press(page, "Ghi")
    menu(page, "Khóa đào tạo")
    follow(page, "Lập khóa")
    page.get_by_label("Trung cấp quân sự cơ sở").check()
    fill(page, on=f"{class_of.ENTERED:%d/%m/%Y}", level="intermediate", mode="full_time")
    fill(page, lead_school=SCHOOL, quota=str(class_of.QUOTA), sent=str(class_of.SENT))
    press(page, "Ghi")
    assert told(page) == "Đã lập khóa «Khóa 1»."


def _course(page: Page) -> None:
    menu(page, "Khóa đào tạo")
    follow(page, "Khóa 1")


def _written(page: Page, rows: int) -> None:
    """What was pasted is right, and stands."""
    assert f"Đọc được {rows} dòng, không có chỗ nào cần sửa" in words(page)
    press(page, f"Ghi {rows} dòng")
    assert told(page).startswith(f"Đã ghi {rows} dòng.")


def enrol(page: Page) -> None:
    follow(page, "Ghi nhập học")
    head = [["Họ và tên", "Ngày sinh", "Đơn vị", "Quyết định cử đi"]]
    rows = [[one.name, one.born, one.commune, "QĐ 100/QĐ-UBND"] for one in TRAINEES]
    paste_and_look(page, head + rows)
    _written(page, len(TRAINEES))
    follow(page, "Bế giảng")
    fill(page, on=f"{class_of.GRADUATED:%d/%m/%Y}")
    press(page, "Ghi")


def write_results(page: Page) -> None:
    follow(page, "Ghi kết quả")
    head = [["Họ và tên", "Ngày sinh", "Kết quả", "Ngày", "Xếp loại", "Lý do"]]
    rows = [[one.name, one.born, "Tốt nghiệp", "", one.grade, ""] for one in class_of.GRADUATES]
    rows += [[FAILED.name, FAILED.born, "Không đạt", "", "", "môn bắn súng không đạt"]]
    rows += [[DROPPED.name, DROPPED.born, "Thôi học", "15/03/2010", "", "ốm dài ngày"]]
    paste_and_look(page, head + rows)
    _written(page, len(TRAINEES))
    assert f"{len(class_of.GRADUATES)}/{len(TRAINEES)}" in words(page)


def issue_certificates(page: Page) -> None:
    follow(page, "Cấp văn bằng")
    head = [["Họ và tên", "Ngày sinh", "Số hiệu bằng", "Số vào sổ", "Ngày cấp"]]
    rows = [
        [one.name, one.born, f"TC{number:04}", f"{number}/2011", "15/07/2011"]
        for number, one in enumerate(class_of.GRADUATES, 1)
    ]
    paste_and_look(page, head + rows)
    _written(page, len(class_of.GRADUATES))


def place_graduates(page: Page) -> None:
    """Who gets a new post without its day is told so, and it is mended in the row."""
    follow(page, "Bố trí")
    head = [["Họ và tên", "Ngày sinh", "Chức vụ", "Quyết định"]]
    rows = [[one.name, one.born, one.given, "QĐ 200/QĐ-UBND"] for one in class_of.PLACED]
    paste_and_look(page, head + rows)
    wrong = len(class_of.NEWLY_PLACED)
    assert f"{wrong} trong {len(rows)} dòng cần sửa" in words(page)
    days = page.locator("main input[name^='cell-'][name$='-on']")
    assert days.count() == wrong
    for number in range(wrong):
        days.nth(number).fill("01/08/2011")
    press(page, f"Ghi {len(rows)} dòng")
    assert told(page).startswith(f"Đã ghi {len(rows)} dòng.")


# --- a merger


def merge_two_communes(page: Page) -> None:
    open_unit(page, class_of.MERGED[0])
    follow(page, "Sáp nhập")
    fill(page, whole="\n".join(class_of.MERGED), on="01/01/2012", text="Nghị quyết số 50/NQ-CP")
    fill(page, name=NEW_COMMUNE, code="3-tier:97199")
    press(page, "Ghi")
    files = f"Hồ sơ cán bộ: {len(class_of.OF_MERGED)} chuyển sang đơn vị tiếp nhận"
    assert "Chưa ghi gì. Khi xác nhận:" in words(page) and files in words(page)
    press(page, "Xác nhận và ghi")
    assert told(page) == "Đã ghi."


def settle_what_the_merger_left(page: Page) -> None:
    """The trait passed to the new commune; the right of its user waits for somebody to say so."""
    open_unit(page, NEW_COMMUNE)
    assert "Trọng điểm về quốc phòng" in words(page)
    menu(page, "Đơn vị")
    follow(page, "Còn lại sau sắp xếp")
    assert "Vi Thị Hòa" in words(page)
    page.locator("main a[href*='/units/left/rights/']").last.click()
    page.wait_for_load_state()
    page.get_by_label(NEW_COMMUNE).check()
    press(page, "Ghi")
    menu(page, "Đơn vị")
    follow(page, "Còn lại sau sắp xếp")
    assert "Không còn gì phải xử lý trong phạm vi của bạn." in words(page)


def appoint_in_the_new_commune(page: Page) -> None:
    """One decision for whom the merger left without a post: the first page counts them."""
    page.goto("/")
    follow(page, "Hết chức vụ theo đơn vị, chưa có chức vụ mới")
    assert all(one.name in words(page) for one in class_of.OF_MERGED)
    assert page.locator("main tbody tr").count() == len(class_of.OF_MERGED)
    menu(page, "Cán bộ")
    follow(page, "Ghi một quyết định")
    fill(page, common_number="07/QĐ-UBND", common_signed_on="31/12/2011", common_on="01/01/2012")
    fill(page, common_issuer="Ủy ban nhân dân huyện Đông Sơn")
    head = [["Họ và tên", "Ngày sinh", "Chức vụ mới", "Tại đơn vị"]]
    rows = [[one.name, one.born, one.since, NEW_COMMUNE] for one in class_of.OF_MERGED]
    paste_and_look(page, head + rows)
    _written(page, len(rows))
    page.goto("/")
    assert "Hết chức vụ theo đơn vị" not in words(page)
    open_unit(page, NEW_COMMUNE)
    page.wait_for_selector("main td:has-text('Quyết định 07/QĐ-UBND')")
    assert all(one.name in words(page) for one in class_of.OF_MERGED)


# --- what came from above, and the round


def register_a_document(page: Page) -> None:
    menu(page, "Sổ đăng ký văn bản")
    follow(page, "Ghi sổ")
    fill(page, direction="in", type="Kế hoạch", number="1660/KH-BQP", issuer="Bộ Quốc phòng")
    fill(page, issued_on="25/03/2013", subject="Tổng kết công tác đào tạo 2002 - 2012")
    press(page, "Ghi sổ")
    assert "1660/KH-BQP" in told(page)


def take_in_the_directive(page: Page) -> None:
    menu(page, "Văn bản chỉ đạo")
    follow(page, "Đọc văn bản chỉ đạo")
    fill(page, text=DIRECTIVE)
    press(page, "Đọc văn bản")
    page.check("[name=take_suggested]")
    press(page, "Xác nhận và lưu")
    assert told(page) == "Đã nhập văn bản chỉ đạo."
    assert "Công văn 15/BCĐ-ĐT" in words(page)


def open_the_round(page: Page) -> None:
    menu(page, "Tổng kết")
    follow(page, "Mở đợt tổng kết")
    fill(page, title=ROUND, code="tong-ket", place="Thử Nghiệm", directive="công văn 15/BCĐ-ĐT")
    fill(page, period_from="01/01/2002", period_to="31/12/2012", cut_off="31/12/2012")
    fill(page, sign_by="10/06/2013")
    press(page, "Mở đợt tổng kết")
    assert told(page).startswith("Đã mở đợt tổng kết")


def _round(page: Page) -> None:
    menu(page, "Tổng kết")
    follow(page, ROUND)


def freeze(page: Page) -> None:
    press(page, "Chốt số liệu")
    wait_for_job(page)
    _round(page)
    assert "Số liệu đã chốt; chưa dựng bộ hồ sơ." in words(page)


def write_the_report(page: Page) -> None:
    """Figures are chosen by their names and stand in the sentence as chips with their value."""
    follow(page, "Bàn soạn")
    follow(page, "4. Bố trí, sử dụng sau đào tạo")
    type_in_editor(page, "Đã bố trí ")
    insert_figure(page, "ty le hoc vien tot nghiep duoc bo tri chuc vu")
    type_in_editor(page, f" đồng chí {TYPED} ")
    insert_figure(page, "phu luc vii")
    type_in_editor(page, "; chất lượng tuyển chọn ở ")
    insert_figure(page, "phu luc iv")
    type_in_editor(page, ".")
    print_chip_as(page, 0, f"{SHARE} · tử số/mẫu số")
    assert chips(page) == CHIPS
    press(page, "Ghi")
    assert f"Đã bố trí {SHARE} đồng chí {TYPED} Phụ lục VII; chất lượng" in words(page)


# --- the papers


def build_the_dossier(page: Page) -> None:
    _round(page)
    label = page.locator("main button", has_text=re.compile("^Dựng.* bộ hồ sơ$|^Dựng bộ hồ sơ$"))
    press(page, label.inner_text().strip())
    wait_for_job(page)
    _round(page)
    assert "Các văn bản của bộ hồ sơ" in words(page)


def edit_in_word_and_take_back(office: Office) -> None:
    """A number typed wrong is named with its page and given its figure again; the words stay."""
    page = office.page
    follow(page, REPORT)
    edited = edited_in_word(downloaded(office, "DOCX"), {SHARE: WRONG_SHARE, TYPED: RETYPED})
    follow(page, "Nạp lại bản Word đã sửa")
    read_word_file(page, edited)
    (asked,) = page.locator(".returned-numbers li").all_inner_texts()
    assert re.search(PLACE, asked) and "khác bản chốt" in asked
    assert f"Đã bố trí {WRONG_SHARE} đồng chí" in asked and f"bản chốt: {SHARE}" in asked
    page.get_by_label(f"Giữ số của bản chốt: {SHARE}").check()
    press(page, "Nạp vào bàn soạn")
    said = "Đã nạp lại bản Word: 1 mục được ghi. Hãy dựng lại bộ hồ sơ"
    assert told(page).startswith(said)
    follow(page, "Bàn soạn")
    follow(page, "4. Bố trí, sử dụng sau đào tạo")
    assert chips(page) == CHIPS
    assert f"Đã bố trí {SHARE} đồng chí {RETYPED} Phụ lục VII" in words(page)


def appendices_say_what_was_entered(page: Page) -> None:
    follow(page, "Phụ lục kèm theo báo cáo")
    for roman, row, cells in (
        ("III", "CỘNG", class_of.courses_row()),
        ("IV", class_of.EAST, class_of.quality_row(class_of.EAST)),
        ("IV", class_of.WEST, class_of.quality_row(class_of.WEST)),
        ("V", "CỘNG", class_of.results_row()),
        ("VI", "Trung cấp quân sự cơ sở", class_of.curriculum_row()),
        ("VII", class_of.EAST, class_of.placement_row(class_of.EAST)),
        ("VII", class_of.WEST, class_of.placement_row(class_of.WEST)),
        ("VII", "CỘNG", class_of.placement_row()),
        ("VIII", "A. Chỉ huy trưởng", class_of.corps_row(COMMANDER)),
        ("VIII", "B. Chỉ huy phó", class_of.corps_row(DEPUTY)),
    ):
        found = appendix(page, roman)[row]
        assert {number: found[number] for number in cells} == cells, (roman, row)


def make_the_final(page: Page) -> None:
    """What is missing needs its reason; the final is printed anew before it is signed."""
    _round(page)
    page.locator("main a[href^='/papers/']", has_text=REPORT).click()
    page.wait_for_load_state()
    assert "Phụ lục còn thiếu" in words(page)
    reasons = page.locator("main form[action$='/finalise/'] input[type=text]")
    for number in range(reasons.count()):
        reasons.nth(number).fill("Kỳ này không phát sinh")
    press(page, "Chốt bản trình ký")
    assert told(page) == "Đã chốt bản trình ký."
    assert "Phụ lục còn thiếu" not in words(page)
    follow(page, "Đến nơi dựng lại")
    build_the_dossier(page)


def sign(office: Office) -> None:
    page, scan = office.page, office.folder / "bao-cao-da-ky.pdf"
    scan.write_bytes(SCAN)
    page.locator("main a[href^='/papers/']", has_text=REPORT).click()
    page.wait_for_load_state()
    follow(page, "Ghi nhận đã ký")
    fill(page, number="128", day="10/06/2013", signer="Trần Văn An")
    page.set_input_files("[name=scan]", str(scan))
    press(page, "Ghi nhận đã ký")
    assert told(page) == "Đã ghi nhận văn bản đã ký; từ nay không thay đổi."
    assert "Số 128/BC-UBND, ngày 10/06/2013, người ký Trần Văn An." in words(page)
    digests = page.locator("main tbody tr td").all_inner_texts()
    assert len([text for text in digests if re.fullmatch("[0-9a-f]{64}", text.strip())]) >= 5


def what_was_typed_in_word_is_signed(office: Office) -> None:
    page = office.page
    with page.expect_download() as started:
        page.locator("main tbody a", has_text=".docx").click()
    assert f"Đã bố trí {SHARE} đồng chí {RETYPED} Phụ lục VII" in text_of_word(started.value.path())


def nothing_of_it_changes_any_more(page: Page) -> None:
    _round(page)
    assert "Đã ký · báo cáo 128/BC-UBND ngày 10/06/2013" in words(page)
    offered = page.locator("main button").all_inner_texts()
    assert not [label for label in offered if "Chốt" in label or "Dựng" in label]
    follow(page, "Bàn soạn")
    follow(page, "4. Bố trí, sử dụng sau đào tạo")
    assert "Đã ký báo cáo 128/BC-UBND ngày 10/06/2013: phần lời được giữ nguyên" in words(page)
    assert RETYPED in words(page)
    offered = page.locator("main").get_by_role("button").or_(page.locator("main textarea"))
    assert offered.count() == 0


def every_digest_holds(office: Office) -> None:
    page = office.page
    _round(page)
    press(page, "Kiểm tra tính nguyên vẹn")
    wait_for_job(page)
    assert "nguyên vẹn" in words(page).lower()
    built = list(Path(office.site.folder, "dossiers").glob("*/manifest.json"))
    assert len(built) == 3  # two drafts, and the final that was signed
    for manifest in built:
        verified = office.site.goc("dossier", "verify", str(manifest.parent))
        assert (verified.returncode, verified.stderr.strip()) == (0, "Nguyên vẹn.")
