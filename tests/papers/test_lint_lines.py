"""Each rule of the official form on a paper that breaks it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papers.formed import (
    BODY,
    REPORT,
    centred,
    changed,
    examined,
    letter,
    put_after,
    shelf,
    sized,
    told,
    without,
)

UPRIGHT, BOLD = "đứng, thường", "đứng, đậm"
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
BESIDE = ("không ở cột phải", "cột phải, ngang tên cơ quan ban hành")


def test_a_report_in_order_breaks_no_rule():
    assert examined(REPORT) == []


def test_a_letter_in_order_breaks_no_rule():
    assert examined(letter()) == []


@pytest.mark.parametrize(
    ("name", "points", "rule", "found", "expected"),
    [
        ("country", [11.5], "country.size", "11.5", "12–13"),
        ("country", [13.5], "country.size", "13.5", "12–13"),
        ("country", [12, 14], "country.size", "12, 14", "12–13"),
        ("motto", [12.5], "motto.size", "12.5", "13–14"),
        ("motto", [14.5], "motto.size", "14.5", "13–14"),
        ("agency", [14], "agency.size", "14", "12–13"),
        ("number", [12], "number.size", "12", "13"),
        ("number", [14], "number.size", "14", "13"),
        ("date", [12], "date.size", "12", "13–14"),
        ("kind", [12], "kind.size", "12", "13–14"),
        ("kind", [15], "kind.size", "15", "13–14"),
        ("subject", [12], "subject.size", "12", "13–14"),
        ("text", [15], "body.size", "15", "13–14"),
        ("to", [11], "recipients_head.size", "11", "12"),
        ("first", [12], "recipients.size", "12", "11"),
        ("last", [10], "recipients.size", "10", "11"),
        ("authority", [12], "signature.size", "12", "13–14"),
        ("post", [15], "signature.size", "15", "13–14"),
        ("signer", [12.5], "signature.size", "12.5", "13–14"),
    ],
)
def test_a_line_too_small_or_too_large(name, points, rule, found, expected):
    assert examined(changed(name, sizes=sized(*points))) == [(rule, found, expected)]


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("country", [12, 13]),
        ("motto", [13, 14]),
        ("agency", [13]),
        ("above", [10]),  # the agency above the issuer has no rule of its own here
        ("date", [13, 14]),
        ("kind", [13]),
        ("subject", [13, 14]),
        ("text", [13]),
        ("authority", [14]),
        ("signer", [13]),
    ],
)
def test_both_ends_of_what_is_allowed_are_allowed(name, points):
    assert examined(changed(name, sizes=sized(*points))) == []


@pytest.mark.parametrize(
    ("name", "look", "rule", "found", "expected"),
    [
        ("country", {"bold": False}, "country.style", UPRIGHT, BOLD),
        ("country", {"italic": True}, "country.style", "nghiêng, đậm", BOLD),
        ("motto", {"bold": False}, "motto.style", UPRIGHT, BOLD),
        ("agency", {"bold": False}, "agency.style", UPRIGHT, BOLD),
        ("number", {"bold": True}, "number.style", BOLD, UPRIGHT),
        ("date", {"italic": False}, "date.style", UPRIGHT, "nghiêng, thường"),
        ("kind", {"bold": False}, "kind.style", UPRIGHT, BOLD),
        ("subject", {"italic": True}, "subject.style", "nghiêng, đậm", BOLD),
        ("basis", {"italic": True}, "basis.style", "nghiêng, thường", UPRIGHT),
        ("to", {"italic": False}, "recipients_head.style", BOLD, "nghiêng, đậm"),
        ("first", {"italic": True}, "recipients.style", "nghiêng, thường", UPRIGHT),
        ("authority", {"bold": False}, "signature.style", UPRIGHT, BOLD),
        ("signer", {"bold": False}, "signature.style", UPRIGHT, BOLD),
        ("kind", {"text": "Báo cáo"}, "kind.case", "Báo cáo", "in hoa"),
        ("agency", {"text": "Tỉnh Lạng Sơn"}, "agency.case", "Tỉnh Lạng Sơn", "in hoa"),
    ],
)
def test_a_line_of_another_cut(name, look, rule, found, expected):
    assert examined(changed(name, **look)) == [(rule, found, expected)]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("country", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", []),
        ("country", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ", []),
        (
            "country",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            [("country.case", "Cộng hòa xã hội chủ nghĩa Việt Nam", "in hoa")],
        ),
        (
            "country",
            "CỘNG HÒA XÃ HỘI  CHỦ NGHĨA VIỆT NAM",
            [("country.text", "CỘNG HÒA XÃ HỘI  CHỦ NGHĨA VIỆT NAM", COUNTRY)],
        ),
        (
            "country",
            "VIỆT NAM DÂN CHỦ CỘNG HÒA",
            [("country.text", "không có", COUNTRY)],
        ),
        (
            "motto",
            "Độc lập – Tự do – Hạnh phúc",
            [("motto.text", "Độc lập – Tự do – Hạnh phúc", MOTTO)],
        ),
        (
            "motto",
            "ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
            [("motto.text", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", MOTTO)],
        ),
        ("motto", "Độc lập - Tự do", [("motto.text", "không có", MOTTO)]),
    ],
)
def test_the_words_of_the_country_and_its_motto(name, text, found):
    assert examined(changed(name, text=text)) == found


def test_the_country_stands_in_the_right_column():
    assert examined(changed("country", column=2)) == [("country.place", *BESIDE)]
    assert examined(changed("motto", column=2)) == [("motto.place", *BESIDE)]


def test_the_country_stands_beside_an_agency():
    assert examined(without("above", "agency")) == [
        ("country.place", *BESIDE),
        ("motto.place", *BESIDE),
    ]


def test_the_country_below_the_agency_is_not_beside_it():
    lines = changed("country", row=3)
    assert examined(lines) == [("country.place", *BESIDE)]


@pytest.mark.parametrize(
    "text",
    [
        "Số: 06/BC-UBND",
        "Số: 106/BC-UBND",
        "Số:      /BC-UBND",
        "Số: /BC-UBND",
        "Số: 06 /BC-UBND",
        "Số:06/UBND-NC",
    ],
)
def test_a_number_as_it_is_written(text):
    assert examined(changed("number", text=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Số: 6/BC-UBND",
        "Số: 06",
        "Số: 06/",
        "Số: 06/BC - UBND",
        "Số: 06-BC-UBND",
        "Số 06/BC-UBND",
        "Số : 06/BC-UBND",
        "Số./BC-UBND",
    ],
)
def test_a_number_that_is_written_otherwise(text):
    assert examined(changed("number", text=text)) == [("number.text", text, "Số: 06/BC-UBND")]


@pytest.mark.parametrize("text", ["BC-UBND", "06/BC-UBND", "Sổ: 06/BC-UBND"])
def test_a_number_that_is_not_there(text):
    assert examined(changed("number", text=text)) == [("number.text", "không có", "Số: …/…")]


@pytest.mark.parametrize(
    "text",
    [
        "Lạng Sơn, ngày 10 tháng 3 năm 2013",
        "Lạng Sơn, ngày 09 tháng 02 năm 2013",
        "Lạng Sơn, ngày 31 tháng 01 năm 2013",
        "Lạng Sơn, ngày 30 tháng 9 năm 2013",
        "Lạng Sơn, ngày 01 tháng 10 năm 2013",
        "Lạng Sơn, ngày 01 tháng 12 năm 2013",
        "Lạng Sơn, ngày    tháng 3 năm 2013",
        "Lạng Sơn, ngày    tháng    năm 2013",
    ],
)
def test_a_day_as_it_is_written(text):
    assert examined(changed("date", text=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lạng Sơn, ngày 5 tháng 3 năm 2013",
        "Lạng Sơn, ngày 9 tháng 10 năm 2013",
        "Lạng Sơn, ngày 05 tháng 03 năm 2013",
        "Lạng Sơn, ngày 05 tháng 09 năm 2013",
        "Lạng Sơn, ngày 05 tháng 2 năm 2013",
        "Lạng Sơn, ngày 05 tháng 1 năm 2013",
        "Lạng Sơn, ngày 010 tháng 3 năm 2013",
        "Lạng Sơn, ngày 10 tháng 012 năm 2013",
    ],
)
def test_a_day_with_a_nought_too_few_or_too_many(text):
    expected = ("date.zero", text, "ngày dưới 10, tháng 1 và 2 thêm số 0")
    assert examined(changed("date", text=text)) == [expected]


@pytest.mark.parametrize(
    "text",
    ["Lạng Sơn ngày 05 tháng 3 năm 2013", "Lạng Sơn, 05/3/2013", "Lạng Sơn, ngày 05 tháng 3"],
)
def test_a_day_that_is_not_there(text):
    expected = ("date.text", "không có", "Lạng Sơn, ngày 05 tháng 3 năm 2013")
    assert examined(changed("date", text=text)) == [expected]


def test_the_day_stands_in_the_line_of_the_number():
    expected = ("date.place", "khác dòng với số, ký hiệu", "cùng dòng với số, ký hiệu")
    assert examined(changed("date", row=2)) == [expected]
    assert examined(changed("date", table=2)) == [expected]
    assert [rule for rule, *_ in examined(without("number"))] == ["number.text"]


def test_a_kind_without_its_subject():
    assert examined(without("subject")) == [
        ("subject.text", "không có", "dưới tên loại, chữ đứng, đậm")
    ]


def test_a_paper_without_kind_and_subject():
    wanted = "BÁO CÁO, QUYẾT ĐỊNH …; công văn: V/v … dưới số"
    found = "Căn cứ Luật Dân quân tự vệ ngày 23/11/2009,"
    assert examined(without("kind", "subject")) == [("kind.text", found, wanted)]


def test_only_the_kind_and_the_line_below_it_are_the_title():
    lines = put_after("subject", post=centred("Chủ tịch ủy ban nhân dân tỉnh", italic=True))
    assert examined(lines) == []


@pytest.mark.parametrize(
    ("look", "found"),
    [
        ({"sizes": sized(11)}, [("subject.size", "11", "12–13")]),
        ({"sizes": sized(13)}, []),
        ({"bold": True}, [("subject.style", BOLD, UPRIGHT)]),
    ],
)
def test_the_subject_of_a_letter(look, found):
    assert examined(letter(about=look)) == found


def test_a_subject_in_the_right_column_makes_no_letter():
    """Then what is centred is taken for the kind."""
    assert examined(letter(about={"column": 1})) == [
        ("kind.style", UPRIGHT, BOLD),
        ("kind.case", "Kính gửi: Bộ Chỉ huy quân sự tỉnh", "in hoa"),
        ("subject.text", "không có", "dưới tên loại, chữ đứng, đậm"),
    ]


@pytest.mark.parametrize(
    ("text", "is_addressed"),
    [
        ("Kính gửi: Quân khu 1", True),
        ("Kính gửi Quân khu 1", True),
        ("Gửi: Quân khu 1", False),
        ("Quân khu 1 (kính gửi)", False),
    ],
)
def test_a_letter_says_whom_it_is_for(text, is_addressed):
    missing = [] if is_addressed else [("addressee.text", "không có", "Kính gửi: …")]
    assert examined(letter(addressee={"text": text})) == missing


def test_the_first_line_in_another_typeface_or_colour_is_told():
    two = frozenset({"Times New Roman", "VNI-Times", "Arial"})
    lines = {**REPORT, "text": replace(REPORT["text"], fonts=two)}
    lines["end"] = replace(REPORT["end"], fonts=frozenset({".VnTime"}))
    assert [(b.rule, b.where, b.found, b.expected) for b in told(lines)] == [
        ("font", REPORT["text"].text, "Arial, VNI-Times", "Times New Roman")
    ]
    red = changed("motto", colours=frozenset({"auto", "FF0000", "0000FF"}))
    assert examined(red) == [("colour", "0000FF, FF0000", "màu đen")]
    assert examined(changed("motto", colours=frozenset({"000000"}))) == []


def test_a_long_line_is_named_by_its_beginning():
    long = "Quán triệt chỉ thị của cấp trên, các cấp, các ngành trong tỉnh đã xây dựng kế hoạch"
    [breach] = told(changed("text", text=long, gap=0))
    assert breach.where == "Quán triệt chỉ thị của cấp trên, các cấp, các ngành trong …"
    [breach] = told(changed("text", text="x" * 60, gap=0))
    assert breach.where == "x" * 60


@pytest.mark.parametrize(
    ("text", "is_ended"),
    [
        ("Trên đây là báo cáo./.", True),
        ("Trên đây là báo cáo./. ", True),
        ("Trên đây là báo cáo.", False),
        ("Trên đây là báo cáo /.", False),
    ],
)
def test_the_text_ends_with_its_mark(text, is_ended):
    missing = [] if is_ended else [("body.end", text.strip()[-3:], "./.")]
    assert examined(changed("end", text=text)) == missing


def test_what_stands_after_the_mark_takes_nothing_from_it():
    note = replace(BODY, text="Ghi chú: số liệu chốt đến 31/12/2012.")
    assert examined(put_after("end", note=note)) == []


def test_where_the_mark_is_missing_the_end_of_the_text_is_shown():
    [breach] = told(changed("end", text="a" * 50 + "b" * 60))
    assert (breach.where, breach.found) == ("b" * 60, "bbb")


def test_a_paper_without_running_text():
    short = without("basis", "text", "end")
    wanted = ("body.align", "không có đoạn canh đều hai lề", "canh đều hai lề")
    assert examined(short) == [wanted]
    appended = {**short, "appendix": centred("Phụ lục", section=1)}
    assert examined(appended) == []  # its text may be the appendix
    third = shelf(2, 0, 0, "Số lượng", 13)
    assert examined({**short, "third": third}) == []  # or a table
    assert examined({**short, "second": replace(third, table=1, row=1)}) == [wanted]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- Bộ Quốc phòng;", []),
        ("- Bộ Quốc phòng.", [("recipients.item", ".", "- …;")]),
        ("- Bộ Quốc phòng", [("recipients.item", "g", "- …;")]),
        ("Bộ Quốc phòng;", [("recipients.item", ";", "- …;")]),
        ("-Bộ Quốc phòng;", [("recipients.item", ";", "- …;")]),
    ],
)
def test_a_recipient_has_a_dash_and_a_semicolon(text, found):
    assert examined(changed("first", text=text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- Lưu: VT.", []),
        ("- Lưu: VT;", [("recipients.item", ";", "- ….")]),
        ("- Lưu VT.", [("recipients.archive", "- Lưu VT.", "- Lưu: VT, …")]),
        ("- Sở Nội vụ.", [("recipients.archive", "- Sở Nội vụ.", "- Lưu: VT, …")]),
    ],
)
def test_the_last_recipient_is_the_archive(text, found):
    assert examined(changed("last", text=text)) == found


def test_a_paper_that_goes_to_nobody():
    assert examined(without("to", "first", "last")) == [
        ("recipients.text", "không có", "Nơi nhận:")
    ]
    named = changed("to", text="NƠI NHẬN:")
    assert ("recipients.text", "không có", "Nơi nhận:") in examined(named)


def test_recipients_outside_tables_end_with_the_dashes():
    outside = {"table": -1, "row": -1, "column": -1}
    lines = {
        name: replace(line, **outside) if name in ("to", "first", "last") else line
        for name, line in REPORT.items()
    }
    behind = {**lines, "note": replace(BODY, text="Bản này in hai mặt.", **outside)}
    place = [("signature.place", "không ngang Nơi nhận", "cột phải, ngang Nơi nhận")]
    assert examined(lines) == place
    assert examined(behind) == place


def test_recipients_are_those_of_the_cell():
    below = shelf(1, 1, 0, "Bản này in hai mặt", 14)
    assert examined(put_after("last", below=below)) == []


def test_a_signature_stands_beside_the_recipients():
    moved = {
        name: replace(line, row=1) if name in ("authority", "post", "signer") else line
        for name, line in REPORT.items()
    }
    expected = [("signature.place", "không ngang Nơi nhận", "cột phải, ngang Nơi nhận")]
    assert examined(moved) == expected
    assert examined(without("authority", "post")) == expected  # a name without a post
    assert examined(without("signer")) == []  # room for the name


def test_of_the_army_the_authority_is_larger():
    assert [b for b in examined(REPORT, code="army") if b[0].startswith("signature")] == [
        ("signature.size", "13", "14"),
        ("signature.size", "13", "14"),
    ]


def appended(*names: str, cited: str = "") -> list[tuple[str, str, str]]:
    """What is found of a report with these appendices, cited so in its text."""
    text = replace(REPORT["text"], text=f"Ủy ban nhân dân tỉnh báo cáo như sau{cited}:")
    more = {name: centred(name, section=1 + place) for place, name in enumerate(names)}
    return examined({**REPORT, "text": text, **more})


NOT_CITED = "không được dẫn trong văn bản"


@pytest.mark.parametrize(
    ("names", "cited", "found"),
    [
        (["Phụ lục"], "", []),
        (["Phụ lục I"], "", [("appendix.cited", NOT_CITED, "(Phụ lục I kèm theo)")]),
        (["Phụ lục I"], " (Phụ lục I kèm theo)", []),
        (["Phụ lục I", "Phụ lục II"], " (phụ lục I, II kèm theo)", []),
        (
            ["Phụ lục I", "Phụ lục II"],
            " (Phụ lục II kèm theo)",
            [("appendix.cited", NOT_CITED, "(Phụ lục I kèm theo)")],
        ),
        (
            ["Phụ lục I", "Phụ lục II"],
            " (Phụ lục I. Mục II)",
            [("appendix.cited", NOT_CITED, "(Phụ lục II kèm theo)")],
        ),
        (["Phụ lục III", "Phụ lục IIIa"], " (các Phụ lục III và IIIa)", []),
        (
            ["Phụ lục III", "Phụ lục IIIa"],
            " (Phụ lục IIIa)",
            [("appendix.cited", NOT_CITED, "(Phụ lục III kèm theo)")],
        ),
        (["Phụ lục 1"], "", [("appendix.number", "Phụ lục 1", "Phụ lục I, II, III …")]),
        (["Phụ lục A"], "", [("appendix.number", "Phụ lục A", "Phụ lục I, II, III …")]),
        (
            ["Phụ lục", "Phụ lục II"],
            " (Phụ lục II)",
            [("appendix.number", "Phụ lục", "Phụ lục I, II, III …")],
        ),
    ],
)
def test_appendices_are_numbered_and_cited(names, cited, found):
    assert appended(*names, cited=cited) == found


@pytest.mark.parametrize("look", [{"align": "left"}, {"table": 3}])
def test_the_word_appendix_elsewhere_is_no_heading(look):
    line = centred("Phụ lục 9", section=1)
    assert examined({**REPORT, "other": replace(line, **look)}) == []


def test_the_heading_of_an_appendix_has_its_look():
    line = centred("Phụ lục", section=1)
    lines = {**REPORT, "appendix": replace(line, bold=False, sizes=sized(13))}
    assert examined(lines) == [
        ("appendix.size", "13", "14"),
        ("appendix.style", UPRIGHT, BOLD),
    ]
