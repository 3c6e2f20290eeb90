import pytest

from goc.claims.directive import markers
from goc.claims.directive.candidates import Candidate
from goc.claims.directive.markers import ARTICLE, BULLET, CHAPTER, NUMBER, PLUS, POINT, ROMAN
from goc.claims.directive.rows import Rows


def marker(line):
    return markers.at_line(line, 0, len(line))


@pytest.mark.parametrize(
    "line, written, rank, value",
    [
        ("PHẦN THỨ NHẤT", "PHẦN THỨ NHẤT", 0, (1,)),
        ("Phần II", "Phần II", 0, (2,)),
        ("Phần 3", "Phần 3", 0, (3,)),
        ("PHẦN MỞ ĐẦU", "PHẦN MỞ ĐẦU", 0, (0,)),
        ("Chương IV", "Chương IV", 1, (4,)),
        ("Mục 2. QUY ĐỊNH", "Mục 2.", 2, (2,)),
        ("A. Chung", "A.", 3, (1,)),
        ("Đ. Chung", "Đ.", 3, (5,)),
        ("IV - Nội dung", "IV-", 4, (4,)),
        ("II. Nội dung", "II.", 4, (2,)),
        ("Điều 12 . Phạm vi", "Điều 12.", 5, (12,)),
        ("3. Nội dung", "3.", 6, (3,)),
        ("3 - Nội dung", "3-", 6, (3,)),
        ("1.2. Nội dung", "1.2.", 7, (1, 2)),
        ("1.2.3 Nội dung", "1.2.3", 8, (1, 2, 3)),
        ("đ) Nội dung", "đ)", 10, (5,)),
        ("(4) Nội dung", "(4)", 11, (4,)),
        ("– Nội dung", "-", 12, (0,)),
        ("● Nội dung", "-", 12, (0,)),
        ("+ Nội dung", "+", 13, (0,)),
    ],
)
def test_what_a_line_begins_with(line, written, rank, value):
    found = marker(line)
    assert (found.written, found.rank, found.value) == (written, rank, value)


@pytest.mark.parametrize(
    "line", ["", "Nội dung", "z) Nội dung", "IIV X. Nội dung", "1.234 đồng", "- 5 %", "1.5 triệu"]
)
def test_what_is_no_marker(line):
    assert marker(line) is None


def opened(*lines):
    rows = Rows()
    for line in lines:
        rows.take(marker(line))
    return rows


@pytest.mark.parametrize(
    "before, line, follows",
    [
        ([], "1. A", True),
        ([], "2. A", False),
        (["1. A"], "2. A", True),
        (["1. A"], "3. A", False),
        (["1. A"], "1. A", False),
        (["1. A"], "1.1. A", True),
        (["2. A"], "1.1. A", False),
        ([], "4.1. A", True),
        ([], "4.2. A", False),
        (["1.1. A"], "1.2. A", True),
        (["1.1. A"], "1.3. A", False),
        (["1.1. A"], "2.2. A", False),
        (["1.1. A", "1.1.1. A"], "1.1.2. A", True),
        (["d) A"], "đ) A", True),
        (["d) A"], "e) A", True),
        (["đ) A"], "g) A", False),
        (["e) A"], "g) A", True),
        (["e) A"], "f) A", True),
        (["e) A"], "h) A", True),
        (["a) A"], "c) A", False),
        (["1. A", "a) A", "2. A"], "a) A", True),
        (["1. A", "a) A", "2. A"], "b) A", False),
        (["Chương I", "Điều 1. A", "Chương II"], "Điều 2. A", True),
        (["I. A", "1. A", "II. A"], "2. A", False),
    ],
)
def test_what_is_the_next_of_its_row(before, line, follows):
    assert opened(*before).follows(marker(line)) is follows


@pytest.mark.parametrize(
    "line, near",
    [("3. A", True), ("4. A", True), ("6. A", True), ("7. A", False), ("2. A", False)],
)
def test_what_is_a_little_further_in_its_row(line, near):
    assert opened("3. A").near(marker(line)) is near
    assert not opened().near(marker(line))


@pytest.mark.parametrize("line, late", [("1. A", True), ("2. A", True), ("3. A", False)])
def test_a_row_may_open_with_its_second(line, late):
    assert opened().opens_late(marker(line)) is late
    assert not opened("1. A").opens_late(marker(line))


