"""The text of a paper: read, filled in, refused with the line that is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from goc.desk.composing import Frame, compose
from goc.desk.kinds import KINDS, Values
from goc.desk.markup import read
from goc.desk.rules import Head
from goc.desk.texts import check_text
from goc.lib.errors import InputError
from goc.papers.model import Appendix, Cell, Heading, Paper, Paragraph, Row, Signature, Table, Text
from goc.papers.model import Head as Column

HEAD = Head(
    layout="civil",
    parent=(),
    agency=("ỦY BAN NHÂN DÂN", "TỈNH A"),
    issuer="UBND tỉnh A",
    symbol="UBND",
    authority=("KT. CHỦ TỊCH",),
    post="PHÓ CHỦ TỊCH",
    signer="Lý Thị Hoa",
)
FRAME = Frame(HEAD, date(2013, 6, 14), "Tỉnh A", "Lạng Sơn")
TEXT = """
Loại: công văn
Ký hiệu: {symbol}-NC
Trích yếu: đôn đốc {title}
Kính gửi: {@units}
Kính gửi: Sở Nội vụ
Căn cứ: Kế hoạch số 5/KH-{symbol}
Nơi nhận: Như trên

# Phần thứ nhất | KẾT QUẢ
## I. Đặc điểm
#### đ) Ý nhỏ
{issuer} đề nghị {who} gửi trước {day}
- một ý của {unit}
> Ghi chú
^ Trân trọng
{@rows}
"""
TABLE = Table((Column("TT"),), (Row((Cell("1"),)),))
ANNEX = Appendix("I", "DANH SÁCH", TABLE)


def test_a_text_becomes_a_paper() -> None:
    values = Values(
        {"title": "tổng kết", "day": "", "who": "các huyện"},
        {
            "units": lambda: ["Huyện Một", "Huyện Hai"],
            "rows": lambda: ["- dòng của {who}", "đoạn", TABLE, ANNEX],
        },
    )
    assert compose(TEXT, values, FRAME) == Paper(
        profile="tt01",
        kind="công văn",
        agency=("ỦY BAN NHÂN DÂN", "TỈNH A"),
        issuer="UBND tỉnh A",
        symbol="UBND-NC",
        place="Lạng Sơn",
        drafted=date(2013, 6, 14),
        subject="đôn đốc tổng kết",
        addressees=("Huyện Một", "Huyện Hai", "Sở Nội vụ"),
        legal_bases=("Kế hoạch số 5/KH-UBND",),
        recipients=("Như trên",),
        blocks=(
            Heading("part", "Phần thứ nhất", "KẾT QUẢ"),
            Heading("roman", "I.", "Đặc điểm"),
            Heading("letter", "đ)", "Ý nhỏ"),
            Paragraph((Text("UBND tỉnh A đề nghị các huyện gửi trước …………"),)),
            Paragraph((Text("- một ý của tỉnh A"),), "item"),
            Paragraph((Text("Ghi chú", italic=True),), "note"),
            Paragraph((Text("Trân trọng"),), "centered"),
            Paragraph((Text("- dòng của các huyện"),), "item"),
            Paragraph((Text("đoạn"),)),
            TABLE,
        ),
        signature=Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lý Thị Hoa"),
        appendices=(ANNEX,),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Loai: báo cáo\nTrích yếu: x", "Dòng 1 «Loai: báo cáo»: phần đầu chỉ gồm các dòng Loại"),
        ("Loại: báo cáo\nTrích yếu:", "Dòng 2 «Trích yếu:»"),
        ("Loại: a\nLoại: b\nTrích yếu: x", "Dòng 2: «Loại» chỉ được ghi một lần"),
        ("Loại: a", "thiếu dòng «Trích yếu: …»"),
        ("Loại: a\nTrích yếu: x\n\n## I.", "Dòng 4 «I.»: tiêu đề gồm số mục rồi tên"),
        ("Loại: a\nTrích yếu: x\n\n# Phần một", "Dòng 4 «Phần một»"),
        ("Loại: a\nTrích yếu: x\n\nGồm {@units}.", "danh sách {@…} phải đứng riêng một dòng"),
    ],
)
def test_a_text_without_form_is_refused_by_its_line(text, said) -> None:
    with pytest.raises(InputError) as refused:
        read(text)
    assert said in str(refused.value)


@pytest.mark.parametrize("where", ["Loại: {x}\nTrích yếu: y", "Loại: a\nTrích yếu: y\n\n{@x}"])
def test_a_name_that_nobody_gives_is_refused(where) -> None:
    with pytest.raises(InputError, match=r"không có (chỗ điền \{x\}|danh sách \{@x\})"):
        compose(where, Values(), FRAME)


@pytest.mark.parametrize("name", list(KINDS))
def test_every_shipped_text_fits_its_kind(name) -> None:
    check_text(KINDS[name], KINDS[name].shipped)


def test_what_is_wrong_with_names_is_told_together() -> None:
    kind = KINDS["bao-cao-trung-tam"]
    with pytest.raises(InputError) as refused:
        check_text(kind, kind.shipped + "\n{@khac}\nCó {trained} và {khong_co}.")
    told = str(refused.value)
    assert "«{@khac}»: loại văn bản này chỉ có các danh sách {@recipients}, {@addressees}" in told
    assert "không có chỉ tiêu hay phụ lục nào tên «khong_co»" in told and "trained" not in told
