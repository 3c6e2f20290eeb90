"""The pages `paper`, `paper_file`, `paper_style`, `verification`: what leaves a dossier, and what is refused."""

from __future__ import annotations

import json
import re

import pytest

import logged
from goc.jobs.actions import claim, run
from goc.lib.canonical import file_digest
from summing_up.round_made import built, on_shelf, written

URL = "/summing-up/tong-ket/papers/"
REPORT, ROSTER = f"{URL}bao-cao-trung-tam/", f"{URL}danh-sach-trich-ngang/"


def get(client, user, url):
    client.force_login(user)
    answer = client.get(url)
    return answer.status_code, answer.content.decode(errors="replace")


def test_the_report_is_shown_as_printed(cast, client):
    on_shelf(cast)
    status, html = get(client, cast.alice, REPORT)
    assert status == 200
    assert re.search(r'class="figure"[^>]*>02\u00a0đồng chí<', html) and re.search(
        r'class="figure"[^>]*>1/2<', html
    )
    assert (
        "Phụ\u00a0lục\u00a0VII kèm theo" in html
        and 'href="/summing-up/paper.css"' in html
        and "style=" not in html
    )


def test_one_appendix_can_be_turned_to(cast, client):
    on_shelf(cast)
    html = get(client, cast.alice, f"{REPORT}?appendix=VII")[1]
    assert (
        "BỐ TRÍ, SỬ DỤNG HỌC VIÊN" in html
        and "KẾT QUẢ TỐT NGHIỆP<" not in html
        and "DỰ THẢO" not in html
    )


def test_a_number_leads_to_its_people_in_the_dossiers_own_snapshot(cast, client):
    dossier = built(cast)
    html = get(client, cast.alice, REPORT)[1].replace("&amp;", "&")
    url = re.search(r'href="(/figures/placed_in_command/records/[^"]*)"', html)[1]
    assert f"snapshot={dossier.snapshot.public_id}" in url
    listed = client.get(url).content.decode()
    assert "Nông Văn Đức" in listed and "Lý Thị Hoa" not in listed
    cell = re.search(r'href="(/figures/tables/P7/records/[^"]*)"', html)[1]
    assert f"snapshot={dossier.snapshot.public_id}" in cell and client.get(cell).status_code == 200


@pytest.mark.parametrize(
    "name", ["bao-cao-trung-tam.docx", "bao-cao-trung-tam.pdf", "phu-luc.xlsx"]
)
def test_a_paper_is_sent_whole_and_safely(cast, client, name):
    dossier = on_shelf(cast)
    client.force_login(cast.bob)
    answer = client.get(URL + name)
    assert answer.status_code == 200 and answer.content == (dossier.folder / name).read_bytes()
    headers = (
        answer["X-Content-Type-Options"],
        answer["Cache-Control"],
        answer["Content-Disposition"],
    )
    assert headers == (
        "nosniff",
        "private, no-store",
        f"attachment; filename*=UTF-8''tong-ket-{name}",
    )


@pytest.mark.parametrize(
    "name", ["manifest.json", "review.json", "bao-cao-trung-tam.exe", "khong-co.pdf"]
)
def test_only_papers_are_sent(cast, client, name):
    on_shelf(cast)
    assert get(client, cast.alice, URL + name)[0] == 404


def test_what_was_changed_is_refused_in_words(cast, client):
    dossier = on_shelf(cast)
    path = dossier.folder / "bao-cao-trung-tam.pdf"
    path.write_bytes(path.read_bytes() + b" ")
    status, html = get(client, cast.alice, f"{URL}bao-cao-trung-tam.pdf")
    assert status == 400 and "đã bị thay đổi sau khi dựng" in html
    assert client.get(f"{URL}bao-cao-trung-tam.docx").status_code == 200


def test_a_manifest_made_to_fit_is_refused_too(cast, client):
    dossier = on_shelf(cast)
    path, kept = dossier.folder / "bao-cao-trung-tam.pdf", dossier.folder / "manifest.json"
    path.write_bytes(path.read_bytes() + b" ")
    manifest = json.loads(kept.read_bytes())
    manifest["files"][path.name] = file_digest(path)
    kept.write_text(json.dumps(manifest), "utf-8")
    status, html = get(client, cast.alice, f"{URL}bao-cao-trung-tam.pdf")
    assert status == 400 and "Bản kê của bộ hồ sơ không còn như khi dựng" in html


def test_a_lost_folder_is_refused_in_words(cast, client):
    dossier = on_shelf(cast)
    (dossier.folder / "manifest.json").unlink()
    assert get(client, cast.alice, REPORT)[0] == 400


def test_the_list_of_people_is_not_for_a_reader_and_reading_it_is_logged(cast, client):
    on_shelf(cast)
    assert [
        get(client, cast.bob, url)[0] for url in (ROSTER, f"{URL}danh-sach-trich-ngang.pdf")
    ] == [403, 403]
    assert not logged.events(action="summing_up.read_people").exists()
    status, html = get(client, cast.alice, ROSTER)
    assert status == 200 and "Nông Văn Đức" in html
    assert logged.events(action="summing_up.read_people").count() == 1


def test_charlie_finds_nothing(cast, client):
    on_shelf(cast)
    urls = [REPORT, ROSTER, f"{URL}phu-luc.xlsx", "/summing-up/tong-ket/verification/"]
    assert [get(client, cast.charlie, url)[0] for url in urls] == [404] * 4


def test_without_a_dossier_there_is_no_paper(cast, client):
    written(cast)
    assert get(client, cast.alice, REPORT)[0] == 404


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    urls = [
        REPORT,
        f"{URL}phu-luc.xlsx",
        "/summing-up/paper.css",
        "/summing-up/tong-ket/verification/",
    ]
    assert [client.post(url).status_code for url in urls] == [405] * 4


def test_the_style_is_a_style_sheet(cast, client):
    client.force_login(cast.alice)
    answer = client.get("/summing-up/paper.css")
    assert answer["Content-Type"] == "text/css; charset=utf-8" and b".paper" in answer.content


def test_checking_says_what_it_found(cast, client):
    dossier = built(cast)
    client.force_login(cast.bob)
    page = "/summing-up/tong-ket/verification/"
    assert "chưa được kiểm tra" in client.get(page).content.decode()
    client.post("/summing-up/tong-ket/verify/")
    assert run(claim()).result == {"dossier": str(dossier.public_id), "problems": [], "url": page}
    assert "Nguyên vẹn, kiểm tra xong lúc" in client.get(page).content.decode()
    (dossier.folder / "phu-luc.xlsx").write_bytes(b"")
    client.post("/summing-up/tong-ket/verify/")
    run(claim())
    html = client.get(page).content.decode()
    assert "Không nguyên vẹn" in html and "phu-luc.xlsx" in html