def test_a_decimal_opens_the_row_above_it():
    assert opened("2.1. A").last == {NUMBER: (2,), NUMBER + 1: (2, 1)}
    assert opened("3. A", "2.1. A").last[NUMBER] == (3,)


def test_ranks_stand_in_order():
    assert [CHAPTER, ROMAN, ARTICLE, NUMBER, POINT, BULLET, PLUS] == [1, 4, 5, 6, 10, 12, 13]


def judged(text, before=(), last=markers.NO_MARKER, *, inside=False):
    """Whether the marker at the last line of a text is one."""
    start = text.rfind("\n") + 1
    if inside:
        found = markers.within(text, start, len(text))[0]
    else:
        found = markers.at_line(text, start, len(text))
    return Candidate(text, found, opened(*before), last).is_marker


@pytest.mark.parametrize(
    "text, before, is_one",
    [
        ("Xong.\n1. Nội dung", [], True),
        ("theo Điều\n1. Nội dung", [], False),
        ("theo khoản\n1. Nội dung", [], False),
        ("các xã và\n1. Nội dung", [], True),
        ("các xã và\n1. nội dung", [], False),
        ("các xã ở xa\n1. nội dung", [], False),
        ("các xã ở xa.\n1. nội dung", [], True),
        ("Xong.\n5. Nội dung", ["3. A"], True),
        ("Xong.\n9. Nội dung", ["3. A"], False),
        ("các xã ở xa\n5. Nội dung", ["3. A"], False),
        ("Xong.\n2. Nội dung", [], True),
        ("Xong.\n3. Nội dung", [], False),
        ("Xong.\n1. Nội dung", ["3. A"], True),
        ("Xong.\n1. | Nội dung", [], False),
        ("Xong.\nIV. NỘI DUNG", ["II. A"], True),
        ("Xong.\nII. NỘI DUNG", [], True),
        ("Xong.\nII. Nội dung chung", [], False),
        ("Xong.\nIII. NỘI DUNG", [], False),
        ("Xong.\nB. NỘI DUNG", [], False),
        ("Xong.\nB. NỘI DUNG", ["A. A"], True),
        ("Xong.\nĐiều 1. Phạm vi", [], True),
        ("Xong.\nĐiều 7. Phạm vi", [], True),
        ("các xã ở xa\nĐiều 7. Phạm vi", [], False),
        ("Xong.\nĐiều 7", [], False),
        ("Xong.\nĐiều 1. phạm vi", [], False),
        ("theo quy định tại\nĐiều 1. Phạm vi", [], False),
        ("Xong.\nChương IX", [], True),
        ("Xong.\n- Nội dung", [], True),
        ("Xong.\n- Căn cứ Luật", [], False),
    ],
)
def test_a_marker_is_told_by_its_row_and_what_stands_around_it(text, before, is_one):
    assert judged(text, before) is is_one


@pytest.mark.parametrize(
    "text, before, is_one",
    [
        ("Nội dung. 1. Lập danh sách", [], True),
        ("Nội dung. 2. Lập danh sách", [], False),
        ("Nội dung 2. Lập danh sách", ["1. A"], False),
        ("Nội dung; - Lập danh sách", [], False),
        ("Nội dung. Chương II QUY ĐỊNH", [], False),
        ("Nội dung. 1.1. Lập danh sách", [], False),
    ],
)
def test_inside_a_line_only_the_next_of_its_row_opens_an_outline(text, before, is_one):
    assert judged(text, before, inside=True) is is_one


def test_inside_a_line_a_dash_goes_on_with_a_list():
    text = "Gồm: - Lập danh sách; - Gửi báo cáo"
    first, second = markers.within(text, 0, len(text))
    assert Candidate(text, second, Rows(), first).is_marker
    plain = "Gồm: - Lập danh sách xã - Gửi báo cáo"
    first, second = markers.within(plain, 0, len(plain))
    assert not Candidate(plain, second, Rows(), first).is_marker
    same = "Gồm: - Lập danh sách xã - Lập báo cáo"
    first, second = markers.within(same, 0, len(same))
    assert Candidate(same, second, Rows(), first).is_marker
