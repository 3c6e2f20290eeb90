"""The documents a preamble rests on: type, number, date, issuer and what each is about."""

import pytest

from goc.claims.directive import bases
from goc.claims.directive.model import Basis


def read(text):
    return [(b.type, b.number, b.date, b.issuer, b.text) for b in bases.read(text)]


def numbers(text):
    return [basis.number for basis in bases.read(text)]


ONE = {
    "with all its parts": (
        "Căn cứ Nghị định số 72/2020/NĐ-CP ngày 30/6/2020 của Chính phủ quy định chi tiết Luật Dân quân;",
        (
            "nghị định",
            "72/2020/NĐ-CP",
            "2020-06-30",
            "Chính phủ",
            "quy định chi tiết Luật Dân quân",
        ),
    ),
    "a day in words": (
        "Căn cứ Luật Dân quân số 48/2019/QH14 ngày 22 tháng 11 năm 2019;",
        ("luật", "48/2019/QH14", "2019-11-22", None, None),
    ),
    "a day with dashes": (
        "Căn cứ Chỉ thị số 12-CT/TU ngày 5-6-1998 của Tỉnh ủy về giao ban;",
        ("chỉ thị", "12-CT/TU", "1998-06-05", "Tỉnh ủy", "về giao ban"),
    ),
    "an impossible day": (
        "Căn cứ Quyết định số 435/QĐ-UBND ngày 31/02/2019 của Ủy ban nhân dân tỉnh;",
        ("quyết định", "435/QĐ-UBND", None, "Ủy ban nhân dân tỉnh", None),
    ),
    "without số": (
        "Căn cứ Quyết định 435/QĐ-UBND ngày 01/02/2019 của Ủy ban nhân dân tỉnh;",
        ("quyết định", "435/QĐ-UBND", "2019-02-01", "Ủy ban nhân dân tỉnh", None),
    ),
    "with a colon": (
        "Căn cứ Quyết định số: 435 / QĐ-UBND ngày 01/02/2019;",
        ("quyết định", "435/QĐ-UBND", "2019-02-01", None, None),
    ),
    "a long dash in its symbol": (
        "Căn cứ Kết luận số 12–KL/TW ngày 01/02/2019 của Bộ Chính trị;",
        ("kết luận", "12-KL/TW", "2019-02-01", "Bộ Chính trị", None),
    ),
    "a letter behind its number": (
        "Căn cứ Quyết định số 9a/QĐ-UBND ngày 01/02/2019;",
        ("quyết định", "9a/QĐ-UBND", "2019-02-01", None, None),
    ),
    "the type told by its symbol": (
        "Thực hiện văn kiện số 12/CT-BQP ngày 01/02/2019;",
        ("chỉ thị", "12/CT-BQP", "2019-02-01", None, None),
    ),
    "neither type nor telling symbol": (
        "Thực hiện văn kiện số 12/BCH-TM ngày 01/02/2019;",
        (None, "12/BCH-TM", "2019-02-01", None, None),
    ),
    "the last of two types": (
        "Thực hiện Kế hoạch ban hành kèm theo Quyết định số 12/QĐ-BCH ngày 01/02/2019;",
        ("quyết định", "12/QĐ-BCH", "2019-02-01", None, None),
    ),
    "a subject in quotation marks": (
        "Căn cứ Công văn số 12/BCH-TM ngày 01/02/2019 của Bộ Chỉ huy quân sự tỉnh về “ba sẵn sàng”;",
        ("công văn", "12/BCH-TM", "2019-02-01", "Bộ Chỉ huy quân sự tỉnh", "về “ba sẵn sàng"),
    ),
    "a subject behind V/v": (
        "Phúc đáp Công văn số 12/BCH-TM ngày 01/02/2019 của Bộ Chỉ huy V/v mượn hội trường;",
        ("công văn", "12/BCH-TM", "2019-02-01", "Bộ Chỉ huy", "V/v mượn hội trường"),
    ),
    "who speaks is no subject": (
        "Thực hiện Công văn số 12/BCH-TM ngày 01/02/2019 của Bộ Chỉ huy về bắn đạn thật, "
        "Ủy ban nhân dân xã đề nghị các thôn giữ trật tự.",
        ("công văn", "12/BCH-TM", "2019-02-01", "Bộ Chỉ huy", "về bắn đạn thật"),
    ),
    "what amended it is no subject": (
        "Căn cứ Nghị định số 13/2020/NĐ-CP đã được sửa đổi, bổ sung bởi Nghị định số 46/2022/NĐ-CP;",
        ("nghị định", "13/2020/NĐ-CP", None, None, None),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_one_document(name):
    text, basis = ONE[name]
    assert read(text) == [basis]


@pytest.mark.parametrize(
    "opener",
    [
        "Căn cứ",
        "Căn cứ vào",
        "CĂN CỨ",
        "Thực hiện",
        "Thi hành",
        "Triển khai",
        "Triển khai thực hiện",
        "Phúc đáp",
        "Trả lời",
        "Tiếp theo",
        "Tiếp nhận",
        "Tiếp tục",
        "Xét",
        "Xét đề nghị tại",
        "Theo",
        "Theo đề nghị tại",
        "Trên cơ sở",
        "Sau khi xem xét",
        "Sau khi nghiên cứu",
        "Xem xét",
        "Hưởng ứng",
        "Nhận được",
        "Tuân thủ",
        "Chiểu",
        "Chiểu theo",
        "Quán triệt",
        "Để thực hiện",
        "Nhằm thực hiện",
        "Vận dụng",
        "Về việc thực hiện",
        "Liên quan",
        "Được sự đồng ý tại",
        "- Căn cứ",
        "Bộ Chỉ huy quân sự tỉnh có",
        "Ủy ban nhân dân xã đã nhận được",
        "Ủy ban nhân dân xã nhận được",
        "Huyện ủy đã ban hành",
    ],
)
def test_words_that_open_a_basis(opener):
    text = f"{opener} Công văn số 12/BCH-TM ngày 01/02/2019 về việc bắn đạn thật."
    assert numbers(text) == ["12/BCH-TM"]
    assert numbers(f"Xong việc. {text}") == ["12/BCH-TM"]
    assert numbers(f"Xong việc\n{text}") == ["12/BCH-TM"]


@pytest.mark.parametrize(
    "text",
    [
        "Công văn số 12/BCH-TM ngày 01/02/2019 đã hết hiệu lực.",  # rests on nothing
        "Huyện phải Căn cứ Công văn số 12/BCH-TM.",  # in the middle of a sentence
        "Căn cứ chức năng, nhiệm vụ được giao;",
        "Theo đề nghị của Trưởng phòng Nội vụ;",
        "Xã có Nghị quyết số 12/NQ-HĐND.",  # no letter that occasions another
        "Căn cứ",
        "",
    ],
)
def test_where_nothing_is_cited(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text, found",
    [
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            [("luật", None, "2015-06-19", None, "Luật Tổ chức chính quyền địa phương")],
        ),
        (
            "Căn cứ Hiến pháp năm 2013; Bộ luật Lao động năm 2019;",
            [
                ("hiến pháp", None, None, None, "Hiến pháp năm 2013"),
                ("bộ luật", None, None, None, "Bộ luật Lao động năm 2019"),
            ],
        ),
        (
            "Căn cứ Luật Dân quân năm 2019 đã được sửa đổi năm 2025;",
            [("luật", None, None, None, "Luật Dân quân năm 2019")],
        ),
        (
            "Căn cứ Luật Đê điều ngày 29/11/2006 và Nghị định số 113/2007/NĐ-CP ngày 28/6/2007;",
            [
                ("luật", None, "2006-11-29", None, "Luật Đê điều"),
                ("nghị định", "113/2007/NĐ-CP", "2007-06-28", None, None),
            ],
        ),
        (
            "Thực hiện Điều lệ Hội Cựu chiến binh;",
            [("điều lệ", None, None, None, "Điều lệ Hội Cựu chiến binh")],
        ),
    ],
)
def test_a_law_may_be_named_without_a_number(text, found):
    assert read(text) == found


@pytest.mark.parametrize("opener", ["Theo", "Xét", "Phúc đáp", "Để", "Trên cơ sở"])
def test_only_what_rests_on_a_law_names_it_without_a_number(opener):
    assert read(f"{opener} Quy chế làm việc của cơ quan;") == []
    assert len(read("Căn cứ Quy chế làm việc của cơ quan;")) == 1


def test_several_beside_each_other():
    text = (
        "Thực hiện Công văn số 12/BCH-TM ngày 3/4/2019 và Công văn số 15/BCH-TM ngày 5/4/2019 "
        "của Bộ Chỉ huy quân sự tỉnh về tập huấn;"
    )
    assert read(text) == [
        ("công văn", "12/BCH-TM", "2019-04-03", None, None),
        ("công văn", "15/BCH-TM", "2019-04-05", "Bộ Chỉ huy quân sự tỉnh", "về tập huấn"),
    ]


@pytest.mark.parametrize(
    "text, found",
    [
        (
            "Căn cứ các Quyết định số 1/QĐ-BCH, số 2/QĐ-BCH và số 3/QĐ-BCH;",
            ["1/QĐ-BCH", "2/QĐ-BCH", "3/QĐ-BCH"],
        ),
        # a further one behind `và` or a comma, though a subject stands between
        (
            "Căn cứ Nghị định số 1/2020/NĐ-CP quy định về dân quân và Thông tư số 2/2020/TT-BQP;",
            ["1/2020/NĐ-CP", "2/2020/TT-BQP"],
        ),
        # cited in the subject of the first
        ("Căn cứ Kế hoạch số 1/KH-BCH về thực hiện Chỉ thị số 2/CT-BQP;", ["1/KH-BCH"]),
        (
            "Căn cứ Kế hoạch số 1/KH-BCH về thực hiện Chỉ thị số 2/CT-BQP và Kết luận số 3-KL/TW;",
            ["1/KH-BCH"],
        ),
        ("Căn cứ Nghị định số 1/2020/NĐ-CP sửa đổi Nghị định số 2/2019/NĐ-CP;", ["1/2020/NĐ-CP"]),
        (
            "Căn cứ Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật số 2/2019/QH14;",
            ["1/2020/NĐ-CP"],
        ),
        # far behind, in another matter
        (
            "Căn cứ Kế hoạch số 1/KH-BCH ngày 01/02/2019 mà các xã nêu trong Công văn số 2/CV-UBND;",
            ["1/KH-BCH"],
        ),
        # what amended a basis is none, and what stands behind it neither
        (
            "Căn cứ Luật số 1/2015/QH13 được sửa đổi bởi Luật số 2/2019/QH14 và Luật số 3/2020/QH14;",
            ["1/2015/QH13"],
        ),
    ],
)
def test_which_of_several_are_bases(text, found):
    assert numbers(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("Căn cứ Quyết định số 1/QĐ-BCH; Thông tư số 2/TT-BQP; Luật số 3/2019/QH14;", 3),
        ("Căn cứ Quyết định số 1/QĐ-BCH; và Thông tư số 2/TT-BQP;", 2),
        ("Căn cứ Quyết định số 1/QĐ-BCH; các văn bản số 2/TT-BQP;", 2),
        ("Căn cứ Quyết định số 1/QĐ-BCH; - Thông tư số 2/TT-BQP;", 2),
        ("Căn cứ Quyết định số 1/QĐ-BCH; chức năng được giao; Thông tư số 2/TT-BQP;", 1),
        ("Căn cứ Quyết định số 1/QĐ-BCH; Giám đốc gửi kèm Thông tư số 2/TT-BQP;", 1),
    ],
)
def test_parts_go_on_as_long_as_each_opens_with_a_document(text, found):
    assert numbers(text) == ["1/QĐ-BCH", "2/TT-BQP", "3/2019/QH14"][:found]


