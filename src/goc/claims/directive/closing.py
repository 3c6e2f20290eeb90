"""The end of a document: recipients (Nơi nhận), signer, and where an attached document begins."""

import re
from dataclasses import dataclass

from goc.claims.directive.cleaning import flat, line_end
from goc.lib import answers
from goc.viet.letters import LOWER, UPPER

_RECIPIENTS = re.compile(r"(?:^|(?<=[\s./]))(?:N[ơo]i nh[ậâa]n|NƠI NHẬN|Nơi gửi)\s*[:;.]?")
_POST = (
    r"(?:PHÓ )?(?:TỔNG )?(?:BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|"
    r"CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|BÍ THƯ|TRƯỞNG BAN|HIỆU TRƯỞNG|"
    r"CHỈ HUY TRƯỞNG|CHỈ HUY PHÓ|TƯ LỆNH|CHÍNH ỦY|VIỆN TRƯỞNG|CHÁNH ÁN|THAM MƯU TRƯỞNG|CHỦ NHIỆM|"
    r"TRƯỞNG PHÒNG|KIỂM TOÁN NHÀ NƯỚC|THỐNG ĐỐC|CHI CỤC TRƯỞNG|"
    r"TỔNG THƯ KÝ|TRƯỞNG ĐOÀN|KẾ TOÁN TRƯỞNG|CHÍNH TRỊ VIÊN|HIỆU PHÓ|VIỆN PHÓ|THANH TRA|ỦY VIÊN|"
    r"UỶ VIÊN|"
    r"TỔNG KIỂM TOÁN|"
    r"CHỦ TỌA|TỔNG BÍ THƯ|TRƯỞNG KHOA|TRẠM TRƯỞNG|HẠT TRƯỞNG|CHÁNH|TRƯỞNG|PHÓ TRƯỞNG)"
)
_AUTHORITY = re.compile(
    rf"(?:^|(?<=[\s.:;|]))(?:(?:T/M\.?|K/T\.?|(?:TM|KT|TL|TUQ|Q)\s?\.)\s*(?=[{UPPER}\n]{{2}})|"
    rf"{_POST}(?=,?[ \n][{UPPER}\n(]))"
)
_RANK = (
    r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Chuẩn Đô đốc|Phó Đô đốc|Đô đốc|Đại tá|"
    r"Thượng tá|"
    r"Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|"
    r"(?:(?:P?GS|TSKH|TS|T[hH]S|BS(?:CK\w*)?|CN|KS|DS|LS|NGND|NGƯT|NSND)\.?,?\s?)+|Ông|Bà|Đ/c|"
    r"Đồng chí|Luật sư)\.?\s*"
)
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Lâm|Trịnh|Mai|Đào|"
    "Cao|Hà|Lương|Lưu|Tạ|Phùng|Tô|Trương|Châu|Thái|Quách|Vi|"
    "Nông|Hứa|Triệu|Lăng|Đàm|Chu|Lò|Sùng|Vàng|Giàng|Lù|Thào|Tống|La|Kiều|Bạch|Doãn|Khuất|Nghiêm|Tòng|Cầm|"
    "Quàng|Điêu|Bế|Ma|Ly|Mùa|Hầu|Cháng|Thân|Ninh|Tăng|Từ|"
    "Viên|Văn|Cù|Mạc|Khổng|Lại|Thạch|Sơn|Kim|Danh|Diệp|Hàn|Liễu|Giang|Tôn|Trà|Y|Ksor|Rơ|Siu|A|K'|Đường|"
    "Ông|Âu|Biện|Chế|Chử|Đới|Đồng|Hạ|Hùng|Khúc|Lục|Lỗ|Mã|Nhữ|Ong|Phó|"
    "Phí|Phương|Quản|Tiêu|Trang|Ung|Vương|Xa|Yên|An|Bá|Bàng|Bành|Hoa|Hoàn|Hoàng|Tạ|Thiều|Tưởng|Uông|Vòng|"
    "Lang|Hà|Lữ|Mông|Ngân|Ngọc|Lường|Bạc"
)
_NAME = re.compile(
    rf"(?:{_RANK}|(?<![\w.]))((?:{_SURNAMES})(?:[ ][{UPPER}](?:[{LOWER}']+|"
    rf"(?![{UPPER}{LOWER}]))){{1,4}})(?![{LOWER}])"
)
# A name that fills a line or a cell of the recipients' table.
_LONE_NAME = re.compile(rf"(?:^|\|)[ ]*{_NAME.pattern}[ ]*(?=\||$)", re.M)
_CAPITAL_NAME = re.compile(
    rf"(?<![\w.])(?<!TỈNH )(?<!HUYỆN )(?<!PHỐ )(?<!QUẬN )(?<!XÃ )"
    rf"((?:{_SURNAMES.upper()})(?:[ ][{UPPER}]+){{1,3}})\s*(?:$|\n)"
)
_SIGNED = re.compile(r"\(?\s*[Đđ]ã k[ýí]\s*\)?[:.]?|\([Kk]ý tên[^)]*\)|Ký bởi[^\n]*")
_REACH = 2500
_ARCHIVE = re.compile(r"-\s*L[uưr]+:?[^\n]*")
_ITEMS = re.compile(r"(?:^|\n|(?<=[;.]))\s*[-–+•*]\s*|\n|;\s+(?=-)")
_LONGEST_ITEM = 300


