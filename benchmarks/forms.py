"""The first form of a page as a browser would send it back."""

from __future__ import annotations

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """`fields` of the form that has a field of that name."""

    def __init__(self, page: str, having: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._having, self._select, self._text = having, "", ""
        self._found = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if self._found:
            return
        if tag == "form":
            self.fields = {}
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            self.fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._text = name
            self.fields[name] = ""
        elif tag == "input" and self._is_sent(given):
            self.fields[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text and not self._found:
            self.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""
        elif tag == "form" and self._having in self.fields:
            self._found = True

    @staticmethod
    def _is_sent(given: dict[str, str]) -> bool:
        box = given.get("type") in ("checkbox", "radio")
        return bool(given.get("name")) and (not box or "checked" in given)


def fields_of(page: str, having: str) -> dict[str, str]:
    return FormReader(page, having).fields
