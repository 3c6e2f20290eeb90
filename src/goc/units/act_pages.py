"""The acts on a unit as its page offers them: what each asks, does and is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from goc.audit.models import Event
from goc.dated.models import Record
from goc.dated.versions import Watched
from goc.lib.errors import HiddenError
from goc.units import act_forms as forms
from goc.units import actions
from goc.units.acts_done import ActLine, acts_of
from goc.units.choosing import ActForm, OnDayForm
from goc.units.history import trait_text
from goc.units.models import Trait, Unit, UnitAlias, UnitParent, UnitVersion
from goc.units.naming import names_apart

Run = Callable[[Unit, Any, object], Any]
Row = Trait | UnitAlias | UnitVersion | UnitParent


@dataclass(frozen=True)
class Act:
    """A form and the action it leads to: `run(unit, form, by)`. `initial(unit, day)`: what the form
    holds at first. `ends`: units end with it, so what it hands over is shown before it is done.
    `replaces`: what the form held at first is written back. `gone`: the unit is no more afterwards.
    """

    title: str | Promise
    icon: str
    form: type[ActForm]
    run: Run
    initial: Callable[[Unit, date], dict[str, Any]] = lambda _unit, _day: {}
    ends: bool = False
    replaces: bool = False
    gone: bool = False


def version_on(unit: Unit, day: date) -> UnitVersion | None:
    """The name on a day, else the last or the first there is."""
    rows = unit.versions.order_by("valid_from")
    return rows.as_of(day).first() or rows.filter(valid_from__lte=day).last() or rows.first()


def parent_on(unit: Unit, day: date, line: str = UnitParent.Line.CIVIL) -> Unit | None:
    row = UnitParent.objects.as_of(day).filter(unit=unit, line=line).select_related("parent")
    found = row.first()
    return found.parent if found else None


def typed_name(unit: Unit | None, day: date) -> str:
    """As its owner would type it: told apart from its namesakes."""
    return names_apart([unit.pk], as_of=day).get(unit.pk, "") if unit else ""


# --- what the forms hold at first


def _named(unit: Unit, day: date) -> dict[str, Any]:
    version = version_on(unit, day)
    return {"name": version.name, "kind": version.kind} if version else {}


def _merged(unit: Unit, day: date) -> dict[str, Any]:
    version = version_on(unit, day)
    return {
        "whole": typed_name(unit, day),
        "kind": version.kind if version else "",
        "parent": typed_name(parent_on(unit, day), day),
    }


# --- what they do


def _rename(unit: Unit, form: Any, by: object) -> Any:
    return actions.rename_unit(unit=unit, **form.arguments(), by=by)


def _correct_name(unit: Unit, form: Any, by: object) -> Any:
    version = version_on(unit, form.today)
    assert version is not None
    return actions.correct_name(version=version, **form.arguments(), by=by)


def _transfer(unit: Unit, form: Any, by: object) -> Any:
    return actions.transfer_unit(unit=unit, **form.arguments(), by=by)


def _close(unit: Unit, form: Any, by: object) -> Any:
    return actions.close_unit(unit=unit, **form.arguments(), by=by)


def _merge(_unit: Unit, form: Any, by: object) -> Any:
    return actions.merge_units(**form.arguments(), by=by)


def _split(unit: Unit, form: Any, by: object) -> Any:
    given = form.arguments()
    version = version_on(unit, given["on"])
    assert version is not None
    given["new"] = form.new_units(version, parent_on(unit, given["on"]))
    return actions.split_unit(unit=unit, **given, by=by)


def _alias(unit: Unit, form: Any, by: object) -> Any:
    return actions.add_alias(unit=unit, **form.arguments(), by=by)


def _code(unit: Unit, form: Any, by: object) -> Any:
    return actions.add_code(unit=unit, **form.arguments(), by=by)


def _trait(unit: Unit, form: Any, by: object) -> Any:
    return actions.set_trait(unit=unit, **form.arguments(), by=by)


def _take_back(unit: Unit, form: Any, by: object) -> Any:
    return actions.take_back_unit(unit=unit, **form.arguments(), by=by)


ACTS: dict[str, Act] = {
    "rename": Act(gettext_lazy("Đổi tên, đổi loại"), "edit", forms.RenameForm, _rename, _named),
    "transfer": Act(gettext_lazy("Điều chuyển"), "arrow-right", forms.TransferForm, _transfer),
    "merge": Act(gettext_lazy("Sáp nhập"), "link", forms.MergeForm, _merge, _merged, ends=True),
    "split": Act(gettext_lazy("Chia tách"), "sitemap", forms.SplitForm, _split, ends=True),
    "close": Act(gettext_lazy("Kết thúc"), "x", forms.CloseForm, _close, ends=True),
    "trait": Act(gettext_lazy("Ghi đặc điểm"), "flag", forms.TraitForm, _trait),
    "alias": Act(gettext_lazy("Ghi tên gọi khác"), "plus", forms.AliasForm, _alias),
    "code": Act(gettext_lazy("Ghi mã"), "plus", forms.CodeForm, _code),
    "name": Act(
        gettext_lazy("Sửa tên gõ nhầm"),
        "edit",
        forms.CorrectNameForm,
        _correct_name,
        _named,
        replaces=True,
    ),
    "back": Act(gettext_lazy("Rút đơn vị nhập nhầm"), "x", forms.ReasonForm, _take_back, gone=True),
}
WITHOUT_LIFE = frozenset({"alias", "name", "back"})
"""What is still done to a unit that is no longer."""


# --- rows of a unit


def _end_trait(row: Any, form: Any, by: object) -> Any:
    return actions.end_trait(trait=row, **form.arguments(), by=by)


def _take_back_row(row: Any, form: Any, by: object) -> Any:
    dated = isinstance(row, UnitVersion | UnitParent)
    undo = actions.take_back_change if dated else actions.take_back_row
    return undo(row=row, **form.arguments(), by=by)


@dataclass(frozen=True)
class RowAct:
    title: str | Promise
    form: type[ActForm]
    run: Callable[[Any, Any, object], Any]
    models: tuple[type[Row], ...]


ROW_ACTS = {
    "end": RowAct(gettext_lazy("Kết thúc"), OnDayForm, _end_trait, (Trait,)),
    "back": RowAct(
        gettext_lazy("Rút lại"),
        forms.ReasonForm,
        _take_back_row,
        (Trait, UnitAlias, UnitVersion, UnitParent),
    ),
}


def row_of(unit: Unit, row_id: UUID, act: RowAct) -> Row:
    """Raises HiddenError for what is no row of the unit, or not one for this act."""
    for model in act.models:
        row = model._default_manager.filter(unit=unit, public_id=row_id).first()
        if row is not None:
            return row
    raise HiddenError("Không có bản ghi này.")


def row_said(row: Row) -> str:
    if isinstance(row, Trait):
        return trait_text(row)
    if isinstance(row, UnitParent):
        return typed_name(row.parent, row.valid_from)
    return row.name


# --- what the page shows


@dataclass(frozen=True)
class Changes:
    """What the unit's page offers to who writes there."""

    alive: bool
    acts: list[tuple[str, Act]]
    traits: list[tuple[Trait, str]]
    aliases: list[UnitAlias]
    last: list[tuple[Row, str]]
    """The newest renaming and transfer on each line, which can be taken back."""
    done: list[ActLine]
    """The newest acts on the unit, each of which can be taken back whole."""


