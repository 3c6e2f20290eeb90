"""The catalogue of the package as rows of ours: editions, kinds, the mapping between them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goc.lib.errors import InputError
from goc.units import builtin
from goc.units.identities import Timeline, continued, passages
from goc.units.sources import Source
from goc.viet.names import fold

MARCH, JULY = date(2025, 3, 1), date(2025, 7, 1)


def old(ward: str = "", code: str = "", **given: str) -> dict[str, Any]:
    row = {
        "provinceCode": "20",
        "province": "Tỉnh Lạng Sơn",
        "provinceKey": "langson",
        "districtCode": "180",
        "district": "Huyện Tràng Định",
        "districtKey": "trangdinh",
        "wardCode": code,
        "ward": ward,
        "wardKey": fold(ward).rpartition(" ")[2],
    }
    return row | given


def new(ward: str, code: str, **given: str) -> dict[str, Any]:
    row = {
        "provinceCode": "20",
        "province": "Tỉnh Lạng Sơn",
        "provinceKey": "langson",
        "wardCode": code,
        "ward": ward,
        "wardKey": fold(ward).rpartition(" ")[2],
    }
    return row | given


def mapping(
    provinces: Any = None, whole: Any = None, divided: Any = None
) -> dict[str, dict[str, Any]]:
    return {
        "DICT_PROVINCE": provinces or {},
        "DICT_PROVINCE_WARD_NO_DIVIDED": whole or {},
        "DICT_PROVINCE_WARD_DIVIDED": divided or {},
    }


OLD = [old("Xã Khánh", "06004"), old("Thị trấn Khê", "06001"), old("Xã Đồng", "06007")]
NEW = [new("Xã Khánh", "06004"), new("Xã Khê", "06001")]


# --- editions


def test_both_editions_each_unit_once_with_its_superior():
    told = [
        (row.line, row.ref, row.name, row.kind, row.parent_code, row.start, row.end)
        for row in builtin._editions(OLD, NEW)
    ]
    assert told == [
        (1, ("3-tier", "20"), "Tỉnh Lạng Sơn", "province", "", MARCH, JULY),
        (2, ("3-tier", "180"), "Huyện Tràng Định", "rural_district", "20", MARCH, JULY),
        (3, ("3-tier", "06004"), "Xã Khánh", "commune", "180", MARCH, JULY),
        (4, ("3-tier", "06001"), "Thị trấn Khê", "township", "180", MARCH, JULY),
        (5, ("3-tier", "06007"), "Xã Đồng", "commune", "180", MARCH, JULY),
        (6, ("2-tier", "20"), "Tỉnh Lạng Sơn", "province", "", JULY, None),
        (7, ("2-tier", "06004"), "Xã Khánh", "commune", "20", JULY, None),
        (8, ("2-tier", "06001"), "Xã Khê", "commune", "20", JULY, None),
    ]


def test_a_district_without_communes_is_there_too():
    """An island district had none."""
    island = old(district="Huyện Cồn Cỏ", districtCode="471")
    rows = list(builtin._editions([island], []))
    assert [row.name for row in rows] == ["Tỉnh Lạng Sơn", "Huyện Cồn Cỏ"]


def test_the_type_word_is_written_as_ours():
    rows = list(
        builtin._editions([], [new("Phường  ĐÔNG KINH", "05977", province="THÀNH PHỐ Huế")])
    )
    assert [row.name for row in rows] == ["Thành phố Huế", "Phường ĐÔNG KINH"]


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("01", "Thành phố Hà Nội", "central_city"),
        ("20", "Tỉnh Lạng Sơn", "province"),
        ("178", "Thành phố Lạng Sơn", "provincial_city"),
        ("001", "Quận Ba Đình", "urban_district"),
        ("180", "Huyện Tràng Định", "rural_district"),
        ("269", "Thị Xã Sơn Tây", "town"),
        ("06004", "xã Quốc Khánh", "commune"),
        ("06001", "Thị trấn Thất Khê", "township"),
        ("00001", "Phường Phúc Xá", "ward"),
        ("31318", "Đặc khu Phú Quốc", "special_zone"),
    ],
)
def test_the_level_by_the_length_of_the_code_and_the_kind_by_the_word(code, name, kind):
    assert builtin._kind(code, name) == kind


@pytest.mark.parametrize(
    ("code", "name"), [("180", "Xã Tràng Định"), ("06004", "Xãng Lá"), ("20", "Lạng Sơn")]
)
def test_a_word_of_another_level_is_not_read(code, name):
    with pytest.raises(InputError) as refused:
        builtin._kind(code, name)
    assert str(refused.value) == (
        f"Danh mục kèm theo: không đọc được loại của đơn vị {code} {name}."
    )


# --- the mapping


def test_the_pairs_of_a_mapping():
    said = mapping(
        {"langson": ["langson", "caobang"]},
        {"langson": {"khanh": ["langson_trangdinh_khanh", "langson_trangdinh_dong"]}},
        {"langson": {"langson_trangdinh_khe": [{"newWardKey": "khe"}, {"newWardKey": "khanh"}]}},
    )
    assert list(builtin._pairs(said)) == [
        ("langson", "langson", "full"),
        ("caobang", "langson", "full"),
        ("langson_trangdinh_khanh", "langson_khanh", "full"),
        ("langson_trangdinh_dong", "langson_khanh", "full"),
        ("langson_trangdinh_khe", "langson_khe", "partial"),
        ("langson_trangdinh_khe", "langson_khanh", "partial"),
    ]


def successions(said: dict[str, Any], before: Any = OLD, after: Any = NEW) -> list[Any]:
    rows = builtin._successions(said, before, after)
    return [(row.line, row.origin[1], row.target and row.target[1], row.share) for row in rows]


def test_keys_are_read_as_the_codes_of_their_edition():
    said = mapping(
        {"langson": ["langson"]},
        {"langson": {"khanh": ["langson_trangdinh_khanh", "langson_trangdinh_dong"]}},
        {"langson": {"langson_trangdinh_khe": [{"newWardKey": "khe"}, {"newWardKey": "khanh"}]}},
    )
    assert successions(said) == [
        (1, "20", "20", "full"),
        (2, "06004", "06004", "full"),
        (3, "06007", "06004", "full"),
        (4, "06001", "06001", "partial"),
        (5, "06001", "06004", "partial"),
    ]
    (first, *_) = builtin._successions(said, OLD, NEW)
    assert (first.on, first.origin, first.target) == (JULY, ("3-tier", "20"), ("2-tier", "20"))


def test_a_key_that_names_two_units_leaves_the_share_open():
    twins = [*OLD, old("Xã Khánh", "06099")]
    said = mapping(whole={"langson": {"khanh": ["langson_trangdinh_khanh"]}})
    assert successions(said, before=twins) == [
        (1, "06004", "06004", "unknown"),
        (2, "06099", "06004", "unknown"),
    ]


def test_a_key_of_nobody_gives_no_passage():
    said = mapping(whole={"langson": {"khanh": ["langson_trangdinh_nobody"], "none": ["langson"]}})
    assert successions(said) == []


def test_the_unmerged_go_on_and_the_merged_do_not():
    """Read as any other catalogue: one commune kept its name and took in another."""
    units = list(builtin._editions(OLD, NEW))
    said = mapping(
        {"langson": ["langson"]},
        {
            "langson": {
                "khanh": ["langson_trangdinh_khanh", "langson_trangdinh_dong"],
                "khe": ["langson_trangdinh_khe"],
            }
        },
    )
    rows = list(builtin._successions(said, OLD, NEW))
    source, timeline = Source("x", units, successions=rows), Timeline(units)
    found = continued(passages(source, timeline))
    assert {(run.ref[1], origin.ref[1]) for run, origin in found.items()} == {
        ("20", "20"),
        ("06001", "06001"),
    }
