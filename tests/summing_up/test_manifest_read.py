"""The manifest of a dossier: each entry that must be there, and what is said where it is otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goc.audit.rules import Anchor
from goc.snapshots import manifests
from goc.snapshots.manifests import MalformedError, check_name, parse, printable, problem, take_word
from goc.summing_up.manifest import dossier_manifest

SHA, OTHER = "a" * 64, "0123456789abcdef" * 4
ID, UNIT = "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"
GOOD = {
    "format": "goc-dossier",
    "schema_version": 1,
    "id": ID,
    "unit": UNIT,
    "as_of": "2012-12-31",
    "from": "2002-01-01",
    "snapshot": {"id": ID, "manifest_sha256": SHA},
    "tables": ["P3", "P4"],
    "definitions": {"trained": {"revision": 1, "sha256": OTHER}},
    "papers": {"bao-cao": ["docx", "pdf"]},
    "renderers": {"docx": "1.2"},
    "files": {
        "contents/bao-cao.json": SHA,
        "bao-cao.docx": SHA,
        "bao-cao.pdf": OTHER,
    },
    "log": None,
}


def without(name):
    return {key: value for key, value in GOOD.items() if key != name}


def changed(**more):
    return {**GOOD, **more}


def test_a_good_one_is_read():
    read = dossier_manifest({**GOOD, "log": f"12-{SHA}"})
    assert (read.id, read.unit, read.as_of, read.since) == (
        ID,
        UNIT,
        date(2012, 12, 31),
        date(2002, 1, 1),
    )
    assert (read.snapshot_sha256, read.tables) == (SHA, ("P3", "P4"))
    assert read.definitions == {"trained": OTHER}
    assert read.papers == {"bao-cao": ("docx", "pdf")}
    assert (read.renderers, read.files) == ({"docx": "1.2"}, GOOD["files"])
    assert read.log == Anchor(12, SHA)


def test_the_first_versions_kept_no_place_in_the_log():
    assert dossier_manifest(GOOD).log is None
    assert dossier_manifest(without("log")).log is None


def test_an_id_is_one_however_it_is_written():
    read = dossier_manifest(changed(id=ID.upper().replace("-", "")))
    assert read.id == ID


DAY = "ngày dạng NĂM-THÁNG-NGÀY"
UUID_ = "mã định danh (UUID)"
A_LOG = "mốc đối chiếu của nhật ký"


@pytest.mark.parametrize(
    ("bad", "where", "found", "expected"),
    [
        ({}, "format", "không có", "goc-dossier, bản kê của một bộ hồ sơ"),
        (
            changed(format="goc-snapshot"),
            "format",
            "goc-snapshot",
            "goc-dossier, bản kê của một bộ hồ sơ",
        ),
        (changed(schema_version=2), "schema_version", 2, "không quá 1 (hãy nâng cấp Gốc)"),
        (without("schema_version"), "schema_version", "không có", "số nguyên"),
        (changed(schema_version=1.0), "schema_version", "số thập phân", "số nguyên"),
        (without("snapshot"), "snapshot", "không có", "đối tượng"),
        (changed(snapshot={}), "snapshot.manifest_sha256", "không có", "chữ"),
        (
            changed(snapshot={"manifest_sha256": SHA.upper()}),
            "snapshot.manifest_sha256",
            SHA.upper(),
            "mã SHA-256",
        ),
        (changed(id="1"), "id", "1", UUID_),
        (changed(unit=None), "unit", "rỗng", "chữ"),
        (changed(as_of="31/12/2012"), "as_of", "31/12/2012", DAY),
        (changed(**{"from": "2002-13-01"}), "from", "2002-13-01", DAY),
        (changed(tables="P3"), "tables", "chữ", "danh sách"),
        (changed(tables=["P3", 4]), "tables[1]", "số nguyên", "chữ"),
        (changed(definitions=[]), "definitions", "danh sách", "đối tượng"),
        (changed(definitions={"trained": SHA}), "definitions.trained", "chữ", "đối tượng"),
        (changed(definitions={"trained": {}}), "definitions.trained.sha256", "không có", "chữ"),
        (
            changed(definitions={"trained": {"sha256": SHA[:-1]}}),
            "definitions.trained.sha256",
            SHA[:-1],
            "mã SHA-256",
        ),
        (changed(papers={"bao-cao": "docx"}), "papers.bao-cao", "chữ", "danh sách"),
        (changed(papers={"bao-cao": [None]}), "papers.bao-cao[0]", "rỗng", "chữ"),
        (
            changed(papers={"bao-cao": ["docx", "html"]}),
            "papers.bao-cao",
            "thiếu bao-cao.html",
            "có trong files",
        ),
        (
            changed(papers={"khac": []}),
            "papers.khac",
            "thiếu contents/khac.json",
            "có trong files",
        ),
        (without("renderers"), "renderers", "không có", "đối tượng"),
        (changed(files={"../a": SHA}), "files", "../a", "tên tệp trong thư mục"),
        (changed(files={"a": 1}), "files.a", "số nguyên", "chữ"),
        (changed(files={"a": ""}), "files.a", "", "mã SHA-256"),
        (changed(log=5), "log", "số nguyên", "chữ"),
        (changed(log="đầu"), "log", "đầu", A_LOG),
        (changed(log="12-abc"), "log", "12-abc", A_LOG),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_with_its_place(bad, where, found, expected):
    with pytest.raises(MalformedError) as told:
        dossier_manifest(bad)
    assert told.value.problem == {
        "file": "manifest.json",
        "where": where,
        "found": found,
        "expected": expected,
    }
    assert str(told.value) == (
        f"Bản kê hỏng, không đọc được: {where} là {found}, phải là {expected}."
    )


@pytest.mark.parametrize(
    "name",
    ["a", "a.json", "contents/bao-cao.json", "...", "a b", "đ/ê.pdf", "x" * 255, "a/.hidden"],
)
def test_a_name_within_the_folder(name):
    assert check_name(name, "files") == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/../b",
        "a/./b",
        "a\\b",
        "C:\\a",
        "a\n",
        "a\x00",
        "a\x7f",
        "\ud800",
        "x" * 256,
        "đ" * 128,  # 256 bytes
        None,
        5,
    ],
)
def test_a_name_that_leads_elsewhere_or_that_no_folder_takes(name):
    with pytest.raises(MalformedError) as told:
        check_name(name, "files")
    assert told.value.problem["expected"] == "tên tệp trong thư mục"


def test_what_is_told_is_short_and_can_be_printed():
    assert printable("a" * 255) == "a" * 255
    assert printable("a" * 256) == "a" * 254 + "…"
    assert printable("\udc80") == "\\udc80"
    assert problem("a", "b" * 300, 5, None) == {
        "file": "a",
        "where": "b" * 254 + "…",
        "found": 5,
        "expected": None,
    }
    assert problem("a", "b", 5.5, Path("c/d"))["expected"] == "c/d"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "không phải JSON"),
        (b"{", "không phải JSON"),
        (b"\xff", "không phải JSON"),
        (b"[" * 100_000, "không phải JSON"),
        (b"[]", "danh sách"),
        (b"null", "rỗng"),
        (b"true", "đúng hoặc sai"),
        (b"1.5", "số thập phân"),
        ('"chữ"'.encode(), "chữ"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_only_an_object_of_json_is_read(data, found):
    with pytest.raises(MalformedError) as told:
        parse(data)
    assert (told.value.problem["where"], told.value.problem["found"]) == ("nội dung", found)


def test_an_object_of_json_is_read():
    assert parse(b'{"a": [1]}') == {"a": [1]}


def test_a_code_says_something():
    assert take_word({"id": " a "}, "id") == " a "
    for text in ("", " \t"):
        with pytest.raises(MalformedError, match="id là trống, phải là một mã"):
            take_word({"id": text}, "id")


def test_a_kind_that_json_has_not_is_named_by_its_type():
    assert manifests.kind_of({1}) == "set"
    assert manifests.kind_of(True) == "đúng hoặc sai"
