"""What the `{…}` in an officer's text may say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from goc.figures.loading import Definitions
from goc.registry.citing import CITED
from goc.summing_up.binding import FORMS, OF_SHARES, PLACEHOLDER
from goc.summing_up.outline import forms


def faults(text: str, found: Definitions) -> Iterator[str]:
    """Each `{…}` that means nothing, in words."""
    text = CITED.sub(
        "", text
    )  # what the register lacks is a gap, told apart, and keeps no text back
    known = {f.id for f in forms()}
    for match in PLACEHOLDER.finditer(text):
        name, form = match[1], match[2] or ""
        indicator = found.indicators.get(name)
        if indicator is None and not (name in known and not form):
            yield gettext("«%(all)s»: không có chỉ tiêu hay phụ lục nào tên «%(name)s».") % {
                "all": match[0],
                "name": name,
            }
        elif form not in FORMS:
            ways = ", ".join(FORMS[1:])
            yield gettext("«%(all)s»: cách in phải là một trong %(ways)s.") % {
                "all": match[0],
                "ways": ways,
            }
        elif indicator is not None and indicator.kind != "ratio" and form in OF_SHARES:
            yield gettext(
                "«%(all)s»: chỉ tiêu này không phải tỷ lệ nên không in được kiểu «%(form)s»."
            ) % {
                "all": match[0],
                "form": form,
            }
    if set(PLACEHOLDER.sub("", text)) & {"{", "}"}:
        yield gettext(
            "Còn dấu ngoặc nhọn { } không thành chỗ dẫn số liệu; viết dạng {tên_chỉ_tiêu} hoặc bỏ "
            "dấu ngoặc."
        )
