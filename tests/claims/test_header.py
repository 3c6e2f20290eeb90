"""The head of a document: number, place and date, type, subject, agencies, addressees."""

import pytest

from goc.claims.directive import bodies, header, kinds, letterhead, signs

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DAY = "Xuân Lĩnh, ngày 07 tháng 8 năm 2015\n"


def head(
    *,
    above="UBND XÃ MAI\n",
    number="Số: 45/BC-UBND\n",
    day=DAY,
    title="BÁO CÁO\nMột việc\n",
    below="",
):
    return header.read(above + number + STATE + day + title + below)


@pytest.mark.parametrize(
    "line, number",
    [
        ("Số: 45/BC-UBND", "45/BC-UBND"),
        ("Số 45/BC-UBND", "45/BC-UBND"),
        ("SỐ: 45/BC-UBND", "45/BC-UBND"),
        ("Số. 45/BC-UBND", "45/BC-UBND"),
        ("Số:45 / BC - UBND", "45/BC-UBND"),
        ("Số: 45/2015/QĐ-UBND", "45/2015/QĐ-UBND"),
        ("Số: 45 /2015/QĐ-UBND", "45/2015/QĐ-UBND"),
        ("Số: 5-NQ/TU", "5-NQ/TU"),
        ("Số: 5–NQ/TU", "5-NQ/TU"),
        ("Số: 12a/QĐ-UBND", "12a/QĐ-UBND"),
        ("Số: 45/QĐ-UBND.NC", "45/QĐ-UBND.NC"),
        ("Số: 9 LN/TTr", "9LN/TTr"),
        ("Số:\n45/BC-UBND", "45/BC-UBND"),
        ("45/BC-UBND", "45/BC-UBND"),  # alone on its line
        ("Số: /BC-UBND", None),  # left blank
        ("Số: ....", None),
        ("", None),
    ],
)
def test_the_number_of_the_document(line, number):
    assert head(number=f"{line}\n").number == number


def test_the_number_of_a_document_that_is_cited_is_not_its_own():
    text = f"{STATE}TỜ TRÌNH\nVề Quyết định số 45/QĐ-UBND của xã\n"
    assert header.read(text).number is None
    assert signs.written_number("theo Quyết định số 45/QĐ-UBND") is None
    assert signs.written_number("trong Kế hoạch số 45/QĐ-UBND\nSố: 7/TTr-NV")[1] == "7"
    assert signs.written_number("Số: 45/QĐ-UBND")[1] == "45"


@pytest.mark.parametrize(
    "line, date, place",
    [
        ("Xuân Lĩnh, ngày 07 tháng 8 năm 2015", "2015-08-07", "Xuân Lĩnh"),
        ("Xuân Lĩnh, ngày 7/8/2015", "2015-08-07", "Xuân Lĩnh"),
        ("Xuân Lĩnh, ngày 7 - 8 - 2015", "2015-08-07", "Xuân Lĩnh"),
        ("Xuân Lĩnh, ngày 7.8.2015", "2015-08-07", "Xuân Lĩnh"),
        ("Xuân Lĩnh ngày 07 tháng 8 năm 2015", "2015-08-07", "Xuân Lĩnh"),
        ("TP. Xuân Lĩnh, ngày 07 tháng 8 năm 2015", "2015-08-07", "TP. Xuân Lĩnh"),
        ("Bà Rịa - Vũng Tàu, ngày 07 tháng 8 năm 2015", "2015-08-07", "Bà Rịa - Vũng Tàu"),
        ("Hà\nNội, ngày 07 tháng 8 năm 2015", "2015-08-07", "Hà Nội"),
        ("Huế, ngày 31 tháng 12 năm 1999", "1999-12-31", "Huế"),
        ("Huế, ngày 32 tháng 12 năm 1999", None, "Huế"),
        ("Huế, ngày 0 tháng 12 năm 1999", None, "Huế"),
        ("Huế, ngày 1 tháng 13 năm 1999", None, "Huế"),
        ("Huế, ngày 1 tháng 0 năm 1999", None, "Huế"),
        ("ngày 07 tháng 8 năm 2015", "2015-08-07", None),
        ("Xuân Lĩnh, ngày      tháng 8 năm 2015", None, "Xuân Lĩnh"),
        ("Xuân Lĩnh, ngày … tháng … năm 2015", None, "Xuân Lĩnh"),
        ("", None, None),
    ],
)
def test_place_and_day(line, date, place):
    found = head(day=f"{line}\n")
    assert (found.date, found.place) == (date, place)


def test_a_day_inside_a_sentence_is_not_that_of_the_document():
    found = head(day="", title="BÁO CÁO\nKết quả từ ngày 07 tháng 8 năm 2015\n")
    assert (found.date, found.place) == (None, None)


