"""Writes the invented people into the register through the real actions, one by one, as an office
would.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from goc.accounts.models import User
from goc.demo.plan import COURSES, CUT_OFF, GRADUATES, NOT_GRADUATED, START, Crowd, Somebody
from goc.demo.units import AGENCIES, Places
from goc.lib.progress import Report
from goc.people import actions as people
from goc.people.models import Holding, Person
from goc.people.rules import make_code
from goc.training import actions as training
from goc.training.models import Course, Enrolment
from goc.units.models import Unit

INVENTED = "số liệu mẫu, được dựng ra"
"""The answer to whatever the register finds odd about invented people."""
PARTY_COMMITTEE, PEOPLES_COMMITTEE = 130, 136
MAIN = {
    "general": 310,
    "political_theory": 260,
    "state_management": 90,
    "military_theory": 380,
    "military_practice": 420,
    "practice_and_exams": 140,
}
BOARD_NAMES = [
    "Nông Quốc Khải",
    "Vi Thanh Tuyên",
    "Hoàng Ngọc Hợp",
    "Lương Minh Hiển",
    "Hứa Quốc Trí",
    "Nguyễn Thanh Đăng",
    "Đàm Ngọc Khoa",
    "Chu Minh Bách",
]
SUPPLEMENTARY = {
    "general": 210,
    "political_theory": 380,
    "state_management": 87,
    "military_theory": 183,
    "practice_and_exams": 140,
}


class Recorder:
    """One pass over the crowd; every random choice comes from its own seeded source."""

    def __init__(self, places: Places, by: User, seed: int = 2002) -> None:
        self.places, self.by, self.random = places, by, Random(seed)
        self.units: list[Unit] = [unit for unit, _ in places.communes]
        self.names = [name for _, name in places.communes]
        self.persons: dict[int, Person] = {}
        self.holdings: dict[int, list[Holding]] = {}
        self.enrolments: dict[int, Enrolment] = {}

    def write(self, crowd: Crowd, report: Report) -> None:
        everybody = crowd.everybody
        for unit in self.units:
            people.lay_seats(unit=unit, on=START, by=self.by)
        for n, somebody in enumerate(everybody):
            self._person(somebody)
            report(40 * n // len(everybody), "Hồ sơ cán bộ")
        self._posts(everybody, report)
        courses = self._courses()
        for n, somebody in enumerate(crowd.trainees):
            self._train(somebody, courses[somebody.course or 0], n)
            report(70 + 20 * n // len(crowd.trainees), "Khóa đào tạo")
        for course, (_, over) in zip(courses, COURSES, strict=True):
            training.close_course(course=course, on=over, by=self.by)
        self._bodies()
        self._ratings()
        self._board()
        report(100, "Khóa đào tạo")

    def _person(self, s: Somebody) -> None:
        home = self.names[s.home]
        person = people.add_person(
            full_name=s.name,
            keeper=self.units[s.home],
            on=START,
            by=self.by,
            confirmed=INVENTED,
            code=make_code(self.random),
            sex=s.sex,
            birth_date=s.born,
            birth_year=s.birth_year,
            ethnicity=s.ethnicity,
            religion=s.religion,
            home_village=home,
            residence=home,
            telephone=f"000 {self.random.randrange(10**3, 10**4)} {self.random.randrange(10**2, 10**3)}",
            discharged_on=s.discharged,
        )
        self.persons[id(s)] = person
        facts = {
            "general_education": s.education,
            "professional_education": s.profession,
            "health_class": s.health,
        }
        for kind, value in facts.items():
            if value and (
                s.course is not None or kind == "general_education" or self.random.random() < 0.6
            ):
                people.record_fact(
                    person=person, kind=kind, value=value, on=START, by=self.by, confirmed=INVENTED
                )
        if s.party_since:
            self._join_party(person, s.party_since)
        if s.youth:
            begin = max(date(1996, 1, 1), date((s.born or START).year + 16, 3, 26))
            people.join_body(
                person=person,
                body="youth_union",
                on=begin,
                until=date((s.born or START).year + 31, 3, 26),
                by=self.by,
                confirmed=INVENTED,
            )

    def _join_party(self, person: Person, on: date) -> None:
        joined = people.join_body(
            person=person, body="party", stage="probationary", on=on, by=self.by, confirmed=INVENTED
        )
        if on + timedelta(days=365) <= CUT_OFF:
            people.make_official(
                membership=joined, on=on + timedelta(days=365), by=self.by, confirmed=INVENTED
            )

    def _posts(self, everybody: list[Somebody], report: Report) -> None:
        """In order of time, so that each seat is vacant when its next holder comes."""
        rows = sorted(
            ((post.start, n, k) for n, s in enumerate(everybody) for k, post in enumerate(s.posts))
        )
        held: dict[tuple[int, int], Holding] = {}
        endings = sorted(
            (p.end, n, k) for n, s in enumerate(everybody) for k, p in enumerate(s.posts) if p.end
        )
        for done, (start, n, k) in enumerate(rows):
            while endings and endings[0][0] <= start:
                self._end(everybody, held, endings.pop(0))
            post = everybody[n].posts[k]
            held[n, k] = people.post_person(
                person=self.persons[id(everybody[n])],
                unit=self.units[post.place],
                post=post.post,
                on=start,
                by=self.by,
                confirmed=INVENTED,
                decision=f"{self.random.randrange(100, 2000)}/QĐ-UBND" if start > START else "",
            )
            report(40 + 30 * done // len(rows), "Chức vụ")
        for ending in endings:
            self._end(everybody, held, ending)
        for n, s in enumerate(everybody):
            self.holdings[id(s)] = [held[n, k] for k in range(len(s.posts))]
            if s.moved:
                people.move_person(
                    person=self.persons[id(s)],
                    to=self.units[s.moved[1]],
                    on=s.moved[0],
                    by=self.by,
                    confirmed=INVENTED,
                )

    def _end(
        self,
        everybody: list[Somebody],
        held: dict[tuple[int, int], Holding],
        ending: tuple[date, int, int],
    ) -> None:
        end, n, k = ending
        somebody = everybody[n]
        if somebody.died == end:
            people.record_death(
                person=self.persons[id(somebody)], on=end, by=self.by, confirmed=INVENTED
            )
            held[n, k].refresh_from_db()
        else:
            people.end_holding(
                holding=held[n, k],
                on=end,
                ended_by=somebody.posts[k].ended_by,
                by=self.by,
                confirmed=INVENTED,
            )

    def _courses(self) -> list[Course]:
        province, school = self.places.province, self.places.military_school
        main = training.found_curriculum(
            name="Trung cấp quân sự cơ sở",
            level="intermediate",
            hours=MAIN,
            by=self.by,
            source="TT 117/2009/TT-BQP",
            taught_at="Trường Quân sự tỉnh",
        )
        extra = training.found_curriculum(
            name="Đào tạo bổ sung lý luận",
            level="supplementary",
            hours=SUPPLEMENTARY,
            by=self.by,
            supplementary=True,
            source="Kế hoạch của UBND tỉnh (bản mẫu)",
            taught_at="Trường Chính trị Hoàng Văn Thụ",
        )
        sizes = [g + len(n) for g, n in zip(GRADUATES, NOT_GRADUATED, strict=True)]
        return [
            training.open_course(
                organiser=province,
                number=n + 1,
                name=f"Khóa {n + 1}",
                level="intermediate",
                mode="full_time",
                lead_school=school,
                partner_schools=[self.places.political_school],
                on=begin,
                by=self.by,
                curricula=[main, extra],
                quota=[110, 120, 110][n],
                sent=sizes[n],
            )
            for n, (begin, _) in enumerate(COURSES)
        ]

    def _train(self, s: Somebody, course: Course, n: int) -> None:
        begin, over = COURSES[s.course or 0]
        person = self.persons[id(s)]
        enrolment = training.enrol_person(
            person=person,
            course=course,
            unit=self.units[s.home],
            on=begin,
            by=self.by,
            trained_for=s.trained_for,
            stated={"party": "none"} if s.says_no_party else {},
            sending_decision=f"{500 + (s.course or 0)}/QĐ-UBND",
        )
        self.enrolments[id(s)] = enrolment
        if s.outcome != "graduated":
            reason = (
                "Hoàn cảnh gia đình" if s.outcome == "dropped" else "Không đạt kỳ thi tốt nghiệp"
            )
            on = begin + timedelta(days=140 + n % 60) if s.outcome == "dropped" else over
            training.finish_enrolment(
                enrolment=enrolment, outcome=s.outcome, on=on, by=self.by, reason=reason
            )
            return
        grade = self.random.choices(
            ["excellent", "very_good", "good", "fairly_good", "average"], [2, 16, 55, 21, 6]
        )[0]
        training.finish_enrolment(
            enrolment=enrolment,
            outcome="graduated",
            on=over,
            by=self.by,
            grade=grade,
            commended=self.random.random() < 0.1,
            disciplined=self.random.random() < 0.01,
        )
        self._after_course(s, person, enrolment, over, n)

    def _after_course(
        self, s: Somebody, person: Person, enrolment: Enrolment, over: date, n: int
    ) -> None:
        issued = over + timedelta(days=21)
        kinds = (
            ["military"] + ["political_theory"] * (n % 3 != 0) + ["state_management"] * (n % 5 == 0)
        )
        for kind in kinds:
            number = f"{kind[:2].upper()} {(s.course or 0) + 1}{n:05d}"
            training.issue_certificate(
                enrolment=enrolment,
                kind=kind,
                number=number,
                register_number=f"{n + 1}/K{(s.course or 0) + 1}",
                on=issued,
                by=self.by,
            )
        level = "intermediate" if n % 3 else "elementary"
        people.record_fact(
            person=person,
            kind="political_theory",
            value=level,
            on=over,
            by=self.by,
            confirmed=INVENTED,
            place="Trường Chính trị Hoàng Văn Thụ",
        )
        if n % 5 == 0:
            people.record_fact(
                person=person,
                kind="state_management",
                value="trained",
                on=over,
                by=self.by,
                confirmed=INVENTED,
            )
        if n % 3 != 1 and s.died is None:
            people.record_fact(
                person=person,
                kind="reserve_rank",
                value="second_lieutenant",
                on=over + timedelta(days=90),
                by=self.by,
                confirmed=INVENTED,
            )
        if s.placement is not None:
            training.place_graduate(
                enrolment=enrolment, holding=self.holdings[id(s)][s.placement], by=self.by
            )
        if s.party_since is None and self.random.random() < 0.6 and s.died is None:
            self._join_party(person, over + timedelta(days=self.random.randrange(30, 500)))

    def _bodies(self) -> None:
        """Who of the present commanders sits in the party committee and the People's Committee of
        the commune.
        """
        now = Holding.objects.as_of(CUT_OFF).select_related("person", "unit").order_by("id")
        commanders = list(now.filter(post="commander"))
        deputies = list(now.filter(post="deputy_commander"))
        self._elect(
            "party_committee", date(2010, 7, 15), self.random.sample(commanders, PARTY_COMMITTEE)
        )
        self._elect(
            "peoples_committee",
            date(2011, 6, 20),
            self.random.sample(commanders, PEOPLES_COMMITTEE),
        )
        self._elect(
            "military_cell_committee", date(2010, 5, 1), self.random.sample(commanders, 160)
        )
        self._elect(
            "peoples_council",
            date(2011, 6, 1),
            self.random.sample(commanders, 88) + self.random.sample(deputies, 31),
        )
        self._elect("party_committee", date(2010, 7, 15), self.random.sample(deputies, 24))
        former = (
            Holding.objects.filter(post="commander", valid_to__lt=date(2010, 1, 1))
            .select_related("person", "unit")
            .order_by("id")
        )
        for holding in former[:40]:
            people.join_body(
                person=holding.person,
                body="party_committee",
                unit=holding.unit,
                on=holding.valid_from,
                until=holding.valid_to,
                by=self.by,
                confirmed=INVENTED,
                term="2000-2005",
            )

    def _elect(self, body: str, day: date, holdings: list[Holding]) -> None:
        for holding in holdings:
            on = max(day, holding.valid_from)
            if body == "party_committee":
                member = (
                    holding.person.memberships.filter(body="party").order_by("valid_from").first()
                )
                if member is None:
                    self._join_party(holding.person, max(START, on - timedelta(days=800)))
                else:
                    on = max(on, member.valid_from)
            people.join_body(
                person=holding.person,
                body=body,
                unit=holding.unit,
                on=on,
                by=self.by,
                confirmed=INVENTED,
                term="2010-2015",
            )

    def _ratings(self) -> None:
        for holding in (
            Holding.objects.as_of(CUT_OFF)
            .filter(seat__isnull=False)
            .select_related("person")
            .order_by("id")
        ):
            if self.random.random() < 0.03:
                continue
            value = self.random.choices(
                ["excellent", "good", "completed", "not_completed"], [12, 63, 23, 2]
            )[0]
            people.record_fact(
                person=holding.person,
                kind="rating",
                value=value,
                on=date(2012, 1, 1),
                until=date(2013, 1, 1),
                by=self.by,
                confirmed=INVENTED,
            )

    def _board(self) -> None:
        """The steering committee: its head by office is the vice-chairman of the province."""
        p = self.places
        seats = [
            ("head", "Phó Chủ tịch UBND tỉnh", "provincial_vice_chairman", p.province),
            ("standing_deputy", "Chỉ huy trưởng Bộ CHQS tỉnh", "provincial_commander", p.command),
        ]
        seats += [
            ("member", f"Giám đốc {AGENCIES[key]}", "agency_leader", unit)
            for key, unit in p.agencies.items()
        ]
        for n, (role, office, post, unit) in enumerate(seats):
            name = BOARD_NAMES[n]
            person = people.add_person(
                full_name=name,
                keeper=unit,
                on=START,
                by=self.by,
                confirmed=INVENTED,
                code=make_code(self.random),
                sex="male",
            )
            people.post_person(
                person=person,
                unit=unit,
                post=post,
                on=date(2010, 6, 1),
                by=self.by,
                confirmed=INVENTED,
            )
            people.appoint_board_member(
                board=p.board,
                person=person,
                role=role,
                office=office,
                on=date(2010, 7, 1),
                by=self.by,
                confirmed=INVENTED,
                decision="Quyết định kiện toàn Ban Chỉ đạo (bản mẫu)",
            )
