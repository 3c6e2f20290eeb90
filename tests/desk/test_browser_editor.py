"""The editor in a real browser: chips, the list of figures, pasting, and the plain box where it fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browsers import AXE, RULES, browser_page, sign_in
from browsers import EDITOR as EDITOR_BUNDLE
from desk.shipped_texts import shipped
from goc.desk.models import PaperTemplate
from goc.summing_up.models import Narrative
from summing_up.round_made import frozen

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DESK = "/summing-up/tong-ket/draft/?section=III.4"
TEXT, EDITOR = "textarea[name=text]", ".editor-text"
SAVE = "form#written button.btn-primary"


@pytest.fixture
def page(live_server, cast) -> Iterator[object]:
    with browser_page(live_server.url, EDITOR_BUNDLE) as page:
        frozen(cast)
        yield sign_in(page, "operator")


def put(page, text: str) -> None:
    """As another script of the page does: into the box, and it says so."""
    page.eval_on_selector(
        TEXT,
        "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }",
        text,
    )


def held(page) -> str:
    return page.eval_on_selector(TEXT, "box => box.value")


def pasted(page, html: str, plain: str = "") -> None:
    page.eval_on_selector(
        EDITOR,
        """(view, [html, plain]) => {
          const data = new DataTransfer();
          if (html) data.setData("text/html", html);
          data.setData("text/plain", plain);
          view.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, plain],
    )


def test_every_shipped_text_goes_through_the_page_as_it_is(page):
    for url, signed in (("/papers/kinds/giay-moi/", True), (DESK, False)):
        page.goto(url)
        for text in (text for text, has_signs in shipped() if has_signs == signed):
            put(page, text)
            page.click(f"{EDITOR} p >> nth=0")
            page.keyboard.press("End")
            page.keyboard.type("đ")
            assert held(page) != text
            page.keyboard.press("Backspace")
            assert held(page) == text
    assert page.complaints == []


def test_figures_are_shown_inserted_changed_and_taken_out_without_their_codes(page):
    page.goto(DESK)
    assert page.inner_text(EDITOR) == "Đã đào tạo 02 đồng chí; bố trí 1/2 (Phụ lục VII kèm theo)."
    page.click(EDITOR)
    page.keyboard.press("Control+End")
    page.keyboard.type(" Đã mở {")
    page.keyboard.type("so khoa dao tao")
    page.keyboard.press("Enter")
    page.keyboard.type(".")
    assert page.inner_text(EDITOR).endswith(" Đã mở 01 khóa.")
    page.click(f"{EDITOR} .chip >> nth=1")
    name = "Tỷ lệ học viên tốt nghiệp được bố trí chức vụ Chỉ huy trưởng, Chỉ huy phó"
    assert page.inner_text(".editor-chip [aria-live]") == name
    assert page.get_attribute(f"{EDITOR} .chip >> nth=1", "title") == f"{name} (tử số/mẫu số)"
    page.keyboard.press("Enter")
    page.select_option(":focus", label="50% · tỷ lệ chính xác")
    assert "bố trí 50% (" in page.inner_text(EDITOR)
    page.click(f"{EDITOR} .chip >> nth=0")
    page.click(".editor-chip .btn-danger")
    page.click(SAVE)
    page.wait_for_load_state()
    saved = "Đã đào tạo ; bố trí {placed_in_command.percent} ({P7} kèm theo). Đã mở {courses_held}."
    assert Narrative.objects.get().text == saved
    shown = page.inner_text("main")
    assert "{" not in shown.replace("Gõ { hoặc", "") and "placed_in" not in shown
    assert page.complaints == []


def test_the_list_is_walked_by_keyboard_and_finds_names_with_or_without_tone_marks(page):
    page.goto(DESK)
    put(page, "")
    page.click(EDITOR)
    page.keyboard.press("Control+k")
    first = "[role=option][aria-selected=true] > span"
    page.keyboard.type("đảng viên")
    assert page.inner_text(first) == "Tỷ lệ học viên là đảng viên khi nhập học"
    page.fill("[role=combobox]", "không có tên này")
    page.keyboard.press("Enter")
    assert page.inner_text("dialog [role=status]") == "Không có số liệu nào có tên như vậy."
    page.fill("[role=combobox]", "phu luc vii")
    names = page.eval_on_selector_all("[role=option]", "all => all.map(one => one.code)")
    assert names[:2] == ["{P7}", "{P8}"]
    page.keyboard.press("ArrowDown")
    assert page.inner_text(first).startswith("Phụ lục VIII: ")
    page.keyboard.press("Escape")
    assert held(page) == "" and page.evaluate("document.activeElement.className").startswith(
        "Prose"
    )
    page.keyboard.press("Control+k")
    page.keyboard.type("phu luc vii")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert held(page) == "{P7}"


def test_what_is_typed_beside_a_selected_chip_does_not_replace_it(page):
    page.goto(DESK)
    put(page, "Có {trained} người.")
    page.click(f"{EDITOR} .chip")
    page.keyboard.type("x")
    assert held(page) == "Có {trained}x người."


def test_a_wrong_chip_is_named_and_the_rest_is_saved(page):
    page.goto(DESK)
    put(page, "Có {nguoi} và {trained}.")
    assert page.inner_text(f"{EDITOR} .chip.wrong") == "số liệu không có"
    page.click(f"{EDITOR} .chip.wrong")
    assert "Không có số liệu" in page.inner_text(".editor-chip.wrong")
    page.click(SAVE)
    page.wait_for_load_state()
    assert Narrative.objects.get().text == "Có {nguoi} và {trained}."
    assert "không có chỉ tiêu hay phụ lục nào" in page.inner_text(".messages")


