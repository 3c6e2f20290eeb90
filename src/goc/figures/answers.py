"""The store of kept answers: numbers counted once from a snapshot lie in a file each, in
`SITE/answers/<SHA-256 of the manifest>/`. Not for lists of people. Plain.

A file is written beside its place and renamed, so that nobody reads half of one; it begins with the
digest of what follows, so that a torn or altered one counts as none. Whoever cannot write goes on
without: the store may be removed at any moment.
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Protocol

import goc
from goc.lib.canonical import canonical, digest
from goc.lib.locks import taken

COUNTING_VERSION = 2
"""Raised by one whenever the same question of the same snapshot is counted or printed otherwise: all
answers kept until then are asked again. A new release of Gốc asks again in any case.
"""
MOST = 30_000
WRITING, LEFT_AFTER = ".", 3600  # seconds after which a file half-written has no writer any more
ASKING, PATIENCE = f"{WRITING}asking-", 15.0  # seconds to wait for who counts the same already

log = logging.getLogger(__name__)


class Answers(Protocol):
    """`find` gives what `keep` was given for the same question, or None. `alone`: those who ask the
    same go through the block one after the other, so that the second finds what the first kept.
    """

    def find(self, question: list[Any]) -> Any: ...

    def keep(self, question: list[Any], answer: Any) -> None: ...

    def alone(self, question: list[Any]) -> AbstractContextManager[None]: ...


class NothingKept:
    """For those who count anew: what a paper says, and what checks it."""

    def find(self, _question: list[Any]) -> None:
        return None

    def keep(self, _question: list[Any], _answer: Any) -> None:
        return None

    def alone(self, _question: list[Any]) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass(frozen=True)
class KeptAnswers:
    """Of one snapshot by one engine, within one scope (by its digest; empty: all that was frozen).
    Questions and answers are what JSON can hold.
    """

    folder: Path
    engine: str
    within: str = ""

    def find(self, question: list[Any]) -> Any:
        path = self._path(question)
        try:
            told, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if told.decode("ascii", "replace") != digest(body):
            log.warning("answers: %s is damaged and is counted again", path)
            return None
        return json.loads(body)

    def keep(self, question: list[Any], answer: Any) -> None:
        body = canonical(answer)
        try:
            _write(self._path(question), digest(body).encode() + b"\n" + body)
        except OSError as why:
            log.info("answers: not kept: %s", why)

    @contextmanager
    def alone(self, question: list[Any]) -> Iterator[None]:
        """In this process and in others. Nobody waits longer than PATIENCE: then he counts too."""
        path = self._path(question)
        with ExitStack() as opened:
            try:
                _make_folders(path)
                opened.enter_context(taken(path.with_name(f"{ASKING}{path.name}"), PATIENCE))
            except OSError as why:
                log.info("answers: asked side by side: %s", why)
            yield

    def _path(self, question: list[Any]) -> Path:
        asked = [COUNTING_VERSION, goc.__version__, self.engine, self.within, *question]
        return self.folder / digest(canonical(asked))


def answered(answers: Answers, question: list[Any], count: Callable[[], Any]) -> Any:
    """What was kept, else what `count` gives; both as JSON can hold it."""
    kept = answers.find(question)
    if kept is not None:
        return kept
    with answers.alone(question):
        kept = answers.find(question)
        if kept is None:
            kept = count()
            answers.keep(question, kept)
    return kept


def _make_folders(path: Path) -> None:
    for folder in (path.parent.parent, path.parent):  # `parents=` would ignore the mode
        folder.mkdir(mode=0o700, exist_ok=True)


def _write(path: Path, data: bytes) -> None:
    _make_folders(path)
    with NamedTemporaryFile(dir=path.parent, prefix=WRITING, delete=False) as out:
        try:
            out.write(data)
            out.close()
            Path(out.name).replace(path)
        except BaseException:
            Path(out.name).unlink()
            raise


def folder_of(home: Path, manifest_sha256: str) -> Path:
    return home / manifest_sha256


def listed(home: Path) -> list[Path]:
    """Whatever lies in the store, whether it belongs there or not."""
    return sorted(home.iterdir()) if home.is_dir() else []


def forget(*folders: Path) -> None:
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
        else:
            folder.unlink(missing_ok=True)


def trim(home: Path, most: int = MOST) -> int:
    """Removes the oldest beyond `most`, and what killed writers left; how many."""
    kept: list[tuple[float, Path]] = []
    removed = 0
    for path in (file for folder in listed(home) for file in listed(folder)):
        with suppress(FileNotFoundError):  # removed meanwhile
            at = path.stat().st_mtime
            if not path.name.startswith(WRITING):
                kept.append((at, path))
            elif time.time() - at > LEFT_AFTER:
                path.unlink()
                removed += 1
    for _at, path in sorted(kept)[: max(0, len(kept) - most)]:
        path.unlink(missing_ok=True)
        removed += 1
    return removed
