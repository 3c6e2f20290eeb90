"""Tables of a Word file of old (.doc), where LibreOffice makes a .docx of it; in the child."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from goc.files import laid_out, model, wordlists
from goc.files.kinds import OLE, Found
from goc.lib.errors import InputError

STREAM = "WordDocument".encode("utf-16-le")
SUFFIX = ".doc"


def is_one(file: Found) -> bool:
    """By its bytes; a workbook in which a Word text lies is told by its name."""
    if not file.head.startswith(OLE) or file.path.suffix.lower() == ".xls":
        return False
    return STREAM in file.path.read_bytes()


def read(path: str, name: str, office: str) -> model.Book:
    """Raises InputError where LibreOffice does not manage it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"paper{SUFFIX}")
        shutil.copyfile(path, copy)
        try:
            made = laid_out.converted(copy, office, "docx")
        except subprocess.SubprocessError as error:
            raise _refused(name) from error
        if not made.is_file():
            raise _refused(name)
        return model.book(wordlists.tables(made, name))


def _refused(name: str) -> InputError:
    return InputError(
        "Không đọc được tệp %(name)s (Word kiểu cũ, .doc); hãy mở bằng Word, lưu lại dạng .docx rồi "
        "đưa lại.",
        name=name,
    )
