"""What follows a number: its unit, what of the words still belongs to the value, and where both end."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.claims import units
from goc.claims.lexicon import units as lexicon

NONE = ("", "")


def read(text):
    """The unit after the number at the head of a text, and that number."""
    end = next((place for place, char in enumerate(text) if char not in "0123456789.,"), len(text))
    end -= text[end - 1] in ".,"
    return units.read(text, end), text[:end]


def seen(text):
    """Value as written · unit · kind · factor · what is left of the text."""
    unit, number = read(text)
    if not unit:
        return NONE
    value = text[: max(unit.value_end, len(number))]
    return value, unit.name, unit.kind, unit.factor, text[unit.end :].strip()


@pytest.mark.parametrize(
    ("text", "value", "left"),
    [
        ("12%", "12%", ""),
        ("12 % số xã", "12 %", "số xã"),
        ("12,% số xã", "12,%", "số xã"),
        ("12.5%", "12.5%", ""),
        ("12 phần trăm số xã", "12 phần trăm", "số xã"),
        ("12 phần trăm", "12 phần trăm", ""),
    ],
)
def test_a_percent_sign_belongs_to_the_value(text, value, left):
    assert seen(text) == (value, "%", "percent", 1, left)


@pytest.mark.parametrize(
    ("text", "value", "name", "factor", "left"),
    [
        ("5 đồng", "5", "đồng", 1, ""),
        ("500.000đ", "500.000", "đ", 1, ""),
        ("5 nghìn đồng", "5", "nghìn đồng", 1, ""),
        ("5 triệu đồng cho xã", "5", "triệu đồng", 1, "cho xã"),
        ("5.100 tỷ đồng", "5.100", "tỷ đồng", 1, ""),
        ("5 Tỉ đồng", "5", "tỉ đồng", 1, ""),
        ("5 trăm triệu đồng", "5 trăm", "triệu đồng", 100, ""),
        ("1 nghìn tỷ đồng", "1 nghìn", "tỷ đồng", 1000, ""),
        ("2 trăm nghìn tỷ đồng", "2 trăm nghìn", "tỷ đồng", 100_000, ""),
        ("5 tỷ", "5", "tỷ đồng", 1, ""),
        ("53,36 triệu.", "53,36", "triệu đồng", 1, "."),
        ("5 nghìn tỷ", "5 nghìn", "tỷ đồng", 1000, ""),
        ("5 triệu tháng", "5", "triệu đồng", 1, "tháng"),
        ("5 tỷ giao dịch", "5", "tỷ đồng", 1, "giao dịch"),
        ("300 USD", "300", "USD", 1, ""),
        ("3 triệu USD", "3", "triệu USD", 1, ""),
        ("5 đô la Mỹ", "5", "đô la Mỹ", 1, ""),
        ("5 đô la", "5", "đô la", 1, ""),
        ("5 nhân dân tệ", "5", "nhân dân tệ", 1, ""),
        ("200 vnđ/kg", "200", "vnđ/kg", 1, ""),
        ("5 đồng Việt Nam", "5", "đồng Việt Nam", 1, ""),
        ("2 triệu đồng/người/tháng", "2", "triệu đồng/người/tháng", 1, ""),
        ("2 triệu đồng / tháng", "2", "triệu đồng/tháng", 1, ""),
        ("300.000 đồng/100 km", "300.000", "đồng/100 km", 1, ""),
        ("300.000 đồng/hộ nghèo, hỗ trợ", "300.000", "đồng/hộ nghèo", 1, ", hỗ trợ"),
        ("500 đồng/m2", "500", "đồng/m2", 1, ""),
        ("100.000 đ/con", "100.000", "đ/con", 1, ""),
        ("1.200 tr.đ", "1.200", "triệu đồng", 1, ""),
        ("1.200trđ; còn", "1.200", "triệu đồng", 1, "; còn"),
        ("25tr đồng/tháng", "25", "triệu đồng/tháng", 1, ""),
        ("3 nghìn tr. đồng", "3 nghìn", "triệu đồng", 1000, ""),
        ("2 tháng lương cơ sở", "2", "tháng lương cơ sở", 1, ""),
        ("36 tháng lương tối thiểu chung", "36", "tháng lương tối thiểu", 1, "chung"),
    ],
)
def test_money_keeps_its_last_scale_in_the_unit(text, value, name, factor, left):
    assert seen(text) == (value, name, "money", factor, left)


@pytest.mark.parametrize(
    "word",
    "chí bào minh Tháp Nai đội hồ ruộng lúa cỏ hành thời lòng tâm ý loạt bộ chủ dạng nghiệp môn hương".split(),
)
def test_many_words_begin_with_the_word_for_money(word):
    assert read(f"12 đồng {word}")[0].kind != "money"
    assert read(f"12 đồng {word}s")[0].kind != "money"
    assert read("12 đồng khác")[0].kind == "money"


@pytest.mark.parametrize("written", ["đ/c", "Đ/c", "Đ/C", "đ.c", "đồng chí", "Đồng chí"])
def test_a_comrade_is_no_money_however_short(written):
    assert seen(f"15 {written} nữ") == ("15", "đồng chí", "count", 1, "nữ")
    assert seen(f"15 {written}") == ("15", "đồng chí", "count", 1, "")
    assert seen(f"15 {written}.") == ("15", "đồng chí", "count", 1, ".")


@pytest.mark.parametrize(
    ("text", "value", "name", "kind", "factor", "known"),
    [
        ("6.784 nghìn hộ", "6.784 nghìn", "hộ", "count", 1000, True),
        ("2 vạn cây", "2 vạn", "cây", "count", 10_000, True),
        ("3 trăm nghìn lượt người", "3 trăm nghìn", "lượt người", "count", 100_000, True),
        ("68,7 triệu người", "68,7 triệu", "người", "count", 10**6, True),
        ("2 tỷ lượt người", "2 tỷ", "lượt người", "count", 10**9, True),
        ("5 nghìn tấn", "5 nghìn", "tấn", "count", 1000, True),
        ("5 triệu giao dịch", "5 triệu", "giao dịch", "count", 10**6, False),
        ("5 nghìn", "5 nghìn", "", "count", 1000, False),
        ("5 ngàn của", "5 ngàn", "", "count", 1000, False),
        ("5 trăm tháng", "5 trăm", "", "count", 100, False),
    ],
)
def test_of_things_the_scale_belongs_to_the_value(text, value, name, kind, factor, known):
    assert seen(text)[:4] == (value, name, kind, factor)
    assert read(text)[0].known is known


def test_scales_without_end_are_read_so_far():
    unit, _ = read("5 " + "tỷ " * 40 + "đồng")
    assert (unit.name, unit.factor) == ("tỷ đồng", 10 ** (9 * 7))


@pytest.mark.parametrize(
    ("text", "value", "name", "amount"),
    [
        ("7 triệu 520 nghìn con", "7 triệu 520 nghìn", "con", 7_520_000),
        ("2 tỷ 350 triệu đồng", "2 tỷ 350 triệu", "đồng", 2_350_000_000),
        ("2 tỷ 350 triệu", "2 tỷ 350 triệu", "đồng", 2_350_000_000),
        ("2 tỷ 350 triệu cho xã", "2 tỷ 350 triệu", "đồng", 2_350_000_000),
        ("2 tỷ 350 triệu ngày", "2 tỷ 350 triệu", "đồng", 2_350_000_000),
        ("2 tỷ 350 triệu 500 nghìn đồng", "2 tỷ 350 triệu 500 nghìn", "đồng", 2_350_500_000),
        ("2 nghìn tỷ 350 triệu đồng", "2 nghìn tỷ 350 triệu", "đồng", 2_000_350_000_000),
        ("2 triệu 5 trăm nghìn đồng", "2 triệu 5 trăm nghìn", "đồng", 2_500_000),
        ("2 tỷ 350 triệu giao dịch", "2 tỷ 350 triệu", "giao dịch", 2_350_000_000),
        ("1 vạn 2 nghìn lượt người", "1 vạn 2 nghìn", "lượt người", 12_000),
        ("3 triệu 200 ngàn đồng/tháng", "3 triệu 200 ngàn", "đồng/tháng", 3_200_000),
    ],
)
def test_a_number_of_a_lower_scale_adds_to_the_one_before(text, value, name, amount):
    unit, number = read(text)
    assert (text[: unit.value_end], unit.name) == (value, name)
    assert int(number) * unit.factor + unit.plus == amount


@pytest.mark.parametrize(
    "text",
    [
        "7 nghìn 520 triệu con",
        "2 nghìn 500 nghìn con",
        "5 tỷ rưỡi 300 triệu đồng",
        "2 tỷ 3500 triệu",
        "2 tỷ, 350 triệu",
        "5 đồng 200 nghìn",
        "5 300 nghìn",
    ],
)
def test_a_number_that_is_not_of_a_lower_scale_stands_by_itself(text):
    assert read(text)[0].plus == 0


@pytest.mark.parametrize(
    ("text", "value", "name", "kind", "left"),
    [
        ("2 triệu rưỡi đồng", "2 triệu rưỡi", "triệu đồng", "money", ""),
        ("2 tỷ rưỡi", "2 tỷ rưỡi", "tỷ đồng", "money", ""),
        ("2 nghìn rưỡi hộ", "2 nghìn rưỡi", "hộ", "count", ""),
        ("3 năm rưỡi công tác", "3 năm rưỡi", "năm", "period", "công tác"),
        ("3 tháng Rưỡi", "3 tháng Rưỡi", "tháng", "period", ""),
    ],
)
def test_a_half_belongs_to_the_value(text, value, name, kind, left):
    unit, _ = read(text)
    assert (text[: unit.value_end], unit.name, unit.kind) == (value, name, kind)
    assert (unit.half, text[unit.end :].strip()) == (True, left)


def test_without_the_word_there_is_no_half():
    for text in ("2 triệu đồng", "2 nghìn hộ", "3 năm", "3 năm rưỡiz", "2 tỷ"):
        assert not read(text)[0].half


@pytest.mark.parametrize(
    ("text", "value", "name", "left"),
    [
        ("4 tháng học tập", "4 tháng", "tháng", "học tập"),
        ("45 ngày làm việc", "45 ngày làm việc", "ngày làm việc", ""),
        ("30 phút", "30 phút", "phút", ""),
        ("5 nhiệm kỳ liên tục", "5 nhiệm kỳ", "nhiệm kỳ", "liên tục"),
        ("3 năm 2012.5", "3 năm", "năm", "2012.5"),
    ],
)
def test_a_length_of_time_belongs_to_the_value(text, value, name, left):
    assert seen(text) == (value, name, "period", 1, left)


@pytest.mark.parametrize("text", ["113 năm 2021", "3 năm 1975", "113 năm 2021, khai giảng"])
def test_a_number_before_a_year_lasts_no_years(text):
    assert seen(text) == NONE


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("10 ngày công", "ngày công", "count"),
        ("1.000 giờ giảng", "giờ giảng", "count"),
        ("18 tháng tuổi", "tháng tuổi", "count"),
        ("231 km", "km", "count"),
        ("12 m 2", "m2", "count"),
        ("12 km²", "km²", "count"),
        ("12 Km2", "km2", "count"),
        ("12 M 3", "m3", "count"),
        ("3 dm3", "dm3", "count"),
        ("37 °C", "°c", "count"),
        ("45 tạ/ha", "tạ/ha", "count"),
        ("3 bác sĩ/1.000 dân", "bác sĩ/1.000 dân", "ratio"),
        ("12 học viên/lớp", "học viên/lớp", "ratio"),
        ("4 người/hộ", "người/hộ", "ratio"),
        ("2 lớp/năm", "lớp/năm", "ratio"),
        ("10 ha/100 ha", "ha", "count"),
        ("6 vụ/135 bị can", "vụ", "count"),
        ("3.000 lượt người", "lượt người", "count"),
        ("200 lượt xe", "lượt xe", "count"),
        ("200 lượt phụ nữ", "lượt phụ nữ", "count"),
        ("300 lượt thăm hỏi", "lượt", "count"),
        ("300 lượt km", "lượt", "count"),
        ("300 lượt", "lượt", "count"),
        ("2 chết", "người", "count"),
        ("3 triệu chứng", "triệu chứng", "count"),
        ("5 bị thương", "người", "count"),
        ("4 khẩu súng", "khẩu súng", "count"),
        ("5 con đường liên xã", "con đường", "count"),
        ("5 con bò", "con bò", "count"),
        ("11 Hội thi quân sự", "hội thi", "count"),
        ("2 HTX Hoà Bình", "htx", "count"),
        ("12 Xã vùng cao", "xã", "count"),
    ],
)
def test_the_longest_listed_phrase_is_what_is_counted(text, name, kind):
    unit, _ = read(text)
    assert (unit.name, unit.kind, unit.known, unit.factor) == (name, kind, True, 1)


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("12 xã, phường, thị trấn biên giới", "xã, phường, thị trấn", "biên giới"),
        ("12 xã, phường và thị trấn", "xã, phường và thị trấn", ""),
        ("12 huyện, thành phố có rừng", "huyện, thành phố", "có rừng"),
        ("12 tỉnh, thành phố, huyện, quận, xã, phường", "tỉnh, thành phố, huyện, quận, xã", ", phường"),
        ("1.250 cán bộ, chiến sĩ", "cán bộ, chiến sĩ", ""),
        ("12 tổ chức hoặc cá nhân", "tổ chức, cá nhân", ""),
        ("12 trường/cơ sở", "trường, cơ sở", ""),
        ("9 sở, ban, ngành", "sở, ban, ngành", ""),
        ("12 xã, đồng chí", "xã", ", đồng chí"),
        ("12 xã, 3 phường", "xã", ", 3 phường"),
        ("12 xã, phường Tân An", "xã", ", phường Tân An"),
        ("12 xã. Phường", "xã", ". Phường"),
        ("12 xã; phường", "xã", "; phường"),
        ("12 lớp, khóa", "lớp", ", khóa"),
        ("335 học viên, đảng viên 178 đồng chí", "học viên", ", đảng viên 178 đồng chí"),
        ("96 đồng chí, dân quân thường trực có 412", "đồng chí", ", dân quân thường trực có 412"),
        ("96 đồng chí, cán bộ: 12", "đồng chí", ", cán bộ: 12"),
        ("96 cán bộ, chiến sĩ tham gia 12 buổi", "cán bộ, chiến sĩ", "tham gia 12 buổi"),
        ("412 đồng chí và cán bộ", "đồng chí và cán bộ", ""),
        ("412 người, hộ nghèo", "người", ", hộ nghèo"),
        ("12 hộ, gia đình chính sách", "hộ, gia đình chính sách", ""),
    ],
)  # fmt: skip
def test_nouns_of_one_family_are_counted_together(text, name, left):
    assert seen(text)[1] == name
    assert seen(text)[4] == left


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("12 máng nước sạch", "máng nước", "sạch"),
        ("12 cọc của xã", "cọc", "của xã"),
        ("12 cọc Bắc", "cọc", "Bắc"),
        ("12 cọc tre Bắc", "cọc tre", "Bắc"),
        ("15 Ban Chỉ huy quân sự", "ban chỉ huy", "quân sự"),
        ("12 Xã Tân Tiến", "xã tân tiến", ""),
        ("12 UBND xã miền núi", "UBND xã miền", "núi"),
        ("12 cọc", "cọc", ""),
    ],
)
def test_of_what_no_list_knows_the_first_words_are_taken(text, name, left):
    unit, number = read(text)
    assert (unit.name, unit.kind, unit.known, text[unit.end :].strip()) == (
        name,
        "count",
        False,
        left,
    )
    assert unit.value_end == len(number)


@pytest.mark.parametrize(
    "text", ["12", "12 ", "12.", "12 của", "12 và xã", "12\nxã", "12, xã", "12 (xã)", "12 3"]
)
def test_nothing_there_is_no_unit(text):
    unit, _ = read(text)
    assert unit is units.NOTHING
    assert not unit
    assert (unit.known, unit.name, unit.factor, unit.end, unit.value_end) == (False, "", 1, 0, 0)


def test_a_unit_is_looked_for_right_behind_the_number_only():
    text = "12 xã và 7 lớp"
    assert (units.read(text, 2).name, units.read(text, 10).name) == ("xã", "lớp")
    assert units.read(text, 2).end == 5
    assert units.read(text, 10).end == len(text)


def test_words_far_behind_are_not_looked_at():
    near, far = (f"12 {'x' * count} ban tổ chức" for count in (90, 140))
    assert units.read(near, 2).name.startswith("x" * 90)
    assert len(units.read(far, 2).name) < 115


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("12 xã", True),
        ("12%", True),
        ("12 triệu", True),
        ("12 tháng", True),
        ("12 cọc", False),
        ("12", False),
    ],
)
def test_a_listed_unit_is_known(text, known):
    assert units.known_after(text, 2) is known


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("đảng viên toàn huyện", "đảng viên"),
        ("km đường", "km"),
        ("xã", "xã"),
        ("tháng đầu năm", ""),
        ("tháng lương cơ sở", ""),
        ("cọc tre", ""),
        ("", ""),
    ],
)
def test_the_counted_noun_that_a_phrase_begins_with(phrase, noun):
    assert units.named(phrase) == noun


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("người", True),
        ("xã, phường", True),
        ("đồng chí", True),
        ("km", False),
        ("km, xã", False),
        ("triệu đồng", False),
        ("tháng", False),
        ("", False),
    ],
)
def test_people_and_communes_have_no_decimals(name, whole):
    assert units.is_whole(name) is whole


def test_amounts_are_things_and_money():
    kinds = {
        text: read(text)[0].is_amount
        for text in ("1 xã", "1 đồng", "1%", "1 tháng", "1 lớp/năm", "1")
    }
    assert list(kinds.values()) == [True, True, False, False, False, False]


def test_a_unit_moves_with_its_sentence():
    unit, _ = read("12 nghìn hộ")
    moved = unit.moved(100)
    assert (moved.end, moved.value_end) == (unit.end + 100, unit.value_end + 100)
    assert (moved.name, moved.factor, moved.kind) == (unit.name, unit.factor, unit.kind)


NOUNS = sorted(noun for noun in lexicon.NOUNS if noun not in lexicon.SAID_OF and "," not in noun)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(NOUNS), st.sampled_from([*lexicon.MULTIPLIERS]))
def test_every_listed_noun_is_counted_with_and_without_a_scale(noun, scale):
    plain, scaled = read(f"12 {noun}")[0], read(f"12 {scale} {noun}")[0]
    assert (plain.kind, plain.known, plain.factor) == ("count", True, 1)
    assert (scaled.name, scaled.factor) == (plain.name, lexicon.MULTIPLIERS[scale])
    assert plain.name == noun


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(lexicon.MEASURES)))
def test_every_measure_is_counted_and_may_have_decimals(measure):
    unit, _ = read(f"12,5 {measure}")
    assert (unit.name, unit.kind, unit.known) == (measure, "count", True)
    assert not units.is_whole(measure) or measure in lexicon.NOUNS


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(lexicon.CURRENCIES), st.sampled_from(["triệu", "tỷ", "nghìn"]))
def test_every_currency_is_money_in_every_scale(currency, scale):
    assert read(f"12 {scale} {currency}")[0].name == f"{scale} {currency}"
    assert read(f"12 {currency}")[0].kind == "money"


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 999), st.integers(1, 999))
def test_what_a_lower_number_adds_is_exact(millions, thousands):
    unit, number = read(f"{millions} triệu {thousands} nghìn người")
    assert Fraction(number) * unit.factor + unit.plus == 1_000_000 * millions + 1000 * thousands