@dataclass(frozen=True)
class Closing:
    """`start`: where the body ends; `end`: where an attachment may begin."""

    start: int
    end: int
    signer: str | None
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class _Signature:
    """Where it stands, and the name; the name is None where none is read."""

    start: int
    end: int
    name: str | None


def read(text: str, body: int, outline: int) -> Closing:
    """The closing of the first document in the text, from `body` on; without Nơi nhận, behind the
    outline's start.
    """
    to = _RECIPIENTS.search(text, body)
    if to is None:
        return _without_recipients(text, _signature_alone(text, max(body, outline)))
    signature = _signature(text, to.start(), body)
    recipients, to_end = _recipients(text, to.end(), signature)
    if signature is None:
        return Closing(to.start(), to_end, None, recipients)
    start, end = min(to.start(), signature.start), max(to_end, signature.end)
    return Closing(start, end, signature.name, recipients)


def _without_recipients(text: str, signature: _Signature | None) -> Closing:
    if signature is None:
        return Closing(len(text), len(text), None, ())
    return Closing(signature.start, signature.end, signature.name, ())


def _signature_alone(text: str, body: int) -> _Signature | None:
    """At the end of a paper without recipients: the authority opens a block of its own."""
    low, high = max(body, len(text) - _REACH), len(text)
    authorities = _AUTHORITY.finditer(text, low, high)
    blocks = (match for match in authorities if _opens_block(text, match.start()))
    signed = (_signed(text, match, high) for match in blocks)
    return next(filter(None, signed), None) or _signed_at_end(text, body)


def _signature(text: str, to: int, body: int) -> _Signature | None:
    """Sought after Nơi nhận, then right before it, then below the list of recipients."""
    after, end = min(len(text), to + _REACH), len(text)
    windows = ((to, after, min(end, after + 400)), (max(body, to - 700), to, to))
    signed = (
        _signed(text, match, limit)
        for low, high, limit in windows
        for match in _AUTHORITY.finditer(text, low, high)
    )
    return next(filter(None, signed), None) or _below_list(text, to)


def _signed(text: str, authority: re.Match[str], limit: int) -> _Signature | None:
    """The name below an authority, at most so far on."""
    found = _name_after(text, authority.end(), limit)
    return _Signature(authority.start(), found[1], found[0]) if found else None


def _below_list(text: str, to: int) -> _Signature | None:
    """A name right below the recipients, or alone on a line, or below `(Đã ký)`."""
    lists_end = _list_end(text, to)
    if found := _name_after(text, lists_end, min(len(text), lists_end + 300), strict=True):
        return _Signature(lists_end, found[1], found[0])
    alone = _last(_LONE_NAME, text, to, min(len(text), to + _REACH))
    if alone is None:
        return _signed_at_end(text, to)
    return _Signature(alone.start(), alone.end(), flat(alone[1]))


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text, start, end))), None)


def _signed_at_end(text: str, body: int) -> _Signature | None:
    """`(Đã ký)` and a name below it, in a paper that names no post."""
    mark = _last(_SIGNED, text, max(body, len(text) - _REACH), len(text))
    return _signed(text, mark, len(text)) if mark else None


def _opens_block(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip()
    return before.endswith(("./.", "/.", "/", ".", "|")) or text[max(0, start - 1) : start] in (
        "\n",
        "",
    )


def _name_after(
    text: str, place: int, limit: int, *, strict: bool = False
) -> tuple[str, int] | None:
    window = _SIGNED.sub(
        lambda match: " " * len(match.group()), text[place : min(limit, place + 400)]
    )
    match = _NAME.search(window) or _CAPITAL_NAME.search(window)
    if match is None:
        return None
    between = window[: match.start()]
    # Between authority and name stand only posts in capitals, ranks and seals, never a running
    # sentence.
    if len(re.findall(rf"(?<![{UPPER}])[{LOWER}]+", re.sub(_RANK, "", between))) > (
        0 if strict else 4
    ):
        return None
    return flat(match[1]), place + match.end()


def _list_end(text: str, to: int) -> int:
    place = text.find("Lưu", to, to + _REACH)
    end = text.find("\n", place if place > 0 else to)
    return end if end > 0 else len(text)


def _recipients(text: str, place: int, signature: _Signature | None) -> tuple[tuple[str, ...], int]:
    """The items up to the signature below them; else to the line of the archive, or as long as
    lines are items.
    """
    if signature and signature.start > place:
        stop = signature.start
    else:
        farthest = min(len(text), place + _REACH)
        archive = _ARCHIVE.search(text, place, farthest)
        stop = answers.end(archive, _until_no_dash(text, place, farthest))
    items = (flat(item).strip(" ;,.-–") for item in _ITEMS.split(text[place:stop]))
    return tuple(filter(_is_recipient, items)), stop


def _is_recipient(item: str) -> bool:
    return 0 < len(item) < _LONGEST_ITEM and not _AUTHORITY.match(item)


def _until_no_dash(text: str, place: int, stop: int) -> int:
    end = place
    while end < stop:
        behind = line_end(text, end, stop)
        line = text[end:behind].strip()
        if line and not line.startswith(("-", "–", "+")):
            break
        end = behind + 1
    return min(end, stop)