@pytest.mark.parametrize(
    "opener, found",
    [
        ("Để thực hiện", ["1/NQ-HĐND"]),
        ("Nhằm thực hiện", ["1/NQ-HĐND"]),
        ("Liên quan", ["1/NQ-HĐND"]),
        ("Tiếp tục", ["1/NQ-HĐND"]),
        ("Thực hiện", ["1/NQ-HĐND", "2/NQ-HĐND"]),
    ],
)
def test_behind_common_words_only_the_first_sentence_cites(opener, found):
    text = f"{opener} Nghị quyết số 1/NQ-HĐND và các. Nghị quyết số 2/NQ-HĐND"
    assert numbers(text) == found


def test_a_basis_is_told_once():
    text = "Căn cứ Luật số 1/2019/QH14; Căn cứ Luật số 1/2019/QH14 ngày 01/02/2019;"
    assert read(text) == [("luật", "1/2019/QH14", None, None, None)]
    text = "Căn cứ Hiến pháp năm 2013; Căn cứ Hiến pháp năm 2013; Căn cứ Hiến pháp năm 1992;"
    assert [basis.text for basis in bases.read(text)] == [
        "Hiến pháp năm 2013",
        "Hiến pháp năm 1992",
    ]


@pytest.mark.parametrize("opening", ["Ngày", "Vừa qua, ngày"])
def test_a_meeting_is_a_basis_too(opening):
    text = f"{opening} 29 tháng 3 năm 2013, Bộ Chỉ huy quân sự tỉnh đã tổ chức hội nghị giao ban."
    held = "Bộ Chỉ huy quân sự tỉnh tổ chức hội nghị giao ban"
    assert read(text) == [("hội nghị", None, "2013-03-29", "Bộ Chỉ huy quân sự tỉnh", held)]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 29/3/2013, hội nghị đã tổ chức xong.",  # nobody is named
        "Ngày 29/3/2013 Bộ Chỉ huy đã tổ chức hội nghị.",  # without a comma
        "Ngày 29/3, Bộ Chỉ huy quân sự tỉnh tổ chức hội nghị.",  # without a year
        "Ngày 29/3/2013, Bộ Chỉ huy quân sự tỉnh dự hội nghị.",
    ],
)
def test_what_is_no_meeting(text):
    assert read(text) == []


def test_a_very_long_preamble_is_read_to_a_bound():
    filler = "Căn cứ chức năng, nhiệm vụ được giao; " * 1_100
    assert len(filler) > 40_000
    assert numbers("Căn cứ Luật số 1/2019/QH14; " + filler) == ["1/2019/QH14"]
    assert numbers(filler + "Căn cứ Luật số 1/2019/QH14; ") == []


def test_a_basis_is_published_whole():
    basis = Basis("luật", "1/2019/QH14", "2019-02-01", "Quốc hội", "về đê")
    assert basis.to_json() == {
        "type": "luật",
        "number": "1/2019/QH14",
        "date": "2019-02-01",
        "issuer": "Quốc hội",
        "text": "về đê",
    }
