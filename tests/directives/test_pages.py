"""The pages `directives`, `directive_read`, `directive_enter` and `directive`."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.directives.actions import enter_directive
from goc.directives.models import Directive, Duty, Requirement
from goc.registry.actions import register_document
from goc.registry.models import Document, StoredFile

LIST, READ, ENTER = "/directives/", "/directives/read/", "/directives/enter/"
TEXT = """ỦY BAN NHÂN DÂN TỈNH A
Số: 12/UBND-NC
Tỉnh A, ngày 05 tháng 3 năm 2013
V/v tổng kết 10 năm đào tạo cán bộ
Kính gửi: Ủy ban nhân dân các huyện.
Ủy ban nhân dân tỉnh yêu cầu <b>các huyện</b>:
1. Tổ chức thực hiện
a) Ủy ban nhân dân các huyện xây dựng kế hoạch tổng kết, báo cáo trước ngày 15/6/2013;
b) Phòng Nội vụ lập danh sách đề nghị khen thưởng.
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def read(client, user, **more):
    client.force_login(user)
    return client.post(READ, {"text": TEXT} | more)


def fields(html):
    """What a browser would send back: names and values of the form that enters."""
    form = html[html.index('action="/directives/enter/"') :]
    sent = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        box = 'type="checkbox"' in tag
        if name and 'type="file"' not in tag and (not box or " checked" in tag):
            sent[name[1]] = unescape(value[1]) if value else "on" if box else ""
    for name, value in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        sent[name] = unescape(value).removeprefix("\n")
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(
            r'value="([^"]*)"', options
        )
        sent[name] = chosen[1]
    return sent


def test_what_was_read_stands_in_the_form_beside_the_text(cast, client):
    answer = read(client, cast.alice)
    html, sent = answer.content.decode(), fields(answer.content.decode())
    assert answer.status_code == 200
    assert (sent["number"], sent["issued_on"]) == ("12/UBND-NC", "05/03/2013")
    assert sent["unit"] == str(cast.province.public_id)
    assert sent["text"] == TEXT and "<b>các" not in html
    rows = [sent[name] for name in sent if re.fullmatch(r"row-\d+-text", name)]
    assert any("xây dựng kế hoạch tổng kết" in row for row in rows)
    assert any("danh sách đề nghị khen thưởng" in row for row in rows)
    assert not Document.objects.exists()


def test_confirming_keeps_document_file_requirements_and_duties(cast, client):
    file = SimpleUploadedFile("cv12.txt", TEXT.encode())
    sent = fields(read(client, cast.alice, text="", file=file).content.decode())
    last = max(int(m[1]) for m in (re.fullmatch(r"row-(\d+)-text", name) for name in sent) if m)
    before = [sent[f"row-{n}-text"] for n in range(last + 1)]
    sent |= {
        "row-0-text": "Sửa lại lời",
        "row-0-duty": "on",
        "row-0-due_on": "15/06/2013",
        "subject": "Tổng kết",
    }
    del sent[f"row-{last}-take"]
    answer = client.post(ENTER, sent)
    made = Directive.objects.get()
    assert answer.status_code == 302 and answer.url == f"/directives/{made.public_id}/"
    document = made.document
    assert (
        document.direction,
        document.number,
        document.subject,
        document.keeper,
        document.issued_on,
    ) == (
        "in",
        "12/UBND-NC",
        "Tổng kết",
        cast.province,
        date(2013, 3, 5),
    )
    assert (document.file.name, document.file.media_type) == ("cv12.txt", "text/plain")
    kept = list(made.requirements.order_by("position"))
    assert [r.text for r in kept] == ["Sửa lại lời", *before[1:last]]
    duty = Duty.objects.get()
    assert (duty.act, duty.due_on, duty.unit, duty.source) == (
        "Sửa lại lời",
        date(2013, 6, 15),
        cast.province,
        str(kept[0].public_id),
    )
    html = client.get(answer.url).content.decode()
    assert "Sửa lại lời" in html and "15/06/2013" in html and "Chưa xong" in html
    assert f"/files/{document.file.public_id}/" in html


