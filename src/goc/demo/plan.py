"""Invents the people of the demonstration: who they are and what becomes of them. Pure and
repeatable.

The published totals of Lạng Sơn are the *shape* of the crowd (how many of each sort are drawn);
every figure printed afterwards is computed from the dated facts written for each invented person.
The split of the 309 into 228 who kept their post and 81 newly appointed is an inference of the
demonstration, not published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from goc.demo.names import FAMILY, GIVEN, GIVEN_FEMALE, MIDDLE

START, CUT_OFF = date(2002, 1, 1), date(2012, 12, 31)
COURSES = [
    (date(2003, 9, 15), date(2005, 3, 18)),
    (date(2006, 9, 11), date(2008, 3, 14)),
    (date(2009, 9, 14), date(2011, 3, 18)),
]
GRADUATES, NOT_GRADUATED = (
    (112, 116, 107),
    (("dropped", "failed"), ("dropped", "dropped"), ("failed",)),
)
CATEGORIES = {
    "commander": 120,
    "deputy_commander": 108,
    "militia_subunit": 62,
    "ex_serviceman": 25,
    "other": 20,
}
ETHNICITY = {"nung": 158, "tay": 142, "kinh": 21, "dao": 11, "hoa": 2, "san_chay": 1}
PARTY = {"official": 146, "probationary": 32, "youth_union": 132, "none": 25}
UPPER_SECONDARY, NEWLY_IN_COMMAND, NEW_COMMANDERS = 303, 81, 46
HIGHER = [
    "commune_chairman",
    "commune_vice_chairman",
    "commune_vice_chairman",
    "commune_party_secretary",
]
"""What a commander becomes in his commune; twice as likely a deputy."""


@dataclass
class Post:
    """A post to be held [start, end) in commune number `place`."""

    post: str
    place: int
    start: date
    end: date | None = None
    ended_by: str = ""


@dataclass
class Somebody:
    """An invented person. `home` is a commune number; unknown things are None or empty."""

    name: str
    sex: str
    ethnicity: str
    home: int
    born: date | None
    birth_year: int | None = None
    religion: str = "none"
    education: str = "upper_secondary"
    profession: str = "none"
    health: str = "2"
    discharged: date | None = None
    party_since: date | None = None
    youth: bool = False
    died: date | None = None
    moved: tuple[date, int] | None = None
    posts: list[Post] = field(default_factory=list)
    course: int | None = None
    category: str = ""
    outcome: str = ""
    placement: int | None = None
    trained_for: str = "commander"
    says_no_party: bool = False


@dataclass
class Crowd:
    trainees: list[Somebody]
    others: list[Somebody]

    @property
    def everybody(self) -> list[Somebody]:
        return self.trainees + self.others


class Inventor:
    """Draws everything from one seeded source, in one order."""

    def __init__(self, communes: int, seed: int = 2012) -> None:
        self.random, self.communes, self.used = Random(seed), communes, set[str]()
        self.trainees: list[Somebody] = []
        self.others: list[Somebody] = []
        self.seats: dict[tuple[int, str], list[tuple[Somebody, Post]]] = {}

    def crowd(self) -> Crowd:
        self._draw_trainees()
        self._give_seats()
        self._fill_other_seats()
        self._later_events()
        self._fill_vacancies()
        return Crowd(self.trainees, self.others)

    # who they are

    def _name(self, ethnicity: str, sex: str) -> str:
        for _ in range(50):
            middle = "Thị" if sex == "female" else self.random.choice(MIDDLE)
            given = self.random.choice(GIVEN_FEMALE if sex == "female" else GIVEN)
            name = f"{self.random.choice(FAMILY[ethnicity])} {middle} {given}"
            if name not in self.used:
                break
        self.used.add(name)
        return name

    def _day(self, low: date, high: date) -> date:
        return low + timedelta(days=self.random.randrange(max(1, (high - low).days)))

    def _exactly(self, counts: dict[str, int]) -> list[str]:
        drawn = [value for value, count in counts.items() for _ in range(count)]
        self.random.shuffle(drawn)
        return drawn

    def _draw_trainees(self) -> None:
        r, total = self.random, sum(GRADUATES)
        courses = [n for n, size in enumerate(GRADUATES) for _ in range(size)]
        ethnicity, categories = self._exactly(ETHNICITY), self._exactly(CATEGORIES)
        party = self._party(categories)
        lower = set(r.sample(range(total), total - UPPER_SECONDARY))
        for i in range(total):
            self.trainees.append(
                self._trainee(
                    courses[i], ethnicity[i], categories[i], party[i], i in lower, "graduated"
                )
            )
        for course, outcomes in enumerate(NOT_GRADUATED):
            for outcome in outcomes:
                self.trainees.append(
                    self._trainee(
                        course,
                        r.choice(["tay", "nung"]),
                        "militia_subunit",
                        "youth_union",
                        False,
                        outcome,
                    )
                )
        self.trainees[3].birth_year, self.trainees[3].born = (
            (self.trainees[3].born or START).year,
            None,
        )
        self.trainees[17].born = None
        for i in (40, 141, 242):
            self.trainees[i].health = ""

    def _party(self, categories: list[str]) -> list[str]:
        """Party standing, likelier for those in command; the counts stay exact."""
        eager = {"commander": 2.0, "deputy_commander": 1.2, "other": 1.0}
        order = sorted(
            range(len(categories)),
            key=lambda i: -(eager.get(categories[i], 0.6) + self.random.random()),
        )
        standing = [value for value, count in PARTY.items() for _ in range(count)]
        result = [""] * len(categories)
        for place, i in enumerate(order):
            result[i] = standing[place]
        return result

    def _trainee(
        self, course: int, ethnicity: str, category: str, party: str, lower: bool, outcome: str
    ) -> Somebody:
        r, entry = self.random, COURSES[course][0]
        ages = {
            "official": (24, 42),
            "probationary": (22, 38),
            "youth_union": (19, 28),
            "none": (32, 43),
        }[party]
        sex = "female" if category == "other" and r.random() < 0.35 else "male"
        born = self._day(date(entry.year - ages[1], 1, 1), date(entry.year - ages[0], 1, 1))
        somebody = Somebody(
            self._name(ethnicity, sex),
            sex,
            ethnicity,
            -1,
            born,
            religion="catholic" if r.random() < 0.006 else "none",
            education="lower_secondary" if lower else "upper_secondary",
            profession=r.choices(
                ["none", "elementary", "intermediate", "college", "university"], [76, 8, 12, 3, 1]
            )[0],
            health=r.choices(["1", "2", "3"], [45, 42, 13])[0],
            course=course,
            category=category,
            outcome=outcome,
        )
        if party == "official":
            somebody.party_since = self._day(
                max(date(born.year + 20, 6, 1), date(entry.year - 12, 1, 1)),
                entry - timedelta(days=400),
            )
        elif party == "probationary":
            somebody.party_since = self._day(
                entry - timedelta(days=330), entry - timedelta(days=10)
            )
        somebody.youth, somebody.says_no_party = party == "youth_union", party == "none"
        if category == "ex_serviceman":
            somebody.discharged = self._day(entry - timedelta(days=900), entry - timedelta(days=60))
        return somebody

    # their posts

    def _give_seats(self) -> None:
        """The 228 in command at entry keep distinct seats; 81 of the other graduates get seats
        nobody trained holds.
        """
        free = {
            post: self.random.sample(range(self.communes), self.communes)
            for post in ("commander", "deputy_commander")
        }
        self._keep_seats(free)
        rest = [trainee for trainee in self.trainees if trainee.category not in free]
        ready, unplaced = self._to_be_placed(rest)
        for number, trainee in enumerate(ready[:NEWLY_IN_COMMAND]):
            post = "commander" if number < NEW_COMMANDERS else "deputy_commander"
            trainee.trained_for = post if number % 8 else "platoon_leader"
            self._put_in_command(trainee, post, free[post].pop())
        for trainee in ready[NEWLY_IN_COMMAND:]:
            self._put_in_commune(trainee)
        for trainee in unplaced:
            trainee.home = self.random.randrange(self.communes)
            self._small_post(trainee, *COURSES[trainee.course or 0], stays=True)

    def _keep_seats(self, free: dict[str, list[int]]) -> None:
        for trainee in self.trainees:
            if trainee.category in free:
                trainee.home = free[trainee.category].pop()
                self._sit_before(trainee, trainee.category)

    @staticmethod
    def _to_be_placed(rest: list[Somebody]) -> tuple[list[Somebody], list[Somebody]]:
        """Graduates to be placed; eight former servicemen and those who failed are not."""
        ready = [trainee for trainee in rest if trainee.outcome == "graduated"]
        others = [trainee for trainee in rest if trainee.outcome != "graduated"]
        servicemen = [trainee for trainee in ready if trainee.category == "ex_serviceman"][:8]
        return [trainee for trainee in ready if trainee not in servicemen], servicemen + others

    def _put_in_command(self, trainee: Somebody, post: str, home: int) -> None:
        """A seat in command some weeks after the course, and somebody who held it before."""
        entry, over = COURSES[trainee.course or 0]
        trainee.home = home
        self._small_post(trainee, entry, over)
        self._sit(trainee, post, over + timedelta(days=self.random.randrange(15, 60)))
        self._predecessor(home, post, trainee.posts[-1].start)
        trainee.placement = len(trainee.posts) - 1

    def _put_in_commune(self, trainee: Somebody) -> None:
        """A leader of militia stays what he was; the others become officials of a commune."""
        entry, over = COURSES[trainee.course or 0]
        stays = trainee.category == "militia_subunit"
        trainee.home = self.random.randrange(self.communes)
        self._small_post(trainee, entry, over, stays=stays)
        if not stays:
            trainee.posts.append(Post("commune_official", trainee.home, over + timedelta(days=40)))
        trainee.placement = len(trainee.posts) - 1

    def _sit(
        self,
        somebody: Somebody,
        post: str,
        start: date,
        end: date | None = None,
        ended_by: str = "",
    ) -> None:
        held = Post(post, somebody.home, start, end, ended_by)
        somebody.posts.append(held)
        self.seats.setdefault((somebody.home, post), []).append((somebody, held))

    def _sit_before(self, t: Somebody, post: str) -> None:
        entry = COURSES[t.course or 0][0]
        start = (
            START
            if self.random.random() < 0.5
            else self._day(date(2002, 3, 1), entry - timedelta(days=60))
        )
        self._sit(t, post, start)
        self._predecessor(t.home, post, start)
        t.placement, t.trained_for = 0, post

    def _small_post(self, t: Somebody, entry: date, over: date, stays: bool = False) -> None:
        """What a trainee did in the commune before: only those of a category that says so."""
        post = {
            "militia_subunit": self.random.choice(
                ["platoon_leader", "squad_leader", "hamlet_leader"]
            ),
            "other": "mass_organisation",
        }
        if t.category in post:
            start = self._day(START, entry - timedelta(days=90))
            held = Post(post[t.category], t.home, start)
            if not stays:
                held.end, held.ended_by = over + timedelta(days=10), "moved"
            t.posts.append(held)

    def _other(self, home: int) -> Somebody:
        r = self.random
        ethnicity = r.choices(["nung", "tay", "kinh", "dao"], [45, 43, 7, 5])[0]
        born = self._day(date(1956, 1, 1), date(1978, 1, 1))
        party = (
            self._day(date(born.year + 22, 1, 1), date(2010, 1, 1)) if r.random() < 0.7 else None
        )
        made = Somebody(
            self._name(ethnicity, "male"),
            "male",
            ethnicity,
            home,
            born,
            health=r.choice(["1", "2", "3"]),
            party_since=party,
            education=r.choices(["upper_secondary", "lower_secondary"], [70, 30])[0],
        )
        self.others.append(made)
        return made

    def _predecessor(self, home: int, post: str, until: date) -> None:
        if until > START:
            self._sit(
                self._other(home),
                post,
                START,
                until,
                self.random.choice(["retired", "moved", "left"]),
            )

    def _fill_other_seats(self) -> None:
        """Seats no trainee holds: one holder for all the years, or two."""
        for post in ("commander", "deputy_commander"):
            for home in range(self.communes):
                if (home, post) in self.seats:
                    continue
                change = (
                    self._day(date(2004, 1, 1), date(2011, 1, 1))
                    if self.random.random() < 0.5
                    else None
                )
                self._sit(self._other(home), post, START, change, "retired" if change else "")
                if change:
                    self._sit(self._other(home), post, change)

    def _later_events(self) -> None:
        """What becomes of some graduates afterwards: promoted, retired, left, died, moved to
        another commune.
        """
        placed = [trainee for trainee in self.trainees if self._is_in_command(trainee)]
        self.random.shuffle(placed)
        fates = ["promoted"] * 21 + ["above"] * 6 + ["retired"] * 7 + ["left"] * 4 + ["died"] * 1
        for trainee, fate in zip(placed, fates, strict=False):
            self._befall(trainee, fate)
        later = placed[len(fates) :]
        for deputy in [one for one in later if one.posts[-1].post == "deputy_commander"][:4]:
            self._move(deputy)

    @staticmethod
    def _is_in_command(trainee: Somebody) -> bool:
        if trainee.placement is None:
            return False
        return trainee.posts[trainee.placement].post in ("commander", "deputy_commander")

    def _befall(self, trainee: Somebody, fate: str) -> None:
        """Ends the post of placement, and begins what comes after it."""
        over = COURSES[trainee.course or 0][1]
        begun = trainee.posts[-1].start
        first = max(over + timedelta(days=200), begun + timedelta(days=120))
        day = self._day(first, date(2012, 10, 1))
        held = trainee.posts[trainee.placement or 0]
        held.end, held.ended_by = day, "promoted" if fate == "above" else fate
        if fate == "promoted":
            trainee.posts.append(Post(self.random.choice(HIGHER), trainee.home, day))
        elif fate == "above":
            trainee.posts.append(Post("district_official", trainee.home, day))
        elif fate == "died":
            trainee.died = day

    def _move(self, t: Somebody) -> None:
        """A deputy becomes commander of another commune whose commander is not one
        of the trained.
        """
        over, taken = COURSES[t.course or 0][1], {t.home}
        for home in self.random.sample(range(self.communes), self.communes):
            holders = self.seats[home, "commander"]
            somebody, held = holders[-1]
            if home in taken or somebody in self.trainees or held.end is not None:
                continue
            day = self._day(
                max(over + timedelta(days=150), held.start + timedelta(days=200)), date(2012, 9, 1)
            )
            held.end, held.ended_by = day, "retired"
            t.posts[-1].end, t.posts[-1].ended_by = day, "moved"
            t.moved = (day, home)
            new = Post("commander", home, day)
            t.posts.append(new)
            holders.append((t, new))
            return

    def _fill_vacancies(self) -> None:
        """Every commander's seat is filled again; three deputies' seats stay vacant."""
        vacant = 0
        for (home, post), holders in sorted(self.seats.items()):
            end = max(holders, key=lambda pair: pair[1].start)[1].end
            if end is None:
                continue
            if post == "deputy_commander" and vacant < 3:
                vacant += 1
                continue
            self._sit(self._other(home), post, end)