@pytest.mark.parametrize(
    "number, title, to, kind",
    [
        ("45/BC-UBND", "BÁO CÁO\nMột việc", "", "báo cáo"),
        ("45/UBND-NC", "BÁO CÁO\nMột việc", "", "báo cáo"),  # the symbol names none
        ("45/QĐ-UBND", "BÁO CÁO\nMột việc", "", "quyết định"),  # the symbol says otherwise
        ("45/QĐ-UBND", "QUY ĐỊNH\nMột việc", "", "quy định"),  # it may stand for both
        ("45-CT/TU", "CHƯƠNG TRÌNH\nMột việc", "", "chương trình"),
        ("45-CT/TU", "CHỈ THỊ\nMột việc", "", "chỉ thị"),
        ("45/UBND-NC", "V/v một việc", "Kính gửi: Các thôn.\n", "công văn"),
        ("45/QĐ-UBND", "V/v một việc", "Kính gửi: Các thôn.\n", "công văn"),
        ("45/UBND-NC", "V/v một việc", "", "công văn"),
        ("45/QĐ-UBND", "V/v một việc", "", "quyết định"),
        ("45/TTr-UBND", "TỜ TRÌNH\nMột việc", "Kính gửi: Các thôn.\n", "tờ trình"),
    ],
)
def test_the_type_by_heading_and_symbol(number, title, to, kind):
    assert head(number=f"Số: {number}\n", title=f"{title}\n", below=to).type == kind


def test_a_text_without_any_sign_has_no_type():
    found = header.read("Một việc đã xong.\nHai việc chưa xong.\n")
    assert (found.type, found.number, found.date, found.issuer) == (None, None, None, None)


@pytest.mark.parametrize(
    "title, subject",
    [
        ("BÁO CÁO\nMột việc\n", "Một việc"),
        ("BÁO CÁO\nMột việc\nvà hai việc\n", "Một việc và hai việc"),
        ("BÁO CÁO\nVề việc trồng tre\n\nChữ khác\n", "Về việc trồng tre"),
        ("BÁO CÁO\nV/v trồng tre\n", "trồng tre"),
        ("BÁO CÁO: trồng tre\n", None),
        ("BÁO CÁO\nTrồng tre\nTrong năm qua, xã đã trồng.\n", "Trồng tre"),
        ("BÁO CÁO\nTrồng tre\nThực hiện Kế hoạch của huyện, xã đã trồng.\n", "Trồng tre"),
        ("QUYẾT ĐỊNH\nVề trồng tre\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nCăn cứ Luật;\n", "Về trồng tre"),
        ("KẾ HOẠCH\nTrồng tre\n(Kèm theo Quyết định số 4/QĐ-UBND)\n", "Trồng tre"),
        ("V/v trồng tre ven sông\n", "trồng tre ven sông"),
        ("V/v: trồng tre\nven sông\n\n", "trồng tre ven sông"),
        ("Về việc trồng tre\n", "trồng tre"),
        ("", None),
    ],
)
def test_the_subject(title, subject):
    assert head(number="Số: 45/UBND-NC\n", title=title).subject == subject


def test_the_subject_of_a_letter_ends_where_the_other_column_begins():
    text = f"UBND XÃ MAI\nSố: 45/UBND-NC\nV/v trồng tre\n{STATE}{DAY}Kính gửi: Các thôn.\n"
    assert header.read(text).subject == "trồng tre"
    text = f"UBND XÃ MAI\nSố: 45/UBND-NC\nV/v trồng tre {DAY}{STATE}Kính gửi: Các thôn.\n"
    assert header.read(text).subject == "trồng tre"


@pytest.mark.parametrize(
    "below, addressees",
    [
        ("Kính gửi: Các thôn.\n", ("Các thôn",)),
        ("Kính gửi Các thôn;\n", ("Các thôn",)),
        ("Kinh gửi:\n- Các thôn;\n- Các đoàn thể.\n", ("Các thôn", "Các đoàn thể")),
        ("Kính gửi: - Các thôn; - Các đoàn thể.\n", ("Các thôn", "Các đoàn thể")),
        ("Kính gửi:\n+ Các thôn;\n• Các đoàn thể.\n\nMột việc.\n", ("Các thôn", "Các đoàn thể")),
        ("Kính gửi: Các thôn.\nCăn cứ Luật;\n", ("Các thôn",)),
        ("Kính gửi: Các thôn Thực hiện Kế hoạch, xã báo cáo.\n", ("Các thôn",)),
        ("Kính gửi: Các ban, ngành và\nđoàn thể\n", ("Các ban, ngành và", "đoàn thể")),
        ("Kính gửi:\n- Các thôn;\n\n- Các đoàn thể.\n", ("Các thôn", "Các đoàn thể")),
        ("Kính gửi:\n- Các thôn;\n- Thực hiện Kế hoạch, xã báo cáo.\n", ("Các thôn",)),
        ("Một việc.\n", ()),
    ],
)
def test_addressees(below, addressees):
    assert head(number="Số: 45/UBND-NC\n", title="V/v tre\n", below=below).addressee == addressees


