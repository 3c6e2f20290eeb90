"""Building a dossier into the site, a copy of it for somebody, a site that moves, checking what came back."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from goc.audit.models import Event
from goc.cli import main
from goc.figures.queries import find_indicator, open_snapshot
from goc.home.doctor.rooms import sources
from goc.lib import folders
from goc.lib.canonical import file_digest
from goc.lib.errors import NotInOrderError, RefusedError
from goc.lib.progress import Cancelled
from goc.snapshots.manifests import MalformedError
from goc.snapshots.models import Snapshot
from goc.summing_up import shelf, upkeep
from goc.summing_up.actions import write_narrative
from goc.summing_up.dossier import build_dossier, renderers
from goc.summing_up.export import build_into, export_dossier
from goc.summing_up.manifest import dossier_manifest
from goc.summing_up.models import Dossier
from goc.summing_up.verify import check_dossier, verify_dossier
from logged import put_back
from snapshots.corrupting import corrupted
from summing_up.round_made import built, frozen, on_shelf, opened, written

SMALL = Path(__file__).parents[1] / "golden" / "0.1" / "small" / "dossier"
GOOD: dict[str, Any] = json.loads((SMALL / "manifest.json").read_bytes())
HERE = hypothesis_settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)


@pytest.fixture
def goc(capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str, by: str = "operator") -> tuple[int, str, str]:
        monkeypatch.setenv("GOC_AS", by)
        with pytest.raises(SystemExit) as end:
            main([*words])
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return run


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copytree(SMALL, tmp_path / "ho-so")
    return tmp_path / "ho-so"


def told() -> list[tuple[str, bool]]:
    return [(t.check, t.repair is not None) for ask in sources.values() for t in ask()]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def tree(folder: Path) -> dict[str, str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in paths}


# --- building and copying


@pytest.mark.slow
def test_it_lies_in_the_site_and_the_copy_where_it_was_asked_for(cast, site, tmp_path, goc):
    written(cast)
    code, out, _ = goc("dossier", "build", "tong-ket", "--out", str(tmp_path / "ra"), "--json")
    said, made = json.loads(out), Dossier.objects.get()
    assert (code, said) == (
        0,
        {
            "id": str(made.public_id),
            "round": "tong-ket",
            "snapshot": str(made.snapshot.public_id),
            "folder": str(tmp_path / "ra"),
            "manifest_sha256": made.manifest_sha256,
        },
    )
    assert made.folder == site / "dossiers" / str(made.public_id)
    assert made.folder_name == f"dossiers/{made.public_id}"
    assert tree(made.folder) == tree(tmp_path / "ra")
    for copy in (made.folder, tmp_path / "ra"):
        told = goc("dossier", "verify", str(copy), "--json")
        assert (told[0], json.loads(told[1])) == (0, {"ok": True, "problems": []})
    assert (names_in(tmp_path), names_in(site / "dossiers")) == (
        ["ra", "site"],
        [str(made.public_id)],
    )


@pytest.mark.slow
def test_a_site_that_moved_is_in_order(cast, site, tmp_path, settings):
    dossier = built(cast)
    site.rename(tmp_path / "elsewhere")
    settings.SITE = tmp_path / "elsewhere"
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.folder.is_relative_to(tmp_path / "elsewhere")
    assert (verify_dossier(dossier.folder), told()) == ([], [])
    assert shelf.file_of(dossier, "phu-luc", "xlsx").startswith(b"PK")
    with open_snapshot(dossier.snapshot) as computer:
        assert computer.value(find_indicator("trained"), computer.question(None)).value == 2


@pytest.mark.slow
def test_one_of_version_0_1_is_read_where_it_is(cast, site, tmp_path, settings):
    dossier = on_shelf(cast)
    elsewhere = tmp_path / "ra"
    shutil.move(dossier.folder, elsewhere)
    Dossier.objects.update(folder_name=str(elsewhere))
    dossier.refresh_from_db()
    assert dossier.folder == elsewhere and shelf.file_of(dossier, "phu-luc", "xlsx")
    assert "dossiers.missing_folder" not in [check for check, _ in told()]
    shutil.rmtree(elsewhere)
    assert dossier.folder == site / "dossiers" / str(dossier.public_id)
    assert ("dossiers.missing_folder", False) in told()


@pytest.mark.slow
def test_an_earlier_copy_gives_way(cast, tmp_path):
    out = tmp_path / "ra"
    shutil.copytree(SMALL, out)
    (out / "phu-luc.xlsx").write_bytes(b"hong")
    made = build_into(out, round_=written(cast), by=cast.operator)
    assert (tree(out), names_in(tmp_path)) == (tree(made.folder), ["ra", "site"])


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"mine.txt": b"x"}, "đã có tệp khác, không phải một bộ hồ sơ"),
        ({"manifest.json": b"{}"}, "đã có tệp khác, không phải một bộ hồ sơ"),
        ({"manifest.json": b'{"name": "x"}', "app.js": b"x"}, "không phải một bộ hồ sơ"),
        ({"manifest.json": (SMALL / "manifest.json").read_bytes(), "a.txt": b"x"}, "có a.txt"),
    ],
)
def test_anything_else_there_is_refused_before_anything_is_built(cast, tmp_path, files, said):
    out = tmp_path / "ra"
    out.mkdir()
    for name, data in files.items():
        (out / name).write_bytes(data)
    with pytest.raises(RefusedError, match=said):
        build_into(out, round_=written(cast), by=cast.operator)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == files
    assert (Dossier.objects.count(), Snapshot.objects.count()) == (0, 0)


@pytest.mark.parametrize("store", ["dossiers", "dossiers/x", "snapshots/y", "files/z"])
def test_a_copy_among_what_has_rows_is_refused(cast, site, store):
    with pytest.raises(RefusedError, match="nằm trong kho của điểm cài đặt"):
        build_into(site / store, round_=written(cast), by=cast.operator)
    assert Dossier.objects.count() == 0


def test_a_copy_that_cannot_be_written_says_where_the_dossier_is(cast, tmp_path, monkeypatch):
    dossier, out = on_shelf(cast), tmp_path / "ra"
    shutil.copytree(SMALL, out)
    before = tree(out)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(RefusedError) as refused:
        export_dossier(dossier, out)
    assert str(refused.value) == (
        f"Bộ hồ sơ đã dựng xong và nằm trong {dossier.folder}, nhưng không chép được ra {out} "
        "([Errno 28] No space left on device). Hãy sửa nguyên nhân rồi chép thư mục ấy, hoặc dựng "
        "lại."
    )
    assert (tree(out), names_in(tmp_path)) == (before, ["ra", "site"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "stop"),
    [
        ("goc.summing_up.dossier.print_paper", OSError(errno.ENOSPC, "full")),
        ("goc.summing_up.dossier.seal", Cancelled()),
        ("goc.lib.folders.flush_file", OSError(errno.EACCES, "denied")),
        ("goc.summing_up.dossier.record", KeyboardInterrupt()),
    ],
)
def test_whatever_stops_a_building_nothing_is_left(cast, site, monkeypatch, where, stop):
    round_ = frozen(cast)

    def fail(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(where, fail)
    with pytest.raises(type(stop)):
        build_dossier(round_=round_, by=cast.operator)
    assert list((site / "dossiers").iterdir()) == []
    assert not Dossier.objects.exists()
    assert not Event.objects.filter(action="summing_up.build_dossier").exists()


@pytest.mark.slow
def test_nothing_is_built_from_a_damaged_snapshot(cast, site):
    round_ = frozen(cast)
    (round_.snapshot.folder / "facts.parquet").write_bytes(b"x")
    with pytest.raises(NotInOrderError, match=r"facts\.parquet"):
        build_dossier(round_=round_, by=cast.operator)
    assert not Dossier.objects.exists() and not (site / "dossiers").exists()


def test_nothing_is_built_while_the_text_names_figures_that_are_not_there(cast, site):
    round_ = frozen(cast)
    for section, text in (("III.4", "Có {nguoi}."), ("plan.opening", "Theo {trained.percent}.")):
        write_narrative(round_=round_, section=section, text=text, by=cast.operator)
    with pytest.raises(NotInOrderError) as refused:
        build_dossier(round_=round_, by=cast.operator)
    said = str(refused.value)
    assert "Mở đầu kế hoạch: «{trained.percent}»" in said
    assert "Mục III.4 «Bố trí, sử dụng sau đào tạo»: «{nguoi}»" in said
    assert not Dossier.objects.exists() and not [*(site / "dossiers").glob("*")]


@pytest.mark.slow
def test_what_somebody_put_beside_a_snapshot_does_not_come_along(cast):
    round_ = frozen(cast)
    (round_.snapshot.folder / "ghi chú.txt").write_text("của tôi")
    made = build_dossier(round_=round_, by=cast.operator)
    assert not (made.folder / "snapshot" / "ghi chú.txt").exists()
    assert verify_dossier(made.folder) == []


# --- what killed makers left, and other troubles


def hidden_again(dossier: Dossier) -> Path:
    """As if its maker had been killed between the row and the name."""
    left = folders.making_of(dossier.folder)
    dossier.folder.rename(left)
    return left


@pytest.mark.slow
def test_a_recorded_one_gets_its_name_when_its_papers_are_asked_for(cast):
    dossier = on_shelf(cast)
    hidden_again(dossier)
    assert shelf.file_of(dossier, "phu-luc", "xlsx") and dossier.folder.is_dir()


@pytest.mark.slow
def test_the_next_building_clears_what_killed_ones_left(cast, site):
    round_ = frozen(cast)
    left = site / "dossiers" / ".making-01a228ab-5d25-76f4-ac74-a2c3541609f7"
    (left / "contents").mkdir(parents=True)
    made = build_dossier(round_=round_, by=cast.operator)
    assert names_in(site / "dossiers") == [str(made.public_id)]


def of_dossiers() -> list[tuple[str, bool]]:
    return [(t.check, t.repair is not None) for t in upkeep.troubles()]


@pytest.mark.slow
def test_troubles_of_dossiers_are_told_and_mended(cast, site):
    dossier = built(cast)
    assert told() == []
    hidden_again(dossier)
    unknown = site / "dossiers" / "01a228ab-5d25-76f4-ac74-a2c3541609f7"
    shutil.copytree(SMALL, unknown)
    assert of_dossiers() == [("dossiers.leftover", True), ("dossiers.unknown_folder", True)]
    assert [t.repair() for t in upkeep.troubles()] == [
        f"Đã hoàn tất {dossier.folder}.",
        f"Đã chuyển sang {site}/set-aside/dossiers/{unknown.name}.",
    ]
    assert (told(), verify_dossier(dossier.folder)) == ([], [])
    (dossier.folder / "ghi chú.txt").write_text("của tôi")
    (dossier.folder / "phu-luc.xlsx").write_bytes(b"x")
    assert of_dossiers() == [("dossiers.foreign_file", True), ("dossiers.damaged", False)]
    shutil.rmtree(dossier.folder)
    assert of_dossiers() == [("dossiers.missing_folder", False)]


SPOILED = {
    "manifest.json, SHA-256": lambda f: (f / "manifest.json").write_text("[1"),
    "manifest.json, tệp: thấy không có": lambda f: (f / "manifest.json").unlink(),
    "snapshot/facts.parquet, tệp": lambda f: (f / "snapshot/facts.parquet").unlink(),
    "contents/phu-luc.json, SHA-256": lambda f: (f / "contents/phu-luc.json").write_bytes(b"{}"),
}


@pytest.mark.slow
def test_every_byte_of_a_dossier_is_looked_at(cast, tmp_path):
    dossier = built(cast)
    shutil.copytree(dossier.folder, tmp_path / "kept")
    for said, spoil in SPOILED.items():
        shutil.rmtree(dossier.folder)
        shutil.copytree(tmp_path / "kept", dossier.folder)
        spoil(dossier.folder)
        (found,) = upkeep.troubles()
        assert (found.check, said in found.what) == ("dossiers.damaged", True), said


@pytest.mark.slow
def test_a_snapshot_comes_back_from_a_dossier(cast):
    dossier = built(cast)
    shutil.rmtree(dossier.snapshot.folder)
    assert told() == [("snapshots.missing_folder", True)]
    for ask in sources.values():
        for trouble in ask():
            trouble.repair()
    assert told() == []
    with open_snapshot(dossier.snapshot):
        pass


# --- what came back from somewhere


def anchored(folder: Path) -> None:
    put_back(SMALL.parent / "events.json")


def test_a_link_in_a_dossier_is_a_problem(db, folder, tmp_path):
    anchored(folder)
    (tmp_path / "secret.docx").write_bytes((folder / "ke-hoach-tong-ket.docx").read_bytes())
    (folder / "ke-hoach-tong-ket.docx").unlink()
    (folder / "ke-hoach-tong-ket.docx").symlink_to(tmp_path / "secret.docx")
    (folder / "more").symlink_to(tmp_path)
    assert [(p["file"], p["found"]) for p in verify_dossier(folder)] == [
        ("ke-hoach-tong-ket.docx", "liên kết"),
        ("more", "liên kết"),
    ]


def changed(**more: Any) -> dict[str, Any]:
    return {**GOOD, **more}


@pytest.mark.parametrize(
    ("bad", "where"),
    [
        ([], "nội dung"),
        ({}, "format"),
        (changed(format="goc-snapshot"), "format"),
        (changed(schema_version=2), "schema_version"),
        (changed(files=[]), "files"),
        (changed(files={"../x": "0" * 64}), "files"),
        (changed(files={"/etc/passwd": "0" * 64}), "files"),
        (changed(files={"a": 1}), "files.a"),
        (changed(snapshot="x"), "snapshot"),
        (changed(snapshot={"id": "x"}), "snapshot.manifest_sha256"),
        (changed(papers={"x": ["docx"]}), "papers.x"),
        (changed(papers={"phu-luc": ["exe"]}), "papers.phu-luc"),
        (changed(papers={"phu-luc": "xlsx"}), "papers.phu-luc"),
        (changed(tables=["P3", 1]), "tables[1]"),
        (changed(definitions={"P3": "x"}), "definitions.P3"),
        (changed(unit="\x00"), "unit"),
        (changed(id=7), "id"),
        (changed(as_of=None), "as_of"),
    ],
)
def test_a_malformed_manifest_is_one_problem(db, folder, bad, where):
    (folder / "manifest.json").write_text(json.dumps(bad))
    assert [(p["file"], p["where"]) for p in verify_dossier(folder)] == [("manifest.json", where)]


@pytest.mark.slow
@hypothesis_settings(deadline=None, max_examples=200)
@given(corrupted(GOOD))
def test_a_corrupted_manifest_is_malformed_or_names_files_of_its_folder(bad):
    if not isinstance(bad, dict):
        return
    try:
        manifest = dossier_manifest(bad)
    except MalformedError as why:
        assert str(why) and json.dumps(why.problem, ensure_ascii=False).encode()
        return
    here = Path("/somewhere/dossier")
    for name in manifest.files:
        path = Path(os.path.normpath(here / name))
        assert path.is_relative_to(here) and path != here


@pytest.mark.slow
@HERE
@given(bad=corrupted(GOOD))
def test_a_dossier_with_a_corrupted_manifest_has_problems(db, folder, bad):
    """Its digests only; the next one counts again too."""
    if not isinstance(bad, dict):
        return
    (folder / "manifest.json").write_text(json.dumps(bad))
    try:
        problems = check_dossier(folder, dossier_manifest(bad))
    except MalformedError as why:
        problems = [why.problem]
    assert problems and json.dumps(problems, ensure_ascii=False).encode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (changed(unit="01a228ab-5d25-76f4-ac74-a2c3541609f7"), "contents/"),
        (changed(tables=["P99"]), "definitions"),
        (changed(tables=["trained"]), "definitions"),
        (changed(definitions={"P99": {"sha256": "0" * 64}}), "definitions"),
        (changed(**{"as_of": "9999-12-31", "from": "0001-01-01"}), "contents/"),
        (changed(renderers={}), "manifest.json"),
    ],
)
def test_what_can_be_read_and_not_counted_is_a_problem(db, folder, bad, named):
    (folder / "manifest.json").write_text(json.dumps(bad))
    problems = verify_dossier(folder)
    assert json.dumps(problems, ensure_ascii=False).encode()
    assert (problems[0]["where"], problems[-1]["file"].startswith(named)) == (
        "nhật ký hệ thống",
        True,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["{}", "[]", "[" * 100_000, '{"type": "Paper"}', '{"type": "Paper", "blocks": [1]}']
)
def test_contents_that_fit_their_digest_and_are_none_are_problems(db, folder, text):
    name = "contents/phu-luc.json"
    (folder / name).write_text(text)
    files = {**GOOD["files"], name: file_digest(folder / name)}
    bad = changed(files=files, renderers=renderers())  # of today: they print it again
    (folder / "manifest.json").write_text(json.dumps(bad))
    assert {(p["file"], p["where"]) for p in verify_dossier(folder)} >= {
        ("definitions", "tính lại số liệu"),
        ("contents", "dựng lại"),
    }


def test_one_of_a_register_without_trainees_has_an_empty_roster(cast):
    made = build_dossier(round_=opened(cast), by=cast.operator)
    roster = json.loads((made.folder / "contents" / "danh-sach-trich-ngang.json").read_bytes())
    assert [len(a["table"]["rows"]) for a in roster["appendices"]] == [0]
