"""The twenty people of the journey, and what the papers must say of them: counted here from the list
that is pasted, never read from the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

ENTERED, GRADUATED = date(2009, 9, 1), date(2011, 6, 30)
EAST, WEST = "Đông Sơn", "Tây Sơn"
DISTRICT = {
    "Xã An Bình": EAST,
    "Xã Bản Cuôn": EAST,
    "Thị trấn Cao Sơn": EAST,
    "Xã Đại Đồng": EAST,
    "Xã Gia Hòa": EAST,
    "Xã Hồng Phong": WEST,
    "Xã Kim Long": WEST,
    "Xã Lộc Thái": WEST,
    "Thị trấn Minh Khai": WEST,
    "Xã Nam Tiến": WEST,
}
MERGED = ("Xã Đại Đồng", "Xã Gia Hòa")
"""Become one commune on 01/01/2012; what their people held ends."""
COMMANDER, DEPUTY, HAMLET = "Chỉ huy trưởng", "Phó Chỉ huy trưởng", "Thôn đội trưởng"
PLATOON = "Trung đội trưởng dân quân cơ động"


@dataclass(frozen=True)
class Trainee:
    """`held`: the post at entry; `grade`: empty for whom did not graduate; `given`: the post after
    graduation, empty for nobody placed; `since`: the post in the merged commune.
    """

    name: str
    birth: date
    ethnicity: str
    commune: str
    held: str
    grade: str
    given: str
    since: str = ""

    @property
    def born(self) -> str:
        return f"{self.birth:%d/%m/%Y}"

    @property
    def district(self) -> str:
        return DISTRICT[self.commune]

    @property
    def is_graduate(self) -> bool:
        return bool(self.grade)

    @property
    def age(self) -> int:
        had_birthday = (self.birth.month, self.birth.day) <= (ENTERED.month, ENTERED.day)
        return ENTERED.year - self.birth.year - (not had_birthday)

    @property
    def last_post(self) -> str:
        """At the end of 2012; whoever was placed nowhere still holds what he held."""
        return self.since if self.commune in MERGED else self.given or self.held


def _one(line: str) -> Trainee:
    name, birth, *rest = (cell.strip() for cell in line.split("|"))
    day, month, year = map(int, birth.split("/"))
    return Trainee(name, date(year, month, day), *rest)


TRAINEES = [
    _one(line)
    for line in f"""
