"""Columns that tell their label, kind and mask; the rules that the database itself holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Value

from goc.dated import backstop, fields
from goc.dated.backstop import Rule
from goc.dated.folding import Folded, _fold
from goc.dated.models import Entry
from goc.units.fields import UnitField
from goc.viet.names import fold

MADE = {
    "LineField": ("text", "CharField", {"max_length": 200}),
    "CodeField": ("code", "CharField", {"max_length": 40}),
    "DayField": ("day", "DateField", {}),
    "YearField": ("year", "PositiveSmallIntegerField", {}),
    "CountField": ("count", "PositiveIntegerField", {}),
    "FlagField": ("flag", "BooleanField", {}),
    "MoneyField": ("money", "DecimalField", {"max_digits": 18, "decimal_places": 3}),
}


# --- columns


@pytest.mark.parametrize("name", MADE)
def test_in_migrations_a_column_is_the_plain_one(name):
    kind, plain, options = MADE[name]
    field = getattr(fields, name)("Nhãn", help="Giúp", sensitive=True, catalogue="post")
    field.set_attributes_from_name("x")
    assert field.deconstruct() == ("x", f"django.db.models.{plain}", [], options)
    assert isinstance(field, getattr(models, plain))
    told = (field.kind, field.verbose_name, field.help_text, field.sensitive, field.catalogue)
    assert told == (kind, "Nhãn", "Giúp", True, "post")


def test_a_column_tells_nothing_unless_it_is_told():
    field = fields.LineField("Nhãn")
    assert (field.sensitive, field.catalogue, field.help_text) == (False, "", "")


def test_widths_may_be_said():
    line, money = fields.LineField(max_length=7), fields.MoneyField(max_digits=9)
    assert (line.max_length, money.max_digits, money.decimal_places) == (7, 9, 3)


@pytest.mark.parametrize(("amount", "good"), [("0", True), ("0.001", True), ("-0.001", False)])
def test_money_is_never_negative(amount, good):
    field = fields.MoneyField("Tiền")
    if good:
        assert field.clean(Decimal(amount), None) == Decimal(amount)
    else:
        with pytest.raises(ValidationError):
            field.clean(Decimal(amount), None)


def test_a_column_of_a_unit_protects_it():
    field = UnitField("Đơn vị", sensitive=True)
    field.set_attributes_from_name("unit")
    _, path, _, options = field.deconstruct()
    assert (path, options["to"], options["on_delete"], options["related_name"]) == (
        "django.db.models.ForeignKey",
        "units.unit",
        models.PROTECT,
        "+",
    )
    assert (field.kind, field.sensitive, str(field.verbose_name)) == ("unit", True, "Đơn vị")


# --- rules of the database


def test_a_rule_for_each_list_of_columns_of_each_model():
    rules = {rule.name: rule for rule in backstop.wanted_rules()}
    assert {name: rule.columns for name, rule in rules.items() if "unitcode" in name} == {
        "units_unitcode_no_overlap_0": ("catalogue", "code"),
        "units_unitcode_no_overlap_1": ("unit_id", "catalogue"),
    }
    assert rules["units_unitright_no_overlap_0"].columns == ("user_id", "unit_id")
    assert len(rules) == sum(len(model.no_overlap) for model in backstop.dated_models())


def test_what_a_rule_is_laid_as():
    index, *triggers = backstop._sqlite(Rule("t", "t_no_overlap_0", ("a", "b")))
    assert index == (
        'CREATE INDEX IF NOT EXISTS "t_no_overlap_0_ix" ON "t" ("a", "b", "valid_from")'
    )
    assert [line for line in triggers if line.startswith("DROP")] == [
        f'DROP TRIGGER IF EXISTS "t_no_overlap_0_{event}"' for event in ("INSERT", "UPDATE")
    ]
    (statement,) = backstop._postgres(Rule("t", "t_no_overlap_0", ("a", "b")))
    assert 'WHERE ("a" IS NOT NULL AND "b" IS NOT NULL)' in statement
    assert """hashtextextended("a"::text || '|' || "b"::text, 0)""" in statement


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are SQLite's")
def test_a_rule_that_is_gone_or_otherwise_is_missing_until_it_is_laid_again():
    name = "units_trait_no_overlap_0"
    assert backstop.missing_rules(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}_UPDATE"')
        assert backstop.missing_rules(connection) == [name]
        cursor.execute(
            f'CREATE TRIGGER "{name}_UPDATE" AFTER UPDATE ON "units_trait" BEGIN SELECT 1; END'
        )
    assert backstop.missing_rules(connection) == [name]
    backstop.install()
    assert backstop.missing_rules(connection) == []


# --- folding


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["", "Đặng", "ĐẶNG  đặng", "Huyện Ðình Lập", "Nậm Nhùn", "Ia Đrăng", "x/y-z.12", "Ưu ỡ Ữ"],
)
def test_the_folded_key_of_a_column_is_that_of_names_but_for_runs_of_spaces(text):
    found = Entry.objects.values_list(Folded(Value(text)), flat=True).first()
    assert " ".join(found.split()) == fold(text)


def test_what_is_not_known_has_no_key():
    assert (_fold(None), _fold("Đức")) == (None, "duc")
