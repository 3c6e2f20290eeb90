"""What a document orders: each marked paragraph that gives a task, with who, by when, and its
single checkable parts.
"""

import re

from goc.claims.directive.cleaning import flat
from goc.claims.directive.markers import BULLET, NUMBER, ROMAN
from goc.claims.directive.model import Node, Requirement
from goc.lib import answers
from goc.viet.letters import UPPER

_VERBS = (
    "chủ trì",
    "phối hợp",
    "xây dựng",
    "tổ chức",
    "chỉ đạo",
    "hướng dẫn",
    "triển khai",
    "thực hiện",
    "báo cáo",
    "rà soát",
    "kiểm tra",
    "đôn đốc",
    "giám sát",
    "đánh giá",
    "giúp",
    "chỉ ra",
    "rút ra",
    "đề ra",
    "tham mưu",
    "đề xuất",
    "bố trí",
    "bảo đảm",
    "đảm bảo",
    "tăng cường",
    "đẩy mạnh",
    "nâng cao",
    "tiếp tục",
    "khẩn trương",
    "hoàn thiện",
    "hoàn thành",
    "ban hành",
    "tuyên truyền",
    "phổ biến",
    "quán triệt",
    "tập huấn",
    "bồi dưỡng",
    "đào tạo",
    "đầu tư",
    "quản lý",
    "theo dõi",
    "tổng hợp",
    "xử lý",
    "giải quyết",
    "kiện toàn",
    "củng cố",
    "huy động",
    "lập",
    "trình",
    "gửi",
    "cung cấp",
    "phân công",
    "công bố",
    "cập nhật",
    "thành lập",
    "chuẩn bị",
    "mời",
    "triệu tập",
    "đề nghị",
    "khen thưởng",
    "duy trì",
    "kết luận",
    "tạo điều kiện",
    "phát huy",
    "thống nhất",
    "sơ kết",
    "tổng kết",
    "giao",
    "thẩm định",
    "phê duyệt",
    "làm đầu mối",
    "ứng dụng",
    "phát triển",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "yêu cầu",
    "lãnh đạo",
    "tập trung",
)
_VERB = "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True))
_ORDERS = re.compile(rf"(?<!\w)(?:{_VERB}|phải|cần|chậm nhất|trước ngày)(?!\w)", re.I)
_SECTION = re.compile(
    r"tổ chức thực hiện|nhiệm vụ|giải pháp|yêu cầu|công việc|phân công|trách nhiệm|chỉ đạo thực "
    r"hiện|"
    r"nội dung thực hiện|nội dung hoạt động|nội dung chủ yếu|biện pháp",
    re.I,
)
_REPORTS = re.compile(
    r"kết quả|tình hình|đánh giá chung|mục tiêu|quan điểm|mục đích|ưu điểm|hạn chế|nguyên nhân|"
    r"phạm vi|"
    r"đối tượng|căn cứ|hiệu lực",
    re.I,
)
_DAY = (
    r"(?:ngày\s+)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|"
    r"\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|\s+hằng\s+tháng|\s+hàng\s+tháng)"
)
_DUE = re.compile(
    rf"(?:(?:chậm nhất|muộn nhất)(?:\s+là)?(?:\s+(?:vào|đến|trước))?\s+(?:hết\s+)?(?:{_DAY}|"
    rf"quý\s+[IV\d]+(?:[/ ](?:năm )?\d{{4}})?|tháng\s+\d{{1,2}}(?:[/ ](?:năm )?\d{{4}})?|"
    rf"\d+\s+ngày[^,;.]{{0,40}})"
    rf"|(?:trước|xong trước|đến hết|trong)\s+(?:{_DAY}|quý\s+(?:IV|I{{1,3}}|\d)(?:\s*(?:/|"
    rf"năm)\s*\d{{4}})?|"
    rf"tháng\s+\d{{1,2}}(?:\s*(?:/|năm)\s*\d{{4}})?|năm\s+\d{{4}})(?:\s+h[ằà]ng\s+năm)?"
    rf"|(?:thường xuyên\s+)?h[ằà]ng\s+(?:năm|quý|tháng|tuần)|định kỳ\s+(?:\d+\s+tháng|"
    rf"h[ằà]ng\s+\w+|"
    rf"\w+\s+tháng)|trong (?:vòng|thời hạn)\s+\d+\s+ngày(?: làm việc)?[^,;.]{{0,50}}|(?:xong|"
    rf"hoàn thành)\s+trong\s+(?:quý\s+[IV\d]+|tháng\s+\d{{1,2}}|năm\s+\d{{4}})(?:\s*(?:/|"
    rf"năm)\s*\d{{4}})?)",
    re.I,
)
_ACTOR_LINE = re.compile(
    r"(?:Cơ quan|Đơn vị|Bộ phận)\s+(?:chủ trì|thực hiện|chủ trì thực hiện)\s*:\s*(.+)", re.I
)
_DUE_LINE = re.compile(
    r"(?:Thời gian|Thời hạn|Tiến độ)(?:\s+(?:thực hiện|hoàn thành))?\s*:\s*(.+)", re.I
)
_OFFICE = (
    r"(?:Ban [Cc]hỉ đạo(?: đào tạo| tổng kết)?|Cơ quan [Tt]hường trực|Cục|Bộ|Sở|Vụ|Ủy ban|Uỷ ban|"
    r"UBND|"
    r"HĐND|Ban|Văn phòng|Công an|Hội|Đoàn|Mặt trận|Liên đoàn|Chánh|Giám đốc|Thủ trưởng|Chủ tịch|"
    r"Các|Thường trực|Đảng|Tỉnh|Huyện|Thành|Chi cục|Phòng|Trường|Ngân hàng|Kho bạc|Thanh tra|Tổng "
    r"cục|"
    r"Trung tâm|Đồng chí|Tổ|Viện|Bảo hiểm|Đề nghị|Giao|Yêu cầu|Tập đoàn|Lãnh đạo|Chỉ huy trưởng)"
)
_ACTOR = re.compile(
    rf"^(?:(?:Giao|Đề nghị|Yêu cầu)\s+(?:cho\s+)?)?({_OFFICE}[^:.]{{0,220}}?)\s*(?::|"
    rf",?\s+(?=(?:{_VERB}|"
    rf"phải|cần|căn cứ|theo dõi)(?!\w)))"
)
_BY = re.compile(
    rf"\sdo\s+({_OFFICE}[^,;:.]{{2,90}}?)(?=\s+(?:thực hiện|chủ trì|trình bày|ban hành)|[,;.]|$)"
)
_CLAUSE = re.compile(
    rf";\s+|\.\.\.\s+|\.\s+(?=[{UPPER}])|(?<!cơ quan),\s+(?!tổ chức(?:,| ở| đảng| chính| xã| cơ "
    rf"sở| và|"
    rf" khác))(?=(?:{_VERB})(?!\w))|,\s+(?=(?:phần|nguyên nhân|để|qua)(?!\w))|\s+(?=và\s+(?:kết "
    rf"luận|"
    rf"trường hợp))|\s+(?=qua\s+Cơ quan)|"
    r",\s+(?=(?:[Gg]iấy khen|[Bb]ằng khen|[Hh]uân chương|[Dd]anh hiệu|[Cc]ờ thi đua)(?!\w))|"
    r"\s+(?=\((?:có|gồm|kèm)\s)"
)
_CHARGES = re.compile(r"chịu trách nhiệm|có trách nhiệm|yêu cầu|giao\s", re.I)
_CHARGED = re.compile(r"(?:Giao|Đề nghị|Yêu cầu)\s")
_OPENS_WITH_VERB = re.compile(rf"(?:{_VERB})(?!\w)", re.I)
_LONGEST = 40_000


