"""Page objects of the journey: what somebody at a desk does and reads, a small function each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from real_site import RealSite

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


def sign_in(page: Page, login: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
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
