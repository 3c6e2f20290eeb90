from datetime import date

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError
from goc.units.loading import load_directory
from goc.units.models import (
    Lineage,
    Reorganisation,
    Trait,
    Unit,
    UnitAlias,
    UnitCode,
    UnitParent,
    UnitVersion,
)
from goc.units.queries import counts, find_unit, name_of
from units.small_catalogue import LINES

pytestmark = pytest.mark.django_db
END = date(2025, 7, 1)


def rows(model):
    return [(r.valid_from, r.valid_to, str(r)) for r in model]


def test_identities_names_codes_and_parents(catalogue):
    load_directory(catalogue, by="t")
    commune = find_unit("3-tier:06004", as_of=date(2012, 1, 1))
    province = find_unit("3-tier:20", as_of=date(2012, 1, 1))
    assert rows(commune.versions.order_by("valid_from")) == [
        (date(2004, 8, 31), date(2012, 1, 1), "Xã Quốc Khánh"),
        (date(2012, 1, 1), END, "Thị trấn Quốc Khánh"),
        (END, None, "Xã Quốc Khánh"),
    ]
    assert [(c.catalogue, c.valid_to) for c in commune.codes.order_by("valid_from")] == [
        ("3-tier", END),
        ("2-tier", None),
    ]
    assert [
        name_of(p.parent, as_of=p.valid_from) for p in commune.parents.order_by("valid_from")
    ] == [
        "Huyện Tràng Định",
        "Tỉnh Lạng Sơn",
    ]
    assert rows(province.versions.all()) == [(date(2004, 8, 31), None, "Tỉnh Lạng Sơn")]


def test_a_gap_begins_a_new_identity_and_another_name_too(catalogue):
    load_directory(catalogue, by="t")
    first, second = (find_unit("3-tier:06010", as_of=date(y, 6, 1)) for y in (2008, 2016))
    assert first != second != find_unit("2-tier:06099", as_of=END)
    assert Unit.objects.count() == 7


def test_lineage_reorganisations_and_aliases(catalogue):
    load_directory(catalogue, by="t")
    told = [
        (
            str(r.on),
            name_of(r.from_unit, as_of=r.on),
            r.to_unit and name_of(r.to_unit, as_of=r.on),
            r.share,
            r.basis,
        )
        for r in Lineage.objects.order_by("on")
    ]
    assert told == [
        ("2010-01-01", "Xã Mẫu Sơn", None, "unknown", "không rõ"),
        ("2020-01-01", "Xã Đại Đồng", "Thị trấn Quốc Khánh", "full", "NQ 1"),
        ("2025-07-01", "Xã Mẫu Sơn", "Xã Thất Khê", "full", "NQ 2"),
    ]
    assert [(str(r.on), r.legal_basis, r.kind) for r in Reorganisation.objects.all()] == [
        ("2010-01-01", "", "change"),
        ("2020-01-01", "818/NQ", "change"),
        ("2025-07-01", "1672/NQ", "level_abolished"),
    ]
    assert {name_of(r.province, as_of=r.on) for r in Reorganisation.objects.all()} == {
        "Tỉnh Lạng Sơn"
    }
    assert [a.name for a in UnitAlias.objects.all()] == ["Xã Thất Khe"]


def test_one_event_with_counts_and_digests(catalogue):
    load_directory(catalogue, by="t")
    event = Event.objects.get()
    assert (event.action, event.after["counts"]["units"]) == ("units.load", 7)
    assert sorted(event.after["files"]) == [
        "reorganisations.csv",
        "spelling_variants.csv",
        "successions.csv",
        "units.csv",
    ]


def test_loading_again_changes_nothing(catalogue):
    load_directory(catalogue, by="t")
    before = [
        list(m.objects.order_by("pk").values())
        for m in (UnitVersion, UnitCode, UnitParent, Lineage, Reorganisation)
    ]
    said = []
    result = load_directory(catalogue, by="t", report=lambda _, message: said.append(message))
    after = [
        list(m.objects.order_by("pk").values())
        for m in (UnitVersion, UnitCode, UnitParent, Lineage, Reorganisation)
    ]
    assert (result["changed"], said[-1], after, Event.objects.count()) == (
        False,
        "không có gì mới",
        before,
        1,
    )