def test_addressees_of_a_telegram():
    text = f"THỦ TƯỚNG CHÍNH PHỦ\nSố: 6/CĐ-TTg\n{STATE}{DAY}CÔNG ĐIỆN\nVề đê\nTHỦ TƯỚNG điện:\n- Các bộ;\n- Các tỉnh.\n"
    found = header.read(text)
    assert (found.type, found.addressee) == ("công điện", ("Các bộ", "Các tỉnh"))


@pytest.mark.parametrize(
    "line, number, date, issuer, subject",
    [
        (
            "KẾT LUẬN 5-KL/TW của Bộ Chính trị về đê điều",
            "5-KL/TW",
            None,
            "Bộ Chính trị",
            "về đê điều",
        ),
        (
            "KẾT LUẬN 5-KL/TW ngày 01/02/2019 của Bộ Chính trị về đê điều",
            "5-KL/TW",
            "2019-02-01",
            "Bộ Chính trị",
            "về đê điều",
        ),
        (
            "Kế hoạch số 12/KH-UBND năm 2020 về phòng lụt do Ủy ban nhân dân xã Mai ban hành",
            "12/KH-UBND",
            None,
            "Ủy ban nhân dân xã Mai",
            "về phòng lụt",
        ),
        ("Nghị quyết 7/2020/NQ-HĐND", "7/2020/NQ-HĐND", None, None, None),
    ],
)
def test_a_title_in_one_line_says_it_all(line, number, date, issuer, subject):
    found = header.read(f"{line}\nI. MỘT VIỆC\n")
    assert (found.number, found.date, found.issuer, found.subject) == (
        number,
        date,
        issuer,
        subject,
    )
    assert line.lower().startswith(f"{found.type} ")


@pytest.mark.parametrize(
    "above, parent, issuer",
    [
        ("UBND XÃ MAI", None, "UBND XÃ MAI"),
        ("UBND TỈNH XUÂN LĨNH\nSỞ NỘI VỤ", "UBND TỈNH XUÂN LĨNH", "SỞ NỘI VỤ"),
        ("UBND TỈNH XUÂN LĨNH SỞ NỘI VỤ", "UBND TỈNH XUÂN LĨNH", "SỞ NỘI VỤ"),
        ("BỘ QUỐC PHÒNG", None, "BỘ QUỐC PHÒNG"),
        ("BỘ QUỐC PHÒNG\nBỘ TỔNG THAM MƯU", "BỘ QUỐC PHÒNG", "BỘ TỔNG THAM MƯU"),
        (
            "BỘ TƯ LỆNH QUÂN KHU 1\nBỘ CHỈ HUY QUÂN SỰ TỈNH XUÂN LĨNH",
            "BỘ TƯ LỆNH QUÂN KHU 1",
            "BỘ CHỈ HUY QUÂN SỰ TỈNH XUÂN LĨNH",
        ),
        (
            "BỘ CHỈ HUY QUÂN SỰ\nTỈNH XUÂN LĨNH\nBAN CHỈ HUY QUÂN SỰ\nHUYỆN ĐỒI CAO",
            "BỘ CHỈ HUY QUÂN SỰ TỈNH XUÂN LĨNH",
            "BAN CHỈ HUY QUÂN SỰ HUYỆN ĐỒI CAO",
        ),
        ("ỦY BAN NHÂN DÂN\nXÃ MAI", None, "ỦY BAN NHÂN DÂN XÃ MAI"),
        ("SỞ TÀI NGUYÊN VÀ\nMÔI TRƯỜNG", None, "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"),
        ("Ủ\nY BAN NHÂN DÂN\nXÃ MAI", None, "ỦY BAN NHÂN DÂN XÃ MAI"),
        ("**UBND XÃ MAI**", None, "UBND XÃ MAI"),
        ("| UBND XÃ MAI |", None, "UBND XÃ MAI"),
        ("ĐẢNG ỦY XÃ MAI\nVĂN PHÒNG", "ĐẢNG ỦY XÃ MAI", "VĂN PHÒNG"),
        ("Bản sao", None, None),
    ],
)
def test_the_letterhead(above, parent, issuer):
    found = head(above=f"{above}\n")
    assert (found.parent, found.issuer) == (parent, issuer)


