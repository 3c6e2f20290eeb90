"""The page `draft_check` and the download `draft_comments`."""

from __future__ import annotations

import base64
import io
import re
from html import unescape
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from files.wordml import docx as wordml
from files.wordml import p
from goc.figures.drafts import LONGEST
from goc.snapshots.actions import make_snapshot
from goc.snapshots.models import Snapshot
from papers.test_comments import commented
from summing_up.round_made import CUT_OFF, frozen
from worlds import looked_at, world_of_module

URL, COMMENTS = "/drafts/", "/drafts/comments/"
RIGHT = "Tỉnh đã tổ chức 01 khóa đào tạo."
DRAFT = "Toàn tỉnh có 2 xã.\nTỉnh đã tổ chức 04 khóa đào tạo.\nTrời <b>đẹp</b> & 'mát'."


def a_frozen_round() -> factories.Cast:
    cast = factories.cast()
    frozen(cast)
    looked_at(cast.alice, URL, snapshot=Snapshot.objects.get().public_id, text=DRAFT)
    return cast


made_once, world = world_of_module(a_frozen_round)


@pytest.fixture
def cast(world):
    return world


@pytest.fixture
def snapshot(world):
    return Snapshot.objects.get()


def post(client, user, snapshot, url=URL, **more):
    client.force_login(user)
    return client.post(url, {"snapshot": str(snapshot.public_id), **more})


def found(html):
    """(state, words) of each mark; and what the list says."""
    text = re.search(r'<section class="card draft-text".*?</section>', html, re.S)[0]
    marks = re.findall(r'<mark id="m\d+" class="([a-z ]+)"[^>]*><a [^>]*>([^<]*)<', text)
    return marks, unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", text)).removesuffix("\n")


def word(build, name="du thao.docx"):
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def test_an_empty_form_proposes_the_newest_snapshot_of_the_unit(cast, client, snapshot):
    newer = make_snapshot(unit=cast.province, cut_off=CUT_OFF, by=cast.operator)
    client.force_login(cast.bob)
    html = client.get(URL).content.decode()
    assert re.findall(r'<option value="([0-9a-f-]+)"', html) == [
        str(newer.public_id),
        str(snapshot.public_id),
    ]
    assert "draft-findings" not in html and "Rà soát số liệu" in html


def test_one_wrong_digit_gives_exactly_that_finding(cast, client, snapshot):
    answer = post(client, cast.bob, snapshot, text=DRAFT)
    html = answer.content.decode()
    marks, text = found(html)
    assert answer.status_code == 200
    assert marks == [("untied", "2"), ("differs", "04")]
    assert text == DRAFT and "<b>đẹp" not in html
    listed = re.findall(r'<li id="f\d+" value="\d+" class="differs">(.*?)</li>', html, re.S)
    assert len(listed) == 1
    assert "Số khóa đào tạo" in listed[0]
    assert (
        f"/figures/courses_held/?unit={cast.province.public_id}&amp;snapshot={snapshot.public_id}"
        in listed[0]
    )


def test_a_link_of_a_finding_opens_the_card(cast, client, snapshot):
    html = post(client, cast.alice, snapshot, text=DRAFT).content.decode()
    url = unescape(re.search(r'"(/figures/courses_held/[^"]+)"', html)[1])
    assert client.get(url).status_code == 200


def test_figures_that_do_not_add_up_are_a_finding_of_their_own(cast, client, snapshot):
    text = "Huyện Bắc có 130/226 đồng chí là cấp ủy viên, chiếm 75%."
    html = post(client, cast.alice, snapshot, text=text).content.decode()
    assert "sai phép tính" in html and ' arithmetic"' in html


def test_a_right_draft_has_nothing_to_comment(cast, client, snapshot):
    html = post(client, cast.alice, snapshot, text=RIGHT).content.decode()
    assert found(html)[0] == [("agrees", "01")]
    assert commented(post(client, cast.alice, snapshot, COMMENTS, text=RIGHT).content) == []


def test_a_pasted_draft_comes_back_as_word_with_the_comment_on_the_figure(cast, client, snapshot):
    answer = post(client, cast.bob, snapshot, COMMENTS, text=DRAFT)
    assert "du-thao-nhan-xet.docx" in answer["Content-Disposition"]
    notes = commented(answer.content)
    assert [(author, words) for _, author, words in notes] == [("Gốc", "04")]
    assert "Số khóa đào tạo" in notes[0][0]
    assert [p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs] == DRAFT.split(
        "\n"
    )


