"""The whole road as a user walks it: `goc demo`, its figures, its dossier, tampering, bad input. Slow: a real site."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from papers.read_back import lost, papers_of

pytestmark = pytest.mark.slow
GOC = Path(sys.executable).with_name("goc")
EXPECTED = {  # id: (value or exact fraction, numerator, denominator, text), from the design's table
    "courses_held": (3, "03 khóa"),
    "trained": (335, "335 đồng chí"),
    "communes": (226, "226 đơn vị cấp xã"),
    "districts": (11, "11 đơn vị cấp huyện"),
    "commanders": (226, "226 đồng chí"),
    "intake_sitting_command": ((228, 335), "68,1%"),
    "intake_party_members": ((178, 335), "53,1%"),
    "intake_upper_secondary": ((303, 335), "hơn 90%"),
    "intake_tay_nung": ((300, 335), "gần 90%"),
    "placed_in_command": ((309, 335), "92,2%"),
    "commanders_in_party_committee": ((130, 226), "gần 58%"),
    "commanders_in_peoples_committee": ((136, 226), "hơn 60%"),
    "hours_political_theory": ((380, 1000), "38%"),
    "hours_state_management": ((87, 1000), "8,7%"),
    "border_communes": (21, "21 xã, thị trấn"),
    "border_rural_communes": (20, "20 xã"),
    "border_townships": (1, "01 thị trấn"),
    "border_length_km": (231, "hơn 231 km"),
}


def goc(
    *arguments: object, site: Path | None = None, expect: int = 0
) -> subprocess.CompletedProcess[str]:
    environ = {
        k: v for k, v in os.environ.items() if not k.startswith(("GOC_", "DJANGO_", "DATABASE_"))
    }
    if site:
        environ["GOC_SITE"] = str(site)
    done = subprocess.run(
        [GOC, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environ,
        timeout=600,
        check=False,
    )
    assert done.returncode == expect, done.stderr[-2000:] + done.stdout[-500:]
    return done


def answer(*arguments: object, site: Path) -> dict:
    return json.loads(goc(*arguments, "--json", site=site).stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> dict:
    if os.environ.get("GOC_TEST_DATABASE_URL"):
        pytest.skip("the demonstration is an embedded site; this run is the PostgreSQL one")
    folder = tmp_path_factory.mktemp("demo") / "site"
    return json.loads(goc("demo", "--no-serve", "--dir", folder, "--json").stdout)


@pytest.fixture
def copy(demo, tmp_path) -> Path:
    """A dossier to spoil; the site stays."""
    shutil.copytree(demo["dossier"], tmp_path / "dossier")
    return tmp_path / "dossier"


@pytest.mark.parametrize("indicator", EXPECTED)
def test_every_row_of_the_table_of_indicators(demo, indicator):
    value, text = EXPECTED[indicator]
    got = answer("figures", "value", indicator, "--unit", "3-tier:20", site=Path(demo["site"]))
    assert (got["text"], got["as_of"], got["snapshot"]) == (text, "2012-12-31", demo["snapshot"])
    if isinstance(value, tuple):
        assert (got["numerator"], got["denominator"]) == value
        assert got["value"] == pytest.approx(100 * value[0] / value[1], abs=1e-9)
    else:
        assert (got["value"], got["numerator"], got["denominator"]) == (value, value, None)


@pytest.mark.parametrize("of, count", [("numerator", 309), ("denominator", 335)])
def test_the_records_are_exactly_the_counted_rows(demo, of, count):
    asked = ("figures", "records", "placed_in_command", "--unit", "3-tier:20", "--of", of, "--json")
    lines = goc(*asked, site=Path(demo["site"])).stdout
    rows = [json.loads(line) for line in lines.splitlines()]
    assert len(rows) == len({r["record"] for r in rows}) == sum(r["weight"] for r in rows) == count


def test_a_second_demonstration_gives_equal_figures(demo, tmp_path):
    other = json.loads(goc("demo", "--no-serve", "--dir", tmp_path / "again", "--json").stdout)
    contents = [
        json.loads((Path(d["dossier"]) / "contents/bao-cao-trung-tam.json").read_text())
        for d in (demo, other)
    ]
    texts = [
        [
            cell.get("text")
            for a in c["appendices"]
            for row in a["table"]["rows"]
            for cell in row["cells"]
        ]
        for c in contents
    ]
    assert texts[0] == texts[1] and len(texts[0]) > 1000


def test_asked_again_it_keeps_the_site_and_gives_a_new_password(demo):
    again = json.loads(goc("demo", "--no-serve", "--dir", demo["site"], "--json").stdout)
    assert again["snapshot"] == demo["snapshot"] and again["password"] != demo["password"]


def test_an_interrupted_one_is_built_anew_and_a_foreign_folder_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("của tôi")
    assert "không phải bản mẫu" in goc("demo", "--no-serve", "--dir", tmp_path, expect=1).stderr
    assert (tmp_path / "mine.txt").read_text() == "của tôi"


def test_the_dossier_is_in_order_before_and_after_the_register_changes(demo):
    site = Path(demo["site"])
    assert answer("dossier", "verify", demo["dossier"], site=site) == {"ok": True, "problems": []}
    with sqlite3.connect(site / "goc.sqlite3") as register:
        register.execute("UPDATE people_person SET ethnicity = 'kinh'")
        register.execute(
            "UPDATE people_holding SET valid_to = '2012-06-01' WHERE valid_to IS NULL AND valid_from < '2012-06-01'"
        )
    assert answer("dossier", "verify", demo["dossier"], site=site) == {"ok": True, "problems": []}
    assert answer("snapshot", "verify", demo["snapshot"], site=site) == {"ok": True, "problems": []}


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    ["snapshot/holdings.parquet", "bao-cao-trung-tam.docx", "contents/bao-cao-trung-tam.json"],
)
def test_a_tampered_file_is_named(demo, copy, name):
    spoil(copy / name)
    told = json.loads(
        goc("dossier", "verify", copy, "--json", site=Path(demo["site"]), expect=1).stdout
    )
    assert name in [p["file"] for p in told["problems"]] and not told["ok"]


def test_a_rewritten_manifest_is_named_although_its_digests_fit(demo, copy):
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["made_by"] = "somebody"
    (copy / "manifest.json").write_text(json.dumps(manifest))
    told = json.loads(
        goc("dossier", "verify", copy, "--json", site=Path(demo["site"]), expect=1).stdout
    )
    assert [(p["file"], p["where"]) for p in told["problems"]] == [("manifest.json", "SHA-256")]


def test_without_its_site_a_dossier_is_not_anchored_but_else_in_order(copy, tmp_path):
    told = json.loads(
        goc("dossier", "verify", copy, "--json", site=tmp_path / "elsewhere", expect=1).stdout
    )
    assert [p["where"] for p in told["problems"]] == ["nhật ký hệ thống"]


def test_a_snapshot_with_a_wrong_digest_is_named(demo, tmp_path):
    site = tmp_path / "copied"
    shutil.copytree(demo["site"], site)
    spoil(site / "snapshots" / demo["snapshot"] / "facts.parquet")
    told = json.loads(
        goc("snapshot", "verify", demo["snapshot"], "--json", site=site, expect=1).stdout
    )
    assert [p["file"] for p in told["problems"]] == ["facts.parquet"]


def test_names_of_units_are_those_of_the_catalogue(demo, shared):
    rows = csv.DictReader((shared / "data/units/lang_son_2012.csv").read_text("utf-8").splitlines())
    wanted = {(r["code"], r["name"], r["border"] == "yes") for r in rows}
    with sqlite3.connect(Path(demo["site"]) / "goc.sqlite3") as register:
        found = register.execute(
            "SELECT c.code, v.name, "
            "EXISTS (SELECT 1 FROM units_trait t WHERE t.unit_id = c.unit_id AND t.kind = 'border') "
            "FROM units_unitcode c JOIN units_unitversion v ON v.unit_id = c.unit_id WHERE c.code <> '20'"
        ).fetchall()
    assert {(code, name, bool(border)) for code, name, border in found} == wanted


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["figures", "value", "khong_co", "--unit", "3-tier:20"], 1, "Không có chỉ tiêu"),
        (
            ["figures", "value", "trained", "--unit", "3-tier:20", "--as-of", "2013-01-01"],
            2,
            "sau thời điểm chốt",
        ),
        (["figures", "value", "trained", "--unit", "3-tier:99"], 1, "3-tier:99"),
        (["snapshot", "make"], 2, "--cut-off"),
        (["dossier", "build", "khong-co", "--out", "/tmp/nowhere"], 1, "Không có đợt tổng kết"),
    ],
)
def test_bad_input_is_one_clear_sentence(demo, arguments, code, words):
    done = goc(*arguments, site=Path(demo["site"]), expect=code)
    assert words in done.stderr and "Traceback" not in done.stderr


def test_site_and_database_url_together_are_wrong_use(tmp_path):
    environ = {**os.environ, "DATABASE_URL": "postgresql://a@b/c", "GOC_SECRET_KEY": "x" * 40}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [GOC, "units", "tree", "--as-of", "2012-12-31", "--site", tmp_path],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )
    assert done.returncode == 2 and "chỉ chọn một" in done.stderr


def test_every_number_of_every_paper_is_read_back(demo):
    found = list(papers_of(Path(demo["dossier"])))
    assert {path.suffix for _, path in found} == {".docx", ".pdf"}
    assert {path.name: lost(paper, path) for paper, path in found} == {
        path.name: Counter() for _, path in found
    }
