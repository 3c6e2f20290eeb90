"""Every way in for a file: what is hostile is told in one sentence, with exit code 1 or on the page."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest
from benchmarks.files import pdfs, plain, sheets, word
from django.core.files.uploadedfile import SimpleUploadedFile

from goc.cli import main
from goc.jobs.models import Job
from goc.people.models import Person
from people.test_importing import GOOD
from summing_up.round_made import frozen

BOMB = (
    "Tệp a.docx bung ra quá lớn (163 MB, 5 phần); không đọc. Hãy bỏ bớt ảnh, hoặc chép phần cần "
    "đọc sang tệp mới rồi đưa lại."
)
FAR = (
    "Tệp a.xlsx: ô XFD1048576 có nội dung, nằm quá xa bảng. Hãy xóa ô này (cùng các hàng, cột "
    "thừa) rồi lưu lại."
)
SPENT = re.compile(
    r"(Đọc tệp a\.\w+ quá lâu nên đã dừng lại|Chương trình đọc tệp a\.\w+ dừng giữa chừng): tệp "
    r"quá nặng hoặc bị hỏng\. .*đưa lại\."
)

pytestmark = pytest.mark.slow  # what holds under attack
READERS = ["claims read", "directive read", "paper lint"]


@pytest.fixture
def run(capsys):
    def run(command, *more):
        with pytest.raises(SystemExit) as stopped:
            main([*command.split(), *map(str, more)])
        said = capsys.readouterr()
        return stopped.value.code, said.out, said.err

    return run


@pytest.mark.parametrize("command", READERS)
def test_a_bomb_is_told_by_each_command(tmp_path, run, command):
    assert run(command, word.bomb(tmp_path)) == (1, "", f"{BOMB}\n")


@pytest.mark.parametrize("command", READERS)
def test_a_pipe_is_told_by_each_command(tmp_path, run, command):
    said = (
        "a.txt không phải là một tệp (thư mục, thiết bị hoặc ống dẫn); hãy chọn một tệp đã lưu.\n"
    )
    assert run(command, plain.pipe(tmp_path)) == (1, "", said)


def test_tables_in_tables_do_not_hold_up_lint(tmp_path, run):
    assert run("paper lint", word.tables_in_tables(tmp_path)) == (
        1,
        "",
        "Không đọc được ngày của văn bản; hãy cho biết ngày để chọn mẫu thể thức.\n",
    )


def test_a_style_based_on_itself_does_not_hold_up_lint(tmp_path, run):
    code, out, err = run("paper lint", word.style_loop(tmp_path))
    assert code == 1 and "cỡ chữ 13–14  [date.size]" in out
    assert err == "Chưa đúng thể thức (Thông tư 01/2011/TT-BNV ngày 19/01/2011): 10 chỗ.\n"


def test_a_far_cell_is_told_by_import(cast, tmp_path, run):
    assert run("people import", sheets.far_words(tmp_path)) == (1, "", f"{FAR}\n")


FAR_BLANKS = [
    sheets.row(1_048_576, sheets.text("XFD1048576", " ")),
    sheets.row(1_048_576, '<c r="XFD1048576" s="1"/>'),
]


@pytest.mark.parametrize("far", FAR_BLANKS)
def test_a_far_blank_does_no_harm_to_a_list(cast, tmp_path, run, far, monkeypatch):
    monkeypatch.setenv("GOC_AS", "")
    path = sheets.xlsx(tmp_path, sheets.listed("Lý Văn A", GOOD["Đơn vị"]) + far)
    assert run("people import", path) == (
        0,
        "",
        "Đã nhập: thêm mới 1, cập nhật 0, không đổi 0.\n",
    )
    assert Person.objects.get().full_name == "Lý Văn A"


@pytest.fixture
def snapshot(cast):
    return frozen(cast).snapshot


def post(client, user, url, path, **more):
    client.force_login(user)
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post(url, {"text": "", "file": file, **more})
    return answer.status_code, unescape(answer.content.decode("utf-8", "replace"))


@pytest.mark.parametrize("url", ["/drafts/", "/drafts/comments/", "/directives/read/"])
def test_a_bomb_is_told_on_each_page(cast, client, snapshot, tmp_path, url):
    more = {"snapshot": str(snapshot.public_id)}
    status, html = post(client, cast.alice, url, word.bomb(tmp_path), **more)
    assert status == 400 and BOMB in html and not Job.objects.exists()


def test_a_scan_is_not_recognised_while_the_download_waits(cast, client, snapshot, tmp_path):
    more = {"snapshot": str(snapshot.public_id)}
    path = pdfs.huge_page(tmp_path)
    status, html = post(client, cast.alice, "/drafts/comments/", path, **more)
    said = "Tệp a.pdf là bản chụp hoặc rất dài; hãy bấm «Rà soát» để đọc trước."
    assert status == 400 and said in html and not Job.objects.exists()


def test_what_a_page_could_not_read_is_in_the_log(cast, client, tmp_path, caplog):
    status, html = post(client, cast.alice, "/directives/read/", pdfs.many_states(tmp_path))
    assert status == 400 and SPENT.search(html)
    (record,) = [record for record in caplog.records if record.name == "goc.web.texts"]
    assert SPENT.fullmatch(record.getMessage()) and "ended with -" in str(record.exc_info[1])


def test_a_wide_cell_is_read_and_commented(cast, client, snapshot, tmp_path):
    path = word.wide_span(tmp_path)
    more = {"snapshot": str(snapshot.public_id)}
    status, html = post(client, cast.alice, "/drafts/", path, **more)
    assert status == 200 and "Toàn tỉnh có 15 xã." in re.sub("<sup.*?</sup>|<[^>]+>", "", html)
    client.force_login(cast.alice)
    answer = client.post(
        "/drafts/comments/",
        {"text": "", "file": SimpleUploadedFile("a.docx", path.read_bytes()), **more},
    )
    assert answer.status_code == 200
    body = docx.Document(io.BytesIO(answer.content)).element.body
    assert [text.text for text in body.xpath(".//w:t")] == ["Toàn tỉnh có 15 xã.", "5 xã"]
