"""Reads a Vietnamese administrative document into structure; what is not in the text stays null and
is said.
"""

import re

from goc.claims.directive import bases, bodies, cleaning, closing, header, outline, requirements
from goc.claims.directive.cleaning import flat, line_end
from goc.claims.directive.model import Directive, Node
from goc.lib import answers
from goc.viet.letters import UPPER

_ENACTING = re.compile(
    r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|RA LỆNH|QUY ĐỊNH|CHỈ THỊ|THỐNG NHẤT|LỆNH)\s*:"
)
_FIRST = re.compile(
    r"^\s*(?:Điều\s+1\b|I\s?[.\-–)]|A\s?[.\-–)]|1\s?[.\-–)]\s|1\.1|PHẦN|Phần thứ|CHƯƠNG|"
    r"Chương\s+I|Mục 1)",
    re.M,
)
_FIRST_INSIDE = re.compile(rf"(?<=[:.;/])\s+(?:Điều\s+1\s*[.:]|1\.\s+(?=[{UPPER}]))")
_FOOTNOTES = re.compile(r"^\s*\[1\]\s", re.M)
_SPEAKS = re.compile(
    r"(?:^|(?<=[.;:,]\s))((?:Ban|Bộ|Ủy ban|Uỷ ban|UBND|Sở|Cục|Tổng cục|Văn phòng|Hội đồng|Đảng ủy|"
    r"Thường trực|Ban Thường vụ)\s[^,.;:\n]{2,80}?)\s+"
    r"(?=(?:thông báo|yêu cầu|đề nghị|hướng dẫn|có ý kiến|báo cáo|chỉ đạo|kính đề nghị|ban hành|"
    r"triển khai|trả lời)(?!\w))",
    re.M,
)
_COLON = re.compile(r":\s*(?:\n|$)")
_RESTS_ON = re.compile(
    r"^(?:-\s*)?(?:Căn cứ|Trả lời|Phúc đáp|Thực hiện|Tiếp theo|Xét)\s[^\n]*\n?", re.M
)
_PREAMBLE = 2_500
_ATTACHMENT = 40


def read_directive(text: str) -> Directive:
    """The document in a text; an attached plan or programme in the same file continues the
    outline.
    """
    text = cleaning.clean(text)
    head = header.read(text)
    end = closing.read(text, head.end, _outline_start(text, head.end, len(text)))
    main_end = end.start
    start = _outline_start(text, head.end, main_end)
    nodes, warnings = outline.read(text, start, main_end)
    preamble = (
        text[head.end : start] if nodes and start > head.end else _opening(text, head.end, main_end)
    )
    if len(text) - end.end > _ATTACHMENT:
        more, remarks = outline.read(text, end.end, _content_end(text, end.end))
        nodes, warnings = nodes + more, warnings + remarks
    cited = [
        basis for basis in bases.read(preamble) if not head.number or basis.number != head.number
    ]
    inferred = _speaker(text[head.end : start + 600]) if head.issuer is None else None
    return Directive(
        type=head.type,
        number=head.number,
        date=head.date,
        place=head.place,
        issuer=head.issuer or inferred,
        parent=head.parent,
        addressee=head.addressee,
        subject=head.subject,
        legal_bases=tuple(cited),
        outline=tuple(nodes),
        requirements=tuple(requirements.read(nodes)),
        signer=end.signer,
        recipients=end.recipients,
        warnings=tuple(_warnings(head, end, text, inferred, nodes) + warnings),
    )


def _outline_start(text: str, begin: int, end: int) -> int:
    """Where the body's markers begin: after the enacting word, else at the first line that opens a
    row.
    """
    if enacting := _ENACTING.search(text, begin, end):
        return enacting.end()
    first = _FIRST.search(text, begin, end)
    inside = _FIRST_INSIDE.search(text, begin, end)
    return min((match.start() for match in (first, inside) if match), default=begin)


def _opening(text: str, begin: int, end: int) -> str:
    """The preamble of a paper without numbered points: up to `… như sau:`, else its first
    paragraph; and each further paragraph that opens with what it rests on.
    """
    colon = _COLON.search(text, begin, min(end, begin + _PREAMBLE))
    stop = answers.end(colon, line_end(text, min(begin + 40, end), end))
    further = (match.group() for match in _RESTS_ON.finditer(text, stop, end))
    return "\n".join((text[begin:stop], *further))


def _content_end(text: str, start: int) -> int:
    return answers.begin(_FOOTNOTES.search(text, start), len(text))


def _speaker(preamble: str) -> str | None:
    """The body that speaks in a text without a letterhead."""
    return flat(answers.said(_SPEAKS.search(preamble))) or None


def _warnings(
    head: header.Header, end: closing.Closing, text: str, inferred: str | None, nodes: list[Node]
) -> list[str]:
    found = []
    missing = [
        name
        for name, value in (
            ("số, ký hiệu", head.number),
            ("ngày ban hành", head.date),
            ("tên cơ quan ban hành", head.issuer),
            ("trích yếu", head.subject),
            ("người ký", end.signer),
            ("nơi nhận", end.recipients),
        )
        if not value
    ]
    if missing:
        found.append(f"Bản này không có {', '.join(missing)}; các mục đó để trống.")
    if inferred:
        found.append(
            f"Cơ quan ban hành “{inferred}” là suy ra từ phần nội dung, không có ở phần đầu văn "
            f"bản."
        )
    if head.type == "công văn" and head.number is None:
        found.append("Loại văn bản “công văn” là suy ra: có “Kính gửi”, không có tên loại.")
    for names in bodies.several_names(text):
        found.append(
            f"{len(names)} tên gọi trong văn bản: {'; '.join(f'“{name}”' for name in names)}. Có "
            f"phải cùng một tổ chức?"
        )
    if not nodes:
        found.append("Không nhận ra mục nào được đánh số trong nội dung.")
    return found