WORD = """<html><head><style>p.MsoNormal {color: red}</style></head><body lang=VI>
<h2 style='color:navy'>Đặc điểm
tình hình</h2>
<p class=MsoNormal style='text-align:justify'><b>Đã&nbsp;đào tạo</b> <span style='color:red'>335
đồng chí</span><o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>gửi trước</p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>rồi họp</p>
<table><tr><td><p>Ô một</p></td><td>Ô hai</td></tr></table>
<p>dòng<br>xuống <script>alert(1)</script><img src=x></p></body></html>"""
LINES = ["Đã đào tạo 335 đồng chí", "- gửi trước", "2. rồi họp", "Ô một", "Ô hai", "dòng", "xuống"]


@pytest.mark.parametrize(
    ("url", "first"),
    [(DESK, "Đặc điểm tình hình"), ("/papers/kinds/giay-moi/", "## Đặc điểm tình hình")],
)
def test_a_paste_from_word_leaves_lines_of_words(page, url, first):
    page.goto(url)
    put(page, "")
    page.click(EDITOR)
    pasted(page, WORD, "không dùng")
    assert held(page).split("\n") == [first, *LINES]
    styled = page.eval_on_selector_all(
        f"{EDITOR} [style], {EDITOR} b, {EDITOR} img", "all => all.length"
    )
    assert (styled, page.complaints) == (0, [])


def test_our_own_lines_and_plain_text_are_pasted_with_their_figures(page):
    page.goto(DESK)
    put(page, "Có {trained} người.\nHết.")
    page.click(EDITOR)
    page.keyboard.press("Control+a")
    copied = page.evaluate(
        """() => {
          const data = new DataTransfer();
          const event = new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true});
          document.querySelector(".editor-text").dispatchEvent(event);
          return [data.getData("text/html"), data.getData("text/plain")];
        }"""
    )
    assert copied[1] == "Có 02 đồng chí người.\nHết."
    page.keyboard.press("Backspace")
    assert held(page) == ""
    pasted(page, copied[0], copied[1])
    assert held(page) == "Có {trained} người.\nHết."
    page.keyboard.press("Control+a")
    pasted(page, "", "Một {trained}\r\nHai\r\n")
    assert held(page) == "Một {trained}\nHai"


def test_a_line_gets_its_style_and_loses_it(page):
    page.goto("/papers/kinds/giay-moi/")
    put(page, "Loại: giấy mời\n\nMột")
    page.click(f"{EDITOR} p >> nth=2")
    page.select_option(".editor-tools select", "- ")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Hai")
    assert held(page) == "Loại: giấy mời\n\n- Một\n- Hai"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("## I. Mục")
    assert held(page) == "Loại: giấy mời\n\n- Một\n- Hai\n## I. Mục"
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    assert held(page) == "Loại: giấy mời\n\n- Một\n- Hai\nI. Mục"


def test_the_text_of_a_kind_is_written_with_chips(page):
    page.goto("/papers/kinds/giay-moi/")
    assert "tên đợt tổng kết, trong câu" in page.inner_text(EDITOR)
    page.click(f"{EDITOR} p >> nth=-1")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Ngày ")
    page.keyboard.press("Control+k")
    page.keyboard.type("ngay dau ky")
    page.keyboard.press("Enter")
    page.click("main form[method=post] button.btn-primary")
    page.wait_for_load_state()
    assert PaperTemplate.objects.get().text.endswith("\nNgày {period_from}")


def test_a_number_is_bound_and_the_editor_goes_on(page):
    page.goto(DESK)
    put(page, "Tỉnh đã tổ chức 01 khóa đào tạo.")
    page.click("button[name=bind]")
    page.wait_for_selector(f"{EDITOR} .chip")
    assert held(page) == "Tỉnh đã tổ chức {courses_held.number} khóa đào tạo."
    page.click(SAVE)
    page.wait_for_load_state()
    assert Narrative.objects.get().text == "Tỉnh đã tổ chức {courses_held.number} khóa đào tạo."


def test_the_plain_box_is_there_where_the_editor_fails_and_by_choice(page):
    page.goto(DESK)
    page.click(".editor-tools .btn >> nth=-1")
    assert page.is_visible(TEXT) and not page.is_visible(".editor")
    assert page.is_visible("code.for-plain")
    page.route("**/editor.js", lambda route: route.fulfill(body="throw new Error('hỏng')"))
    page.goto(DESK)
    assert page.is_visible(TEXT) and page.query_selector(".editor") is None
    page.fill(TEXT, "Theo {trained}.")
    page.evaluate("document.querySelector('textarea[name=text]').setSelectionRange(0, 0)")
    page.click("[data-insert='{P7}']")
    assert held(page) == "{P7}Theo {trained}."
    page.click("button[name=look]")
    page.wait_for_load_state()
    assert "Phụ lục VIITheo 02 đồng chí." in page.inner_text("#reading")


def test_nobody_is_shut_out_of_the_editor(page):
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(DESK)
        put(page, "Có {nguoi} và {trained}.")
        page.click(f"{EDITOR} .chip >> nth=1")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        closed = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        page.click(".btn-insert")
        opened = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        found = [(one["id"], one["nodes"][0]["html"][:200]) for one in (*closed, *opened)]
        assert found == []