Nông Văn Đức    |01/01/1970|Tày |Xã An Bình        |{COMMANDER}|Giỏi      |{COMMANDER}
Hoàng Đình Nam  |02/02/1971|Nùng|Xã Bản Cuôn       |{COMMANDER}|Khá       |{COMMANDER}
Lý Minh Tuấn    |03/03/1972|Kinh|Thị trấn Cao Sơn  |{COMMANDER}|Trung bình|{COMMANDER}
Triệu Hữu Phúc  |04/04/1973|Dao |Xã Đại Đồng       |{COMMANDER}|Giỏi      |{COMMANDER}|{COMMANDER}
Vi Văn Thắng    |05/05/1974|Tày |Xã Gia Hòa        |{COMMANDER}|Khá       |{COMMANDER}|{DEPUTY}
Lương Thanh Sơn |06/06/1975|Nùng|Xã Hồng Phong     |{COMMANDER}|Trung bình|{COMMANDER}
Hứa Văn Long    |07/07/1976|Kinh|Xã Kim Long       |{COMMANDER}|Giỏi      |{COMMANDER}
Chu Văn Hùng    |08/08/1977|Dao |Xã Lộc Thái       |{COMMANDER}|Khá       |{COMMANDER}
Đàm Quốc Việt   |09/09/1978|Tày |Thị trấn Minh Khai|{COMMANDER}|Trung bình|{COMMANDER}
Bế Văn Bình     |10/01/1979|Nùng|Xã Nam Tiến       |{COMMANDER}|Giỏi      |{COMMANDER}
Nông Văn Hùng   |11/02/1980|Kinh|Xã An Bình        |{DEPUTY}   |Khá       |{DEPUTY}
Hoàng Quốc Việt |12/03/1981|Dao |Xã Bản Cuôn       |{DEPUTY}   |Trung bình|{DEPUTY}
Lý Văn Bình     |13/04/1982|Tày |Thị trấn Cao Sơn  |{DEPUTY}   |Giỏi      |{DEPUTY}
Triệu Văn Đức   |14/05/1983|Nùng|Xã Đại Đồng       |{DEPUTY}   |Khá       |{DEPUTY}|{PLATOON}
Vi Đình Nam     |15/06/1970|Kinh|Xã Gia Hòa        |{HAMLET}   |Trung bình|{DEPUTY}|{PLATOON}
Lương Minh Tuấn |16/07/1971|Dao |Xã Hồng Phong     |{HAMLET}   |Giỏi      |{DEPUTY}
Hứa Hữu Phúc    |17/08/1972|Tày |Xã Kim Long       |{HAMLET}   |Khá       |{DEPUTY}
Chu Văn Thắng   |18/09/1973|Nùng|Xã Lộc Thái       |{HAMLET}   |Trung bình|
Đàm Thanh Sơn   |19/01/1974|Kinh|Thị trấn Minh Khai|{HAMLET}   |          |
Bế Văn Long     |20/02/1975|Dao |Xã Nam Tiến       |{HAMLET}   |          |
""".strip().splitlines()
]
GRADUATES = [one for one in TRAINEES if one.is_graduate]
FAILED, DROPPED = TRAINEES[18], TRAINEES[19]
PLACED = [one for one in GRADUATES if one.given]
NEWLY_PLACED = [one for one in PLACED if one.given != one.held]
OF_MERGED = [one for one in TRAINEES if one.since]
QUOTA, SENT = 25, len(TRAINEES)
COMMUNES_IN_2012 = Counter(DISTRICT.values()) - Counter({EAST: len(MERGED) - 1})
HOURS = {
    "general": 200,
    "political_theory": 100,
    "state_management": 100,
    "military_theory": 300,
    "military_practice": 200,
    "practice_and_exams": 100,
}


def printed(number: int) -> str:
    """A count as an appendix prints it."""
    return f"{number:,}".replace(",", ".") if number else "-"


def percent(part: int, whole: int) -> str:
    """One decimal, half up, none where it is nought."""
    if not part:
        return "-"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}".removesuffix(",0")


def _count(rows: Iterable[Trainee], test: Callable[[Trainee], bool]) -> str:
    return printed(sum(map(test, rows)))


Cells = dict[str, str]


def courses_row() -> Cells:
    """Phụ lục III, CỘNG."""
    graduates = len(GRADUATES)
    numbers = [QUOTA, SENT, len(TRAINEES)]
    outcomes = [graduates, 1, 1, 0]
    return {
        **_from(5, [*map(printed, numbers), percent(len(TRAINEES), QUOTA)]),
        **_from(9, [*map(printed, outcomes), percent(graduates, len(TRAINEES))]),
    }


AGES = [(0, 25), (26, 30), (31, 35), (36, 40), (41, 200)]
PEOPLES = ["Kinh", "Tày", "Nùng", "Dao"]


def quality_row(district: str) -> Cells:
    """Phụ lục IV: the graduates of a district as they were at entry."""
    rows = [one for one in GRADUATES if one.district == district]
    held = [
        _count(rows, lambda t, post=post: t.held == post) for post in (COMMANDER, DEPUTY, HAMLET)
    ]
    ages = [_count(rows, lambda t, low=low, high=high: low <= t.age <= high) for low, high in AGES]
    peoples = [_count(rows, lambda t, name=name: t.ethnicity == name) for name in PEOPLES]
    return {
        **_from(1, [printed(len(rows)), *held]),
        **_from(7, ages),
        **_from(12, [printed(len(rows)), "-", *peoples, "-"]),
    }


def results_row() -> Cells:
    """Phụ lục V, CỘNG: whoever came up for graduation, by grade."""
    judged = len(GRADUATES) + 1
    grades = Counter(one.grade for one in GRADUATES)
    cells = [printed(judged)]
    for grade in ("Xuất sắc", "Giỏi", "Khá", "Trung bình khá", "Trung bình"):
        cells += [printed(grades[grade]), percent(grades[grade], judged)]
    return _from(1, [*cells, "1", printed(len(GRADUATES))])


def curriculum_row() -> Cells:
    """Phụ lục VI."""
    total = sum(HOURS.values())
    cells = [printed(total)]
    for block in ("general", "political_theory", "state_management"):
        cells += [printed(HOURS[block]), percent(HOURS[block], total)]
    return _from(2, cells)


def placement_row(district: str = "") -> Cells:
    """Phụ lục VII: one district, or all."""
    rows = [one for one in GRADUATES if not district or one.district == district]
    posts = [
        _count(rows, lambda t, post=post, kept=kept: t.given == post and (t.held == post) is kept)
        for post in (COMMANDER, DEPUTY)
        for kept in (True, False)
    ]
    placed = sum(bool(one.given) for one in rows)
    as_trained = sum(one.given == COMMANDER for one in rows)
    total = len(rows)
    now = [_count(rows, lambda t, post=post: t.last_post == post) for post in (COMMANDER, DEPUTY)]
    elsewhere = _count(rows, lambda t: t.last_post in (PLATOON, HAMLET))
    return {
        **_from(1, [printed(total), *posts, printed(placed), percent(placed, total)]),
        **_from(8, ["-", printed(total - placed)]),
        **_from(10, [printed(as_trained), percent(as_trained, total), *now, elsewhere]),
    }


def corps_row(post: str) -> Cells:
    """Phụ lục VIII: seats, who sits on them, vacant, at the end of 2012."""
    seats = sum(COMMUNES_IN_2012.values())
    sitting = [one for one in GRADUATES if one.last_post == post]
    return _from(1, [printed(seats), printed(len(sitting)), printed(seats - len(sitting))])


def _from(first: int, cells: list[str]) -> Cells:
    return {f"({number})": cell for number, cell in enumerate(cells, first)}
