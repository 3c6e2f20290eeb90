"""Names of one body in one paper: boards of the same owner under several names are asked about, not
merged.
"""

import re

from goc.lib import answers
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


_HEAD = re.compile(r"Ban\s+chỉ\s+\S+|\S+", re.I)
_ENOUGH = 200_000


def several_names(text: str) -> list[tuple[str, ...]]:
    """Groups of different names for what may be one board (same kind of board, same owner)."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    found = (match for pattern in (_STEERING, _BOARD) for match in pattern.finditer(text[:_ENOUGH]))
    for match in found:
        kind, owner = match[1], match[2]
        if owner.split()[-1] in ("tỉnh", "huyện"):
            continue
        name = " ".join(f"{kind} {owner}".split())
        key = (answers.said(_HEAD.match(kind), 0).lower(), same(" ".join(owner.split()[:3])))
        groups.setdefault(key, {}).setdefault(same(name), name)
    return [tuple(names.values()) for names in groups.values() if len(names) > 1]
