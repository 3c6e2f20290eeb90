"""Names of one body in one paper: boards of the same owner under several names are asked about, not
merged.
"""

import re

from goc.viet.letters import LOWER, UPPER
from goc.viet.spelling import same

_BOARD = re.compile(
    rf"(?<!\w)((?:Ban [Cc]hỉ đạo|Ban [Tt]ổ chức|Hội đồng|Ban [Qq]uản lý|Tổ công "
    rf"tác)(?:\s[{LOWER}]+){{0,4}}?)\s+"
    rf"((?:Bộ|tỉnh|thành phố|Thành phố|Trung ương|huyện|Tổng "
    rf"cục)\s[{UPPER}][{LOWER}]+(?:\s[{LOWER}{UPPER}]+)?)"
)
_STEERING = re.compile(
    rf"(Ban [Cc]hỉ đạo(?:\s(?:đào tạo|tổng kết|chỉ đạo|thực hiện|quản lý|"
    rf"phòng chống))?)\s+(Bộ [{UPPER}{LOWER}]+ [{UPPER}{LOWER}]+)"
)


def several_names(text: str) -> list[tuple[str, ...]]:
    """Groups of different names for what may be one board (same kind of board, same owner)."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for pattern in (_STEERING, _BOARD):
        for match in pattern.finditer(text[:200_000]):
            kind, owner = match[1], match[2]
            if owner.split()[-1] in ("tỉnh", "huyện"):
                continue
            name = " ".join(f"{kind} {owner}".split())
            head = (
                " ".join(kind.split()[:3]).lower()
                if kind.lower().startswith("ban chỉ")
                else kind.split()[0].lower()
            )
            key = (head, same(" ".join(owner.split()[:3])))
            groups.setdefault(key, {}).setdefault(same(name), name)
    return [tuple(names.values()) for names in groups.values() if len(names) > 1]
