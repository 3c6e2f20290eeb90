"""The styles of a Word document, each with those it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goc.files.word.names import TYPE, is_on, q, value


class Styles:
    """`root` is the element of the part of styles, or None."""

    def __init__(self, root: Any) -> None:
        styles = () if root is None else root.iter(q("w:style"))
        self.by_id = {style.get(q("w:styleId")): style for style in styles}
        plain = (s for s in self.by_id.values() if s.get(TYPE) == "paragraph")
        self.normal = next((s for s in plain if s.get(q("w:default")) == "1"), None)
        self._hidden: dict[str, bool] = {}
        self._hides_any = root is not None and next(root.iter(q("w:vanish")), None) is not None

    def chain(self, paragraph: Any) -> Iterator[Any]:
        """The style of a paragraph and those it is based on, the nearest first."""
        named = value(paragraph, "w:pPr/w:pStyle")
        style = self.by_id.get(named) if named is not None else self.normal
        yield from self._bases(style)

    def _bases(self, style: Any) -> Iterator[Any]:
        seen: set[Any] = set()
        while style is not None and style not in seen:  # one may say it is based on itself
            seen.add(style)
            yield style
            style = self.by_id.get(value(style, "w:basedOn"))

    def hides(self, name: str | None) -> bool:
        """Whether what has the style of this id is hidden text."""
        if name is None or not self._hides_any:
            return False
        if name not in self._hidden:
            said = (is_on(style, "w:rPr/w:vanish") for style in self._bases(self.by_id.get(name)))
            self._hidden[name] = next((one for one in said if one is not None), False)
        return self._hidden[name]
