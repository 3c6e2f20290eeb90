"""Page objects of the journey: what somebody at a desk does and reads, a small function each."""

from __future__ import annotations

import logging
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from real_site import RealSite
from summing_up import word_edits

log = logging.getLogger(__name__)
Page = Any
"""Of playwright, which is imported where a browser is started."""
TABLE = """roman => {
  const sheet = [...document.querySelectorAll("main section.sheet")]
    .find(s => s.querySelector("h2")?.innerText.startsWith(`Phụ lục ${roman}\\n`));
  return [...sheet.querySelector("table").rows]
    .map(row => [...row.cells].map(cell => cell.innerText.trim()));
}"""
PASTE = """([selector, text, html]) => {
  const cell = document.querySelector(selector);
  cell.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  if (html) data.setData("text/html", html);
  cell.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
FIRST_CELL = ".grid-cells input"
EDITOR = ".editor-text"


@dataclass
class Office:
    """A served site, a browser on it, a folder for files, the operator's first password."""

    site: RealSite
    page: Page
    folder: Path
    password: str


def table(rows: Iterable[Sequence[str]]) -> str:
    """As Excel puts it on the clipboard."""
    return "".join("\t".join(row) + "\r\n" for row in rows)


def paste(page: Page, text: str, *, at: str = FIRST_CELL, html: str = "") -> None:
    page.evaluate(PASTE, [at, text, html])


def paste_and_look(page: Page, rows: Iterable[Sequence[str]]) -> None:
    """A table with its own head is read at once."""
    page.wait_for_selector(FIRST_CELL)
    with page.expect_navigation():
        paste(page, table(rows))


def fill(page: Page, **typed: str) -> None:
    """Boxes by their names; of a select the label, or the code where no label is so."""
    for name, value in typed.items():
        box = page.locator(f"main [name='{name}']")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def press(page: Page, label: str) -> None:
    button = page.locator("main").get_by_role("button", name=label, exact=True)
    with page.expect_navigation():
        button.first.click()


def follow(page: Page, label: str) -> None:
    """A link of the page by what it says."""
    link = page.locator("main").get_by_role("link", name=label, exact=True)
    with page.expect_navigation():
        link.first.click()


def menu(page: Page, label: str) -> None:
    page.goto("/")
    with page.expect_navigation():
        page.locator("#menu").get_by_role("link", name=label, exact=True).click()


def told(page: Page) -> str:
    """What the page says of what was just done."""
    return " ".join(page.locator(".messages").inner_text().split())


def words(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def fact(page: Page, label: str) -> str:
    """What a list of facts says under a label."""
    term = page.locator("main dl.facts div").filter(has=page.get_by_text(label, exact=True))
    return str(term.locator("dd").inner_text()).strip()


def leave(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")


def sign_in(page: Page, login: str, password: str) -> None:
    leave(page)
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def open_unit(page: Page, name: str) -> None:
    menu(page, "Đơn vị")
    page.fill("main [name=q]", name)
    with page.expect_navigation():
        page.press("main [name=q]", "Enter")
    if not page.locator("main h1", has_text=name).count():
        follow(page, name)


def wait_for_job(page: Page) -> None:
    """Until what was asked for is there, then to it."""
    result = page.locator("main a", has_text="Xem kết quả")
    result.wait_for(timeout=120_000)
    with page.expect_navigation():
        result.click()


def appendix(page: Page, roman: str) -> dict[str, dict[str, str]]:
    """Rows of an appendix by their second column, cells by the numbers of their columns."""
    rows = page.evaluate(TABLE, roman)
    numbers = next(row for row in rows if "(1)" in row)
    return {
        row[1]: {number: cell for number, cell in zip(numbers, row, strict=False) if "(" in number}
        for row in rows[rows.index(numbers) + 1 :]
    }


# --- the editor of the desk


def type_in_editor(page: Page, text: str) -> None:
    """Behind what stands there."""
    page.click(EDITOR)
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def insert_figure(page: Page, name: str) -> None:
    """The first of the list that has these words, with or without their tone marks."""
    type_in_editor(page, "{")
    page.wait_for_selector("dialog.picker[open]")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def print_chip_as(page: Page, number: int, way: str) -> None:
    page.click(f"{EDITOR} .chip >> nth={number}")
    page.select_option(".editor-chip select", label=way)


def chips(page: Page) -> list[str]:
    """What the figures in the text will be printed as."""
    return list(page.locator(f"{EDITOR} .chip").all_inner_texts())


# --- a paper in Word and back


def downloaded(office: Office, label: str) -> Path:
    with office.page.expect_download() as started:
        office.page.locator("main").get_by_role("link", name=label, exact=True).first.click()
    path = office.folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def has_libreoffice() -> bool:
    return shutil.which("soffice") is not None


def edited_in_word(path: Path, changes: Mapping[str, str]) -> Path:
    """Opened and saved by LibreOffice, which drops every tag of ours; then typed over."""
    data = path.read_bytes()
    if has_libreoffice():
        data = word_edits.by_libreoffice(data, path.parent / "libreoffice")
    else:
        log.warning("skipped: no LibreOffice here, so the paper was not saved by it")
    typed = [word_edits.typed_over(old, old, new) for old, new in changes.items()]
    edited = path.with_stem(f"{path.stem}-da-sua")
    edited.write_bytes(word_edits.edited(data, *typed))
    return edited


def text_of_word(path: Path) -> str:
    """Of the body, without the ends of its paragraphs."""
    with zipfile.ZipFile(path) as parts:
        return word_edits.words(etree.fromstring(parts.read(word_edits.BODY_PART)))


def read_word_file(page: Page, path: Path) -> None:
    page.set_input_files("main [name='file']", str(path))
    press(page, "Đọc và so với bản đã xuất")
