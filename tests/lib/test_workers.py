"""Work in a child process: what goes in and out, what it may not do, how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.lib.errors import InputError
from goc.lib.progress import Cancelled
from goc.lib.wire import packed, unpacked
from goc.lib.workers import Limits, Lost, in_child
from processes import is_gone

PLAIN = "goc.files.text:read"
SCAN = "goc.files.scans:read_page"


def program(path: Path, script: str) -> Path:
    """Stands for tesseract: the only program that a child starts."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def page(tmp_path):
    """A PDF of one page."""
    import pypdfium2

    made = pypdfium2.PdfDocument.new()
    made.new_page(200, 200)
    made.save(str(tmp_path / "a.pdf"))
    return str(tmp_path / "a.pdf")


def recognised(page, program, **more):
    return in_child(SCAN, page, 0, str(program), "a.pdf", name="a.pdf", **more)


def test_the_answer_is_that_of_the_function(tmp_path):
    (tmp_path / "a.txt").write_text("Xã có 15 hộ. " * 9000)
    assert in_child(PLAIN, str(tmp_path / "a.txt"), "a.txt", name="a.txt") == "Xã có 15 hộ. " * 9000


def test_letters_that_are_half_a_pair_come_through():
    assert in_child("goc.viet.spelling:nfc", "a\ud800b", name="x") == "a\ud800b"


ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas(timedelta(-999), timedelta(999))
)


@given(st.lists(ATOMS))
def test_values_go_over_and_back(values):
    import json

    assert json.loads(json.dumps(values, default=packed), object_hook=unpacked) == values


def test_a_cell_keeps_its_kind():
    import json

    values = [1, 1.0, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, tzinfo=UTC), clock(4, 5)]
    back = json.loads(json.dumps(values, default=packed), object_hook=unpacked)
    assert [type(value) for value in back] == [type(value) for value in values]


def test_what_a_worker_does_not_carry_is_refused():
    with pytest.raises(TypeError, match="set"):
        packed({1})


