"""The page `facts_many`: ratings, health and disciplines of many people by one paste."""

from __future__ import annotations

from datetime import date

import pytest

from browsing import send, sent_by
from goc.people.models import Fact
from people.made import person

pytestmark = pytest.mark.django_db
URL = "/people/facts/"
HEADS = "Họ và tên\tXếp loại\tLoại sức khỏe\tHình thức kỷ luật\tChấp hành đến trước ngày"
ABOVE = {"common_decision": "QĐ 5/QĐ-UBND", "common_year": "2025", "common_on": "01/03/2026"}


def written(client, *lines, **above):
    given = {"sheet": "\n".join([HEADS, *lines]), **ABOVE, **above}
    shown = send(client, URL, look="1", **given)
    return shown, client.post(URL, sent_by(shown) | {"write": "1"})


def test_each_row_is_written_with_its_paper_and_its_days(cast, client):
    one, other = person(cast, "Lý Văn Một"), person(cast, "Lý Văn Hai")
    client.force_login(cast.alice)
    _, answer = written(
        client,
        "Lý Văn Một\tHoàn thành tốt nhiệm vụ\tLoại 2\t\t",
        "Lý Văn Hai\t\t\tCảnh cáo\t01/03/2027",
    )
    assert answer.status_code == 302
    columns = ("person", "kind", "value", "valid_from", "valid_to", "decision")
    year = (date(2025, 1, 1), date(2026, 1, 1))
    assert sorted(Fact.objects.values_list(*columns)) == [
        (one.pk, "health_class", "2", date(2026, 3, 1), None, "QĐ 5/QĐ-UBND"),
        (one.pk, "rating", "good", *year, "QĐ 5/QĐ-UBND"),
        (other.pk, "discipline", "warning", date(2026, 3, 1), date(2027, 3, 1), "QĐ 5/QĐ-UBND"),
    ]


@pytest.mark.parametrize(
    ("line", "above", "said"),
    [
        ("Lý Văn Một\t\t\t\t", {}, "Hãy ghi xếp loại, loại sức khỏe hoặc hình thức kỷ luật."),
        ("Lý Văn Một\tHoàn thành nhiệm vụ\t\t\t", {"common_year": ""}, "Hãy ghi năm đánh giá"),
        ("Lý Văn Một\t\tLoại 2\t\t", {"common_on": ""}, "Hãy ghi «Từ ngày»"),
        ("Lý Văn Một\tRất tốt\t\t\t", {}, "Rất tốt"),
    ],
    ids=["nothing", "no year", "no day", "no such rating"],
)
def test_a_line_at_fault_is_told_and_nothing_is_written(cast, client, line, above, said):
    person(cast, "Lý Văn Một"), person(cast, "Lý Văn Hai")
    client.force_login(cast.alice)
    shown, _ = written(client, line, "Lý Văn Hai\t\tLoại 3\t\t", **above)
    assert said in " ".join(shown.content.decode().split())
    assert not Fact.objects.exists()


def test_who_only_reads_gets_no_form(cast, client):
    client.force_login(cast.bob)
    assert client.get(URL).status_code == 403