def test_a_dry_run_counts_and_writes_nothing(catalogue):
    result = load_directory(catalogue, by="t", dry_run=True)
    assert (result["units"], result["versions"], Unit.objects.count(), Event.objects.count()) == (
        7,
        9,
        0,
        0,
    )


def test_only_units_csv_is_needed(only_units):
    load_directory(only_units(LINES), by="t")
    assert counts(as_of=date(2012, 1, 1)) == {"provinces": 1, "districts": 1, "communes": 2}
    assert Unit.objects.count() == 9  # without successions no identity crosses the catalogues


class TestOntoASiteThatHasSomeOfIt:
    @pytest.fixture
    def own(self):
        province = factories.unit("Tỉnh Lạng Sơn", "province", code="20")
        district = factories.unit("Huyện Tràng Định", "rural_district", province, code="180")
        commune = factories.unit("Xã Quốc Khánh", "commune", district, code="06004")
        Trait.objects.create(unit=commune, kind="border", source="s", valid_from=factories.START)
        command = factories.unit("Ban CHQS huyện", "district_command", district)
        return province, district, commune, command

    def test_keeps_identity_and_earlier_start(self, own, catalogue):
        province, district, commune, _ = own
        load_directory(catalogue, by="t")
        assert [
            find_unit(f"3-tier:{c}", as_of=END.replace(year=2012)) for c in ("20", "180", "06004")
        ] == list(own[:3])
        assert rows(commune.versions.order_by("valid_from"))[0] == (
            factories.START,
            date(2012, 1, 1),
            "Xã Quốc Khánh",
        )
        assert rows(province.versions.all()) == [(factories.START, None, "Tỉnh Lạng Sơn")]
        assert [
            (p.parent, p.valid_from, p.valid_to) for p in commune.parents.order_by("valid_from")
        ] == [
            (district, factories.START, END),
            (province, END, None),
        ]
        assert commune.traits.get().valid_to is None

    def test_names_what_is_left_without_a_superior(self, own, catalogue):
        assert load_directory(catalogue, by="t")["orphans"] == [
            "«Ban CHQS huyện» thuộc «Huyện Tràng Định» từ 01/07/2025 đến nay"
        ]

    def test_traits_end_with_their_unit(self, own, catalogue):
        Trait.objects.create(unit=own[1], kind="border", source="s", valid_from=factories.START)
        load_directory(catalogue, by="t")
        assert own[1].traits.get().valid_to == END
        assert load_directory(catalogue, by="t")["changed"] is False

    def test_the_replaced_rows_are_in_the_event(self, own, catalogue):
        load_directory(catalogue, by="t")
        replaced = [r["name"] for r in Event.objects.get().before["rows"] if "name" in r]
        assert replaced == ["Huyện Tràng Định", "Xã Quốc Khánh"]

    def test_what_the_site_began_after_the_catalogue_stays(self, own, catalogue):
        load_directory(catalogue, by="t")
        from goc.units.actions import rename_unit

        rename_unit(unit=own[2], name="Xã Quốc Khánh Mới", on=date(2026, 8, 1), by="t")
        assert load_directory(catalogue, by="t")["changed"] is False

    def test_again_changes_nothing(self, own, catalogue):
        load_directory(catalogue, by="t")
        assert load_directory(catalogue, by="t")["changed"] is False


