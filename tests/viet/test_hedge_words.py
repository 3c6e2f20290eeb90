"""The words that qualify a number: where their phrase begins and ends, and what each of them means."""

import pytest

from goc.viet import hedges

ABOVE = "hơn|trên|ngoài|vượt|quá|hơn hẳn|cao hơn|lớn hơn|nhiều hơn"
BELOW = "gần|ngót|suýt soát|non|chưa đến|chưa tới|chưa đầy"
ABOUT = (
    "khoảng|chừng|ước|ước tính|ước chừng|ước khoảng|xấp xỉ|vào khoảng|cỡ|tầm|áng chừng|dự kiến|"
    "tương đương|tương ứng|dự tính"
)
AT_LEAST = "ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|trở lên|ít ra"
AT_MOST = (
    "nhiều nhất|tối đa|không quá|không vượt quá|không nhiều hơn|không cao hơn|dưới|trở xuống|"
    "thấp hơn|ít hơn|chậm nhất"
)
EXACT = "đạt|chiếm|bằng|từ|đến|lên tới|xuống còn|chỉ còn|tổng số|trên tổng số|tròn|đúng|cao nhất"
SENSES = [
    (word, sense)
    for words, sense in (
        (ABOVE, "above"),
        (BELOW, "below"),
        (ABOUT, "about"),
        (AT_LEAST, "at_least"),
        (AT_MOST, "at_most"),
        (EXACT, "exact"),
    )
    for word in words.split("|")
]


@pytest.mark.parametrize(("word", "sense"), SENSES)
def test_each_word_means_one_thing_alone_and_beside_a_linking_word(word, sense):
    assert hedges.sense(word) == sense
    assert hedges.sense(word.upper()) == sense
    assert hedges.sense(f"đạt {word}") == sense


@pytest.mark.parametrize(("word", "sense"), SENSES)
def test_each_word_is_found_before_a_number(word, sense):
    text = f"Kết quả huấn luyện {word} "
    assert hedges.before(text, len(text)) == word


@pytest.mark.parametrize(
    ("hedge", "sense"),
    [
        ("khoảng hơn", "about"),
        ("xấp xỉ gần", "about"),
        ("ước đạt gần", "about"),
        ("tối thiểu khoảng", "at_least"),
        ("dự kiến không quá", "at_most"),
        ("không dưới", "at_least"),
        ("gần … trở lên", "at_least"),
        ("trên … trở xuống", "at_most"),
        ("từ…trở lên", "at_least"),
        ("từ … trở đi", "exact"),
        ("chiếm tỷ lệ trên tổng số", "exact"),
        ("hơn trên tổng số", "above"),
        ("ngoài ra", "above"),
        ("trênh", "exact"),
        ("nước", "exact"),
    ],
)
def test_the_strongest_word_decides(hedge, sense):
    assert hedges.sense(hedge) == sense


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Tổng quân số huấn luyện là ", ""),
        ("Quân số đã có mặt ", ""),
        ("Toàn tỉnh đã đạt được hơn ", "đạt được hơn"),
        ("Kết nạp được ", ""),
        ("số khẩu đội mới đạt ", "mới đạt"),
        ("số khẩu đội mới ", ""),
        ("kiểm tra được chưa đến ", "chưa đến"),
        ("huyện chỉ có ", "chỉ có"),
        ("quân số những hơn ", "hơn"),
        ("gần như hết ", ""),
        ("KẾT QUẢ ƯỚC ĐẠT GẦN ", "ƯỚC ĐẠT GẦN"),
        ("diện tích còn lại trên ", "trên"),
        ("diện tích rừng còn  trên\t", "còn trên"),
        ("quân số hơn, ", ""),
        ("hơn đơn vị ", ""),
        ("hơn", "hơn"),
        ("lơn hơn ", "hơn"),
        ("tăng thêm khoảng ", "tăng thêm khoảng"),
        ("vượt ", "vượt"),
        ("tỷ lệ lên đến ", "tỷ lệ lên đến"),
        ("", ""),
    ],
)
def test_silent_words_stand_inside_a_phrase_and_never_at_its_ends(text, phrase):
    assert hedges.before(text, len(text)) == phrase


