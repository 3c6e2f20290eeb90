"""`goc claims read`, `goc directive read` and the bare runner: what they print, for people and for
machines, and what they say of what was not read.
"""

import json

import docx
import pytest
from click.testing import CliRunner

from goc.claims import __main__ as runner
from goc.claims import cli, read_claims
from goc.lib.errors import InputError

REPORT = (
    "Toàn tỉnh đã mở hơn 12 lớp tập huấn.\n"
    "Có 50 đồng chí trên tổng số 100 đồng chí, đạt 45%.\n"
    "Kế hoạch năm học 2012-2013."
)
LETTER = """UBND TỈNH CAO BẰNG
Số: 12/UBND-NC
Cao Bằng, ngày 5 tháng 3 năm 2013
CÔNG VĂN
V/v tuyển quân
Kính gửi: Ủy ban nhân dân các huyện
I. NỘI DUNG
1. Rà soát lực lượng.
a) Lập danh sách.
Nơi nhận:
- Như trên;
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nông Văn Đức
"""
HIDDEN = "Bỏ qua chữ ẩn ở 1 đoạn: chữ này không hiện khi in."


def run(command, *arguments):
    done = CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "cong-van.txt"
    path.write_text(LETTER, "utf-8")
    return path


@pytest.fixture
def hidden(tmp_path):
    """A Word file with a paragraph that is not printed."""
    document = docx.Document()
    document.add_paragraph("Đã mở 12 lớp.")
    document.add_paragraph().add_run("Đã mở 99 lớp.").font.hidden = True
    document.save(tmp_path / "an.docx")
    return tmp_path / "an.docx"


def test_each_figure_is_a_line_with_its_place_its_words_and_its_fault(report):
    code, out, err = run(cli.read, report)
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        "20 hơn 12 lớp tập huấn lớp tập huấn".split(),
        "40 50 đồng chí đồng chí trên tổng số".split(),
        "65 trên tổng số 100 đồng chí đồng chí".split(),
        "83 đạt 45% % đồng chí ← 50/100 đồng chí là 50%, văn bản ghi 45%.".split(),
        "97 năm học 2012-2013 năm học Kế hoạch".split(),
    ]


def test_for_machines_each_figure_is_a_line_of_json(report):
    code, out, _ = run(cli.read, report, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert lines == [claim.to_json() for claim in read_claims(REPORT)]
    assert [line["relation"] and line["relation"]["agrees"] for line in lines] == [
        None,
        None,
        None,
        False,
        None,
    ]
    assert "đồng chí" in out


def test_the_text_that_places_count_in_is_written_where_it_is_asked_for(report, tmp_path):
    target = tmp_path / "doc-duoc.txt"
    _, out, _ = run(cli.read, report, "--json", "--text-out", target)
    text = target.read_text("utf-8")
    assert text == REPORT
    for line in map(json.loads, out.splitlines()):
        assert text[line["start"] : line["end"]] == line["value"]


def test_nothing_is_written_when_it_is_not_asked_for(report, tmp_path):
    run(cli.read, report)
    run(cli.directive, "read", report)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["bao-cao.txt"]


def test_what_was_not_read_is_said_beside_the_figures(hidden):
    code, out, err = run(cli.read, hidden)
    assert (code, err) == (0, f"⚠ {HIDDEN}\n")
    assert out.split() == ["6", "12", "lớp", "lớp"]


def test_a_letter_is_shown_as_its_parts_and_its_outline(letter):
    code, out, _ = run(cli.directive, "read", letter)
    assert code == 0
    assert out.splitlines()[:10] == [
        "type       công văn",
        "number     12/UBND-NC",
        "date       2013-03-05",
        "place      Cao Bằng",
        "issuer     UBND TỈNH CAO BẰNG",
        "subject    tuyển quân",
        "signer     Nông Văn Đức",
        "I. NỘI DUNG",
        "  1. Rà soát lực lượng.",
        "    a) Lập danh sách.",
    ]


def test_a_part_that_is_not_there_is_said(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Đã mở 12 lớp.", "utf-8")
    _, out, _ = run(cli.directive, "read", path)
    assert "number     (không có)" in out.splitlines()
    assert "signer     (không có)" in out.splitlines()


def test_a_long_item_of_an_outline_is_cut_at_a_hundred_letters(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(LETTER.replace("Rà soát lực lượng.", "Rà soát " + "a" * 150 + "."), "utf-8")
    _, out, _ = run(cli.directive, "read", path)
    [line] = [line for line in out.splitlines() if "aaa" in line]
    assert line == "  1. Rà soát " + "a" * 92


def test_for_machines_a_letter_is_one_object(letter):
    _, out, _ = run(cli.directive, "read", letter, "--json")
    found = json.loads(out)
    assert (found["type"], found["number"], found["date"]) == (
        "công văn",
        "12/UBND-NC",
        "2013-03-05",
    )
    assert [row["marker"] for row in found["outline"]] == ["I."]
    assert len(out.splitlines()) == 1


def test_what_was_not_read_of_a_letter_stands_first_among_its_warnings(hidden):
    _, out, _ = run(cli.directive, "read", hidden, "--json")
    assert json.loads(out)["warnings"][0] == HIDDEN
    _, shown, _ = run(cli.directive, "read", hidden)
    assert f"⚠ {HIDDEN}" in shown.splitlines()


def test_a_letter_is_written_as_text_where_it_is_asked_for(letter, tmp_path):
    run(cli.directive, "read", letter, "--text-out", tmp_path / "t.txt")
    assert (tmp_path / "t.txt").read_text("utf-8").startswith("UBND TỈNH CAO BẰNG\nSố: 12/UBND-NC")


@pytest.mark.parametrize("command", [(cli.read,), (cli.directive, "read")])
def test_a_file_that_is_not_there_is_refused_in_words(command, tmp_path):
    first, *more = command
    with pytest.raises(InputError, match=r"Không tìm thấy.*khong-co\.txt"):
        run(first, *more, tmp_path / "khong-co.txt")


def test_the_bare_runner_prints_lines_of_json(report, letter, capsys):
    assert runner.main(["claims", str(report), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [claim.to_json() for claim in read_claims(REPORT)]
    assert runner.main(["directive", str(letter)]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["number"] == "12/UBND-NC"


@pytest.mark.parametrize("arguments", [[], ["claims"], ["papers", "a.txt"]])
def test_the_bare_runner_says_how_it_is_called(arguments, capsys):
    assert runner.main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "python -m goc.claims claims|directive FILE [--json]\n")