def test_children_of_a_row_that_is_left_stand_one_place_higher(cast, client):
    client.force_login(cast.alice)
    client.post(
        ENTER,
        header(cast)
        | rows((0, "a)", "một"), (1, "a1", "hai"), (2, "a2", "ba"))
        | {"row-1-take": ""},
    )
    found = Requirement.objects.order_by("position").values_list("marker", "text", "parent__text")
    assert list(found) == [("a)", "một", None), ("a2", "ba", "một")]


def header(cast, **more):
    return {
        "unit": str(cast.province.public_id),
        "type": "công văn",
        "issuer": "UBND tỉnh",
        "subject": "Tổng kết",
    } | more


def rows(*given):
    sent = {"row-TOTAL_FORMS": str(len(given)), "row-INITIAL_FORMS": str(len(given))}
    for n, (depth, marker, text) in enumerate(given):
        sent |= {
            f"row-{n}-take": "on",
            f"row-{n}-place": f"{depth}|{marker}",
            f"row-{n}-text": text,
        }
    return sent


def test_a_secret_paper_is_metadata_only(cast, client):
    client.force_login(cast.alice)
    sent = header(cast, secrecy="secret", carried="YWJj", carried_name="a.txt") | rows(
        (0, "a)", "nội dung mật")
    )
    assert (
        client.post(ENTER, sent | {"row-0-duty": "on", "row-0-due_on": "01/01/2027"}).status_code
        == 302
    )
    assert Directive.objects.get().document.secrecy == "secret"
    assert not (
        StoredFile.objects.exists() or Requirement.objects.exists() or Duty.objects.exists()
    )


def test_a_secrecy_mark_in_the_text_is_noticed(cast, client):
    assert (
        fields(read(client, cast.alice, text="MẬT\n" + TEXT).content.decode())["secrecy"]
        == "secret"
    )


