"""One search over all that a user may see: what is shown of each hit, how many, where the rest is."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

import factories
from goc.figures.queries import definitions
from goc.home.finding import EACH, find
from goc.home.pipeline import Source
from goc.people.actions import add_person
from goc.registry.actions import register_document
from goc.units.access import scope_of
from summing_up.round_made import START, opened

TODAY = date(2026, 11, 20)


@pytest.fixture
def searched(cast):
    def search(text, user=cast.alice, source=None, as_of=TODAY):
        scope = scope_of(user, today=TODAY)
        found = find(text, user, scope, source, as_of=as_of, today=TODAY)
        return {str(one.kind): one for one in found}

    return search


def person(cast, name="Nông Văn Đức", **known):
    return add_person(full_name=name, keeper=cast.communes[0], on=START, by=cast.operator, **known)


def document(cast, **more):
    own = {
        "direction": "in",
        "type": "công văn",
        "number": "12/CV",
        "issued_on": START,
        "issuer": "UBND tỉnh",
        "subject": "Về đào tạo",
        "keeper": cast.province,
        "by": cast.operator,
    }
    return register_document(**{**own, **more}).document


def shown(found):
    return [(hit.label, hit.detail) for hit in found.hits]


def query(address):
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


def test_what_has_no_hit_is_left_out(cast, searched):
    person(cast)
    assert list(searched("nong van duc")) == ["Cán bộ"]
    assert searched("zzz") == {}


@pytest.mark.parametrize(
    ("known", "detail"),
    [
        ({"birth_date": date(1970, 5, 1)}, "01/05/1970 · Xã Một Một"),
        ({"birth_year": 1970}, "1970 · Xã Một Một"),
        ({}, "Xã Một Một"),
    ],
)
def test_a_person_is_told_by_birth_and_unit(cast, searched, known, detail):
    made = person(cast, **known)
    found = searched("nông văn đức")["Cán bộ"]
    assert (shown(found), found.total, found.icon) == ([("Nông Văn Đức", detail)], 1, "user")
    assert found.hits[0].href == f"/people/{made.public_id}/"
    assert (urlsplit(found.more).path, query(found.more)) == ("/people/", {"q": "nông văn đức"})


def test_no_more_than_ten_are_shown_and_all_are_counted(cast, searched):
    assert EACH == 10
    for number in range(12):
        person(cast, f"Lý Văn {'ABCDEGHIKLMN'[number]}")
    found = searched("ly van")["Cán bộ"]
    assert (len(found.hits), found.total) == (10, 12)


def test_a_unit_is_told_by_its_kind_its_parent_and_its_code(cast, searched):
    found = searched("một")["Đơn vị"]
    assert sorted(shown(found)) == [
        ("Huyện Một", "huyện · Tỉnh A · 3-tier:180"),
        ("Xã Một Hai", "xã · Huyện Một · 3-tier:06007"),
        ("Xã Một Một", "xã · Huyện Một · 3-tier:06004"),
    ]
    assert found.total == 3
    top = searched("tỉnh a")["Đơn vị"]
    assert shown(top)[0] == ("Tỉnh A", "tỉnh · 3-tier:20")


def test_units_beyond_ten_are_told_as_more_than_ten(cast, searched):
    for number in range(12):
        factories.unit(f"Xã Bản {number}", "commune", cast.district)
    found = searched("xa ban")["Đơn vị"]
    assert (len(found.hits), found.total) == (10, 11)


def test_of_another_day_every_address_says_the_day(cast, searched):
    person(cast)
    day = date(2012, 12, 31)
    found = searched("nong van duc", as_of=day)["Cán bộ"]
    assert query(found.hits[0].href) == {"as_of": "2012-12-31"}
    assert query(found.more) == {"q": "nong van duc", "as_of": "2012-12-31"}
    units = searched("huyen mot", as_of=day)["Đơn vị"]
    assert query(units.hits[0].href) == {"as_of": "2012-12-31"}


def test_who_is_on_no_file_on_that_day_is_not_found(cast, searched):
    person(cast)
    assert "Cán bộ" not in searched("nong van duc", as_of=date(2001, 12, 31))


def test_an_indicator_leads_to_its_card_where_something_is_frozen(cast, searched):
    def placed(source=None):
        hits = searched("placed_in_command", source=source)["Chỉ tiêu thống kê"].hits
        return next(hit for hit in hits if hit.detail == "placed_in_command")

    assert placed().href == ""
    snapshot = SimpleNamespace(cut_off=date(2012, 12, 31), public_id="s1")
    address = placed(Source(snapshot, None, None)).href
    assert urlsplit(address).path == "/figures/placed_in_command/"
    assert query(address) == {"as_of": "2012-12-31", "snapshot": "s1"}


def test_every_word_is_asked_of_an_indicator(cast, searched):
    label = definitions().indicators["placed_in_command"].label
    assert "placed_in_command" in [
        hit.detail for hit in searched(label.upper())["Chỉ tiêu thống kê"].hits
    ]
    assert searched(f"{label} zzz") == {}


def test_a_document_is_told_by_issuer_and_subject(cast, searched):
    document(cast)
    document(cast, number="13/CV", issuer="", subject="Về đào tạo")
    found = searched("dao tao")["Văn bản"]
    assert sorted(detail for _, detail in shown(found)) == ["UBND tỉnh · Về đào tạo", "Về đào tạo"]
    assert {query(hit.href)["q"] for hit in found.hits} == {"dao tao"}
    assert found.total == 2


def test_a_round_is_found_by_title_and_code(cast, searched):
    opened(cast)
    for text in ("tong ket", "10 nam", "tong-ket", "ĐÀO TẠO tổng"):
        found = searched(text)["Đợt tổng kết"]
        assert shown(found) == [("Tổng kết 10 năm đào tạo", "31/12/2012")]
        assert found.hits[0].href == "/summing-up/tong-ket/"
    assert "Đợt tổng kết" not in searched("tong ket 20 nam")


def test_each_sees_of_his_own(cast, searched):
    person(cast)
    document(cast)
    opened(cast)
    for text in ("nong van duc", "xa mot", "12/CV", "tong ket"):
        found = searched(text, user=cast.charlie)
        assert set(found) <= {"Chỉ tiêu thống kê"}, text
        assert searched(text, user=cast.bob), text