def test_a_letterhead_below_the_national_title():
    text = f"{STATE}UBND XÃ MAI\nSố: 45/BC-UBND\n{DAY}BÁO CÁO\nMột việc\n"
    assert header.read(text).issuer == "UBND XÃ MAI"


def test_a_letterhead_beside_the_motto():
    text = (
        "UBND TỈNH XUÂN LĨNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\n"
        f"Số: 45/SNV-CC\n{DAY}V/v tre\nKính gửi: Các thôn.\n"
    )
    found = header.read(text)
    assert (found.parent, found.issuer) == ("UBND TỈNH XUÂN LĨNH", "SỞ NỘI VỤ")


@pytest.mark.parametrize(
    "issuer, parent, text, below, whole",
    [
        (
            "VĂN PHÒNG",
            "ĐẢNG ỦY XÃ MAI",
            "Văn phòng Đảng ủy xã Mai họp.",
            "",
            "VĂN PHÒNG ĐẢNG ỦY XÃ MAI",
        ),
        ("VĂN PHÒNG", "ĐẢNG ỦY XÃ MAI", "Văn phòng họp.", "", "VĂN PHÒNG"),
        ("UBND", None, "", "\nChữ\nCHỦ TỊCH UBND XÃ MAI\nCăn cứ", "UBND XÃ MAI"),
        (
            "ỦY BAN NHÂN DÂN",
            None,
            "",
            "\nChữ\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MAI\n",
            "ỦY BAN NHÂN DÂN XÃ MAI",
        ),
        (None, None, "", "\nChữ\nGIÁM ĐỐC SỞ NỘI VỤ\n", "SỞ NỘI VỤ"),
        ("UBND", None, "", "\nChữ\nGIÁM ĐỐC SỞ NỘI VỤ\n", "UBND"),  # of another body
        ("SỞ NỘI VỤ", None, "", "\nChữ\nGIÁM ĐỐC SỞ XÂY DỰNG\n", "SỞ NỘI VỤ"),
        (None, None, "", "\nChữ thường\n", None),
    ],
)
def test_the_whole_name_of_the_issuer(issuer, parent, text, below, whole):
    assert letterhead.whole_name(issuer, parent, text, below) == whole


@pytest.mark.parametrize(
    "number, kind",
    [
        ("435/QĐ-UBND", "quyết định"),
        ("12-CT/TU", "chỉ thị"),
        ("5/2019/TT-BQP", "thông tư"),
        ("5/2019/TTLT-BQP-BNV", "thông tư liên tịch"),
        ("7-CTr/TU", "chương trình"),
        ("3/gm-UBND", "giấy mời"),
        ("100/BYT-KH", None),  # an office, not a plan
        ("45/SNV-CC", None),
        ("45", None),
        ("", None),
        (None, None),
    ],
)
def test_the_type_a_symbol_names(number, kind):
    assert kinds.by_symbol(number) == kind


@pytest.mark.parametrize(
    "kind, number, may",
    [
        ("quyết định", "5/QĐ-UBND", True),
        ("quy định", "5/QĐ-UBND", True),
        ("chương trình", "5-CT/TU", True),
        ("báo cáo", "5/QĐ-UBND", False),
        ("quyết định", "5", False),
        ("quyết định", None, False),
    ],
)
def test_what_a_symbol_may_stand_for(kind, number, may):
    assert kinds.abbreviated(kind, number) is may


@pytest.mark.parametrize(
    "text, names",
    [
        (
            "Ban Chỉ đạo đào tạo Bộ Quốc phòng họp; Ban Chỉ đạo tổng kết Bộ Quốc phòng nghe.",
            [("Ban Chỉ đạo đào tạo Bộ Quốc phòng", "Ban Chỉ đạo tổng kết Bộ Quốc phòng")],
        ),
        ("Ban Chỉ đạo đào tạo Bộ Quốc phòng; Ban chỉ đạo đào tạo Bộ Quốc phòng.", []),
        ("Ban Chỉ đạo đào tạo Bộ Quốc phòng; Ban Chỉ đạo tổng kết Bộ Nội vụ.", []),
        (
            "Ban Tổ chức tỉnh Xuân Lĩnh; Ban tổ chức hội thi tỉnh Xuân Lĩnh.",
            [("Ban Tổ chức tỉnh Xuân Lĩnh", "Ban tổ chức hội thi tỉnh Xuân Lĩnh")],
        ),
        ("Ban Tổ chức tỉnh Xuân Lĩnh; Hội đồng tỉnh Xuân Lĩnh.", []),
        ("Một việc.", []),
    ],
)
def test_several_names_of_one_board(text, names):
    assert bodies.several_names(text) == names