def test_mistakes_are_said_and_nothing_is_lost_or_stored(cast, client):
    client.force_login(cast.alice)
    sent = header(
        cast, subject="", issued_on="32/1/2013", text=TEXT, carried="YWJj", carried_name="a.txt"
    )
    sent |= rows((0, "a)", "một"), (0, "b)", "")) | {"row-0-duty": "on"}
    answer = client.post(ENTER, sent)
    html = unescape(answer.content.decode())
    assert answer.status_code == 400
    for said in (
        "Nhập ngày dạng dd/mm/yyyy",
        "Hãy ghi hạn của nhiệm vụ",
        "Hãy ghi nội dung yêu cầu",
    ):
        assert said in html
    alone = client.post(ENTER, sent | {"subject": "Tổng kết", "issued_on": "10/01/2013"})
    assert "Có yêu cầu chưa ghi đúng" in unescape(alone.content.decode())
    again = fields(answer.content.decode())
    assert {k: again[k] for k in ("issued_on", "text", "carried", "row-0-text", "row-0-duty")} == {
        "issued_on": "32/1/2013",
        "text": TEXT,
        "carried": "YWJj",
        "row-0-text": "một",
        "row-0-duty": "on",
    }
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"PK\x03\x04 broken", "Tệp Word a.docx bị hỏng"),
        ("a.pdf", b"%PDF-1.4 broken", "Tệp PDF a.pdf bị hỏng"),
        ("a.txt", b"%PDF-1.4", "không đúng với đuôi tên"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_its_sentence(cast, client, name, data, said):
    answer = read(client, cast.alice, file=SimpleUploadedFile(name, data))
    html = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert said in html and "Kính gửi: Ủy ban nhân dân các huyện." in html


def test_an_inferred_issuer_is_said_and_kept(cast, client):
    text = TEXT.split("\n", 4)[4]
    html = read(client, cast.alice, text=text).content.decode()
    assert "suy ra từ phần nội dung" in html and fields(html)["issuer_inferred"] == "on"


def test_readers_see_but_do_not_enter(cast, client):
    made = entered(cast)
    client.force_login(cast.bob)
    assert client.get(LIST).status_code == 200
    assert client.get(f"/directives/{made.public_id}/").status_code == 200
    assert client.get(READ).status_code == 403
    assert read(client, cast.bob).status_code == 403
    assert client.post(ENTER, header(cast) | rows()).status_code == 403


def test_others_find_nothing(cast, client):
    made = entered(cast)
    client.force_login(cast.charlie)
    assert "Tổng kết 10 năm" not in client.get(LIST).content.decode()
    assert client.get(f"/directives/{made.public_id}/").status_code == 404
    assert client.post(ENTER, header(cast) | rows()).status_code == 404
    assert client.post(ENTER, header(cast, unit="x") | rows()).status_code == 404
    assert Directive.objects.count() == 1


def test_wrong_methods(cast, client):
    made = entered(cast)
    client.force_login(cast.alice)
    codes = [
        client.post(LIST),
        client.put(READ),
        client.get(ENTER),
        client.post(f"/directives/{made.public_id}/"),
    ]
    assert [c.status_code for c in codes] == [405] * 4


def entered(cast, text="Một việc"):
    document = register_document(
        type="công văn",
        number="",
        issued_on=None,
        issuer="Bộ",
        subject="Tổng kết 10 năm",
        direction="in",
        keeper=cast.province,
        by=cast.operator,
    ).document
    requirements = [{"marker": "a)", "text": text, "children": [{"marker": "a1", "text": "con"}]}]
    return enter_directive(
        document=document, unit=cast.province, requirements=requirements, by=cast.operator
    )


def test_the_list_asks_as_often_for_three_as_for_one(cast, client):
    client.force_login(cast.alice)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            entered(cast)
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(LIST)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_requirement_of_any_length_is_kept_whole(cast, client):
    long = "Báo cáo kết quả đào tạo, bồi dưỡng, bố trí và sử dụng cán bộ của từng xã " * 60
    sent = fields(
        read(
            client, cast.alice, text=TEXT.replace("xây dựng kế hoạch", f"xây dựng {long}kế hoạch")
        ).content.decode()
    )
    assert any(
        long.strip() in value for name, value in sent.items() if re.fullmatch(r"row-\d+-text", name)
    )
    assert client.post(ENTER, sent).status_code == 302
    made = Directive.objects.get()
    assert any(long.strip() in row.text and "…" not in row.text for row in made.requirements.all())
    assert long.strip() in unescape(client.get(f"/directives/{made.public_id}/").content.decode())


def test_checks_are_chosen_row_by_row_and_suggestions_only_when_asked(cast, client):
    client.force_login(cast.alice)
    given = rows(
        (0, "a)", "Hai việc"), (1, "a1", "Chỉ ra hạn chế"), (1, "a2", "Rút ra bài học kinh nghiệm")
    )
    given |= {"row-2-check": "directives.duty"}
    html = client.post(ENTER, header(cast, subject="", text="x") | given).content.decode()
    assert "Gợi ý: Báo cáo nêu hạn chế" in html and "row-0-check" not in html
    assert (fields(html)["row-1-check"], fields(html)["row-2-check"]) == ("", "directives.duty")
    for more in ({}, {"take_suggested": "on"}):
        assert client.post(ENTER, header(cast, **more) | given).status_code == 302
    kept = Requirement.objects.order_by("id").values_list("check_name", "parameters")
    assert list(kept) == [
        ("", {}),
        ("", {}),
        ("directives.duty", {}),
        ("", {}),
        ("summing_up.judgements", {"kinds": ["weakness"]}),
        ("directives.duty", {}),
    ]
