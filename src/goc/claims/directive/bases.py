"""The legal bases and other documents a preamble cites: type, number, date, issuer, and what they are about."""

import re

from goc.claims.directive import kinds
from goc.claims.directive.cleaning import flat
from goc.claims.directive.model import Basis
from goc.viet import dates
from goc.viet.letters import UPPER

_OPEN = re.compile(
    r"(?:^|(?<=[\s.;:]))(Căn cứ(?: vào)?|CĂN CỨ|Thực hiện|Thi hành|Triển khai(?: thực hiện)?|Phúc đáp|"
    r"Trả lời|Tiếp theo|Tiếp nhận|Xét(?: đề nghị)?|Theo(?: đề nghị)?|"
    r"Trên cơ sở|Sau khi xem xét|Xem xét|Hưởng ứng|Nhận được|nhận được|Tuân thủ|Chiểu theo|Quán triệt)\s"
)
_TYPE = "|".join(sorted((re.escape(t) for t in kinds.TYPES), key=len, reverse=True))
_SYMBOL = rf"\d{{1,6}}[a-z]?(?:\s?/\s?\d{{4}})?\s?[-/–]\s?[{UPPER}][\w&]*(?:\s?[-/.–]\s?[{UPPER}][\w&]*)*(?:-\d+)?"
_CITED = re.compile(
    rf"(?:(?<!\w)({_TYPE})(?:\s+(?:hỏa tốc|khẩn|mật|liên tịch|"
    rf"[^\W\d_]+)){{0,6}}?\s+)?(?:số\s*:?\s*)({_SYMBOL})|(?<!\w)({_TYPE})\s+({_SYMBOL})",
    re.I,
)
_NUMBERLESS = re.compile(
    r"(?<!\w)((?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Điều lệ|Quy chế|Nghị quyết|Kết luận|Quyết định)\s[^;\n]{3,300})"
)
_ISSUER = re.compile(
    rf"\s+của\s+([{UPPER}].{{2,160}}?)(?=\s+(?:về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|công bố|"
    rf"tại|ngày|“|\")(?!\w)|[,;.(“\"]|$)"
)
_ABOUT = re.compile(r"(?:về việc|V/v|về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|công bố|triển khai)\s.*", re.S)
_EVENT = re.compile(
    rf"ngày\s+\d{{1,2}}(?:\s+tháng\s+|[/-])\d{{1,2}}(?:\s+năm\s+|"
    rf"[/-])\d{{4}},\s+([{UPPER}][^;.\n]{{5,160}}?)\s+(?:đã\s+)?tổ chức\s+([^;.\n]{{3,120}})"
)
_SPEAKS = re.compile(
    rf",\s+(?=[{UPPER}][^,;]{{3,90}}?\s(?:có ý kiến|thông báo|đề nghị|yêu cầu|hướng dẫn|ban hành|báo cáo|"
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
        found += _in_clause(flat(preamble[match.end() : end]), match[1])
    found += [_event(match) for match in _EVENT.finditer(flat(preamble))]
    return _unique(found)


def _in_clause(clause: str, opener: str) -> list[Basis]:
    cited = list(_CITED.finditer(clause))
    found: list[Basis] = []
    if not cited or _starts_numberless(clause, cited[0].start()):
        law = _NUMBERLESS.match(clause)
        if law and opener.lower().startswith(("căn cứ", "thi hành", "thực hiện")):
            head = clause[: cited[0].start()] if cited else clause
            found.append(_numberless(head))
        if not cited or law:
            return found
    for index, match in enumerate(cited):
        if index and not _beside(clause, cited[index - 1].end(), match.start()):
            break
        stop = cited[index + 1].start() if index + 1 < len(cited) else len(clause)
        found.append(_basis(match, clause[match.end() : stop]))
    return found


def _starts_numberless(clause: str, first: int) -> bool:
    return (
        bool(_NUMBERLESS.match(clause))
        and first > 12
        and " số " not in clause[max(0, first - 2) : first + 5]
        and "ngày" in clause[:first]
    )


def _beside(clause: str, end: int, start: int) -> bool:
    """Is the next citation a further basis, not one inside the subject of the last?"""
    between = clause[end:start]
    if re.search(
        r"(?:^|\s)(?:về|quy định|hướng dẫn|ban hành|thực hiện|phê duyệt|sửa đổi|triển khai|công bố)\s", between
    ):
        if re.search(r"[;.]\s*$|;\s*(?:và\s+)?$", between):
            return True
        # `quy định chi tiết … và Thông tư số …` goes on; `thực hiện … và Kết luận số …` is still the subject
        return between.endswith(" và ") and not re.search(r"thực hiện|triển khai|sửa đổi|bổ sung|thay thế", between)
    return bool(re.search(r"(?:,|và|;)\s*$", between)) or len(between) < 4


def _basis(match: re.Match[str], rest: str) -> Basis:
    number = re.sub(r"\s+", "", match[2] or match[4]).replace("–", "-")
    kind = (match[1] or match[3] or "").lower() or kinds.by_symbol(number)
    when = next((w for w in dates.find(rest[:60]) if w.kind == "day" and w.year), None)
    day = when.first_day() if when else None
    issuer = _ISSUER.search(rest[:260])
    about = _about(rest[issuer.end() if issuer else (when.end if when else 0) :])
    return Basis(kind, number, day.isoformat() if day else None, flat(issuer[1]) if issuer else None, about)


def _about(text: str) -> str | None:
    """What it is about, up to another document's number: that one is not cited here but in its title."""
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
    name = re.sub(r"\s+ngày$|\s+số$", "", name)
    kind = next((t for t in sorted(kinds.TYPES, key=len, reverse=True) if name.lower().startswith(t)), None)
    return Basis(kind, None, day.isoformat() if day else None, None, name or None)


def _event(match: re.Match[str]) -> Basis:
    when = dates.find(match.group())[0]
    day = when.first_day()
    return Basis(
        "hội nghị", None, day.isoformat() if day else None, flat(match[1]), flat(f"{match[1]} tổ chức {match[2]}")
    )


def _unique(found: list[Basis]) -> list[Basis]:
    seen: dict[tuple[str | None, str | None], Basis] = {}
    for basis in found:
        seen.setdefault((basis.number, None if basis.number else basis.text), basis)
    return list(seen.values())
