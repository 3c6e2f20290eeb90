"""Texts, CSV files and what is no file at all."""

from __future__ import annotations

import os
from pathlib import Path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def one_line(folder: Path) -> Path:
    return written(folder / "a.txt", b"a" * 50_000_000)


def line_of_words(folder: Path) -> Path:
    return written(folder / "a.txt", b"5 xa " * 300_000)


def long_text(folder: Path) -> Path:
    return written(folder / "a.txt", b"5 xa\n" * 1_500_000)


def zeros(folder: Path) -> Path:
    return written(folder / "a.txt", bytes(10_000_000))


def empty(folder: Path) -> Path:
    return written(folder / "a.txt", b"")


def columns(folder: Path) -> Path:
    return written(folder / "a.csv", b"a," * 1_000_000)


def open_quote(folder: Path) -> Path:
    return written(folder / "a.csv", b'"' + b"a,b\n" * 2_000_000)


def pipe(folder: Path) -> Path:
    path = folder / "a.txt"
    os.mkfifo(path)
    return path


def device(_folder: Path) -> Path:
    return Path("/dev/zero")


def directory(folder: Path) -> Path:
    return folder


MAKERS = {
    make.__name__: make
    for make in (
        one_line,
        line_of_words,
        long_text,
        zeros,
        empty,
        columns,
        open_quote,
        pipe,
        device,
        directory,
    )
}