def test_our_own_errors_arrive_with_template_and_parameters(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x00\x01" * 4000)
    with pytest.raises(InputError) as caught:
        in_child(PLAIN, str(tmp_path / "a.txt"), "a.txt", name="a.txt")
    assert (caught.value.template, caught.value.params) == (
        "Tệp %(name)s không phải văn bản: hãy đưa tệp .txt, .docx hoặc .pdf.",
        {"name": "a.txt"},
    )


def test_any_other_error_is_one_sentence_and_its_traceback_is_kept(tmp_path):
    with pytest.raises(InputError) as caught:
        in_child(PLAIN, str(tmp_path / "none"), "none", name="a.txt")
    assert str(caught.value) == (
        "Không đọc được tệp a.txt: nội dung không đúng như một tệp loại này. Hãy mở tệp rồi lưu "
        "lại thành tệp mới và đưa lại."
    )
    assert isinstance(caught.value.__cause__, Lost)
    assert "FileNotFoundError" in str(caught.value.__cause__)


def test_what_the_work_prints_does_not_spoil_the_answer(tmp_path):
    (tmp_path / "a.txt").write_text("Xã có 15 hộ.")
    answer = in_child("goc.claims.__main__:main", ["claims", str(tmp_path / "a.txt")], name="a.txt")
    assert answer == 0


def test_only_our_own_functions_are_called():
    with pytest.raises(ValueError, match="os:system"):
        in_child("os:system", "true", name="x")


def test_the_child_has_no_secret_and_no_database(tmp_path, page, monkeypatch, db):
    for name in (
        "DATABASE_URL",
        "GOC_SECRET_KEY",
        "GOC_SITE",
        "DJANGO_SETTINGS_MODULE",
        "PGPASSFILE",
    ):
        monkeypatch.setenv(name, "bi-mat")
    monkeypatch.setenv("LANG", "C.UTF-8")
    show = program(tmp_path / "show", "env; ls -l /proc/$PPID/fd | sed 's/.*-> /opened /'")
    told = recognised(page, show).splitlines()
    environment = dict(line.split("=", 1) for line in told if "=" in line)
    opened = {line.removeprefix("opened ") for line in told if line.startswith("opened ")}
    assert "bi-mat" not in " ".join(told)
    given = {"LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "PYTHONUTF8"}
    of_the_shell = {"PWD", "OLDPWD", "SHLVL", "_"}
    assert set(environment) <= given | {"TESSDATA_PREFIX", "TMPDIR"} | of_the_shell
    assert {"PATH", "PYTHONPATH", "TMPDIR"} <= set(environment)
    assert not any("sqlite" in name or name.startswith("socket:") for name in opened)
    assert not Path(environment["TMPDIR"]).exists()


MODULES = ["files.word.reading", "files.text", "files.pdf.reading", "files.scans", "files.workbook"]


@pytest.mark.parametrize("module", [*MODULES, "papers.lint", "papers.comments"])
def test_what_a_child_loads_has_no_django(module):
    code = f"import sys, goc.{module}; print([n for n in sys.modules if n.startswith('django')])"
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_child_killed_from_outside_is_told(tmp_path, page):
    with pytest.raises(InputError) as caught:
        recognised(page, program(tmp_path / "kill", "kill -9 $PPID; sleep 30"))
    assert str(caught.value) == (
        "Chương trình đọc tệp a.pdf dừng giữa chừng: tệp quá nặng hoặc bị hỏng. Hãy mở tệp rồi lưu "
        "lại thành tệp mới và đưa lại."
    )


@pytest.mark.slow
def test_the_work_ends_with_its_time_and_so_does_what_it_started(tmp_path, page):
    slow = program(tmp_path / "slow", f"echo $$ $PPID > {tmp_path}/ids; sleep 60 & sleep 60")
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"Đọc tệp a\.pdf quá lâu nên đã dừng lại"):
        recognised(page, slow, limits=Limits(wall=8))
    assert time.monotonic() - begun < 20
    assert [is_gone(int(one)) for one in (tmp_path / "ids").read_text().split()] == [True, True]


@pytest.mark.slow
def test_time_of_the_processor_is_counted():
    """The clock would leave it three hundred seconds."""
    limits = Limits(seconds=0.1, wall=300)
    with pytest.raises(InputError, match=r"Đọc tệp a\.txt quá lâu"):
        in_child("goc.viet.spelling:old_tone", "hoà " * 4_000_000, name="a.txt", limits=limits)


@pytest.mark.slow
def test_memory_is_counted(tmp_path):
    (tmp_path / "a.txt").write_text("Xã có 15 hộ.\n" * 150_000)
    with pytest.raises(InputError, match=r"Tệp a\.txt cần hơn 24 MB bộ nhớ để đọc"):
        in_child(PLAIN, str(tmp_path / "a.txt"), "a.txt", name="a.txt", limits=Limits(megabytes=24))


@pytest.mark.slow
def test_whoever_watches_ends_the_child_at_once(tmp_path, page):
    slow = program(tmp_path / "slow", f"echo $$ $PPID > {tmp_path}/ids; exec sleep 60")
    asked: list[float] = []

    def stop(_percent, _words):
        if (tmp_path / "ids").exists():
            asked.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        recognised(page, slow, limits=Limits(wall=60), report=stop)
    assert time.monotonic() - asked[0] < 20
    assert [is_gone(int(one)) for one in (tmp_path / "ids").read_text().split()] == [True, True]


def test_the_last_words_are_told_again_while_nothing_new_comes(tmp_path, page):
    told = []
    recognised(
        page,
        program(tmp_path / "slow", "sleep 2"),
        limits=Limits(wall=60),
        report=lambda *words: told.append(words),
    )
    assert set(told) == {(0, "")} and 3 <= len(told) <= 6
