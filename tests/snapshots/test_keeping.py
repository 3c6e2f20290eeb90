"""Folders and their rows: what killed makers left, what damage does to counting, what is told and mended."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from figures.register import Register
from goc.audit.models import Event
from goc.figures.queries import find_indicator, open_snapshot
from goc.lib import folders
from goc.lib.errors import NotInOrderError
from goc.lib.folders import making_of
from goc.lib.locks import held
from goc.snapshots import opening
from goc.snapshots.keeping import COPIES, SNAPSHOTS, recording
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import verify
from goc.snapshots.upkeep import troubles


def killed_before_the_name(made: Register, monkeypatch) -> Snapshot:
    """Recorded, and its maker killed before it could rename the folder."""
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(folders, "put_in_place", stop)
        made.snapshot()
    snapshot = Snapshot.objects.get()
    assert making_of(snapshot.folder).is_dir() and not snapshot.folder.exists()
    return snapshot


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def told() -> list[tuple[str, bool]]:
    return [(t.check, t.repair is not None) for t in troubles()]


def mended() -> list[str]:
    return [t.repair() for t in troubles() if t.repair]


@pytest.fixture
def copy(made: Register, tmp_path) -> Iterator[Callable[[Snapshot], Path]]:
    """Keeps a whole copy elsewhere, as a dossier does."""
    place = tmp_path / "copy"

    def keep(snapshot: Snapshot) -> Path:
        shutil.copytree(snapshot.folder, place)
        return place

    COPIES.append(lambda _: [place] if place.exists() else [])
    yield keep
    COPIES.pop()


def test_the_row_is_there_before_the_folder_has_its_name(made: Register, monkeypatch) -> None:
    seen = []
    real = folders.put_in_place

    def look(folder: Path, target: Path) -> None:
        seen.append(
            (Snapshot.objects.count(), Event.objects.filter(action="snapshots.make").count())
        )
        real(folder, target)

    monkeypatch.setattr(folders, "put_in_place", look)
    assert verify(made.snapshot()) == []
    assert seen == [(1, 1)]


def test_recording_wants_a_transaction_of_its_own(made: Register) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), recording():
        raise AssertionError


def test_a_recorded_folder_gets_its_name_when_it_is_asked_for(made: Register, monkeypatch) -> None:
    snapshot = killed_before_the_name(made, monkeypatch)
    with open_snapshot(snapshot) as computer:
        assert computer.value(find_indicator("trained"), computer.question(None)).value == 6
    assert (names_in(SNAPSHOTS.home), verify(snapshot)) == ([str(snapshot.public_id)], [])


def test_verifying_gives_it_its_name_too(made: Register, monkeypatch) -> None:
    snapshot = killed_before_the_name(made, monkeypatch)
    assert (verify(snapshot), snapshot.folder.is_dir()) == ([], True)


def test_the_next_one_clears_what_killed_makers_left(made: Register, monkeypatch) -> None:
    recorded = killed_before_the_name(made, monkeypatch)
    unknown = SNAPSHOTS.home / ".making-01a228ab-5d25-76f4-ac74-a2c3541609f7"
    for path in (unknown, SNAPSHOTS.home / ".making-nonsense"):
        path.mkdir()
        (path / "facts.parquet").write_bytes(b"x")
    folders.seal(unknown, b"{}")
    another = made.snapshot()
    assert names_in(SNAPSHOTS.home) == sorted([str(recorded.public_id), str(another.public_id)])
    assert [verify(s) for s in (recorded, another)] == [[], []]


def test_what_a_living_maker_writes_is_left_alone(made: Register) -> None:
    writing = SNAPSHOTS.home / ".making-01a228ab-5d25-76f4-ac74-a2c3541609f7"
    writing.mkdir(parents=True)
    os.utime(writing, (0, 0))
    with held(writing):
        snapshot = made.snapshot()
        assert names_in(SNAPSHOTS.home) == [writing.name, str(snapshot.public_id)]
        assert told() == []
    assert told() == [("snapshots.leftover", True)]


def test_a_stopped_copy_of_what_has_its_row_is_removed(made: Register) -> None:
    snapshot = made.snapshot()
    making_of(snapshot.folder).mkdir()
    SNAPSHOTS.settle()
    assert (names_in(SNAPSHOTS.home), verify(snapshot)) == ([str(snapshot.public_id)], [])


def test_a_site_in_order_has_no_troubles(made: Register, site: Path) -> None:
    assert (told(), (site / "snapshots").exists()) == ([], False)
    made.snapshot()
    assert told() == []


def test_leftovers_are_told_and_mended(made: Register, monkeypatch) -> None:
    snapshot = killed_before_the_name(made, monkeypatch)
    left = SNAPSHOTS.home / ".making-01a228ab-5d25-76f4-ac74-a2c3541609f7"
    left.mkdir()
    assert told() == [("snapshots.leftover", True)] * 2
    assert sorted(mended()) == [
        f"Đã hoàn tất {snapshot.folder}.",
        f"Đã xóa {left}, chưa từng vào sổ.",
    ]
    assert (names_in(SNAPSHOTS.home), told(), verify(snapshot)) == (
        [str(snapshot.public_id)],
        [],
        [],
    )


def test_a_leftover_that_cannot_be_removed_is_said(made: Register, monkeypatch) -> None:
    left = SNAPSHOTS.home / ".making-nonsense"
    left.parent.mkdir()
    left.write_text("a file in the place of a folder")
    (found,) = troubles()
    with monkeypatch.context() as patch, pytest.raises(NotInOrderError, match="Không xóa được"):
        patch.setattr(folders, "remove", lambda _: None)
        found.repair()
    assert (found.repair(), told()) == (f"Đã xóa {left}, chưa từng vào sổ.", [])


def test_a_leftover_that_is_not_as_recorded_is_set_aside(made: Register, monkeypatch, site) -> None:
    snapshot = killed_before_the_name(made, monkeypatch)
    (making_of(snapshot.folder) / "manifest.json").write_text("{}")
    mended()
    aside = site / "set-aside" / "snapshots" / f".making-{snapshot.public_id}"
    assert ((aside / "facts.parquet").is_file(), told()) == (
        True,
        [("snapshots.missing_folder", False)],
    )


def test_what_has_no_row_is_set_aside_never_erased(made: Register, site: Path) -> None:
    snapshot = made.snapshot()
    shutil.copytree(snapshot.folder, SNAPSHOTS.home / "01a228ab-5d25-76f4-ac74-a2c3541609f7")
    (SNAPSHOTS.home / "ghi chú.txt").write_text("của tôi")
    assert told() == [("snapshots.unknown_folder", True)] * 2
    mended()
    assert (told(), names_in(SNAPSHOTS.home)) == ([], [str(snapshot.public_id)])
    aside = site / "set-aside" / "snapshots"
    assert (aside / "ghi chú.txt").read_text() == "của tôi"
    kept = aside / "01a228ab-5d25-76f4-ac74-a2c3541609f7"
    assert names_in(kept) == names_in(snapshot.folder)


def test_a_lost_folder_comes_back_from_a_whole_copy_only(made: Register, copy) -> None:
    snapshot = made.snapshot()
    place = copy(snapshot)
    shutil.rmtree(snapshot.folder)
    assert told() == [("snapshots.missing_folder", True)]
    (place / "facts.parquet").write_bytes(b"x")
    assert told() == [("snapshots.missing_folder", False)]
    shutil.rmtree(place)
    assert told() == [("snapshots.missing_folder", False)]


def test_a_damaged_one_comes_back_from_a_copy_and_what_was_there_is_kept(
    made: Register, copy, site: Path
) -> None:
    snapshot = made.snapshot()
    copy(snapshot)
    (snapshot.folder / "facts.parquet").write_bytes(b"x")
    assert told() == [("snapshots.damaged", True)]
    assert mended() == [f"Đã chép lại {snapshot.folder}."]
    assert (told(), verify(snapshot)) == ([], [])
    aside = site / "set-aside" / "snapshots" / str(snapshot.public_id)
    assert (aside / "facts.parquet").read_bytes() == b"x"


def test_a_copy_that_goes_bad_on_the_way_changes_nothing(made: Register, copy, monkeypatch) -> None:
    snapshot = made.snapshot()
    copy(snapshot)
    (snapshot.folder / "facts.parquet").write_bytes(b"x")
    (found,) = troubles()
    monkeypatch.setattr(shutil, "copyfile", lambda _, to: to.write_bytes(b"y"))
    with pytest.raises(NotInOrderError, match="không còn nguyên vẹn"):
        found.repair()
    assert (snapshot.folder / "facts.parquet").read_bytes() == b"x"
    assert names_in(SNAPSHOTS.home) == [str(snapshot.public_id)]


def test_a_foreign_file_is_told_set_aside_and_does_not_stop_counting(made: Register, site) -> None:
    snapshot = made.snapshot()
    (snapshot.folder / "ghi chú.txt").write_text("của tôi")
    with open_snapshot(snapshot):
        pass
    assert told() == [("snapshots.foreign_file", True)]
    mended()
    aside = site / "set-aside" / "snapshots" / str(snapshot.public_id) / "ghi chú.txt"
    assert (told(), aside.read_text()) == ([], "của tôi")


def test_a_row_that_the_log_does_not_confirm_is_told_without_a_repair(made: Register, copy) -> None:
    snapshot = made.snapshot()
    copy(snapshot)
    Snapshot.objects.update(manifest_sha256="0" * 64)
    assert told() == [("snapshots.damaged", False)]


def test_the_sentences_name_the_folder_the_file_and_what_to_do(made: Register) -> None:
    snapshot = made.snapshot()
    (snapshot.folder / "facts.parquet").unlink()
    (found,) = troubles()
    assert (found.what, found.mend) == (
        f"Bản chốt số liệu đến 31/12/2012, lập 20/11/2026: 1 điểm sai trong {snapshot.folder}, "
        "trước hết facts.parquet, tệp: thấy không có, phải là có.",
        "Khôi phục thư mục ấy từ bản sao lưu.",
    )


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda f: (f / "facts.parquet").write_bytes(b"x"), "facts.parquet, SHA-256"),
        (lambda f: (f / "facts.parquet").unlink(), "facts.parquet, tệp: thấy không có"),
        (lambda f: (f / "manifest.json").write_text("[]"), "manifest.json, SHA-256"),
        (shutil.rmtree, "Không tìm thấy bản chốt số liệu trong"),
    ],
)
def test_a_damaged_snapshot_counts_nothing(made: Register, spoil, named: str) -> None:
    snapshot = made.snapshot()
    with open_snapshot(snapshot):
        pass
    spoil(snapshot.folder)
    with pytest.raises(NotInOrderError, match=named) as refused, open_snapshot(snapshot):
        raise AssertionError
    assert "Chạy `goc doctor`" in str(refused.value)


def test_its_bytes_are_digested_once_and_again_when_a_file_was_touched(
    made: Register, monkeypatch
) -> None:
    snapshot, digested = made.snapshot(), []
    real = opening.damage_of
    monkeypatch.setattr(opening, "damage_of", lambda *a: digested.append(1) or real(*a))
    for _ in range(3):
        opening.check_in_order(snapshot)
    assert len(digested) == 1
    path = snapshot.folder / "facts.parquet"
    kept = path.stat()
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    with pytest.raises(NotInOrderError):
        opening.check_in_order(snapshot)
    data[40] ^= 1
    path.write_bytes(data)
    opening.check_in_order(snapshot)
    assert len(digested) == 3
