"""Which unit a name means: on the day of the fact, within the scope."""

from datetime import date

import pytest

import factories
from goc.lib.errors import InputError
from goc.units.access import scope_of
from goc.units.actions import Abolish, Close, Found, add_alias, reorganise
from goc.units.by_name import UnitNames, readings
from goc.units.models import UnitVersion

pytestmark = pytest.mark.django_db
OLD, NEW, TODAY = date(2012, 1, 1), date(2025, 7, 1), date(2026, 11, 20)


@pytest.fixture
def place(cast):
    """Kháng Chiến of the district and Xã Một Hai became another Kháng Chiến in 2025, when the
    district ended; two communes were called Mẫu Sơn and became one.
    """
    other = factories.unit("Huyện Hai", "rural_district", cast.province, code="181")
    old = factories.unit("Xã Kháng Chiến", "commune", cast.district, code="06049")
    peaks = [factories.unit("Xã Mẫu Sơn", "commune", d) for d in (cast.district, other)]
    labour = factories.unit("Sở Lao động - Thương binh và Xã hội", "agency", cast.province)
    reorganise(
        on=NEW,
        kind="level_abolished",
        by="t",
        changes=[
            Close(old, into=(("new", "full"),)),
            Close(cast.communes[1], into=(("new", "full"),)),
            *(Close(peak, into=(("peak", "full"),)) for peak in peaks),
            Close(cast.communes[0]),
            Found("new", "Xã Kháng Chiến", "commune", cast.province, code="2-tier:06037"),
            Found("peak", "Xã Mẫu Sơn", "commune", cast.province),
            Abolish(cast.district),
            Abolish(other),
        ],
    )
    living = {v.name: v.unit for v in UnitVersion.objects.as_of(TODAY).select_related("unit")}
    return {"old": old, "peaks": peaks, "labour": labour, **living}


@pytest.fixture
def names(cast, place):
    def on(day, user=None):
        return UnitNames(scope_of(user or cast.alice, today=TODAY), day)

    return on


def refusal(names, text):
    with pytest.raises(InputError) as refused:
        names.find(text)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "Kháng Chiến",
        "xã kháng chiến",
        "Xã Kháng Chiến, huyện Một",
        "Khang Chien - Một",
        "3-tier:06049",
    ],
)
def test_a_name_is_that_of_the_day(names, place, text):
    assert names(OLD).find(text) == place["old"]


@pytest.mark.parametrize("text", ["Kháng Chiến", "Xã Kháng Chiến, tỉnh A", "2-tier:06037"])
def test_today_the_same_name_is_another_unit(names, place, text):
    assert names(TODAY).find(text) == place["Xã Kháng Chiến"]


def test_two_of_one_name_are_asked_about(names, place):
    told = "Có 2 xã Mẫu Sơn: huyện Hai, huyện Một; hãy ghi kèm huyện"
    assert refusal(names(OLD), "Mẫu Sơn") == told
    assert names(OLD).find("Mẫu Sơn, Hai") == place["peaks"][1]
    assert names(TODAY).find("Mẫu Sơn") == place["Xã Mẫu Sơn"]


def test_a_dash_in_a_name_belongs_to_it(names, place):
    for text in ("Sở Lao động - Thương binh và Xã hội", "so lao dong - thuong binh va xa hoi"):
        assert names(TODAY).find(text) == place["labour"]
    assert names(TODAY).find("Sở Lao động - Thương binh và Xã hội, tỉnh A") == place["labour"]


def test_the_ways_to_read_a_text():
    assert list(readings("a - b, c")) == [("a - b, c", []), ("a - b", ["c"]), ("a", ["b", "c"])]
    assert list(readings("a")) == [("a", [])]
    assert list(readings(" , ")) == [("", [])] or list(readings(" , ")) == [(",", []), ("", [])]


HERE = "Hãy ghi đơn vị của ngày ấy, hoặc sửa ngày"


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        (
            "2-tier:06037",
            OLD,
            "Ngày 01/01/2012 không có đơn vị «2-tier:06037»; khi ấy ở đó là: xã Một Hai "
            f"(3-tier:06007); xã Kháng Chiến (3-tier:06049). {HERE}",
        ),
        (
            "Một Hai",
            TODAY,
            "Ngày 20/11/2026 không có đơn vị «Một Hai»; khi ấy ở đó là: xã Kháng Chiến "
            f"(2-tier:06037). {HERE}",
        ),
        (
            "Xã Kháng Chiến, huyện Một",
            TODAY,
            "Ngày 20/11/2026 không có đơn vị «Xã Kháng Chiến, huyện Một»; khi ấy ở đó là: xã Kháng "
            f"Chiến (2-tier:06037). {HERE}",
        ),
        (
            "Một Một",
            TODAY,
            "Ngày 20/11/2026 không có đơn vị «Một Một» (có từ 01/01/2002 đến trước 01/07/2025), và "
            "số liệu không cho biết khi ấy ở đó là đơn vị nào",
        ),
        ("Zzz", OLD, "Không có đơn vị «Zzz» vào ngày 01/01/2012 trong phạm vi của bạn"),
        ("3-tier:22", OLD, "Không có đơn vị «3-tier:22» vào ngày 01/01/2012 trong phạm vi của bạn"),
        ("3-tier:99", OLD, "Không có đơn vị «3-tier:99» vào ngày 01/01/2012 trong phạm vi của bạn"),
    ],
)
def test_a_name_of_another_day_is_answered_with_the_units_of_the_day(names, text, day, told):
    assert refusal(names(day), text) == told


def test_who_has_only_the_new_commune_finds_what_became_it(names, place):
    erin = factories.user("erin", "editor", place["Xã Kháng Chiến"])
    mine = names(OLD, erin)
    assert mine.find("Kháng Chiến") == place["old"]
    told = refusal(mine, "Mẫu Sơn")
    assert told == "Không có đơn vị «Mẫu Sơn» vào ngày 01/01/2012 trong phạm vi của bạn"


def test_another_spelling_is_found_on_a_day_of_the_unit(names, place):
    add_alias(unit=place["old"], name="Kháng Chiếng", by="t")
    assert names(OLD).find("Kháng Chiếng") == place["old"]


def test_namesakes_of_namesakes_are_told_by_province_and_many_are_counted(db):
    top = [factories.unit(f"Tỉnh {n:02}", "province", code=f"{n}") for n in range(12)]
    for province in top:
        district = factories.unit("Huyện Châu Thành", "rural_district", province)
        factories.unit("Xã Tân Lập", "commune", district)
    chief = factories.user("chief", "editor")
    names = UnitNames(scope_of(chief, today=TODAY), OLD)
    told = refusal(names, "Tân Lập")
    assert told.startswith("Có 12 xã Tân Lập: huyện Châu Thành, tỉnh 00, huyện Châu Thành, tỉnh 01")
    assert told.endswith("huyện Châu Thành, tỉnh 07, … (còn 4); hãy ghi kèm huyện, tỉnh")
    assert names.find("Tân Lập, Châu Thành, tỉnh 03")


def test_a_district_is_not_mistaken_for_its_command(cast):
    """`Ban Chỉ huy quân sự huyện Một` is no other `huyện Một`."""
    name = "Ban Chỉ huy quân sự huyện Một"
    command = factories.unit(name, "district_command", cast.district)
    here = UnitNames(scope_of(cast.alice, today=TODAY), TODAY)
    found = [here.find(text) for text in ("Huyện Một", "huyện một", name, f"{name}, Một")]
    assert found == [cast.district, cast.district, command, command]
