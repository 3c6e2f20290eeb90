"""One NFC text from a txt, docx or pdf file; whatever cannot be read is said in one Vietnamese
sentence.

The kind is taken from the bytes, not from the name. Offsets of claims count in the text returned
here.
"""

import codecs
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goc.claims import ocr
from goc.lib.errors import InputError
from goc.lib.progress import Report, silent
from goc.lib.terminal import progress
from goc.viet.spelling import nfc

LARGEST = 200 * 2**20
MOST_PAGES = 1000
MANY_PAGES = 60
"""A PDF of more pages takes seconds: a page of the site leaves it to a job."""
_UNZIPPED = 400 * 2**20
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NAMES = {"docx": "Word (.docx)", "pdf": "PDF", "txt": "văn bản thuần (.txt)"}
_LEAST_LETTERS = 12
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE


def read_file(path: str | Path, report: Report | None = None) -> str:
    """The text of a file; raises InputError with a sentence that says what is wrong and how to mend
    it.

    Without a `report`, long work is told on stderr.
    """
    path = Path(path)
    data = _bytes(path)
    kind = _kind(data, path)
    text = (
        _docx(path) if kind == "docx" else _pdf(path, report) if kind == "pdf" else _txt(data, path)
    )
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if not text.strip():
        raise InputError("Tệp %(name)s không có chữ nào để đọc.", name=path.name)
    return text


def takes_long(path: Path) -> bool:
    """Whether reading is work for a job: a PDF with scanned pages or of very many. Raises
    InputError for too many.
    """
    if _kind(_bytes(path), path) != "pdf":
        return False
    with _opened(path) as document:
        scans = 0
        for number in range(min(len(document), ocr.MOST + 1)):
            scans += _page(document, number)[1]
        ocr.check_count(scans, path.name)
        return scans > 0 or len(document) > MANY_PAGES


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                "Tệp %(name)s lớn hơn %(limit)s MB; hãy tách thành các tệp nhỏ hơn.",
                name=path.name,
                limit=LARGEST // 2**20,
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("Không tìm thấy tệp %(name)s.", name=path.name) from error
    except OSError as error:
        raise InputError(
            "Không mở được tệp %(name)s: %(reason)s.",
            name=path.name,
            reason=error.strerror or str(error),
        ) from error


def _kind(data: bytes, path: Path) -> str:
    kind, named = _content(data, path), path.suffix.lower().lstrip(".")
    if named in _NAMES and named != kind:
        raise InputError(
            "Tệp %(name)s không đúng với đuôi tên: nội dung là %(kind)s. Hãy đổi lại đuôi tên "
            "hoặc chọn đúng tệp.",
            name=path.name,
            kind=_NAMES[kind],
        )
    return kind


def _content(data: bytes, path: Path) -> str:
    if not data:
        raise InputError("Tệp %(name)s rỗng.", name=path.name)
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLD_WORD):
        raise InputError(
            "Tệp %(name)s là Word kiểu cũ (.doc) hoặc Word có mật khẩu; hãy mở bằng Word, bỏ mật "
            "khẩu và lưu lại "
            "dạng .docx.",
            name=path.name,
        )
    return "txt"


def _txt(data: bytes, path: Path) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _guess(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            "Không đọc được chữ trong tệp %(name)s (không phải Unicode, có thể là bảng mã TCVN3 "
            "hoặc VNI); hãy "
            "lưu lại dạng UTF-8.",
            name=path.name,
        ) from error
    if len(_BINARY.findall(text[:100_000])) > len(text[:100_000]) // 200:
        raise InputError(
            "Tệp %(name)s không phải văn bản: hãy đưa tệp .txt, .docx hoặc .pdf.", name=path.name
        )
    return text


def _guess(data: bytes) -> str:
    """UTF-16 without a mark shows as zero bytes on one side."""
    sample = data[:4000]
    if len(sample) >= 4 and sample[1::2].count(0) > len(sample) // 5:
        return "utf-16-le"
    if len(sample) >= 4 and sample[0::2].count(0) > len(sample) // 5:
        return "utf-16-be"
    return "utf-8"


