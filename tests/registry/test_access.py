"""Who sees, registers and changes which paper and file: each role, in and out of its unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from goc.lib.errors import ForbiddenError, HiddenError
from goc.registry import access
from goc.registry.actions import keep_file
from goc.registry.models import Document, StoredFile
from goc.units.access import scope_of
from goc.units.models import Unit, UnitRight

TODAY = date(2026, 11, 20)
HIDDEN, READ_ONLY = "Không có văn bản này.", "Bạn chỉ được xem sổ đăng ký văn bản, không được ghi."


def paper(number: str, keeper: Unit | None = None, direction: str = "in") -> Document:
    return Document.objects.create(
        direction=direction,
        type="Công văn",
        number=number,
        issuer="Bộ CHQS tỉnh A",
        subject="Về việc mở lớp",
        keeper=keeper,
    )


@pytest.fixture
def world(cast) -> dict[str, Any]:
    """The cast, with whoever writes on the whole register, and whoever reads here and writes there."""
    whole = factories.user("whole", "standing_office")
    both = factories.user("both", "reader", cast.province)
    UnitRight.objects.create(
        user=both, unit=cast.elsewhere, role="editor", valid_from=factories.START
    )
    nobody = factories.user("nobody")
    kept = {
        "A": paper("1/A", cast.province),
        "commune of A": paper("2/A", cast.communes[1], "out"),
        "B": paper("3/B", cast.elsewhere),
        "whole": paper("4/BQP"),
        "cited by all": paper("43/2009/QH12", direction="cited"),
        "cited by B": paper("5/B", cast.elsewhere, "cited"),
    }
    users = {"alice": cast.alice, "bob": cast.bob, "charlie": cast.charlie, "dana": cast.dana}
    return {"cast": cast, "kept": kept, **users, "whole": whole, "both": both, "nobody": nobody}


EVERYTHING = {"A", "commune of A", "B", "whole", "cited by all", "cited by B"}
SEEN = {
    "alice": {"A", "commune of A", "cited by all"},
    "bob": {"A", "commune of A", "cited by all"},
    "charlie": {"B", "cited by B", "cited by all"},
    "dana": EVERYTHING,
    "whole": EVERYTHING,
    "both": EVERYTHING - {"whole"},
    "nobody": {"cited by all"},
}
CHANGED = {
    "alice": {"A", "commune of A"},
    "bob": set(),
    "charlie": {"B", "cited by B"},
    "dana": set(),
    "whole": EVERYTHING,
    "both": {"B", "cited by B"},
    "nobody": set(),
}


@pytest.mark.parametrize("login", SEEN)
def test_who_sees_and_who_changes_what(world, login):
    user, seen, changed, said = world[login], set(), set(), set()
    rows = set(access.documents_for(user, today=TODAY))
    for name, document in world["kept"].items():
        if document in rows:
            seen.add(name)
        try:
            found = access.get_document_to_edit(user, document.public_id, today=TODAY)
        except (HiddenError, ForbiddenError) as why:
            said.add((name in seen, str(why)))
        else:
            assert found == document
            changed.add(name)
    assert (seen, changed) == (SEEN[login], CHANGED[login])
    assert said <= {(False, HIDDEN), (True, READ_ONLY), (True, "Không có đơn vị này.")}


def test_a_cited_law_belongs_to_everybody_and_is_changed_by_the_whole_register_only(world):
    """Seen without a right on it, so that what is refused is no secret; but there is no unit to write for."""
    law = world["kept"]["cited by all"].public_id
    for login in ("alice", "bob", "nobody"):
        with pytest.raises(HiddenError, match="Không có đơn vị này"):
            access.get_document_to_edit(world[login], law, today=TODAY)
    with pytest.raises(ForbiddenError) as refused:
        access.get_document_to_edit(world["dana"], law, today=TODAY)
    assert str(refused.value) == READ_ONLY


def test_a_paper_that_is_not_there_is_hidden(world):
    absent = world["cast"].province.public_id
    for login in ("alice", "dana", "whole"):
        with pytest.raises(HiddenError) as refused:
            access.get_document_to_edit(world[login], absent, today=TODAY)
        assert str(refused.value) == HIDDEN


@pytest.mark.parametrize(
    ("login", "may"),
    [
        ("alice", True),
        ("bob", False),
        ("charlie", True),
        ("dana", False),
        ("whole", True),
        ("both", True),
        ("nobody", False),
    ],
)
def test_who_may_register_at_all(world, login, may):
    """The button, and the list of units in whose name: they say the same."""
    user = world[login]
    assert access.may_register(scope_of(user, today=TODAY)) is may
    if may:
        assert access.keepers_of(user, today=TODAY)
        return
    with pytest.raises(ForbiddenError) as refused:
        access.keepers_of(user, today=TODAY)
    assert str(refused.value) == READ_ONLY


def test_the_units_in_whose_name_are_those_of_rights_that_write_today(world, cast):
    both, whole = world["both"], world["whole"]
    assert access.keepers_of(both, today=TODAY) == [cast.elsewhere]
    assert access.keepers_of(whole, today=TODAY) == [None]
    for unit, start, end in (
        (cast.district, date(2020, 1, 1), date(2026, 11, 20)),
        (cast.communes[0], date(2026, 11, 21), None),
        (cast.communes[1], date(2026, 11, 20), None),
    ):
        UnitRight.objects.create(
            user=both, unit=unit, role="checker", valid_from=start, valid_to=end
        )
    assert access.keepers_of(both, today=TODAY) == [cast.elsewhere, cast.communes[1]]
    assert access.keepers_of(both, today=date(2026, 11, 21)) == [
        cast.elsewhere,
        cast.communes[0],
        cast.communes[1],
    ]


WRITE_FOR = {
    ("alice", "province"): "",
    ("alice", "commune"): "",
    ("alice", "elsewhere"): "Không có đơn vị này.",
    ("alice", "whole"): "Không có đơn vị này.",
    ("bob", "province"): READ_ONLY,
    ("bob", "whole"): "Không có đơn vị này.",
    ("dana", "province"): READ_ONLY,
    ("dana", "whole"): READ_ONLY,
    ("whole", "elsewhere"): "",
    ("whole", "whole"): "",
    ("both", "province"): READ_ONLY,
    ("both", "elsewhere"): "",
}


@pytest.mark.parametrize(("login", "where"), WRITE_FOR)
def test_in_whose_name_somebody_may_write(world, cast, login, where):
    units = {
        "province": cast.province,
        "commune": cast.communes[0],
        "elsewhere": cast.elsewhere,
        "whole": None,
    }
    said = ""
    try:
        access.check_can_register(world[login], units[where], today=TODAY)
    except (HiddenError, ForbiddenError) as why:
        said = str(why)
    assert said == WRITE_FOR[login, where]


# --- files


def file_of(keeper: Unit | None, by: Any) -> StoredFile:
    return keep_file(name="a.pdf", media_type="application/pdf", data=b"x", keeper=keeper, by=by)


@pytest.mark.parametrize(
    ("whose", "readers"),
    [
        ("A", {"alice", "bob", "dana", "whole", "both"}),
        ("B", {"alice", "charlie", "dana", "whole", "both"}),
        ("nobody's", {"alice", "dana", "whole"}),
    ],
)
def test_a_file_is_for_its_unit_and_for_who_added_it(world, cast, whose, readers):
    """alice added all three, the one of B too: a file that she gave stays hers to fetch."""
    keeper = {"A": cast.district, "B": cast.elsewhere, "nobody's": None}[whose]
    kept = file_of(keeper, cast.alice)
    found = set()
    for login in SEEN:
        try:
            found.add((login, access.get_file_for(world[login], kept.public_id, today=TODAY)))
        except HiddenError as why:
            assert str(why) == "Không có tệp này."
    assert found == {(login, kept) for login in readers}


def test_a_file_that_is_not_there_is_hidden_like_one_of_others(world):
    with pytest.raises(HiddenError) as refused:
        access.get_file_for(world["dana"], world["cast"].province.public_id, today=TODAY)
    assert str(refused.value) == "Không có tệp này."


def test_a_right_that_begins_tomorrow_shows_nothing_today(world, cast):
    UnitRight.objects.create(
        user=world["nobody"], unit=cast.province, role="reader", valid_from=date(2026, 11, 21)
    )
    numbers = {
        day: set(access.documents_for(world["nobody"], today=day).values_list("number", flat=True))
        for day in (TODAY, date(2026, 11, 21))
    }
    assert numbers == {
        TODAY: {"43/2009/QH12"},
        date(2026, 11, 21): {"43/2009/QH12", "1/A", "2/A"},
    }