@pytest.mark.parametrize(
    "text",
    [
        "Trường mầm non ",
        "Mầm non ",
        "Công an xã đình chỉ ",
        "Đình chỉ ",
        "Cấp chứng chỉ ",
        "Chứng chỉ ",
        "theo địa chỉ ",
        "Tích lũy tín chỉ ",
        "Cao Bằng ",
        "Huyện Yên Trên ",
        "Núi Đông Gần ",
    ],
)
def test_the_last_syllable_of_another_word_is_no_hedge(text):
    assert hedges.before(text, len(text)) == ""


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("học sinh non ", "non"),
        ("địa bàn chỉ ", "chỉ"),
        ("cao bằng ", "bằng"),
        ("Cao bằng ", "bằng"),
        ("Cao Bằng đạt gần ", "đạt gần"),
        ("Cao Bằng gần ", "gần"),
    ],
)
def test_the_same_syllable_by_itself_is_one(text, phrase):
    assert hedges.before(text, len(text)) == phrase


def test_a_phrase_does_not_reach_back_beyond_the_figure_before():
    text = "Có 12 lớp, đạt gần 90%, chiếm hơn 15%"
    place = text.index("15%")
    assert hedges.before(text, place) == "chiếm hơn"
    assert hedges.before(text, place, text.index("hơn")) == "hơn"
    assert hedges.before(text, place, place) == ""
    assert hedges.before(text, text.index("90%")) == "đạt gần"


def test_only_what_stands_right_before_the_number_is_heard():
    text = "hơn 20 xã và gần"
    assert hedges.before(text, text.index("20")) == "hơn"
    assert hedges.before(text, text.index("xã")) == ""


def test_a_long_phrase_is_followed_word_by_word():
    text = f"{'đạt ' * 40}gần "
    assert hedges.before(text, len(text)) == text.strip()


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("tuổi trở lên", "trở lên"),
        ("tuổi Trở Lên", "Trở Lên"),
        ("tuổi trở xuống", "trở xuống"),
        ("năm trở đi", "trở đi"),
        ("năm trở về trước", "trở về trước"),
        ("năm công tác", ""),
        ("tuổi trở thành", ""),
        ("có trình độ đại học trở lên", ""),
        ("có trình độ trung cấp trở lên", ""),
        ("loại khá trở lên", ""),
        ("xếp loại Giỏi trở lên", ""),
        ("tốt nghiệp trung học phổ thông trở lên", ""),
        ("vụ nghiêm trọng trở lên", ""),
        ("đồng chí trở lên có trình độ đại học", "trở lên"),
    ],
)
def test_a_suffix_is_of_the_figure_and_not_of_a_grade(text, suffix):
    assert hedges.after(text, 0, len(text)) == suffix


def test_a_suffix_is_looked_for_between_two_places_only():
    text = "trở lên; từ 25 tuổi trở lên"
    place = text.index("25")
    assert hedges.after(text, place, len(text)) == "trở lên"
    assert hedges.after(text, place, len(text) + 40) == "trở lên"
    assert hedges.after(text, place, len(text) - 1) == ""
    assert hedges.after("khá 25 tuổi trở lên", 3, 40) == "trở lên"


@pytest.mark.parametrize(
    ("prefix", "suffix", "joined"),
    [
        ("từ", "trở lên", "từ … trở lên"),
        ("", "trở lên", "trở lên"),
        ("đạt", "", "đạt"),
        ("", "", ""),
    ],
)
def test_both_halves_are_joined_by_an_ellipsis(prefix, suffix, joined):
    assert hedges.join(prefix, suffix) == joined
