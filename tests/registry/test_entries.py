"""Entries of the register: what is refused in which words, what a correction leaves, how papers are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.registry import rules
from goc.registry.actions import (
    Upload,
    correct_document,
    keep_file,
    register_document,
    take_back_document,
)
from goc.registry.models import Document, StoredFile
from goc.registry.queries import conflict_of, date_conflicts, documents_matching

MARCH_5, MARCH_25 = date(2013, 3, 5), date(2013, 3, 25)
PLAN = {
    "direction": "cited",
    "type": "Kế hoạch",
    "number": "1660/KH-BQP",
    "issuer": "Bộ Quốc phòng",
    "issued_on": MARCH_25,
    "subject": "Tổng kết 10 năm",
    "by": "alice",
}
SCAN = Upload("Kế hoạch 1660.pdf", "application/pdf", b"%PDF")
NO_FILE = "Văn bản có độ mật chỉ được ghi sổ, không được gắn tệp vào hệ thống này."
SIGNED = (
    "Văn bản đi đã có số và ngày ban hành, tức là đã ký: không sửa được. Nếu vào sổ nhầm, hãy rút "
    "lại kèm lý do rồi vào sổ lại."
)


def plan(**more: Any) -> Document:
    return register_document(**PLAN | more).document


# --- files


def test_bytes_come_from_a_path_as_well(cast, tmp_path: Path):
    (tmp_path / "quét.pdf").write_bytes(b"%PDF 1660")
    kept = keep_file(
        name="quét.pdf",
        media_type="application/pdf",
        keeper=cast.province,
        by=cast.alice,
        path=tmp_path / "quét.pdf",
    )
    same = register_document(
        **PLAN, keeper=cast.province, file=Upload("quét.pdf", "x", tmp_path / "quét.pdf")
    )
    assert (kept.size, same.document.file.sha256) == (9, kept.sha256)
    assert StoredFile.objects.count() == 2


def test_neither_bytes_nor_a_path_is_a_fault_of_the_caller(cast):
    with pytest.raises(TypeError, match="data or path"):
        keep_file(name="a", media_type="x", keeper=None, by=cast.alice)
    assert keep_file(name="a", media_type="x", keeper=None, by=cast.alice, data=b"").size == 0


def test_long_names_and_types_are_cut_to_their_columns(db):
    kept = keep_file(name="a" * 300, media_type="b" * 300, keeper=None, by="alice", data=b"x")
    assert (len(kept.name), len(kept.media_type)) == (200, 100)


# --- secrecy


@pytest.mark.parametrize("secrecy", rules.SECRECY)
def test_no_paper_with_a_mark_has_a_file(db, secrecy):
    with pytest.raises(RefusedError) as refused:
        register_document(**PLAN, secrecy=secrecy, file=SCAN)
    assert (str(refused.value), StoredFile.objects.count()) == (NO_FILE, 0)
    made = plan(secrecy=secrecy)
    with pytest.raises(RefusedError) as refused:
        correct_document(document=made, by="alice", reason="có bản quét", file=SCAN)
    assert str(refused.value) == NO_FILE
    assert Document.objects.get().file is None


def test_what_has_a_file_gets_no_mark_by_a_correction(db):
    made = plan(file=SCAN)
    with pytest.raises(RefusedError) as refused:
        correct_document(document=made, by="alice", reason="đóng dấu", secrecy="secret")
    assert (str(refused.value), Document.objects.get().secrecy) == (NO_FILE, "")


def test_a_mark_that_is_lifted_lets_a_file_in(db):
    made = plan(secrecy="secret")
    correct_document(document=made, by="alice", reason="giải mật", secrecy="", file=SCAN)
    kept = Document.objects.get()
    assert (kept.secrecy, kept.file.name) == ("", "Kế hoạch 1660.pdf")


@pytest.mark.parametrize("mark", ["Mật", "maybe", " "])
def test_a_mark_that_is_none_is_named(db, mark):
    with pytest.raises(InputError) as refused:
        plan(secrecy=mark)
    assert str(refused.value) == f"Không có độ mật «{mark}»."


@pytest.mark.parametrize(
    ("secrecy", "label"),
    [
        ("", ""),
        ("secret", "Mật"),
        ("top_secret", "Tối mật"),
        ("utmost_secret", "Tuyệt mật"),
        ("of another time", "of another time"),
    ],
)
def test_a_mark_in_words(secrecy, label):
    assert Document(secrecy=secrecy).secrecy_label == label


# --- signed


@pytest.mark.parametrize(
    ("direction", "number", "day", "signed"),
    [
        ("out", "7/BC", MARCH_5, True),
        ("out", "", MARCH_5, False),
        ("out", "7/BC", None, False),
        ("in", "7/BC", MARCH_5, False),
        ("cited", "7/BC", MARCH_5, False),
    ],
)
def test_signed_is_a_paper_of_ours_with_number_and_day(db, direction, number, day, signed):
    made = plan(direction=direction, number=number, issued_on=day)
    assert made.is_signed is signed
    if not signed:
        correct_document(document=made, by="alice", reason="gõ nhầm", subject="Khác")
        assert Document.objects.get().subject == "Khác"
        return
    before = Event.objects.count()
    with pytest.raises(RefusedError) as refused:
        correct_document(document=made, by="alice", reason="gõ nhầm", subject="Khác")
    assert (str(refused.value), Event.objects.count()) == (SIGNED, before)
    assert Document.objects.get().subject == "Tổng kết 10 năm"
    take_back_document(document=made, by="alice", reason="vào sổ nhầm")
    assert not Document.objects.exists()


# --- corrections


def test_a_correction_keeps_what_it_does_not_name(cast):
    made = plan(keeper=cast.province, file=SCAN, source="Cổng thông tin")
    correct_document(document=made, by=cast.alice, reason="sai ngày", issued_on=MARCH_5)
    now = Document.objects.get()
    assert (now.issued_on, now.subject, now.source, now.keeper) == (
        MARCH_5,
        "Tổng kết 10 năm",
        "Cổng thông tin",
        cast.province,
    )
    assert now.file == made.file
    event = Event.objects.get(action="registry.correct_document")
    assert (event.text, event.by, event.before["issued_on"], event.after["issued_on"]) == (
        "sai ngày",
        "alice",
        "2013-03-25",
        "2013-03-05",
    )


def test_the_new_file_is_kept_for_the_same_unit(cast):
    made = plan(keeper=cast.district)
    correct_document(document=made, by=cast.alice, reason="đã quét", file=SCAN)
    assert Document.objects.get().file.keeper == cast.district


def test_a_correction_tells_of_another_date_too(db):
    plan()
    other = plan(number="12/KH", issued_on=MARCH_5)
    done = correct_document(document=other, by="alice", reason="sai số", number="1660 / KH-BQP")
    assert [conflict.dates for conflict in done.conflicts] == [(MARCH_5, MARCH_25)]


@pytest.mark.parametrize("more", [{"number": ""}, {"issued_on": None}])
def test_without_number_or_day_no_date_can_contradict(db, more):
    plan()
    plan(issued_on=MARCH_5)
    done = register_document(**PLAN | more)
    assert done.conflicts == []
    assert conflict_of(done.document, date_conflicts()) is None


def test_of_two_numbers_each_has_its_own_dates(db):
    first, second = plan(), plan(number="2/TB", issuer="UBND xã Quốc Khánh")
    plan(issued_on=MARCH_5)
    conflicts = date_conflicts()
    assert conflict_of(first, conflicts) == rules.Conflict("1660/KH-BQP", (MARCH_5, MARCH_25))
    assert conflict_of(second, conflicts) is None
    assert date_conflicts(Document.objects.filter(pk=first.pk)) == {}


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_entry_is_taken_back_with_a_reason_only(db, reason):
    made = plan()
    with pytest.raises(InputError, match="Hãy ghi lý do rút lại"):
        take_back_document(document=made, by="alice", reason=reason)
    assert Document.objects.count() == 1


# --- found again


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ["12/UBND-VX", "1660/KH-BQP", "7/BC"]),
        ("QUOC phong", ["1660/KH-BQP"]),
        ("tong ket", ["1660/KH-BQP", "7/BC"]),
        ("bao cao tong ket", ["7/BC"]),
        ("12/ubnd", ["12/UBND-VX"]),
        ("tổng kết khoá", []),
        ("   ", ["12/UBND-VX", "1660/KH-BQP", "7/BC"]),
    ],
)
def test_every_word_is_looked_for_in_any_column_newest_first(db, text, numbers):
    plan()
    plan(
        direction="out",
        type="Báo cáo",
        number="7/BC",
        issuer="UBND tỉnh Lạng Sơn",
        issued_on=date(2012, 12, 31),
    )
    plan(
        type="Công văn",
        number="12/UBND-VX",
        issuer="UBND huyện Tràng Định",
        issued_on=date(2014, 1, 2),
        subject="Mở lớp",
    )
    found = documents_matching(Document.objects.all(), text=text)
    assert list(found.values_list("number", flat=True)) == numbers


# --- numbers


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("1660/KH-BQP", "1660/kh-bqp||2013"),
        (" 1660 /  kh-bqp ", "1660/kh-bqp||2013"),
        ("12/QĐ-UBND", "12/qd-ubnd||2013"),
        ("43/2009/QH12", "43/2009/qh12||"),
        ("12/2013", "12/2013|bo quoc phong|"),
        ("12", "12|bo quoc phong|2013"),
        ("12/1899", "12/1899|bo quoc phong|2013"),
        ("12/20130", "12/20130|bo quoc phong|2013"),
        ("KH1660", "kh1660|bo quoc phong|2013"),
    ],
)
def test_what_makes_a_number_one_paper(number, key):
    assert rules.number_key(number, "Bộ Quốc phòng", MARCH_5) == key


@given(st.sampled_from(["1660/KH-BQP", "12", "43/2009/QH12", "7/BC-UBND"]), st.data())
@settings(max_examples=50)
def test_spaces_and_case_make_no_other_paper(number, data):
    """However people type it: blanks anywhere, small letters."""
    typed = "".join(data.draw(st.sampled_from([c, f" {c}", c.lower()])) for c in number)
    assert rules.number_key(typed, "UBND  tỉnh", MARCH_5) == rules.number_key(
        number, "UBND tỉnh", MARCH_5
    )


def test_one_date_cited_twice_is_no_conflict():
    rows = [("1660/KH-BQP", "BQP", MARCH_5), ("1660/KH-BQP", "Bộ Quốc phòng", MARCH_5)]
    assert rules.date_conflicts(rows) == {}
    assert rules.date_conflicts([("", "BQP", MARCH_5), ("", "BQP", MARCH_25)]) == {}
    assert rules.date_conflicts([("1/A", "BQP", MARCH_5), ("1/A", "BQP", None)]) == {}


def test_a_papers_name_is_its_type_and_number():
    assert str(Document(type="Công văn", number="")) == "Công văn"
    assert str(Document(type="Công văn", number="12/BQP")) == "Công văn 12/BQP"