def test_an_uploaded_word_file_keeps_its_look_and_is_carried_to_the_download(
    cast, client, snapshot
):
    def build(document):
        document.add_heading("Báo cáo")
        document.add_paragraph("Tỉnh đã tổ chức ").add_run("04 khóa đào tạo").bold = True

    file = word(build)
    data = file.read()
    file.seek(0)
    html = post(client, cast.alice, snapshot, file=file).content.decode()
    assert found(html)[0] == [("differs", "04")]
    carried = re.search(r'name="carried" value="([^"]+)"', html)[1]
    assert base64.b64decode(carried) == data
    answer = post(
        client, cast.alice, snapshot, COMMENTS, carried=carried, carried_name="du thao.docx"
    )
    assert "du%20thao-nhan-xet.docx" in answer["Content-Disposition"]
    assert [words for _, _, words in commented(answer.content)] == ["04"]
    after = docx.Document(io.BytesIO(answer.content))
    assert after.paragraphs[0].style.name == "Heading 1"
    assert [r.bold for r in after.paragraphs[1].runs if r.text] == [None, True, True]


@pytest.mark.parametrize("url", [URL, COMMENTS])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Hãy chọn một tệp hoặc dán nội dung"),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04 broken")}, "Tệp Word a.docx bị hỏng"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken")}, "Tệp PDF a.pdf bị hỏng"),
        (
            {"file": SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
            "Word kiểu cũ",
        ),
        ({"carried": "???", "carried_name": "a.docx"}, "hãy chọn lại tệp"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(
    cast, client, snapshot, url, more, said
):
    for file in more.values():
        if hasattr(file, "seek"):
            file.seek(0)
    typed = {"text": "chữ đã gõ"} if "file" in more else {}
    answer = post(client, cast.alice, snapshot, url, **more, **typed)
    html = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert said in html
    assert ("chữ đã gõ" in html) is bool(typed)


def test_a_long_text_is_cut_and_this_is_said(cast, client, snapshot):
    html = post(
        client, cast.alice, snapshot, text=DRAFT + "\n" + "chữ " * (LONGEST // 4)
    ).content.decode()
    assert "chỉ 400.000 ký tự đầu được rà soát" in html
    assert found(html)[0] == [("untied", "2"), ("differs", "04")]


def test_nothing_is_stored(cast, client, snapshot, site):
    from goc.audit.models import Event
    from goc.registry.models import StoredFile

    def kept() -> tuple[int, list[Path]]:
        files = [path for path in site.rglob("*") if "answers" not in path.parts]
        return Event.objects.count(), sorted(files)

    before = kept()
    post(client, cast.alice, snapshot, file=SimpleUploadedFile("a.txt", DRAFT.encode()))
    post(client, cast.alice, snapshot, COMMENTS, text=DRAFT)
    assert kept() == before
    answers = [path for path in (site / "answers").rglob("*") if path.is_file()]
    assert answers and not any("mát" in path.read_text("utf-8") for path in answers)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("url", [URL, COMMENTS])
def test_a_snapshot_of_another_province_is_not_found(cast, client, snapshot, url):
    own = make_snapshot(unit=cast.elsewhere, cut_off=CUT_OFF, by=cast.operator)
    assert post(client, cast.charlie, own, url, text=RIGHT).status_code == 200
    assert post(client, cast.charlie, snapshot, url, text=RIGHT).status_code == 404


def test_without_a_snapshot_the_page_says_what_to_do(cast, client):
    client.force_login(cast.charlie)
    assert "Chưa có bản chốt" in client.get(URL).content.decode()


def test_wrong_methods(cast, client):
    client.force_login(cast.alice)
    assert client.put(URL).status_code == 405
    assert client.get(COMMENTS).status_code == 405


def test_what_was_not_read_of_a_file_is_told_above_its_figures(cast, client, snapshot, tmp_path):
    path = wordml(tmp_path, p("Toàn tỉnh có 2 xã.", "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"))
    file = SimpleUploadedFile("a.docx", path.read_bytes())
    html = unescape(post(client, cast.alice, snapshot, file=file, text="").content.decode())
    assert html.count("<li>Còn 1 hình ảnh không đọc được chữ.</li>") == 1
