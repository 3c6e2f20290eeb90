"""A list in a plain file: how its bytes are letters, what parts its columns; in the child."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from goc.files import model, text
from goc.files.caps import LONGEST_LINE, MOST_COLUMNS, MOST_ROWS
from goc.files.kinds import OTHERS
from goc.lib.errors import InputError
from goc.viet import oldletters

SEPARATORS = ",;\t|"
SNIFFED = 30
WINDOWS_1258 = "windows-1258"
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def read(file: Path, name: str) -> model.Book:
    """Raises InputError for what is no table of text."""
    data = file.read_bytes()
    _refuse_others(data[:1024], name)
    encoding, letters = decoded(data, name)
    rows = _rows(letters, name)
    if max(map(len, rows), default=0) < 2:
        raise _no_list(name)
    return model.book([model.sheet(file.stem, rows)], encoding)


def _no_list(name: str) -> InputError:
    """What the file is not, and how to mend it."""
    return InputError(
        "Không đọc được %(path)s: đây không phải là tệp Excel nguyên vẹn (.xlsx, .xls, .ods), tệp "
        ".csv hay văn bản Word có bảng. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi đưa lại.",
        path=name,
    )


def _refuse_others(head: bytes, name: str) -> None:
    """What begins like another kind of file."""
    for beginning, kind in OTHERS:
        if beginning.match(head):
            raise InputError(
                "Tệp %(name)s là %(kind)s, không phải danh sách. Hãy mở tệp, lưu lại dạng .xlsx, "
                ".csv hoặc .docx rồi đưa lại.",
                name=name,
                kind=kind,
            )


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """`unicode` or `windows-1258`, and the text. What is neither comes as Windows-1252 has it: the
    letters of TCVN 3 and VNI are told from that.
    """
    try:
        return oldletters.UNICODE, text.decoded(data, name)
    except InputError:
        if BINARY.search(data[:100_000]):
            raise _no_list(name) from None
        return _of_one_byte(data)


def _of_one_byte(data: bytes) -> tuple[str, str]:
    """By which words are words: Windows-1258 writes tones as signs of their own."""
    vietnamese = oldletters.converted(data.decode("cp1258", "replace"), oldletters.UNICODE)
    western = data.decode("latin-1")
    said = oldletters.votes_of(vietnamese.split()[:2000]).unicode
    old = oldletters.votes_of(western.split()[:2000])
    if said > max(old.tcvn3, old.vni):
        return WINDOWS_1258, vietnamese
    return oldletters.UNICODE, western


def separator(lines: Sequence[str]) -> str:
    """What parts most lines into the same number of columns."""
    return max(SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """Of so many lines that part into as many columns; more columns win."""
    counts = Counter(line.count(sign) for line in lines if sign in line)
    if not counts:
        return 0, 0
    columns, times = counts.most_common(1)[0]
    return times * columns, columns


def _rows(letters: str, name: str) -> list[model.Row]:
    """Of the text, each with as many cells as it has."""
    first = [line for line in letters[:LONGEST_LINE].splitlines() if line.strip()][:SNIFFED]
    sign = separator(first)
    csv.field_size_limit(LONGEST_LINE)
    rows: list[model.Row] = []
    try:
        for row in csv.reader(io.StringIO(letters, newline=""), delimiter=sign):
            rows.append(row)
            _check_size(row, len(rows), name)
    except csv.Error as error:
        raise InputError(
            "Tệp %(name)s, dòng %(row)s: không tách được thành cột. Hãy kiểm tra dấu phân cách và "
            "dấu ngoặc kép.",
            name=name,
            row=len(rows) + 1,
        ) from error
    return rows


def _check_size(row: model.Row, number: int, name: str) -> None:
    """Raises InputError for what no list is."""
    if len(row) > MOST_COLUMNS or number > MOST_ROWS:
        raise InputError(
            "Tệp %(name)s, dòng %(row)s: có %(count)s cột, nhiều nhất %(most)s. Hãy kiểm tra dấu "
            "phân cách và dấu ngoặc kép.",
            name=name,
            row=number,
            count=len(row),
            most=MOST_COLUMNS,
        )
