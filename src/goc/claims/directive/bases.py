"""The legal bases and other documents a preamble cites: type, number, date, issuer, and what they
are about.
"""

import re

from goc.claims.directive import kinds
from goc.claims.directive.cleaning import flat
from goc.claims.directive.model import Basis
from goc.viet import dates
from goc.viet.letters import UPPER

# Behind these only the first sentence gives bases: they open common sentences too.
_LOOSE = ("để", "nhằm", "có", "liên quan", "về việc", "được sự", "tiếp tục")
_OPENERS = (
    "Căn cứ(?: vào)?",
    "CĂN CỨ",
    "Thực hiện",
    "Thi hành",
    "Triển khai(?: thực hiện)?",
    "Phúc đáp",
    "Trả lời",
    "Tiếp theo",
    "Tiếp nhận",
    "Tiếp tục",
    "Xét(?: đề nghị)?",
    "Theo(?: đề nghị)?",
    "Trên cơ sở",
    "Sau khi (?:xem xét|nghiên cứu)",
    "Xem xét",
    "Hưởng ứng",
    "Nhận được",
    "Tuân thủ",
    "Chiểu(?: theo)?",
    "Quán triệt",
    "Để",
    "Nhằm",
    "Vận dụng",
    "Về việc",
    "Liên quan",
    "Được sự",
)
# A letter that occasions this one: `Bộ … có Công văn số …`, `… nhận được Tờ trình số …`.
_OCCASION = (
    rf"(?:[{UPPER}][^.;:\n]{{2,80}}?\s)(có|(?:đã )?nhận được|(?:đã )?ban hành)\s"
    r"(?=(?:[Cc]ông văn|[Vv]ăn bản|[Tt]ờ trình|[Bb]áo cáo|[Kk]ế hoạch|[Tt]hông báo|[Cc]hỉ thị|"
    r"[Cc]ông điện)\s+"
    r"(?:hỏa tốc\s+|khẩn\s+)?số\s)"
)
_OPEN = re.compile(
    rf"(?:^|(?<=[.;:,)-]\s)|(?<=\n))\s*(?:-\s*)?({'|'.join(_OPENERS)})\s"
    rf"|(?:^|(?<=[.;,)]\s)|(?<=\n)|(?<=\d\s)){_OCCASION}",
    re.M,
)
_SENTENCE = re.compile(rf"\.\s+(?=[{UPPER}])")
_TYPES = sorted(kinds.TYPES, key=len, reverse=True)
_TYPE = "|".join(map(re.escape, _TYPES))
_GOES_ON = re.compile(
    r"\s*(?:-\s*)?(?:và\s+|các\s+|theo\s+)?(?:[Vv]ăn bản|của [^;\d]{3,90}? tại|"
    + "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in _TYPES)
    + r")(?!\w)"
)
_PART = rf"[{UPPER}][\w&]*"
_SYMBOL = (
    rf"\d{{1,6}}[a-z]?(?:\s?/\s?\d{{4}})?"
    rf"(?:\s?[-/–]\s?{_PART}(?:(?:\s?[-/–]\s?|\.(?=[{UPPER}]{{2}})){_PART})*(?:-\d+)?|"
    rf"\s[{UPPER}]{{1,6}}[/-][{UPPER}]\w*(?:-[{UPPER}]\w*)*)"
)
_NUMBERED = re.compile(rf"(?:số\s*:?\s*|(?<!\w)(?:{_TYPE})\s+)({_SYMBOL})", re.I)
_KIND = re.compile(rf"(?<!\w)(?:{_TYPE})(?!\w)", re.I)
_NUMBERLESS = re.compile(
    r"(?:và\s+|các\s+)?((?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Điều lệ|Quy chế|Nghị quyết|Kết luận|"
    r"Quyết định|Quy định)"
    r"\s[^;\n]{3,300})"
)
# What is cited behind these words changed the act before it, or stands in its title: it is no basis
# of its own.
_AMENDED = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất)[^;]{0,60}?\s(?:bởi|theo|tại|bằng)\s"
)
_ISSUER = re.compile(
    rf"\s+của\s+([{UPPER}].{{2,160}}?)(?=\s+(?:về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|"
    rf"công bố|"
    rf"tại|ngày|“|\")(?!\w)|[,;.(“\"]|$)"
)
_ABOUT = re.compile(
    r"(?:về việc|V/v|về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|công bố|triển khai)\s.*", re.S
)
_EVENT = re.compile(
    rf"ngày\s+\d{{1,2}}(?:\s+tháng\s+|[/-])\d{{1,2}}(?:\s+năm\s+|"
    rf"[/-])\d{{4}},\s+([{UPPER}][^;.\n]{{5,160}}?)\s+(?:đã\s+)?tổ chức\s+([^;.\n]{{3,120}})"
)
_SPEAKS = re.compile(
    rf",\s+(?=[{UPPER}][^,;]{{3,90}}?\s(?:có ý kiến|thông báo|đề nghị|yêu cầu|hướng dẫn|ban hành|"
    rf"báo cáo|"
    rf"xây dựng|trả lời|đã|tổ chức)(?!\w))"
)
_ENOUGH = 40_000


def read(preamble: str) -> list[Basis]:
    """Bases in the order of the text; documents named inside another's subject are no bases."""
    preamble = preamble[:_ENOUGH]
    opens = list(_OPEN.finditer(preamble))
    found: list[Basis] = []
    for index, match in enumerate(opens):
        end = opens[index + 1].start() if index + 1 < len(opens) else len(preamble)
        found += _in_clause(preamble[match.end() : end], (match[1] or match[2]).lower())
    found += [_event(match) for match in _EVENT.finditer(flat(preamble))]
    return _unique(found)


