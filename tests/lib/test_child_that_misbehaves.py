"""A child that says what no worker says, or dies: what its parent makes of it. A small program stands
for the interpreter.
"""

from __future__ import annotations

import signal
import sys
from datetime import date

import pytest

from goc.lib import workers
from goc.lib.errors import AskedError, GocError, InputError, RefusedError
from goc.lib.workers import Limits, Lost, in_child

STOPPED = (
    "Chương trình đọc tệp a.pdf dừng giữa chừng: tệp quá nặng hoặc bị hỏng. Hãy mở tệp rồi lưu lại "
    "thành tệp mới và đưa lại."
)
TOO_LONG = (
    "Đọc tệp a.pdf quá lâu nên đã dừng lại: tệp quá nặng hoặc bị hỏng. Hãy tách lấy phần cần đọc, "
    "hoặc mở tệp rồi lưu lại thành tệp mới và đưa lại."
)
UNREADABLE = (
    "Không đọc được tệp a.pdf: nội dung không đúng như một tệp loại này. Hãy mở tệp rồi lưu lại "
    "thành tệp mới và đưa lại."
)


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Runs a script in the place of the interpreter; gives what the parent makes of it."""

    def run(script, **more):
        path = tmp_path / "interpreter"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", str(path))
            return in_child("goc.files.text:read", "a", name="a.pdf", **more)

    return run


def say(*lines):
    """A script that prints these lines."""
    return "\n".join(f"cat <<'LINE'\n{line}\nLINE" for line in lines)


def refusal(child, script, **more):
    with pytest.raises(GocError) as caught:
        child(script, **more)
    return caught.value


def test_the_answer_is_the_first_one(child):
    assert child(say('{"answer": {"xã": 15}}', '{"answer": 2}')) == {"xã": 15}
    assert child(say('{"answer": null}')) is None
    assert child(say("", "{}", '{"answer": 1}')) == 1


def test_an_answer_may_come_in_pieces(child):
    assert child("""printf '{"ans'; printf 'wer": [1'; printf ', 2]}\\n'""") == [1, 2]


def test_an_answer_holds_what_json_does_not_know(child):
    value = '{"answer": [{"\\u0000kind": "date", "value": "2025-07-01"}]}'
    assert child(say(value)) == [date(2025, 7, 1)]


def test_each_word_is_passed_on(child):
    heard = []
    said = ('{"words": [10, "trang 1"]}', '{"words": [90, "trang 9"]}', '{"answer": 9}')
    assert child(say(*said), report=lambda *words: heard.append(words)) == 9
    assert heard == [(10, "trang 1"), (90, "trang 9")]


def test_nothing_is_passed_on_before_the_first_word(child):
    heard = []
    assert child(say("{}", '{"answer": 9}'), report=lambda *words: heard.append(words)) == 9
    assert heard == []


@pytest.mark.parametrize(
    "line",
    [
        "[1]",
        '"answer"',
        "answer",
        '{"answer": 1',
        '{"answer": {"\\u0000kind": "decimal", "value": "1"}}',
        '{"answer": {"\\u0000kind": "date", "value": 5}}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:40],
)
def test_what_no_worker_says_ends_the_child(child, line):
    error = refusal(child, say(line, '{"answer": 1}'))
    assert (type(error), str(error)) == (InputError, STOPPED)


def test_a_line_that_is_not_finished_is_no_answer(child):
    assert str(refusal(child, """printf '{"answer": 1}'""")) == STOPPED


def test_how_it_ended_is_kept_for_the_log(child):
    error = refusal(child, "echo 'lỗi ở đây' >&2; exit 3")
    assert str(error) == STOPPED
    assert isinstance(error.__cause__, Lost)
    assert str(error.__cause__) == f"ended with 3: {'lỗi ở đây'.encode() + bytes([10])!r}"


def test_of_its_complaints_the_last_are_kept(child):
    error = refusal(child, "printf '%03000d' 7 >&2; echo 12345 >&2; exit 1")
    kept = str(error.__cause__).removeprefix("ended with 1: b'").removesuffix("\\n'")
    assert (kept[:3], kept[-6:], len(kept)) == ("000", "712345", 1999)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (signal.SIGXCPU, TOO_LONG),
        (signal.SIGPROF, TOO_LONG),
        (signal.SIGALRM, TOO_LONG),
        (signal.SIGKILL, STOPPED),
        (signal.SIGTERM, STOPPED),
        (signal.SIGABRT, STOPPED),
    ],
)
def test_by_which_signal_it_ended_tells_why(child, number, sentence):
    error = refusal(child, f"kill -{int(number)} $$; sleep 9")
    assert (type(error), str(error)) == (InputError, sentence)
    assert str(error.__cause__).startswith(f"ended with -{int(number)}: ")


def test_by_the_clock_it_is_ended_from_here(child):
    error = refusal(child, "exec sleep 60", limits=Limits(wall=0.05))
    assert str(error) == TOO_LONG
    assert str(error.__cause__).startswith("ended with -9: ")


def test_an_answer_without_end_is_not_waited_for(child, monkeypatch):
    monkeypatch.setattr(workers, "LONGEST_ANSWER", 1000)
    error = refusal(child, "printf '%02000d' 7; exec sleep 60", limits=Limits(wall=60))
    assert str(error) == STOPPED


def test_many_lines_may_be_longer_together(child, monkeypatch):
    monkeypatch.setattr(workers, "LONGEST_ANSWER", 1000)
    lines = ['{"words": [1, "' + "x" * 400 + '"]}'] * 9
    assert child(say(*lines, '{"answer": 1}')) == 1


def test_too_little_memory_is_told_with_the_limit(child):
    error = refusal(child, say('{"failed": null}'), limits=Limits(megabytes=77))
    assert (type(error), str(error)) == (
        InputError,
        "Tệp a.pdf cần hơn 77 MB bộ nhớ để đọc: nội dung quá lớn hoặc bị hỏng. Hãy tách thành các "
        "tệp nhỏ hơn, hoặc mở tệp rồi lưu lại thành tệp mới và đưa lại.",
    )
    assert error.__cause__ is None


def test_any_other_failure_keeps_its_traceback(child):
    error = refusal(child, say('{"failed": "Traceback: x"}'))
    assert (type(error), str(error)) == (InputError, UNREADABLE)
    assert isinstance(error.__cause__, Lost) and str(error.__cause__) == "Traceback: x"


def test_an_error_of_ours_is_raised_as_it_was(child):
    told = '{"error": "RefusedError", "template": "Có %(n)d xã.", "params": {"n": 15}}'
    error = refusal(child, say(told))
    assert (type(error), str(error)) == (RefusedError, "Có 15 xã.")
    assert not isinstance(error, AskedError)


@pytest.mark.parametrize("target", ["os:system", "gocx.files.text:read", "", "files.text:read"])
def test_only_functions_of_this_package_are_called(child, target):
    with pytest.raises(ValueError, match=f"^not a function of ours: {target}$"):
        in_child(target, "a", name="a.pdf")