def read(outline: list[Node]) -> list[Requirement]:
    """Requirements of an outline in the order of the text."""
    found: list[Requirement] = []
    _collect(outline, False, found)
    return found


def _collect(nodes: list[Node], ordering: bool, found: list[Requirement]) -> None:
    """`ordering`: the nodes stand below a heading that says what is to be done."""
    for node in nodes:
        if any(child.rank < BULLET for child in node.children):
            _collect(node.children, _opens_orders(node, ordering), found)
        elif _may_be_order(node, ordering, alone=len(nodes) == 1) and _is_order(node, ordering):
            found.append(_requirement(node))


def _opens_orders(node: Node, ordering: bool) -> bool:
    if node.children and _SECTION.search(node.text[:160]):
        return True
    return ordering and not _only_reports(node)


def _may_be_order(node: Node, ordering: bool, *, alone: bool) -> bool:
    """A dash is one only beside others, where orders are given."""
    return node.rank < BULLET or (ordering and not alone)


def _only_reports(node: Node) -> bool:
    if not node.children or not _REPORTS.match(node.text[:60]):
        return False
    return not _SECTION.search(node.text[:160])


def _is_order(node: Node, ordering: bool) -> bool:
    text = node.text[:1500]
    if any(_ACTOR_LINE.match(child.text) for child in node.children):
        return True
    if node.rank == ROMAN or node.rank >= NUMBER:
        return ordering or _starts_as_order(text)
    return bool(_CHARGES.search(text))


def _starts_as_order(text: str) -> bool:
    if _CHARGED.match(text) or _OPENS_WITH_VERB.match(text):
        return True
    return bool(_ACTOR.match(text[:400]) and _ORDERS.search(text[:400]))


def _requirement(node: Node) -> Requirement:
    own = [child for child in node.children if not _names_actor_or_day(child.text)]
    parts = [_requirement(child) for child in own] if own else _parts(node)
    lines = [child.text for child in node.children]
    actor, due = _said_in(lines, _ACTOR_LINE), _said_in(lines, _DUE_LINE)
    return Requirement(
        node.marker,
        node.text,
        actor if actor is not None else _actor(node.text),
        due if due is not None else _due(node.text),
        children=tuple(parts),
    )


def _names_actor_or_day(line: str) -> bool:
    return bool(_ACTOR_LINE.match(line) or _DUE_LINE.match(line))


def _said_in(lines: list[str], form: re.Pattern[str]) -> str | None:
    """What the first line of such a form says: `Cơ quan chủ trì: …`, `Thời gian: …`."""
    said = next((match[1] for line in lines if (match := form.match(line))), None)
    return flat(said).rstrip(".; ") if said else None


def _actor(text: str) -> str | None:
    return flat(answers.said(_ACTOR.match(text[:400]) or _BY.search(text[:600]))) or None


def _due(text: str) -> str | None:
    return flat(answers.said(_DUE.search(text[:_LONGEST]), 0)) or None


def _parts(node: Node) -> list[Requirement]:
    """A paragraph of several demands, cut into what can be checked one by one; nothing when it
    holds a single one.
    """
    pieces = [flat(piece).strip(" ,;./") for piece in _CLAUSE.split(node.text[:_LONGEST])]
    pieces = [piece for piece in pieces if len(piece.split()) > 1]
    if len(pieces) < 2:
        return []
    stem = node.marker.rstrip(".)/:- ")
    return [
        Requirement(
            f"{stem}.{index}" if stem[-1:].isdigit() else f"{stem}{index}",
            piece,
            _actor(piece),
            _due(piece),
        )
        for index, piece in enumerate(pieces, 1)
    ]
