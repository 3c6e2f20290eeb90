"""How a document is cited: expected words are those of NĐ 30/2020, annex I, II.6, and of its examples."""

from __future__ import annotations

from datetime import date

import pytest

from goc.registry.citing import OPEN, Citing, citation_of
from goc.registry.models import Document

DAY = date(2013, 3, 5)
LETTER = {
    "type": "công văn",
    "number": "123/BCĐ-TT",
    "issuer": "Ban Chỉ đạo đào tạo Bộ Quốc phòng",
    "issued_on": DAY,
    "subject": "Tổng kết 10 năm đào tạo",
}


def document(**more):
    return Document(direction="cited", **{**LETTER, **more})


@pytest.mark.parametrize(
    ("more", "full"),
    [
        (
            {},
            "Công văn số 123/BCĐ-TT ngày 05 tháng 3 năm 2013 của Ban Chỉ đạo đào tạo Bộ Quốc phòng "
            "về việc tổng kết 10 năm đào tạo",
        ),
        (
            {
                "type": "Nghị định",
                "number": "30/2020/NĐ-CP",
                "issuer": "Chính phủ",
                "issued_on": date(2020, 3, 5),
                "subject": "Về công tác văn thư",
            },
            "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        ),
        (
            {
                "type": "thông tư",
                "number": "01/2011/TT-BNV",
                "issuer": "Bộ Nội vụ",
                "issued_on": date(2011, 1, 19),
                "subject": "Hướng dẫn thể thức và kỹ thuật trình bày văn bản hành chính",
            },
            "Thông tư số 01/2011/TT-BNV ngày 19 tháng 01 năm 2011 của Bộ Nội vụ hướng dẫn thể thức "
            "và kỹ thuật trình bày văn bản hành chính",
        ),
        (
            {"number": "7/UBND", "issuer": "UBND tỉnh A", "subject": "V/v báo cáo kết quả"},
            "Công văn số 7/UBND ngày 05 tháng 3 năm 2013 của UBND tỉnh A về việc báo cáo kết quả",
        ),
        (
            {"number": "8/UBND", "issuer": "UBND tỉnh A", "subject": "UBND cấp xã báo cáo"},
            "Công văn số 8/UBND ngày 05 tháng 3 năm 2013 của UBND tỉnh A về việc UBND cấp xã báo cáo",
        ),
        (
            {"type": "luật", "number": "43/2009/QH12", "subject": "Dân quân tự vệ"},
            "Luật Dân quân tự vệ",
        ),
        ({"type": "luật", "subject": "Luật Dân quân tự vệ"}, "Luật Dân quân tự vệ"),
    ],
    ids=["letter", "decree", "circular", "v/v", "abbreviation", "law", "law-in-full"],
)
def test_it_is_named_in_full(more, full):
    cited = citation_of(document(**more))
    assert (cited.full, cited.gap) == (full, "")


def test_after_that_by_kind_and_number_and_a_law_by_its_name():
    assert citation_of(document()).short == "Công văn số 123/BCĐ-TT"
    assert (
        citation_of(document(type="luật", subject="Dân quân tự vệ")).short == "Luật Dân quân tự vệ"
    )


def test_what_the_register_lacks_is_left_open_and_named():
    cited = citation_of(document(number="", issued_on=None))
    assert cited.full == (
        f"Công văn số {OPEN} ngày {OPEN} của Ban Chỉ đạo đào tạo Bộ Quốc phòng về việc tổng kết 10 năm đào tạo"
    )
    assert cited.gap == "«công văn»: Sổ đăng ký chưa ghi số, ký hiệu, ngày ban hành."


def test_of_a_secret_document_nothing_is_printed():
    cited = citation_of(document(secrecy="secret"))
    assert (cited.full, cited.short) == (OPEN, OPEN)
    assert "văn bản mật" in cited.gap


@pytest.fixture
def citing(db):
    for day in (DAY, date(2012, 3, 5)):
        document(issued_on=day).save()
    document(number="9/UBND").save()
    named = {"directive": lambda: "Đợt chưa gắn văn bản.", "plan": lambda: document(number="1/KH")}
    return Citing(Document.objects.all(), named)


def test_it_is_found_by_its_number_and_by_a_name_of_the_subject(citing):
    assert citing("9/ubnd").short == "Công văn số 9/UBND"
    assert citing("plan").short == "Công văn số 1/KH"


def test_one_number_of_several_days_needs_the_day(citing):
    assert citing("123/BCĐ-TT").full == OPEN
    assert "ngày 05 tháng 3 năm 2012" in citing("123/BCĐ-TT,05/03/2012").full


def test_the_gaps_of_a_text_are_told_once(citing):
    text = "{vb:9/UBND}, {vb:10/UBND} và {vb:10/UBND}; {vb:directive}; {vb:123/BCĐ-TT}"
    assert list(citing.gaps(text)) == [
        "«{vb:10/UBND}»: Sổ đăng ký chưa có văn bản này; hãy vào sổ.",
        "«{vb:directive}»: Đợt chưa gắn văn bản.",
        "«{vb:123/BCĐ-TT}»: là số của nhiều văn bản: công văn 123/BCĐ-TT, 05/03/2013; "
        "công văn 123/BCĐ-TT, 05/03/2012; hãy ghi kèm ngày.",
    ]