def _docx(path: Path) -> str:
    import docx  # slow to load, only for Word files

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise InputError(
                    "Tệp %(name)s là tệp nén hoặc tài liệu khác, không phải Word (.docx).",
                    name=path.name,
                )
            if sum(item.file_size for item in archive.infolist()) > _UNZIPPED:
                raise InputError(
                    "Tệp %(name)s quá lớn sau khi giải nén; không đọc.", name=path.name
                )
            notes = _notes(archive, names)
        return "\n".join([*_blocks(docx.Document(str(path))), *notes])
    except InputError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds on a damaged file
        raise InputError(
            "Tệp Word %(name)s bị hỏng, không mở được; hãy lấy lại bản gốc hoặc lưu lại bằng Word.",
            name=path.name,
        ) from error


def _blocks(document: Any) -> Iterator[str]:
    """Paragraphs and tables in their order; a table row is one line, its cells parted by tabs."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:  # a merged cell comes once for every column it covers
                seen.add(id(cell._tc))
                cells.append(" ".join(cell.text.split()))
        yield "\t".join(cells)


def _notes(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    """Footnotes and endnotes, each a line `[n] …` after the body."""
    from lxml import etree  # comes with python-docx

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found: list[str] = []
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name not in names:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for note in etree.fromstring(archive.read(name), parser):
            text = "".join(part.text or "" for part in note.iter(f"{space}t")).strip()
            if text and note.get(f"{space}type") is None:
                found.append(f"[{note.get(f'{space}id')}] {text}")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2  # slow to load, only for PDF

    try:
        with ocr.PDFIUM:
            document = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                "Tệp PDF %(name)s có mật khẩu; hãy bỏ mật khẩu rồi đưa lại.", name=path.name
            ) from error
        raise InputError(
            "Tệp PDF %(name)s bị hỏng, không mở được; hãy lấy lại bản gốc.", name=path.name
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(
                "Tệp PDF %(name)s có %(count)d trang; chỉ đọc được tới %(most)d trang. Hãy tách "
                "lấy phần cần đọc.",
                name=path.name,
                count=len(document),
                most=MOST_PAGES,
            )
        yield document
    except pypdfium2.PdfiumError as error:
        raise InputError(
            "Tệp PDF %(name)s bị hỏng, không đọc được hết các trang.", name=path.name
        ) from error
    finally:
        with ocr.PDFIUM:
            document.close()


def _pdf(path: Path, report: Report | None) -> str:
    with _opened(path) as document:
        count = len(document)
        told = report or (progress(path.name) if count > MANY_PAGES else silent)
        pages, scanned = [], []
        for number in range(count):
            told(100 * number // count, f"Đọc trang {number + 1}/{count}")
            text, is_scan = _page(document, number)
            pages.append(text)
            scanned += [number] if is_scan else []
            ocr.check_count(len(scanned), path.name)
        told(100, f"Đã đọc {count} trang")
        if scanned:
            texts = ocr.read_pages(document, scanned, path.name, report or progress(path.name))
            for number, text in zip(scanned, texts, strict=True):
                pages[number] = text
        return "\n".join(pages)


def _page(document: Any, number: int) -> tuple[str, bool]:
    """The text of a page, and whether it is a scan: a picture with next to no letters."""
    with ocr.PDFIUM:
        page = document[number]
        try:
            text_page = page.get_textpage()
            text: str = text_page.get_text_bounded()
            text_page.close()
            few = sum(char.isalpha() for char in text) < _LEAST_LETTERS
            is_scan = few and any(item.type == _IMAGE for item in page.get_objects(max_depth=2))
        finally:
            page.close()
    # pdfium gives U+FFFE or U+0002 for a hyphen at a line end
    return re.sub(r"[\ufffe\x02]\r?\n?", "", text), is_scan
