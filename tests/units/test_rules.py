"""Kinds and levels, names as sentences want them, roles by strength, what is measured."""

import pytest

from goc.lib.errors import InputError
from goc.units import rules

LEVEL_OF = {
    "national": ["ministry"],
    "region": ["military_region"],
    "province": ["province", "central_city"],
    "district": ["urban_district", "rural_district", "town", "provincial_city"],
    "commune": ["ward", "commune", "township", "special_zone"],
    "agency": [
        "provincial_command",
        "district_command",
        "area_command",
        "agency",
        "department",
    ],
    "school": ["school"],
    "board": ["steering_committee"],
}
AGENCIES = [
    "Bộ Quốc phòng",
    "Quân khu 1",
    "Bộ Chỉ huy quân sự tỉnh Lạng Sơn",
    "Ban Chỉ huy quân sự huyện Tràng Định",
    "Trường Quân sự Quân khu 1",
    "Ban Chỉ đạo tỉnh",
]
"""Their type word is a part of the name: capital in a sentence too, and no People's Committee."""
FROM_THE_TOP = ["ministry", "military_region", "province", "rural_district", "commune"]


# --- kinds and levels


@pytest.mark.parametrize(("level", "kinds"), LEVEL_OF.items(), ids=LEVEL_OF)
def test_the_kinds_of_a_level(level, kinds):
    assert rules.kinds_of(level) == kinds
    assert {rules.level_of(kind) for kind in kinds} == {level}


def test_every_kind_has_a_level_with_a_label():
    assert sorted(kind for kinds in LEVEL_OF.values() for kind in kinds) == sorted(rules.KINDS)
    assert set(rules.LEVEL_LABELS) == set(LEVEL_OF)


def test_a_label_means_one_kind():
    """A catalogue gives kinds by their labels."""
    assert {rules.BY_LABEL[label]: label for label in rules.LABELS.values()} == rules.LABELS


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("tỉnh", "province"),
        ("thành phố trung ương", "central_city"),
        ("thành phố", "provincial_city"),
        ("thị xã", "town"),
        ("thị trấn", "township"),
        ("đặc khu", "special_zone"),
    ],
)
def test_labels_of_catalogues(label, kind):
    assert rules.BY_LABEL[label] == kind


def test_a_kind_that_is_none_is_answered_with_those_there_are():
    with pytest.raises(InputError) as refused:
        rules.check_kind("làng")
    assert str(refused.value) == (
        "Không có loại đơn vị «làng». Hãy dùng một trong: province, central_city, "
        "urban_district, rural_district, town, provincial_city, ward, commune, township, "
        "special_zone, ministry, military_region, provincial_command, district_command, "
        "area_command, agency, department, school, steering_committee."
    )
    for kind in rules.KINDS:
        rules.check_kind(kind)


@pytest.mark.parametrize("place", range(len(FROM_THE_TOP)))
def test_only_a_higher_level_stands_above(place):
    """Ministry over region over province over district over commune, none over its own level."""
    kind = FROM_THE_TOP[place]
    above = [upper for upper in FROM_THE_TOP if rules.stands_above(upper, kind)]
    assert above == FROM_THE_TOP[:place]


@pytest.mark.parametrize(
    ("upper", "lower", "may"),
    [
        ("province", "commune", True),  # since 1 July 2025
        ("central_city", "ward", True),
        ("provincial_city", "rural_district", False),
        ("ward", "township", False),
        ("commune", "steering_committee", True),
        ("steering_committee", "province", True),
        ("school", "school", True),
        ("agency", "ministry", True),
    ],
)
def test_levels_outside_the_five_stand_anywhere(upper, lower, may):
    assert rules.stands_above(upper, lower) is may


# --- names


@pytest.mark.parametrize(
    ("name", "short", "in_text", "addressed"),
    [
        ("Huyện Tràng Định", "Tràng Định", "huyện Tràng Định", "UBND huyện Tràng Định"),
        ("Xã Mẫu Sơn", "Mẫu Sơn", "xã Mẫu Sơn", "UBND xã Mẫu Sơn"),
        ("Thị trấn Đồng Đăng", "Đồng Đăng", "thị trấn Đồng Đăng", "UBND thị trấn Đồng Đăng"),
        ("Thành phố Huế", "Huế", "thành phố Huế", "UBND thành phố Huế"),
        ("Đặc khu Phú Quốc", "Phú Quốc", "đặc khu Phú Quốc", "UBND đặc khu Phú Quốc"),
        ("Đặc khu", "Đặc khu", "Đặc khu", "Đặc khu"),
        *((name,) * 4 for name in AGENCIES),
        ("Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ"),
        ("Xã", "Xã", "Xã", "Xã"),
        ("Xãng Lá", "Xãng Lá", "Xãng Lá", "Xãng Lá"),
        ("", "", "", ""),
    ],
)
def test_a_name_without_its_word_and_in_a_sentence(name, short, in_text, addressed):
    told = rules.short_name(name), rules.in_text(name), rules.addressed(name)
    assert told == (short, in_text, addressed)


@pytest.mark.parametrize("kind", [k for level in rules.TERRITORIAL for k in LEVEL_OF[level]])
def test_the_type_word_of_every_place_is_taken_off_whole(kind):
    word = rules.KINDS[kind][2]
    assert rules.short_name(f"{word} Tân Lập") == "Tân Lập"
    assert rules.in_text(f"{word} Tân Lập") == f"{word[0].lower()}{word[1:]} Tân Lập"
