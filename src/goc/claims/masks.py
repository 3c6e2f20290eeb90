"""What looks like a figure and is none: addresses, document numbers, dates, names with digits,
grades, sayings.

`of(sentence)` gives the spans to leave alone; `is_name(...)` judges one number by the words around
it.
"""

import re
from collections.abc import Iterator

from goc.claims import units
from goc.claims.lexicon import names
from goc.viet.letters import LOWER, UPPER

SYMBOL = (
    r"(?<!\d)\d{1,6}[a-z]?(?:/\d{4})?\s?[-/]\s?(?:[A-ZĐƯ]{2}|Qy|"
    r"[A-ZĐ](?=-[A-ZĐ]))[A-Za-zĐđƯưÂâÔôÊê&]*\d{0,3}"
    r"(?:\s?[-/.]\s?[A-ZĐƯ][A-Za-zĐđƯư&]*\d{0,3})*"
)
_ALWAYS = [
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(r"[\w.+-]{1,64}@[\w.-]{1,64}"),
    re.compile(SYMBOL),
    re.compile(r"(?<![\d.,])\+?(?:84|0)\d{1,3}(?:[ .-]?\d{3,4}){2,3}(?![\d.,]\d|\d)"),  # telephone
    re.compile(r"(?<!\w)(?:24/24|24/7|4\.0|5\.0)(?!\d)"),
    re.compile(r"\[\d{1,3}\]"),
    re.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])"),  # 13:31:02
    re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0\d|1[0-2])(?:-[0-3]\d)?(?![\d-])"),  # 2019-12-31
    re.compile(r"[Kk]m ?\d+\+\d+"),
    re.compile(r"(?<![\d.,])\d{1,2}\s+giờ\s+(?:sáng|chiều|tối|đêm|trưa|kém)"),
    re.compile(r"(?<![\d.,])\d{1,2}\s?(?:h|g)\s?\d{0,2}(?![\w²])"),  # 7h30
    re.compile(
        r"(?:lúc|vào|hồi|từ|đến|khoảng|trước|sau|"
        r"tới)\s+\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?(?=\s*(?:,|"
        r"ngày|sáng|chiều|tối|đêm|trưa|kém|đến|-|\.|;))",
        re.I,
    ),
    re.compile(
        r"(?:Huy hiệu|HH|huy hiệu|Kỷ niệm chương|"
        r"kỷ niệm chương)\s+(?:Đảng\s+)?(?:loại\s+)?\d{1,3}(?:\s{0,2}(?:,|và|-|đến|"
        r"hoặc)\s{0,2}\d{1,3}){0,9}\s{0,2}năm[^,.;]{0,15}"
    ),
    re.compile(
        r"(?<!\d)\d{1,3}(?:\s{0,2}(?:,|và|-|đến|"
        r"hoặc)\s{0,2}\d{1,3}){0,5}\s{1,2}năm\s{1,2}tuổi\s{1,2}[Đđ]ảng"
    ),
    re.compile(
        r"(?:[Nn]hững\s+)?(?:năm|thập niên|thập kỷ)\s+\d0(?![\d.,/%])(?=\s*(?:của|thế kỷ|,|\.|;|"
        r"\)|$))"
    ),
    re.compile(r"(?<![\w.,])[A-ZĐ]{1,5}-?\d+[\w/-]*"),  # K694, Su-30, H5N1
    re.compile(r"(?<!\w)(?:Covid|COVID|Su|Mi|Mig|MiG|Boeing|Airbus|Il|PC|SARS-CoV)[ -]?\d+\w*"),
    re.compile(r"(?<![\w.,])\d+[A-ZĐ][\w-]*(?![\w/])"),  # 4G, 12A
    re.compile(r"(?<![\w.,])\d{1,3}[abce](?!\w)"),  # Nghị quyết 30a
    re.compile(  # what a web page says of its visitors
        r"(?:online|truy cập|[Hh]ôm (?:nay|qua)|(?:[Tt]rong )?(?:[Tt]uần|[Tt]háng) ?(?:này|"
        r"trước)?|[Tt]ất cả|"
        r"[Ll]ượt (?:xem|đọc|truy cập)|[Ll]ần xem)\s*:\s*\d[\d .,]*$"
    ),
]
# Every pattern above holds one of these; most sentences hold none and are left alone at once.
_HINT = re.compile(
    r"//|www|@|\[|năm|thập|(?i:giờ)|\.0|(?:84|0)\d|\d[a-z]?\s?[-/]|\d\s?[hg]|\d[A-ZĐabce]|"
    r"[A-ZĐ]-?\d|"
    r"(?:ovid|OVID|Su|Mi|[iI][gG]|oeing|irbus|Il|PC|CoV)[ -]?\d|:\s*\d[\d .,]*$|\d:\d|\d\+\d"
)
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’'\n]{1,40})[”\"’']")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_HEAD_MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}(?:[.)/]|\s?[-–])|\(\d{1,3}\))(?=\s|$|[^\W\d])|"
    r"\d{1,3}(?:\.\d{1,2}){1,3}(?=\s+[A-ZĐ])"
)
_LONE = re.compile(r"\d{1,4}")
_INLINE_MARKER = re.compile(r"(?<=[;:.]\s)\(?\d{1,2}\)(?=\s)|(?<=\s)\(\d{1,2}\)(?=\s+[^\W\d])")
_LEFT = re.compile(r"((?:[^\W\d_]+[\s-]+){1,6})[“\"]?$")
_TAIL = re.compile(r"\s*(?:,|và|-|–|/)\s*\d{1,4}(?!\d|[.,]\d)")
_AT = re.compile(r"(?<!\w)(?:tại|ở|địa chỉ:?|số|ngõ|ngách|hẻm)\s*$|\($", re.I)
_STREET = re.compile(rf"(?:/\d+)*,?\s+(?:[{UPPER}][{LOWER}]+\s+){{1,3}}[{UPPER}]")
_SHARED = re.compile(r"[-–/%]|\s*\(\s*\d[\d.,]*\s?%")  # `THCS 123 (56%)` is a figure
_RANKED = re.compile(r"\s?/\s?\d+")
_EACH = re.compile(r"\d\s+[^\W\d]+\s*$")
_RATE = re.compile(
    r"(?:mỗi|một|hằng|hàng|bình quân|trung bình)\s+(?:ngày|tháng|quý|tuần|năm)\s+(?:\w+\s+)?$", re.I
)
_STRONG, _WEAK, _DOCUMENTS = (
    frozenset(names.STRONG),
    frozenset(names.WEAK),
    frozenset(names.DOCUMENTS),
)


