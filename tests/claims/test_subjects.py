"""What a figure is said of, and the claim that is made of it all."""

import json
from fractions import Fraction

import pytest

from goc.claims import read_claims
from goc.claims.model import Claim, Operand, Relation, plain

F = Fraction


def subjects(text):
    return [claim.subject for claim in read_claims(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đã mở 12 lớp tập huấn dân quân.", ["lớp tập huấn dân quân"]),
        ("Đã mở 12 lớp học.", ["lớp học"]),
        ("Có 12 xã và 3 phường.", ["xã", "phường"]),
        ("Có 12 xã biên giới, trong đó 3 xã nghèo.", ["xã biên giới", "xã nghèo"]),
        ("Có 12 đồng chí đạt loại giỏi.", ["đồng chí"]),
        ("Có 12 đồng chí tăng so với năm trước.", ["đồng chí"]),
        ("Có 12 nghìn hộ vay vốn: chăn nuôi.", ["hộ vay vốn"]),
        ("Tỷ lệ đảng viên đạt 53%.", ["Tỷ lệ đảng viên"]),
        ("Số học viên là đảng viên chiếm hơn 53% tổng số.", ["học viên là đảng viên"]),
        ("Đạt 53% kế hoạch.", ["kế hoạch"]),
        ("Kinh phí tập huấn là 25 triệu đồng.", ["Kinh phí tập huấn"]),
        ("Cấp 25 triệu đồng cho xã nghèo.", ["Cấp"]),
        ("Học viên giỏi chiếm 20%, khá chiếm 70%.", ["Học viên giỏi", "khá"]),
        ("Có 12 xã, phường và 53%.", ["xã, phường", "xã, phường"]),
        ("Tổng số: 335.", ["Tổng số"]),
        ("Ngày 22/12/2012, khai giảng.", ["Ngày"]),
        ("Trong đó và với 53%.", [None]),
    ],
)
def test_a_thing_is_what_follows_and_a_share_what_stands_before(text, said):
    assert subjects(text) == said


def test_a_subject_has_fourteen_words_at_most():
    words = " ".join(f"chữ{'a' * number}" for number in range(1, 30))
    [claim] = read_claims(f"Có 12 lớp {words}.")
    assert len(claim.subject.split()) == 15
    [share] = read_claims(f"Nội dung {words} đạt 12%.")
    assert len(share.subject.split()) <= 14


def test_what_one_figure_was_said_of_is_not_said_of_the_next():
    first, second = read_claims("Số đảng viên chiếm 53% và đoàn viên chiếm 40%.")
    assert (first.subject, second.subject) == ("đảng viên", "đoàn viên")


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Đã mở hơn 12 lớp.", "hơn"),
        ("Đã mở từ 12 lớp trở lên.", "từ … trở lên"),
        ("Đã mở 12 lớp trở lên.", "trở lên"),
        ("Đã mở 12 lớp, từ sơ cấp trở lên.", None),
        ("Đã mở 12 lớp; các xã trở lên.", None),
        ("Đã mở 12 lớp cho đồng chí có tuổi đời bốn mươi trở lên.", "trở lên"),
        ("Đã mở 12 lớp cho mọi đồng chí có tuổi đời bốn mươi chín năm trở lên.", None),
        ("Đạt 12 lớp trình độ đại học trở lên.", "Đạt"),
        ("Đạt hơn 12 lớp, gần 5 khóa.", "Đạt hơn"),
    ],
)
def test_the_hedge_of_a_claim_is_what_stands_around_it(text, hedge):
    assert read_claims(text)[0].hedge == hedge


def test_addresses_of_pages_are_no_sentences():
    assert read_claims("URL: https://goc.vn có 12 lớp.\nĐã mở 3 xã.")[0].value == "3"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2.1 Về lực lượng", []),
        ("Kết quả\n2.1 Về lực lượng", []),
        ("Đã mở lớp.\n2.1 Về lực lượng", []),
        ("Đã mở lớp. 2.1 Về lực lượng", ["2.1"]),
        ("Về lực lượng là 2.1 Về lực lượng", ["2.1"]),
        ("2.1 Về lực lượng\t2.1 Về lực lượng", ["2.1"]),
        ("Về lực lượng\t2.1 Về lực lượng", ["2.1"]),
        ("Kết quả:\n12. Đã mở 3 lớp. 15 xã đã có.", ["3", "15"]),
        ("7\n8\nCó 9 xã.", ["9"]),
    ],
)
def test_only_at_the_head_of_a_line_a_number_is_its_marker(text, values):
    assert [claim.value for claim in read_claims(text)] == values


