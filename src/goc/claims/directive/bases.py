"""The legal bases and other documents a preamble cites: type, number, date, issuer, and what they
are about.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from goc.claims.directive import kinds
from goc.claims.directive.cleaning import flat
from goc.claims.directive.model import Basis
from goc.lib import answers
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
_WAS_AMENDED = re.compile(
    r"(?:^|\s)(?:đã\s+)?được\s+(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất)(?!\w)"
)
_ISSUER = re.compile(
    rf"\s+của\s+([{UPPER}].{{2,160}}?)(?=\s+(?:về|V/v|quy định|hướng dẫn|ban hành|phê duyệt|"
    rf"sửa đổi|công bố|"
    rf"tại|ngày|“|\")(?!\w)|[,;.(“\"]|$)"
)
_ABOUT = re.compile(
    r"(?:về việc|V/v|về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|công bố|triển khai)\s.*", re.S
)
_EVENT = re.compile(
    rf"[Nn]gày\s+\d{{1,2}}(?:\s+tháng\s+|[/-])\d{{1,2}}(?:\s+năm\s+|"
    rf"[/-])\d{{4}},\s+([{UPPER}][^;.\n]{{5,160}}?)\s+(?:đã\s+)?tổ chức\s+([^;.\n]{{3,120}})"
)
_SPEAKS = re.compile(
    rf",\s+(?=[{UPPER}][^,;]{{3,90}}?\s(?:có ý kiến|thông báo|đề nghị|yêu cầu|hướng dẫn|ban hành|"
    rf"báo cáo|"
    rf"xây dựng|trả lời|đã|tổ chức)(?!\w))"
)
_OPENS_LAW = ("căn cứ", "thi hành", "thực hiện")
_DATED_LAW = re.compile(r"(?:ngày|năm)\s")
_FURTHER = re.compile(r"(?:,|và)\s+\S[^,]*$")
_SUBJECT = re.compile(
    r"(?:^|\s)(?:về|quy định|hướng dẫn|ban hành|thực hiện|phê duyệt|sửa đổi|triển khai|công bố)\s"
)
_ENDS_OPEN = re.compile(r"(?:,|\svà)\s*$")
_STILL_SUBJECT = re.compile(r"thực hiện|triển khai|sửa đổi|bổ sung|thay thế")
_LINKED = re.compile(r"(?:,|và|\.)\s*(?:của\s.{2,60}|các|số)?\s*$")
_ONLY_A_SIGN = 4
_ENOUGH = 40_000


def read(preamble: str) -> list[Basis]:
    """Bases in the order of the text; documents named inside another's subject are no bases."""
    preamble = preamble[:_ENOUGH]
    opens = list(_OPEN.finditer(preamble))
    stops = [*(match.start() for match in opens[1:]), len(preamble)]
    found: list[Basis] = []
    for match, stop in zip(opens, stops):
        found += _in_clause(preamble[match.end() : stop], (match[1] or match[2]).lower())
    found += map(_event, _EVENT.finditer(flat(preamble)))
    return _unique(found)


def _in_clause(clause: str, opener: str) -> list[Basis]:
    """The bases behind one opening word: of each part between semicolons the first document, and
    those beside it.
    """
    first, *further = clause.split(";")
    if opener in _LOOSE:
        first = _SENTENCE.split(flat(first))[0]
    parts = (first, *takewhile(_GOES_ON.match, further))
    return [basis for part in parts for basis in _in_part(flat(part), opener)]


def _in_part(part: str, opener: str) -> list[Basis]:
    cited = list(_NUMBERED.finditer(part))
    before = _before_numbered(part, cited)
    law = opener.startswith(_OPENS_LAW) and _NUMBERLESS.match(part)
    if not law or not (_names_law(before) or not cited):
        return _beside_each_other(part, cited)
    start = min((match.start() for match in cited), default=0)
    further = cited if _FURTHER.search(part[:start]) else []
    return [_numberless(before), *_beside_each_other(part, further)]


def _before_numbered(part: str, cited: list[re.Match[str]]) -> str:
    """What stands before the type of the first numbered document; all where there is none."""
    return part[: min((_kind_start(part, match) for match in cited[:1]), default=len(part))]