def of(sentence: str, *, line_start: bool = True) -> list[tuple[int, int]]:
    """Spans that hold no figure, not sorted; `line_start`: the sentence opens a line, so a marker
    may head it.
    """
    patterns = _ALWAYS if _HINT.search(sentence) else []
    spans = [match.span() for pattern in patterns for match in pattern.finditer(sentence)]
    spans += list(_slogans(sentence))
    spans += [match.span() for match in _INLINE_MARKER.finditer(sentence)]
    if (
        line_start
        and (marker := _HEAD_MARKER.match(sentence))
        and not _counts(sentence, marker.end())
    ):
        spans.append(marker.span())
    if line_start and _LONE.fullmatch(sentence):
        spans.append((0, len(sentence)))
    return spans


def _counts(sentence: str, end: int) -> bool:
    return sentence[end - 1].isdigit() and units.known_after(sentence, end)


def _slogans(sentence: str) -> Iterator[tuple[int, int]]:
    """`“7 không”`: a number in a short quotation that names no counted thing."""
    for match in _QUOTED.finditer(sentence):
        for number in _NUMBER.finditer(match[1]):
            end = match.start(1) + number.end()
            if not units.known_after(sentence, end) or (
                units.known_after(sentence, end) and len(match[1].split()) <= 3
            ):
                yield match.start(1) + number.start(), end