def test_a_row_of_a_table_is_read_by_its_cells_unless_its_figures_run_together():
    assert [c.value for c in read_claims("Xã A\t12 lớp\t3 khóa")] == ["12", "3"]
    assert read_claims("Đã mở 12 lớp 359.0 94.47\t21.0 5.53") == []


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (F(5), 5),
        (F(5, 2), 2.5),
        (F(-7), -7),
        (F(10**301 + 1, 2), (10**301 + 1) // 2),
    ],
)
def test_a_number_for_machines_is_whole_when_it_is_whole_or_beyond_a_float(value, number):
    assert plain(value) == number
    assert type(plain(value)) is type(number)


def claim(**given):
    base = {
        "sentence": "Đã mở hơn 12 lớp học.",
        "sentence_start": 100,
        "start": 110,
        "end": 112,
        "value": "12",
        "number": F(12),
        "unit": "lớp học",
        "hedge": "hơn",
        "subject": "lớp học",
        "kind": "count",
        "unit_end": 120,
    }
    return Claim(**{**base, **given})


def test_a_claim_as_one_line_of_json():
    assert json.loads(json.dumps(claim().to_json())) == {
        "sentence": "Đã mở hơn 12 lớp học.",
        "start": 110,
        "end": 112,
        "value": "12",
        "value_num": 12,
        "unit": "lớp học",
        "hedge": "hơn",
        "subject": "lớp học",
        "kind": "count",
        "relation": None,
    }


@pytest.mark.parametrize(
    ("number", "value_num"),
    [(F(25, 2), 12.5), ((F(20), F(61, 2)), [20, 30.5]), (None, None), (F(0), 0)],
)
def test_the_number_of_a_claim_in_json(number, value_num):
    assert claim(number=number).to_json()["value_num"] == value_num


def test_a_relation_in_json():
    relation = Relation("share", (Operand("3", 5, 6),), False, F(100, 3), "3/9 là 33,33%.")
    assert claim(relation=relation).to_json()["relation"] == {
        "type": "share",
        "of": [{"value": "3", "start": 5, "end": 6}],
        "agrees": False,
        "exact": 33.333333,
        "note": "3/9 là 33,33%.",
    }
    assert Relation("sum", (), True, F(12), None).to_json() == {
        "type": "sum",
        "of": [],
        "agrees": True,
        "exact": 12,
        "note": None,
    }
    assert Relation("sum", (), True, None).to_json()["exact"] is None


def test_where_a_claim_stands_and_what_is_around_it():
    one = claim()
    assert (one.offset, one.stop, one.before, one.after) == (10, 120, "Đã mở hơn ", ".")
    assert (one.bound, one.counted, one.said_of) == ("hơn", "lớp học", "lớp học")
    assert one.operand() == Operand("12", 110, 112)
    bare = claim(unit=None, hedge=None, subject=None, unit_end=0)
    assert (bare.bound, bare.counted, bare.said_of, bare.stop) == ("", "", "", 112)
    assert bare.after == " lớp học."


def test_one_number_a_pair_and_a_ratio():
    pair = (F(3), F(9))
    assert (claim().single, claim().pair, claim().ratio) == (F(12), (), ())
    assert (claim(number=pair).single, claim(number=pair).pair, claim(number=pair).ratio) == (
        None,
        pair,
        (),
    )
    assert claim(number=pair, kind="ratio").ratio == pair
    assert claim(kind="ratio").ratio == ()
    assert (claim(number=None).single, claim(number=None).pair) == (None, ())


@pytest.mark.parametrize(
    ("value", "spelled"),
    [("12", False), ("1.250,5", False), ("12%", False), ("ba mươi", True), ("7 triệu", True)],
)
def test_a_value_with_letters_is_spelled(value, spelled):
    assert claim(value=value).is_spelled is spelled


def test_a_fault_is_told_in_the_words_of_its_relation():
    wrong = Relation("sum", (), False, F(12), "Tổng là 12.")
    right = Relation("sum", (), True, F(12), "Tổng là 12.")
    assert (claim(relation=wrong).fault, claim(relation=right).fault, claim().fault) == (
        "Tổng là 12.",
        "",
        "",
    )


def test_a_claim_is_itself_wherever_another_says_the_same():
    one, other = claim(), claim()
    assert one != other
    assert len({one, other}) == 2
