"""Each sign of a text alone: what a line becomes, what it is filled with, what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from goc.desk import kinds
from goc.desk.composing import Frame, compose
from goc.desk.kinds import PaperKind, Values, kind_named, kinds_of, register
from goc.desk.markup import Line, read
from goc.desk.rules import Head
from goc.desk.texts import check_text
from goc.lib.errors import HiddenError, InputError
from goc.papers.model import Appendix, Cell, Figure, Heading, Paragraph, Row, Signature, Table, Text
from goc.papers.model import Head as Column

HEAD = "Loại: báo cáo\nTrích yếu: tổng kết\n\n"


def body(*lines):
    return read(HEAD + "\n".join(lines)).body


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Phần thứ nhất | KẾT QUẢ", Line("heading", "KẾT QUẢ", "part", "Phần thứ nhất")),
        ("# A | B | C", Line("heading", "B | C", "part", "A")),
        ("## I. Đặc điểm tình hình", Line("heading", "Đặc điểm tình hình", "roman", "I.")),
        ("### 1. Lãnh đạo", Line("heading", "Lãnh đạo", "arabic", "1.")),
        ("#### a) Kết quả", Line("heading", "Kết quả", "letter", "a)")),
        ("##   I.   Đặc điểm", Line("heading", "Đặc điểm", "roman", "I.")),
        ("##### x y", Line("body", "##### x y")),
        ("##I. Đặc điểm", Line("body", "##I. Đặc điểm")),
        ("- gửi trước ngày {day};", Line("item", "- gửi trước ngày {day};")),
        ("-gửi", Line("body", "-gửi")),
        ("+ gửi", Line("body", "+ gửi")),
        ("> Tài liệu nội bộ.", Line("note", "Tài liệu nội bộ.")),
        (">Tài liệu", Line("body", ">Tài liệu")),
        ("^ Trân trọng", Line("centered", "Trân trọng")),
        ("^Trân trọng", Line("body", "^Trân trọng")),
        ("{@debts}", Line("list", "debts")),
        ("{debts}", Line("body", "{debts}")),
        ("{@ debts}", Line("body", "{@ debts}")),
        ("   Thực hiện {directive}   ", Line("body", "Thực hiện {directive}")),
    ],
)
def test_a_line_is_what_it_begins_with(text, line):
    assert body(text) == (line,)


def test_empty_lines_part_nothing_but_the_head():
    assert body("Một", "", "  ", "Hai", "") == (Line("body", "Một"), Line("body", "Hai"))
    assert read("\n\n" + HEAD).body == ()
    assert read("Loại: a\nTrích yếu: b").body == ()


def test_the_head_holds_each_name_with_its_values():
    read_ = read(
        "Loại:  công văn \nKý hiệu: {symbol}-NC\nTrích yếu: về: việc\n"
        "Kính gửi: A\nKính gửi: {@units}\nNơi nhận: Như trên\nCăn cứ: Luật\nNơi nhận: Lưu: VT\n"
    )
    assert read_.head == {
        "Loại": ("công văn",),
        "Ký hiệu": ("{symbol}-NC",),
        "Trích yếu": ("về: việc",),
        "Kính gửi": ("A", "{@units}"),
        "Nơi nhận": ("Như trên", "Lưu: VT"),
        "Căn cứ": ("Luật",),
    }
    assert (read_.one("Loại"), read_.one("Kính gửi"), read_.one("Đích")) == ("công văn", "A", "")


def test_what_fields_are_filled_into_and_which_lists_are_named():
    read_ = read(
        "Loại: a\nTrích yếu: b\nKính gửi: {@units}\nKính gửi: c\n\n## I. Mục {x}\n{@rows}\n- ý"
    )
    assert list(read_.texts) == ["a", "b", "c", "I. Mục {x}", " - ý"]
    assert list(read_.lists) == ["units", "rows"]


NAMES = "Loại, Ký hiệu, Trích yếu, Kính gửi, Căn cứ, Nơi nhận"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Phần đầu của văn bản thiếu dòng «Loại: …»."),
        ("Loại báo cáo\nTrích yếu: b", "Dòng 1 «Loại báo cáo»: phần đầu chỉ gồm"),
        ("Loại: a\nTrích yếu: b\nĐích: c", f"Dòng 3 «Đích: c»: phần đầu chỉ gồm các dòng {NAMES}"),
        ("Loại: a\nKý hiệu:  \nTrích yếu: b", "Dòng 2 «Ký hiệu:»: phần đầu chỉ gồm"),
        ("Loại: a\nTrích yếu: b\nTrích yếu: c", "Dòng 3: «Trích yếu» chỉ được ghi một lần."),
        (
            "Loại: a\nKý hiệu: b\nKý hiệu: b\nTrích yếu: c",
            "Dòng 3: «Ký hiệu» chỉ được ghi một lần.",
        ),
        ("Trích yếu: b", "Phần đầu của văn bản thiếu dòng «Loại: …»."),
        ("Loại: a\n\nTrích yếu: b", "Phần đầu của văn bản thiếu dòng «Trích yếu: …»."),
        (f"{HEAD}Một\n\n## I.", "Dòng 6 «I.»: tiêu đề gồm số mục rồi tên"),
        (f"{HEAD}# I. KẾT QUẢ", "Dòng 4 «I. KẾT QUẢ»: tiêu đề gồm số mục rồi tên"),
        (f"{HEAD}# Phần |", "Dòng 4 «Phần |»: tiêu đề gồm"),
        (f"{HEAD}- {{@units}}", "Dòng 4 «- {@units}»: danh sách {@…} phải đứng riêng một dòng."),
        (f"{HEAD}{{@a}}{{@b}}", "Dòng 4 «{@a}{@b}»: danh sách {@…} phải đứng riêng một dòng."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, said):
    with pytest.raises(InputError) as refused:
        read(text)
    assert str(refused.value).startswith(said)


LETTERHEAD = Head(
    layout="civil",
    parent=("BỘ QUỐC PHÒNG",),
    agency=("QUÂN KHU 1",),
    issuer="Quân khu 1",
    symbol="QK1",
    authority=("TL. TƯ LỆNH",),
    post="",
    signer="Đại tá Lý A",
)
FRAME = Frame(LETTERHEAD, date(2013, 6, 14), "Xã Mẫu Sơn", "Thái Nguyên")


def composed(*lines, head=HEAD, frame=FRAME, **values):
    return compose(head + "\n".join(lines), Values(**values), frame)


@pytest.mark.parametrize(
    ("text", "fields", "filled"),
    [
        ("{unit} và {issuer} ({symbol})", {}, "xã Mẫu Sơn và Quân khu 1 (QK1)"),
        ("ngày {day}", {"day": "5/3"}, "ngày 5/3"),
        ("ngày {day}", {"day": ""}, "ngày …………"),
        ("{blank}/{blank}", {}, "…………/…………"),
        ("{symbol}", {"symbol": "khác"}, "khác"),  # the subject's own goes first
        ("có {trained} người", {}, "có {trained} người"),  # not the desk's: the subject may know
        ("{ day }", {"day": "x"}, "{ day }"),
        ("{{day}}", {"day": "x"}, "{x}"),
    ],
)
def test_fields_of_a_paragraph(text, fields, filled):
    assert composed(text, fields=fields).blocks == (Paragraph((Text(filled),)),)


def test_what_is_left_in_braces_is_read_by_the_subject():
    def inlines(text):
        return (Text(text.upper()), Figure("k", "5"))

    [paragraph] = composed("- có {trained} ở {unit}", inlines=inlines).blocks
    assert paragraph == Paragraph((Text("- CÓ {TRAINED} Ở XÃ MẪU SƠN"), Figure("k", "5")), "item")


@pytest.mark.parametrize("line", ["## I. Mục {trained}", "> Ghi chú {trained}"])
def test_a_heading_and_a_note_hold_no_figures(line):
    with pytest.raises(InputError) as refused:
        composed(line)
    assert str(refused.value) == "Văn bản này không có chỗ điền {trained}."


@pytest.mark.parametrize(
    "head",
    [
        "Loại: {x}\nTrích yếu: b\n\n",
        "Loại: a\nTrích yếu: {x}\n\n",
        "Loại: a\nTrích yếu: b\nKý hiệu: {x}\n\n",
        "Loại: a\nTrích yếu: b\nKính gửi: {x}\n\n",
        "Loại: a\nTrích yếu: b\nNơi nhận: {x}\n\n",
    ],
)
def test_a_head_holds_no_field_that_nobody_fills(head):
    with pytest.raises(InputError) as refused:
        composed(head=head)
    assert str(refused.value) == "Văn bản này không có chỗ điền {x}."


def test_a_paragraph_of_nothing_has_no_words():
    [paragraph] = composed("^  {x}", fields={"x": " "}).blocks
    assert paragraph == Paragraph((Text(" "),), "centered")
    assert composed("{@rows}", lists={"rows": lambda: [""]}).blocks == (Paragraph(()),)


TABLE = Table((Column("TT"),), (Row((Cell("1"),)),))


def test_a_list_gives_lines_blocks_and_appendices_in_their_order():
    annex, second = Appendix("I", "A", TABLE), Appendix("II", "B", TABLE)
    given = ["một {unit}", annex, TABLE, "- hai", second, Heading("roman", "I.", "Ba")]
    paper = composed("trước", "{@rows}", "sau", lists={"rows": lambda: given})
    assert paper.blocks == (
        Paragraph((Text("trước"),)),
        Paragraph((Text("một xã Mẫu Sơn"),)),
        TABLE,
        Paragraph((Text("- hai"),), "item"),
        Heading("roman", "I.", "Ba"),
        Paragraph((Text("sau"),)),
    )
    assert paper.appendices == (annex, second)


def test_a_list_in_the_head_gives_its_lines_as_they_are():
    paper = composed(
        head="Loại: a\nTrích yếu: b\nKính gửi: {@units}\nNơi nhận: {@units}\nCăn cứ: {unit}\n\n",
        lists={"units": lambda: ["Huyện {unit}", "Huyện Hai"]},
    )
    assert paper.addressees == paper.recipients == ("Huyện {unit}", "Huyện Hai")
    assert paper.legal_bases == ("xã Mẫu Sơn",)


@pytest.mark.parametrize("head", [HEAD + "{@x}", "Loại: a\nTrích yếu: b\nKính gửi: {@x}\n\n"])
def test_a_list_that_nobody_gives(head):
    with pytest.raises(InputError) as refused:
        composed(head=head, lists={"rows": list})
    assert str(refused.value) == "Văn bản này không có danh sách {@x}."


def test_what_stands_around_the_text_is_of_the_letterhead():
    paper = composed()
    assert (paper.parent_agency, paper.agency) == (("BỘ QUỐC PHÒNG",), ("QUÂN KHU 1",))
    assert (paper.issuer, paper.symbol, paper.place) == ("Quân khu 1", "", "Thái Nguyên")
    assert paper.signature == Signature(("TL. TƯ LỆNH",), "Đại tá Lý A")
    assert (paper.drafted, paper.number, paper.signed, paper.draft) == (
        date(2013, 6, 14),
        None,
        None,
        "",
    )


@pytest.mark.parametrize(
    ("layout", "day", "profile"),
    [
        ("civil", date(2020, 3, 4), "tt01"),
        ("civil", date(2020, 3, 5), "nd30"),
        ("army", date(2020, 3, 5), "army"),
    ],
)
def test_the_layout_is_that_of_the_issuer_and_the_day(layout, day, profile):
    frame = replace(FRAME, head=replace(LETTERHEAD, layout=layout), day=day)
    assert composed(frame=frame).profile == profile


def kind(name="giay-moi", **more):
    own = {
        "title": "Giấy mời",
        "subject": "test.subject",
        "folder": Path("none"),
        "revision": 1,
        "formats": ("docx",),
        "values": lambda _: Values(),
        "fields": {"day": "ngày"},
        "lists": {"units": "đơn vị", "rows": "bảng"},
    }
    return PaperKind(name, **{**own, **more})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{day} {unit} {issuer} {symbol} {blank}\n{@units}\n{@rows}", None),
        ("{x}", "{x}: không có chỗ điền này."),
        (
            "{x} {y}\n## I. {x}",
            "{x}: không có chỗ điền này. {y}: không có chỗ điền này. {x}: không có chỗ điền này.",
        ),
        (
            "{@x}\n{z}",
            "«{@x}»: loại văn bản này chỉ có các danh sách {@units}, {@rows}. "
            "{z}: không có chỗ điền này.",
        ),
    ],
)
def test_every_name_of_a_text_is_one_of_its_kind(text, said):
    if said is None:
        check_text(kind(), HEAD + text)
        return
    with pytest.raises(InputError) as refused:
        check_text(kind(), HEAD + text)
    assert str(refused.value) == said


def test_a_kind_without_lists_says_so():
    with pytest.raises(InputError) as refused:
        check_text(kind(lists={}), HEAD + "{@x}")
    assert str(refused.value) == "«{@x}»: loại văn bản này chỉ có các danh sách (không có)."


def test_a_kind_may_know_other_names():
    def faults(text):
        return [f"chỉ tiêu lạ trong «{text}»"] if "{x}" in text else []

    check_text(kind(faults=faults), HEAD + "{trained}")
    with pytest.raises(InputError) as refused:
        check_text(kind(faults=faults), HEAD + "{day} có {x}")
    assert str(refused.value) == "chỉ tiêu lạ trong «  có {x}»"


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(kinds, "KINDS", {})
    return register


def test_kinds_are_found_by_name_and_by_subject(registered):
    one, two, other = kind("mot"), kind("hai"), kind("ba", subject="test.other")
    registered(one, other, two)
    assert kind_named("hai") is two
    assert kinds_of("test.subject") == [one, two]
    assert kinds_of("none") == []
    with pytest.raises(HiddenError) as refused:
        kind_named("bon")
    assert str(refused.value) == "Không có loại văn bản này."


def test_the_files_of_a_kind_are_also_those_of_its_other_forms(registered):
    one = kind("mot", formats=("docx", "pdf"))
    registered(one, kind("mot-bang", formats=("xlsx",), same_as="mot"), kind("hai", same_as="ba"))
    assert one.files == [("mot", "docx"), ("mot", "pdf"), ("mot-bang", "xlsx")]


def test_what_goes_out_has_a_way_of_its_own():
    assert kind().goes_out
    assert not kind(is_internal=True).goes_out
    assert not kind(same_as="mot").goes_out
    assert kind(shows_people=True, from_register=True).goes_out


def test_another_form_has_the_text_of_the_paper_it_is(tmp_path):
    (tmp_path / "mot.txt").write_text("văn bản một", "utf-8")
    assert kind("mot", folder=tmp_path).shipped == "văn bản một"
    assert kind("mot-bang", folder=tmp_path, same_as="mot").shipped == "văn bản một"