def is_name(sentence: str, start: int, end: int, *, proper: bool = True) -> bool:
    """Is the number a name, grade, place in a row or identifier, by what stands before it and after
    it?

    Without `proper`, a name of no known kind before it (`Hoà Bình 12`) does not make it one.
    """
    left = _LEFT.search(sentence, max(0, start - 50), start)
    words = left[1].replace("-", " ").split() if left else []
    if (
        _idiom(sentence, end)
        or _indefinite(sentence, start, end)
        or _is_address(sentence, start, end)
    ):
        return True
    return bool(words) and _named_by(words, sentence, start, end, proper)


def _named_by(words: list[str], sentence: str, start: int, end: int, proper: bool) -> bool:
    lower = [word.lower() for word in words]
    last = lower[-1]
    unit = units.read(sentence, end)
    known = bool(unit and unit.known)
    if unit and unit.kind in ("percent", "money") and unit.name != "đ":
        return False
    if last == "số":
        return " ".join(lower[-2:]) not in names.FIGURE_NUMBERS
    if last in names.CALENDAR and not _RATE.search(sentence, max(0, start - 40), start):
        return not (
            known and last != "năm" and _EACH.search(sentence, max(0, start - 12), start)
        )  # `1 tuần 2 lần`
    if (
        last in names.SERIES
        and _small(sentence[start:end])
        and " ".join(lower[-2:]) not in ("các đợt", "các khóa")
    ):
        return not (known and sentence[start:end].startswith("0"))
    tails = [" ".join(lower[-count:]) for count in range(1, min(5, len(lower)) + 1)]
    if any(tail in _STRONG for tail in tails):
        return True
    capital = words[-1][:1].isupper()
    if any(tail in _DOCUMENTS for tail in tails):
        count = max(index + 1 for index, tail in enumerate(tails) if tail in _DOCUMENTS)
        return words[-count][:1].isupper() or not known
    if any(tail in _WEAK for tail in tails):
        count = max(index + 1 for index, tail in enumerate(tails) if tail in _WEAK)
        named = (
            words[-count][:1].isupper()
            and len(words) > count
            and not words[-count - 1][:1].isupper()
        )
        return not known or named
    if last.upper() in names.ABBREVIATIONS and words[-1].isupper():
        return True
    return proper and capital and len(words) > 1 and not known and not _SHARED.match(sentence, end)


def _small(number: str) -> bool:
    return number.isdigit() and int(number[:9]) <= 20


def _is_address(sentence: str, start: int, end: int) -> bool:
    """`trụ sở tại 270 Trường Chinh`: a house and its street."""
    return bool(
        _AT.search(sentence, max(0, start - 20), start) and _STREET.match(sentence, end)
    ) and not (units.known_after(sentence, end))


def _idiom(sentence: str, end: int) -> bool:
    after = sentence[end : end + 24].lower().lstrip()
    if after.startswith(names.NOT_IDIOMS):
        return False
    return after.startswith(names.IDIOMS) and any(
        after.startswith(word) and not after[len(word) : len(word) + 1].isalpha()
        for word in names.IDIOMS
    )


def _indefinite(sentence: str, start: int, end: int) -> bool:
    if sentence[start:end] not in ("1", "01"):
        return False
    after = sentence[end : end + 20].lower().lstrip()
    return any(after.startswith(word + " ") for word in names.INDEFINITE)


def listed_after(sentence: str, end: int) -> int:
    """Where a row of names ends: `Nghị quyết 18, 19` and `các lữ đoàn 6, 7 và 8`; `end` when there
    is no row.
    """
    if ratio := _RANKED.match(sentence, end):
        return ratio.end()  # `thứ 3/12 đoàn`
    while match := _TAIL.match(sentence, end):
        if units.known_after(sentence, match.end()):
            break
        end = match.end()
    return end
