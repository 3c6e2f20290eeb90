"""What a round may cite, as its editor offers it: nothing without a number, nothing of others."""

from __future__ import annotations

from datetime import date

import pytest

from goc.desk.chips import in_words, printed_by
from goc.registry.models import Document
from goc.summing_up.chips import document_chips
from goc.summing_up.citing import citing_of
from goc.units.actions import transfer_unit
from summing_up.round_made import opened

pytestmark = pytest.mark.django_db
MOVED = date(2020, 1, 1)
LETTER = {
    "direction": "out",
    "type": "Công văn",
    "issuer": "UBND",
    "issued_on": date(2012, 3, 5),
    "subject": "Tổng kết",
}


def kept(keeper, number, **more):
    return Document.objects.create(keeper=keeper, number=number, **(LETTER | more))


def offered(round_) -> list[str]:
    """The codes of the documents of the register."""
    codes = [way.code for chip in document_chips(citing_of(round_)) for way in chip.ways]
    return [code for code in codes if code not in ("{vb:directive}", "{vb:plan}")]


def test_every_document_offered_is_found_by_its_code(cast):
    round_ = opened(cast)
    kept(cast.province, "12 /UBND - VP")
    kept(cast.province, "13/UBND", issued_on=None)
    kept(cast.province, "")
    kept(cast.province, "{14}/UBND")
    kept(cast.province, "15/UBND", secrecy="secret")
    codes = offered(round_)
    assert sorted(codes) == ["{vb:12/UBND-VP,05/03/2012}", "{vb:13/UBND}"]
    found = citing_of(round_)
    shorts = {found(code[4:-1]).short for code in codes}
    assert shorts == {"Công văn số 12 /UBND - VP", "Công văn số 13/UBND"}


def test_a_round_of_former_years_tells_nothing_of_who_left_meanwhile(cast):
    """Who has a right on the unit today sees it no more."""
    round_ = opened(cast)
    transfer_unit(unit=cast.district, parent=cast.elsewhere, on=MOVED, by=cast.operator)
    kept(cast.district, "77/UBND", issued_on=date(2024, 3, 5), subject="Việc của tỉnh B")
    assert offered(round_) == []
    assert "hãy vào sổ" in citing_of(round_)("77/UBND").gap


def test_documents_beside_each_other_are_read_one_by_one(cast):
    read = in_words("Theo {vb:1/KH} và {vb:2/KH}; {x}.", printed_by([]))
    assert read == "Theo «1/KH» và «2/KH»; [số liệu không có]."