def changes_of(unit: Unit, *, today: date) -> Changes:
    alive = unit.versions.as_of(today).exists()
    acts = [(name, act) for name, act in ACTS.items() if alive or name in WITHOUT_LIFE]
    traits = [(row, trait_text(row)) for row in unit.traits.order_by("kind", "-valid_from")]
    last = [(row, row_said(row)) for row in _last_changes(unit)]
    aliases = list(unit.aliases.order_by("name"))
    return Changes(alive, acts, traits, aliases, last, acts_of(unit))


def _last_changes(unit: Unit) -> Iterable[Row]:
    newest = unit.versions.order_by("-valid_from").first()
    lines = [unit.parents.filter(line=line) for line in UnitParent.Line.values]
    rows = [newest, *(of_line.order_by("-valid_from").first() for of_line in lines)]
    for row in rows:
        before = type(row).objects.filter(unit=unit) if row else None
        if row is not None and before is not None and before.filter(valid_to=row.valid_from):
            yield row


# --- what its forms are drawn from


DONE = {
    "open": gettext_lazy("ghi thêm"),
    "close": gettext_lazy("cho kết thúc"),
    "correct": gettext_lazy("sửa"),
    "units.add_alias": gettext_lazy("ghi tên gọi khác"),
    "units.take_back_row": gettext_lazy("rút lại"),
}


def watched(unit: Unit, *, replaces: bool = False) -> Watched:
    def told(event: Event) -> str:
        return str(DONE.get(event.action, event.action))

    def again() -> list[Record]:
        return [
            unit,
            *unit.versions.order_by("id"),
            *unit.parents.order_by("id"),
            *unit.codes.order_by("id"),
            *unit.traits.order_by("id"),
            *unit.aliases.order_by("id"),
        ]

    return Watched(unit, again(), again, told=told, replaces=replaces)
