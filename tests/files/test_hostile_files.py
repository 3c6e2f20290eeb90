"""Small files made to exhaust the reader, each made by the test itself: one sentence, or read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.files import MAKERS
from benchmarks.files.answering import answer

PARTS = "không đọc. Hãy bỏ bớt ảnh, hoặc chép phần cần đọc sang tệp mới rồi đưa lại."
BENT = (
    "không đọc được: nội dung lồng nhau quá sâu hoặc có một đoạn chữ quá dài. Hãy chép phần cần "
    "đọc sang tệp mới rồi đưa lại."
)
LONG = "dài hơn 4 triệu ký tự hoặc 250 nghìn dòng; hãy tách lấy phần cần đọc."
LINE = (
    "có một dòng dài hơn 1 triệu ký tự, không phải văn bản viết cho người đọc; hãy chọn đúng tệp."
)
BROKEN_WORD = "Tệp Word a.docx bị hỏng, không mở được; hãy lấy lại bản gốc hoặc lưu lại bằng Word."
NO_BOOK = "đây không phải là tệp Excel nguyên vẹn (.xlsx, .xls) hay tệp .csv."
FAR = "có nội dung, nằm quá xa bảng. Hãy xóa ô này (cùng các hàng, cột thừa) rồi lưu lại."
BROKEN_PDF = "Tệp PDF a.pdf bị hỏng, không mở được; hãy lấy lại bản gốc."
NO_PAGES = "Tệp PDF a.pdf bị hỏng, không đọc được hết các trang."
SCAN = (
    "Tệp PDF a.pdf là bản chụp, không có lớp chữ. Để đọc được, hãy cài đặt: sudo apt install "
    "tesseract-ocr tesseract-ocr-vie."
)
COLUMNS = "Hãy kiểm tra dấu phân cách và dấu ngoặc kép."
NO_FILE = "không phải là một tệp (thư mục, thiết bị hoặc ống dẫn); hãy chọn một tệp đã lưu."
SAVE_ANEW = "lưu lại thành tệp mới và đưa lại."
SPENT = (
    f"Đọc tệp %s quá lâu nên đã dừng lại: tệp quá nặng hoặc bị hỏng. Hãy tách lấy phần cần đọc, "
    f"hoặc mở tệp rồi {SAVE_ANEW}",
    f"Chương trình đọc tệp %s dừng giữa chừng: tệp quá nặng hoặc bị hỏng. Hãy mở tệp rồi "
    f"{SAVE_ANEW}",
    f"Tệp %s cần hơn 256 MB bộ nhớ để đọc: nội dung quá lớn hoặc bị hỏng. Hãy tách thành các tệp "
    f"nhỏ hơn, hoặc mở tệp rồi {SAVE_ANEW}",
)

pytestmark = pytest.mark.slow  # what holds under attack
"""Which of the limits is met first depends on the machine."""

SAID: dict[str, str | tuple[str, ...]] = {
    "word.wide_span": "đọc được 24 ký tự",
    "word.wide_gaps": "đọc được 19 ký tự",
    "word.tall_cell": (*SPENT, "đọc được 10000 ký tự"),
    "word.merged_rows": "đọc được 9006 ký tự",
    "word.nested_tables": f"Tệp a.docx {BENT}",
    "word.tables_in_tables": "đọc được 39999 ký tự",
    "word.empty_paragraphs": f"Tệp a.docx {LONG}",
    "word.many_runs": f"Tệp a.docx bung ra quá lớn (21 MB, 5 phần); {PARTS}",
    "word.huge_run": f"Tệp a.docx bung ra quá lớn (11 MB, 5 phần); {PARTS}",
    "word.long_line": f"Tệp a.docx {LINE}",
    "word.huge_attribute": f"Tệp a.docx bung ra quá lớn (11 MB, 5 phần); {PARTS}",
    "word.bomb": f"Tệp a.docx bung ra quá lớn (163 MB, 5 phần); {PARTS}",
    "word.slow_bomb": SPENT,
    "word.zip_in_zip": "đọc được 19 ký tự",
    "word.laughs": f"Tệp a.docx {BENT}",
    "word.laughs_in_attribute": f"Tệp a.docx {BENT}",
    "word.stranger": BROKEN_WORD,
    "word.claims_less": BROKEN_WORD,
    "word.claims_more": f"Tệp a.docx bung ra quá lớn (3072 MB, 5 phần); {PARTS}",
    "word.many_parts": f"Tệp a.docx bung ra quá lớn (0 MB, 20005 phần); {PARTS}",
    "word.packed_image": f"Tệp a.docx bung ra quá lớn (100 MB, 6 phần); {PARTS}",
    "word.large_image": "đọc được 19 ký tự",
    "word.locked": BROKEN_WORD,
    "word.cut_off": BROKEN_WORD,
    "word.style_loop": "đọc được 34 ký tự",
    "sheets.far_words": f"Tệp a.xlsx: ô XFD1048576 {FAR}",
    "sheets.far_blank": "đọc được 2 dòng",
    "sheets.far_shared_blank": "đọc được 2 dòng",
    "sheets.far_format": "đọc được 2 dòng",
    "sheets.formatted_rows": "đọc được 2 dòng",
    "sheets.far_claim": "đọc được 2 dòng",
    "sheets.one_text_everywhere": SPENT,
    "sheets.strings_bomb": f"Tệp a.xlsx bung ra quá lớn (108 MB, 6 phần); {PARTS}",
    "sheets.many_strings": f"Tệp a.xlsx bung ra quá lớn (8 MB, 6 phần); {PARTS}",
    "sheets.full_rectangle": f"Tệp a.xlsx: ô XFD2002 {FAR}",
    "sheets.deep": "đọc được 0 dòng",
    "sheets.laughs": f"Không đọc được a.xlsx: {NO_BOOK}",
    "sheets.claims_less": f"Không đọc được a.xlsx: {NO_BOOK}",
    "sheets.bomb": f"Tệp a.xlsx bung ra quá lớn (100 MB, 7 phần); {PARTS}",
    "sheets.cut_off": f"Không đọc được a.xlsx: {NO_BOOK}",
    "sheets.locked": "Tệp a.xlsx có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi đưa lại.",
    "sheets.old_rubbish": f"Không đọc được a.xls: {NO_BOOK}",
    "sheets.old_loop": f"Không đọc được a.xls: {NO_BOOK}",
    "pdfs.huge_page": SCAN,
    "pdfs.monstrous_page": SCAN,
    "pdfs.giant_image": SCAN,
    "pdfs.packed_image": SCAN,
    "pdfs.many_pages": "Tệp PDF a.pdf có 100000 trang; chỉ đọc được tới 1000 trang. Hãy tách lấy "
    "phần cần đọc.",
    "pdfs.pages_claimed": NO_PAGES,
    "pdfs.page_loop": NO_PAGES,
    "pdfs.form_loop": SPENT,
    "pdfs.form_tower": SPENT,
    "pdfs.packed_content": SPENT,
    "pdfs.many_letters": SPENT,
    "pdfs.many_states": SPENT,
    "pdfs.deep_arrays": SPENT,
    "pdfs.table_loop": BROKEN_PDF,
    "pdfs.cut_off": BROKEN_PDF,
    "pdfs.rubbish": BROKEN_PDF,
    "plain.one_line": f"Tệp a.txt {LONG}",
    "plain.line_of_words": f"Tệp a.txt {LINE}",
    "plain.long_text": f"Tệp a.txt {LONG}",
    "plain.zeros": "Tệp a.txt không phải văn bản: hãy đưa tệp .txt, .docx hoặc .pdf.",
    "plain.empty": "Tệp a.txt rỗng.",
    "plain.columns": f"Tệp a.csv, dòng 1: có 1000001 cột, nhiều nhất 1000. {COLUMNS}",
    "plain.open_quote": f"Tệp a.csv, dòng 1: không tách được thành cột. {COLUMNS}",
    "plain.pipe": f"a.txt {NO_FILE}",
    "plain.device": f"zero {NO_FILE}",
    "plain.directory": f"handed_in {NO_FILE}",
}
GROWTH = 64
"""Megabytes: an answer may be some long text."""


def megabytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") >> 20


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_file_is_read_or_told_in_one_sentence(tmp_path, monkeypatch, name):
    monkeypatch.setattr("shutil.which", lambda _: None)  # no tesseract: scans are told apart
    (tmp_path / "handed_in").mkdir()
    path = MAKERS[name](tmp_path / "handed_in")
    before = megabytes()
    said = answer(path)
    wanted = SAID[name]
    if isinstance(wanted, str):
        assert said == wanted
    else:
        assert said.replace("258 MB", "256 MB") in [
            words.replace("%s", path.name) for words in wanted
        ]
    assert megabytes() - before < GROWTH
    with pytest.raises(ChildProcessError):  # none is left
        os.waitpid(-1, os.WNOHANG)


def test_every_hostile_file_has_its_answer():
    assert set(SAID) == set(MAKERS)