def changed(old: str, new: str) -> list[str]:
    assert any(old in line for line in LINES)
    return [line.replace(old, new) for line in LINES]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            changed("xã,180,2004-08-31,2012-01-01", "xã,180,2004-08-31,2013-01-01"),
            "units.csv, dòng 5: 3-tier:06004 «Thị trấn Quốc Khánh» bắt đầu ngày 2012-01-01, trùng thời gian với dòng 4 "
            "(từ 2004-08-31 đến 2013-01-01). Hãy sửa valid_to của dòng 4 hoặc valid_from của dòng 5.",
        ),
        (
            changed("thị trấn,180,2012-01-01", "thị trấn,180,2004-08-31"),
            "units.csv, dòng 5: 3-tier:06004 «Thị trấn Quốc Khánh» có hai bản cùng bắt đầu ngày 2004-08-31 "
            "(dòng 4 cũng vậy). Hãy bỏ một dòng.",
        ),
        (
            changed("huyện,20,2004-08-31,2025-07-01", "huyện,20,2004-08-31,2019-01-01"),
            "units.csv, dòng 5: 3-tier:06004 «Thị trấn Quốc Khánh» thuộc mã 3-tier:180 từ 2012-01-01 đến 2025-07-01, "
            "nhưng 3-tier:180 không tồn tại suốt thời gian đó (2004-08-31 đến 2019-01-01). Hãy sửa parent_code hoặc "
            "ngày của một trong hai đơn vị.",
        ),
        (
            changed("xã,180,2015-01-01", "xã,181,2015-01-01"),
            "units.csv, dòng 8: 3-tier:06010 «Xã Mẫu Sơn» thuộc mã 3-tier:181, nhưng mã này không có trong tệp. "
            "Hãy thêm hoặc sửa parent_code.",
        ),
        (
            changed("xã,180,2015-01-01,2025-07-01", "xã,180,2015-01-01,2015-01-01"),
            "units.csv, dòng 8: 3-tier:06010 «Xã Mẫu Sơn» có valid_to 2015-01-01 không sau valid_from 2015-01-01. "
            "Hãy sửa một trong hai ngày.",
        ),
        (
            changed("2015-01-01", "2015-02-30"),
            "units.csv, dòng 8: «2015-02-30» ở cột valid_from không phải là ngày. Hãy ghi dạng 2012-12-31.",
        ),
        (
            changed("Xã Thất Khê,xã", "Xã Thất Khê,làng"),
            "units.csv, dòng 11: không có loại đơn vị «làng» (06099 Xã Thất Khê). Các loại được dùng: tỉnh, thành phố "
            "trung ương, quận, huyện, thị xã, thành phố, phường, xã, thị trấn, đặc khu.",
        ),
        (
            [*LINES, "2-tier,commune"],
            "units.csv, dòng 12: số ô không bằng số cột của dòng tiêu đề. "
            "Hãy kiểm tra dấu phẩy và dấu ngoặc kép.",
        ),
    ],
    ids=[
        "overlap",
        "two on one day",
        "parent not valid",
        "no parent",
        "empty",
        "date",
        "kind",
        "cells",
    ],
)
def test_a_faulty_line_is_named_and_nothing_written(only_units, lines, sentence):
    with pytest.raises(InputError) as refused:
        load_directory(only_units(lines), by="t")
    assert (str(refused.value), Unit.objects.count(), Event.objects.count()) == (sentence, 0, 0)


def test_a_missing_directory_file_or_column_is_said(tmp_path):
    for path, words in ((tmp_path / "no", "Không có thư mục"), (tmp_path, "thiếu tệp units.csv")):
        with pytest.raises(InputError, match=words):
            load_directory(path, by="t")
    (tmp_path / "units.csv").write_text("catalogue,code\n", encoding="utf-8")
    with pytest.raises(
        InputError, match="dòng 1: thiếu cột level, name, kind, parent_code, valid_from, valid_to"
    ):
        load_directory(tmp_path, by="t")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a," * 1_000_000,
            "units.csv, dòng 1: dài hơn 20 nghìn ký tự. Hãy kiểm tra dấu xuống dòng.",
        ),
        (
            '"' + "a,b\n" * 100_000,
            "units.csv: không tách được thành cột. Hãy kiểm tra dấu phẩy và dấu ngoặc kép.",
        ),
        ("", "Tệp units.csv rỗng."),
    ],
)
def test_what_is_no_table_is_said(tmp_path, text, sentence):
    (tmp_path / "units.csv").write_text(text)
    with pytest.raises(InputError) as caught:
        load_directory(tmp_path, by="t")
    assert str(caught.value) == sentence


def test_a_succession_of_nobody_is_refused(catalogue):
    file = catalogue / "successions.csv"
    file.write_text(
        file.read_text("utf-8").replace("3-tier,06007", "3-tier,09999"), encoding="utf-8"
    )
    with pytest.raises(
        InputError, match="dòng 2: không có đơn vị 3-tier:09999 vào ngày 2019-12-31"
    ):
        load_directory(catalogue, by="t")
    assert Unit.objects.count() == 0


def test_a_failure_while_writing_leaves_nothing(catalogue):
    def stop(percent, message):
        if percent > 50:
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        load_directory(catalogue, by="t", report=stop)
    assert (Unit.objects.count(), UnitVersion.objects.count()) == (0, 0)