def _beside_each_other(part: str, cited: list[re.Match[str]]) -> list[Basis]:
    found: list[Basis] = []
    amended = answers.end(_AMENDED.search(part), len(part))
    starts = [_kind_start(part, match) for match in cited]
    last_end = None
    for match, start, stop in zip(cited, starts, [*starts[1:], len(part)]):
        if amended <= match.start() or not _beside(part, last_end, start):
            break
        found.append(_basis(part, match, part[match.end() : stop]))
        last_end = match.end()
    return found


def _kind_start(part: str, match: re.Match[str]) -> int:
    """Where the cited document's type begins: the last type named shortly before its number."""
    kind = _last_kind(part, match)
    return kind.start() if kind else match.start()


def _last_kind(part: str, match: re.Match[str]) -> re.Match[str] | None:
    return next(
        reversed(list(_KIND.finditer(part, max(0, match.start() - 90), match.start(1)))), None
    )


def _names_law(before: str) -> bool:
    """Is a law named by its year or day, or by what amended it?"""
    return bool(_DATED_LAW.search(before) or _AMENDED.search(before))


def _beside(clause: str, end: int | None, start: int) -> bool:
    """Is the next citation a further basis, not one inside the subject of the last?"""
    if end is None:
        return True  # the first
    between = clause[end:start]
    if _SUBJECT.search(between):
        # `quy định chi tiết … và Thông tư số …` goes on; `thực hiện … và Kết luận số …` is still
        # the subject
        return bool(_ENDS_OPEN.search(between)) and not _STILL_SUBJECT.search(between)
    return len(between) < _ONLY_A_SIGN or bool(_LINKED.search(between))


@dataclass(frozen=True)
class _Day:
    """The first whole day a text names, in ISO form, and where it stands; None where it names
    none.
    """

    iso: str | None
    start: int
    end: int

    @staticmethod
    def of(text: str) -> "_Day":
        days = (when for when in dates.find(text) if when.kind == "day" and when.year)
        when = next(days, None)
        return _Day(_iso(when), when.start, when.end) if when else _Day(None, len(text), 0)


def _iso(when: dates.When) -> str | None:
    day = when.first_day()
    return day.isoformat() if day else None


def _basis(part: str, match: re.Match[str], rest: str) -> Basis:
    number = re.sub(r"\s+", "", match[1]).replace("–", "-")
    named = _last_kind(part, match)
    kind = named.group().lower() if named else kinds.by_symbol(number)
    day = _Day.of(rest[:60])
    issuer = _ISSUER.search(rest[:260])
    about = _about(rest[answers.end(issuer, day.end) :])
    return Basis(kind, number, day.iso, flat(answers.said(issuer)) or None, about)


def _about(text: str) -> str | None:
    """What it is about, up to another document's number: that one is not cited here but in its
    title.
    """
    text = _WAS_AMENDED.split(_SPEAKS.split(text.split(";", maxsplit=1)[0])[0])[0]
    opening = _ABOUT.search(text)
    if opening and opening.start() < 40:
        text = opening.group()
    inner = re.search(rf"\s(?:số\s+)?{_SYMBOL}", text)
    text = text[: inner.start()] + " …" if inner else text
    about = flat(text).strip(' ;.,“”"')
    about = re.sub(r"(?:^|\s+)(?:và|,)$", "", about)
    return None if not about or about.endswith(":") else about


def _numberless(clause: str) -> Basis:
    day = _Day.of(clause)
    name = flat(clause[: day.start]).strip(" ;.,")
    name = re.sub(r"\s+(?:ngày|số|và)$|\s+(?:đã\s+)?được\s+sửa đổi.*$", "", name).rstrip(" ,;")
    kind = next(filter(name.lower().startswith, _TYPES), None)
    return Basis(kind, None, day.iso, None, name or None)


def _event(match: re.Match[str]) -> Basis:
    when = dates.find(match.group())[0]
    held = flat(f"{match[1]} tổ chức {match[2]}")
    return Basis("hội nghị", None, _iso(when), flat(match[1]), held)


def _unique(found: list[Basis]) -> list[Basis]:
    seen: dict[tuple[str | None, str | None], Basis] = {}
    for basis in found:
        seen.setdefault((basis.number, None if basis.number else basis.text), basis)
    return list(seen.values())