def _in_clause(clause: str, opener: str) -> list[Basis]:
    """The bases behind one opening word: of each part between semicolons the first document, and
    those beside it.
    """
    found: list[Basis] = []
    for index, part in enumerate(clause.split(";")):
        if index and not _GOES_ON.match(part):
            break
        part = flat(part)
        if index == 0 and opener in _LOOSE:
            part = _SENTENCE.split(part)[0]
        cited = list(_NUMBERED.finditer(part))
        law = _NUMBERLESS.match(part)
        if (
            law
            and opener.startswith(("căn cứ", "thi hành", "thực hiện"))
            and _unnumbered(part, cited)
        ):
            found.append(_numberless(part[: _kind_start(part, cited[0])] if cited else part))
            cited = (
                cited
                if cited and re.search(r"(?:,|và)\s+\S[^,]*$", part[: cited[0].start()])
                else []
            )
        found += _beside_each_other(part, cited)
    return found


def _beside_each_other(part: str, cited: list[re.Match[str]]) -> list[Basis]:
    found = []
    amended = _AMENDED.search(part)
    for index, match in enumerate(cited):
        if amended and amended.end() <= match.start():
            break
        if index and not _beside(part, cited[index - 1].end(), _kind_start(part, match)):
            break
        stop = _kind_start(part, cited[index + 1]) if index + 1 < len(cited) else len(part)
        found.append(_basis(part, match, part[match.end() : stop]))
    return found


def _kind_start(part: str, match: re.Match[str]) -> int:
    """Where the cited document's type begins: the last type named shortly before its number."""
    kind = _last_kind(part, match)
    return kind.start() if kind else match.start()


def _last_kind(part: str, match: re.Match[str]) -> re.Match[str] | None:
    return next(
        reversed(list(_KIND.finditer(part, max(0, match.start() - 90), match.start(1)))), None
    )


def _unnumbered(part: str, cited: list[re.Match[str]]) -> bool:
    """Does a law known by its year or day, or by what amended it, stand before the first numbered
    document?
    """
    before = part[: _kind_start(part, cited[0])] if cited else ""
    return not cited or bool(re.search(r"(?:ngày|năm)\s", before) or _AMENDED.search(before))


def _beside(clause: str, end: int, start: int) -> bool:
    """Is the next citation a further basis, not one inside the subject of the last?"""
    between = clause[end:start]
    if re.search(
        r"(?:^|\s)(?:về|quy định|hướng dẫn|ban hành|thực hiện|phê duyệt|sửa đổi|triển khai|công "
        r"bố)\s",
        between,
    ):
        # `quy định chi tiết … và Thông tư số …` goes on; `thực hiện … và Kết luận số …` is still
        # the subject
        return bool(re.search(r"(?:,|\svà)\s*$", between)) and not re.search(
            r"thực hiện|triển khai|sửa đổi|bổ sung|thay thế", between
        )
    return (
        bool(re.search(r"(?:,|và|\.)\s*(?:của\s.{2,60}|các|số)?\s*$", between)) or len(between) < 4
    )


def _basis(part: str, match: re.Match[str], rest: str) -> Basis:
    number = re.sub(r"\s+", "", match[1]).replace("–", "-")
    named = _last_kind(part, match)
    kind = named.group().lower() if named else kinds.by_symbol(number)
    when = next((w for w in dates.find(rest[:60]) if w.kind == "day" and w.year), None)
    day = when.first_day() if when else None
    issuer = _ISSUER.search(rest[:260])
    about = _about(rest[issuer.end() if issuer else (when.end if when else 0) :])
    return Basis(
        kind, number, day.isoformat() if day else None, flat(issuer[1]) if issuer else None, about
    )


def _about(text: str) -> str | None:
    """What it is about, up to another document's number: that one is not cited here but in its
    title.
    """
    text = _SPEAKS.split(text.split(";", maxsplit=1)[0])[0]
    opening = _ABOUT.search(text)
    if opening and opening.start() < 40:
        text = opening.group()
    inner = re.search(rf"\s(?:số\s+)?{_SYMBOL}", text)
    text = text[: inner.start()] + " …" if inner else text
    about = flat(text).strip(' ;.,“”"')
    about = re.sub(r"\s+(?:và|,)$", "", about)
    return None if not about or about.endswith(":") else about


def _numberless(clause: str) -> Basis:
    when = next((w for w in dates.find(clause) if w.kind == "day" and w.year), None)
    day = when.first_day() if when else None
    name = flat(clause[: when.start] if when else clause).strip(" ;.,")
    name = re.sub(r"\s+(?:ngày|số|và)$|\s+(?:đã\s+)?được\s+sửa đổi.*$", "", name).rstrip(" ,;")
    kind = next(
        (t for t in sorted(kinds.TYPES, key=len, reverse=True) if name.lower().startswith(t)), None
    )
    return Basis(kind, None, day.isoformat() if day else None, None, name or None)


def _event(match: re.Match[str]) -> Basis:
    when = dates.find(match.group())[0]
    day = when.first_day()
    return Basis(
        "hội nghị",
        None,
        day.isoformat() if day else None,
        flat(match[1]),
        flat(f"{match[1]} tổ chức {match[2]}"),
    )


def _unique(found: list[Basis]) -> list[Basis]:
    seen: dict[tuple[str | None, str | None], Basis] = {}
    for basis in found:
        seen.setdefault((basis.number, None if basis.number else basis.text), basis)
    return list(seen.values())
