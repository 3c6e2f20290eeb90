"""What courses add to a danh sách trích ngang: those a person graduated from, the numbers of the
certificates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from goc.people.roster_columns import RosterColumn, add_column
from goc.training.models import Certificate, Enrolment

COURSES = RosterColumn("courses", "Đã qua khóa đào tạo", width=34, usual=False)
CERTIFICATES = RosterColumn("certificates", "Số hiệu văn bằng", width=26, usual=False)


def courses_of(persons: Collection[int], day: date) -> Mapping[int, str]:
    """`Khóa 1 (2012)`: by the day, in the order of their ends."""
    rows = Enrolment.objects.filter(
        person__in=persons, outcome=Enrolment.Outcome.GRADUATED, ended_on__lte=day
    )
    ended = rows.order_by("ended_on").values_list("person", "course__name", "ended_on__year")
    return _joined((person, f"{name} ({year})") for person, name, year in ended)


def certificates_of(persons: Collection[int], day: date) -> Mapping[int, str]:
    rows = Certificate.objects.filter(enrolment__person__in=persons, issued_on__lte=day)
    issued = rows.order_by("issued_on", "pk")
    return _joined(issued.values_list("enrolment__person", "number"))


def _joined(pairs: Iterable[tuple[int, str]]) -> Mapping[int, str]:
    said: dict[int, list[str]] = defaultdict(list)
    for person, words in pairs:
        said[person].append(words)
    return {person: ", ".join(words) for person, words in said.items()}


def add_columns() -> None:
    add_column(COURSES, courses_of)
    add_column(CERTIFICATES, certificates_of)
