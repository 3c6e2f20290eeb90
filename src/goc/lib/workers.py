"""Work on what a user hands in, done by a child process that may be killed at any moment.

The child gets a folder of its own and limits of time and memory; it gets neither the database nor
a key. It imports `goc` from where its parent does, and only what the work needs.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from goc.lib import errors
from goc.lib.errors import InputError
from goc.lib.progress import Report
from goc.lib.wire import packed, unpacked

PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""What the child is told of its parent's environment; the rest may hold secrets."""
BEAT = 0.5
LONGEST_ANSWER = 128 * 2**20
OUT_OF_TIME = (signal.SIGPROF, signal.SIGXCPU, signal.SIGALRM)


@dataclass(frozen=True)
class Limits:
    """`seconds`: of the processor, once the work begins; `wall`: by the clock, whatever it waits
    for; `megabytes`: of memory, the interpreter included.
    """

    seconds: float = 1.3
    megabytes: int = 256
    wall: float = 15


class Lost(Exception):
    """A traceback of the child, or the way it ended: what the log shall keep."""


def in_child(
    target: str,
    *arguments: Any,
    name: str,
    limits: Limits | None = None,
    report: Report | None = None,
) -> Any:
    """What the function `target` ("module:function" of this package, written in code, never taken
    from input) answers to the arguments, run in a child.

    Arguments and answers are what JSON knows, bytes, dates and times; a tuple comes out as a list.
    `name` is the file worked on, for sentences. With a `report` the function is given one too. The
    parent's is called with each of its words, with the last again twice a second, and what it
    raises ends the child.

    Raises the child's own GocError, or InputError when a limit was passed or the child failed.
    """
    if not target.startswith("goc."):
        raise ValueError(f"not a function of ours: {target}")
    held = limits or Limits()
    request = {
        "target": target,
        "arguments": arguments,
        "limits": asdict(held),
        "reports": report is not None,
    }
    end = time.monotonic() + held.wall
    with _started(request) as child:
        message = _answer(child, end, report)
        if message is None:
            raise _ended(child, name, late=time.monotonic() >= end)
    if "answer" not in message:
        raise _refusal(message, name, held)
    return message["answer"]


@dataclass(frozen=True)
class _Child:
    process: subprocess.Popen[bytes]
    answers: IO[bytes]
    stderr: Path

    def kill(self) -> int:
        """With all it started; the way it ended, which is its own where it was faster."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()


@contextmanager
def _started(request: dict[str, Any]) -> Iterator[_Child]:
    """A child at work, in a session and a folder of its own, neither of which outlives this."""
    with tempfile.TemporaryDirectory(prefix="goc-") as folder:
        given, stderr = Path(folder, "request"), Path(folder, "stderr")
        given.write_text(json.dumps(request, default=packed))
        with given.open("rb") as stdin, stderr.open("wb") as complaints:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "goc.lib.worker"],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=complaints,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
            )
        assert process.stdout is not None
        child = _Child(process, process.stdout, stderr)
        try:
            yield child
        finally:
            child.kill()
            child.answers.close()


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    paths = [path for path in sys.path if Path(path).is_absolute()]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "TMPDIR": folder}


def _answer(child: _Child, end: float, report: Report | None) -> dict[str, Any] | None:
    """The child's last message; None when it ended or the time was up before."""
    words: list[Any] = []
    for line in _lines(child.answers, end):
        message = _message(line)
        if message is None or message.keys() & {"answer", "error", "failed"}:
            return message
        words = message.get("words", words)
        if report and words:
            report(*words)
    return None


def _message(line: bytes) -> dict[str, Any] | None:
    """An empty one for silence; None for what no worker says: the child is not itself any more."""
    try:
        found = json.loads(line or b"{}", object_hook=unpacked)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _lines(stream: IO[bytes], end: float) -> Iterator[bytes]:
    """Line by line until the stream or the time is up; an empty one for each beat of silence."""
    pieces: list[bytes] = []
    length = 0
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while (left := end - time.monotonic()) > 0 and length <= LONGEST_ANSWER:
            if not selector.select(min(BEAT, left)):
                yield b""
                continue
            piece = os.read(stream.fileno(), 2**20)
            if not piece:
                return
            *whole, rest = piece.split(b"\n")
            for line in whole:
                yield b"".join([*pieces, line])
                pieces, length = [], 0
            pieces.append(rest)
            length += len(rest)


def _ended(child: _Child, name: str, *, late: bool) -> InputError:
    code = child.kill()
    if late or -code in OUT_OF_TIME:
        error = InputError(
            "Đọc tệp %(name)s quá lâu nên đã dừng lại: tệp quá nặng hoặc bị hỏng. Hãy tách lấy "
            "phần cần đọc, hoặc mở tệp rồi lưu lại thành tệp mới và đưa lại.",
            name=name,
        )
    else:
        error = InputError(
            "Chương trình đọc tệp %(name)s dừng giữa chừng: tệp quá nặng hoặc bị hỏng. Hãy mở tệp "
            "rồi lưu lại thành tệp mới và đưa lại.",
            name=name,
        )
    error.__cause__ = Lost(f"ended with {code}: {child.stderr.read_bytes()[-2000:]!r}")
    return error


def _refusal(message: dict[str, Any], name: str, limits: Limits) -> errors.GocError:
    if "error" in message:
        kind: type[errors.GocError] = getattr(errors, message["error"])
        return kind(message["template"], **message["params"])
    if message["failed"] is None:
        return InputError(
            "Tệp %(name)s cần hơn %(most)s MB bộ nhớ để đọc: nội dung quá lớn hoặc bị hỏng. Hãy "
            "tách thành các tệp nhỏ hơn, hoặc mở tệp rồi lưu lại thành tệp mới và đưa lại.",
            name=name,
            most=limits.megabytes,
        )
    error = InputError(
        "Không đọc được tệp %(name)s: nội dung không đúng như một tệp loại này. Hãy mở tệp rồi lưu "
        "lại thành tệp mới và đưa lại.",
        name=name,
    )
    error.__cause__ = Lost(message["failed"])
    return error
