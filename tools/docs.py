"""The generated half of docs/reference: what the code registers, written down; never edited by
hand.

usage: python tools/docs.py write | check

write  writes every generated page of docs/reference
check  exit 1 when a page is stale, or something registered has no meaning in
       docs/reference/meanings.toml
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "goc"
REFERENCE = ROOT / "docs" / "reference"
MEANINGS = REFERENCE / "meanings.toml"
NOTE = "<!-- Made by `python tools/docs.py write`. Do not edit. -->"


def open_django() -> None:
    """The rooms register what they have in ready(); the site is an empty folder and no database is
    opened.
    """
    for name in [n for n in os.environ if n.startswith("GOC_") or n == "DATABASE_URL"]:
        del os.environ[name]
    os.environ["GOC_SITE"] = tempfile.mkdtemp(prefix="goc-docs-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "goc.settings"
    import django  # the settings read GOC_SITE when they are loaded

    django.setup()


def meanings() -> dict[str, dict[str, str]]:
    """What cannot be read off the code, by kind (`events`, `checks`, `papers`) and name."""
    return tomllib.loads(MEANINGS.read_text("utf-8"))


# --- Markdown


def table(heads: list[str], rows: Iterable[Iterable[object]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def cell(value: object) -> str:
    text = "yes" if value is True else "" if value in (False, None) else str(value)
    return " ".join(text.replace("|", "\\|").split())


def code(value: object) -> str:
    return f"`{value}`" if value not in ("", None) else ""


def page(title: str, intro: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", NOTE, intro, *parts]) + "\n"


# --- settings and commands


def settings() -> str:
    from goc.conf import SETTINGS

    rows = [(code(s.name), code(_default(s.default)), s.meaning) for s in SETTINGS]
    intro = (
        "Environment variables, all of them (`goc.conf.SETTINGS`). A variable that begins with "
        "`GOC_` and is not here, "
        "or a value that cannot be read, stops every command with exit code 2 and a sentence "
        "naming it."
    )
    return page("Settings", intro, table(["Variable", "When absent", "Meaning"], rows))


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(value) if isinstance(value, list) else "" if value is None else str(value)


def commands() -> str:
    from goc.cli import goc

    intro = (
        "Every command takes `--site DIR` (or `GOC_SITE`), `--as LOGIN` (or `GOC_AS`) and `--lang "
        "vi|en` before or "
        "after its name. `--json` prints for machines on stdout; messages go to stderr. "
        "Exit code 0: done; 1: failed or not in order; 2: wrong use."
    )
    return page("Commands", intro, *(_command(path, found) for path, found in every_command(goc)))


def every_command(
    group: click.Group, path: tuple[str, ...] = ("goc",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """(words, command) for all that do something, groups left out."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from every_command(found, (*path, name))
        elif found is not None:
            yield (*path, name), found


def _command(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(path))
    arguments = [a.make_metavar(context) for a in command.params if isinstance(a, click.Argument)]
    options = [o for o in command.params if isinstance(o, click.Option)]
    lines = [f"## `{' '.join([*path, *arguments])}`", "", _paragraphs(command.help or "")]
    if options:
        lines += ["", table(["Option", "", "When absent"], [_option(o, context) for o in options])]
    return "\n".join(lines)


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    shown = " ".join(_value(v) for v in _many(option.default)) if not option.is_flag else ""
    return (
        code(f"{option.opts[0]}{value}"),
        option.help or "",
        "**required**" if option.required else code(shown),
    )


def _many(default: object) -> list[object]:
    return list(default) if isinstance(default, list | tuple) else [default]


def _value(default: object) -> str:
    plain = isinstance(default, str | int | float | Path) and not isinstance(default, bool)
    return str(default) if plain else ""


# --- figures


def indicators() -> str:
    from goc.figures.loading import load

    parts = [_indicator(found) for found in sorted(load().indicators.values(), key=lambda d: d.id)]
    intro = (
        "What `goc figures value` and `goc figures records` can be asked, as declared in the "
        "rooms' "
        "`indicators/*.toml`. A site adds its own in its folder `definitions/` "
        "([how](../how-to/add-an-indicator.md)). Fields of conditions are columns of the "
        "[grain](grains.md)."
    )
    return page("Indicators", intro, *parts)


def _indicator(d: Any) -> str:
    rows = [
        ("Label", d.label),
        ("English", d.label_en),
        ("Kind", d.kind),
        ("Time", d.time),
        ("Grain", code(d.grain)),
        ("Unit by", code(d.unit_by)),
        ("Of", _conditions(d.population)),
        ("Counted", _conditions(d.numerator)),
        ("Weight", code(d.weight)),
        ("Per", _per(d.per)),
        ("Decimals", d.decimals if d.kind == "ratio" or d.weight else ""),
        ("Hedged in prose", d.hedge),
        ("Also called", ", ".join(d.aliases)),
        ("Revision", d.revision),
        ("Sensitive", d.sensitive),
        ("Source", d.source),
    ]
    return f"## `{d.id}`\n\n" + table(
        ["", ""], [(name, value) for name, value in rows if value not in ("", False, None)]
    )


def _per(per: Any) -> str:
    """What stands below the line: grain, way to a unit, conditions, what is summed."""
    if per is None:
        return ""
    said = (code(per.grain), code(per.unit_by), _conditions(per.population), code(per.weight))
    return " · ".join(part for part in said if part)


def _conditions(conditions: Iterable[Any]) -> str:
    return ", ".join(code(f"{c.field} {c.op} {_shown(c.value)}".strip()) for c in conditions)


def _shown(value: object) -> str:
    return (
        ", ".join(map(str, value))
        if isinstance(value, tuple)
        else ""
        if value is None
        else str(value)
    )


def tables() -> str:
    from goc.figures.loading import load

    parts = [
        _table(found)
        for found in sorted(
            load().tables.values(), key=lambda d: (d.id[:1] != "P", len(d.id), d.id)
        )
    ]
    intro = (
        "Appendix tables, as declared in the rooms' `tables/*.toml`; asked with `goc figures "
        "table`. Columns that the "
        "program adds for people of whom something is not known are not listed here: they appear "
        "where they count "
        "somebody."
    )
    return page("Tables", intro, *parts)


def _table(d: Any) -> str:
    facts = [
        ("Appendix", d.roman),
        ("Kind", d.kind),
        ("Time", d.time),
        ("Grain", code(d.grain)),
        ("Unit by", code(d.unit_by)),
        ("Rows", code(d.rows)),
        ("Of", _conditions(d.where)),
        ("Listed", "; ".join(f"{x.label}: {_conditions(x.where)}" for x in d.lines)),
        ("Blocks", "; ".join(f"{b.title}: {_conditions(b.where)}" for b in d.blocks)),
        ("Checks", "; ".join(map(code, d.checks))),
        ("Unit", d.unit_label),
        ("Paper", d.page),
        ("Revision", d.revision),
        ("Sensitive", d.sensitive),
        ("Source", d.source),
    ]
    columns = [(c.number, " › ".join(c.head), _counted(c)) for c in d.columns]
    return "\n\n".join(
        [
            f"## `{d.id}`",
            d.title,
            table(["", ""], [row for row in facts if row[1] not in ("", False, None)]),
            table(["Column", "Head", "How it is made"], columns),
        ]
    )


def _counted(c: Any) -> str:
    if c.field:
        return f"field {code(c.field)}"
    if c.plus:
        return " + ".join(f"({n})" for n in c.plus)
    if c.minus:
        return " − ".join(f"({n})" for n in c.minus)
    if c.percent:
        return f"{' + '.join(f'({n})' for n in c.percent[:-1])} in per cent of ({c.percent[-1]})"
    if c.quotient:
        return f"{' + '.join(f'({n})' for n in c.quotient[:-1])} for each of ({c.quotient[-1]})"
    of = f"sum of {code(c.weight)}" if c.weight else "count"
    grain = f" of {code(c.grain)}" if c.grain else ""
    return f"{of}{grain}" + (f": {_conditions(c.where)}" if c.where else "")


def grains() -> str:
    from goc.figures.grains import GRAINS

    parts = []
    for g in sorted(GRAINS.values(), key=lambda g: g.name):
        columns = [
            (code(n), c.type, c.label, code(c.catalogue), c.sensitive)
            for n, c in sorted(g.columns.items())
        ]
        units = ", ".join(f"{code(by)} ({label})" for by, label in g.units.items())
        time = "state and flow" if g.flow else "state"
        parts.append(
            f"## `{g.name}` – {g.label}\n\nRows are `{g.kind}`; time: {time}; attributed to a "
            f"unit by {units}.\n\n"
            + table(["Column", "Type", "Meaning", "Codes of", "Sensitive"], columns)
        )
    intro = "What can be counted: kinds of rows, and the columns that conditions may name. Nothing else can be named."
    return page("Grains", intro, *parts)


def frozen_tables() -> str:
    from goc.snapshots.registry import TABLES

    rows = []
    for t in sorted(TABLES.values(), key=lambda t: t.name):
        columns = ", ".join(
            f"`{name}` {kind}" + (" (sensitive)" if name in t.sensitive else "")
            for name, kind in t.columns.items()
        )
        rows.append((code(t.name), t.version, columns))
    intro = (
        "The Parquet files of a [snapshot](../explanation/facts-and-snapshots.md), one a table, "
        "with the types of "
        "their columns. Ids are public ids as text. The meaning of a column never changes; a new "
        "meaning gets a new "
        "name."
    )
    return page("Frozen tables", intro, table(["Table", "Version", "Columns"], rows))


# --- checks, jobs, events, papers


def checks() -> str:
    from goc.directives.checks import CHECKS, LABELS

    said = meanings()["checks"]
    states = ", ".join(f"`{state}` ({label})" for state, label in LABELS.items())
    intro = f"What judges a requirement of a directive. A verdict is one of {states}, with a sentence and its evidence."
    return page(
        "Checks",
        intro,
        table(["Check", "Met when"], [(code(n), said.get(n)) for n in sorted(CHECKS)]),
    )


def jobs() -> str:
    from goc.jobs.registry import KINDS

    rows = [
        (code(k.name), k.label, code(f"{k.run.__module__}.{k.run.__name__}"))
        for _, k in sorted(KINDS.items())
    ]
    intro = "Long work that pages hand to the worker of `goc serve`. Commands do the same work themselves, at once."
    return page("Jobs", intro, table(["Kind", "Label", "Function"], rows))


def roles() -> str:
    from goc.units.roles import ACTS, ROLES

    rows = [
        (code(name), role.label, *("x" if act in role.acts else "" for act in ACTS))
        for name, role in ROLES.items()
    ]
    meant = [(code(act), label) for act, label in ACTS.items()]
    intro = (
        "What a right allows on its unit and everything below (`goc.units.roles`); every page and "
        "command asks this table. Several rights on a unit add up. Who stands in for somebody has "
        "that one's acts but `grant` and `log`. Operators (`--operator`) may give rights anywhere."
    )
    table_of_acts = table(["Role", "Label", *map(code, ACTS)], rows)
    return page("Roles", intro, table_of_acts, table(["Act", "Label"], meant))


def events() -> str:
    said = {**declared_events(), **meanings()["events"]}
    rows = [
        (code(name), said.get(name), ", ".join(map(code, where)))
        for name, where in sorted(event_names().items())
    ]
    intro = (
        "What the audit log names the acts it keeps; found in the source. Each event has who, "
        "when, the record's kind "
        "and id, and the values before and after."
    )
    return page("Events", intro, table(["Action", "When", "Recorded by"], rows))


def event_names() -> dict[str, list[str]]:
    """Every `action="…"` given to `record`, `record_reading` or `save_record`, and the functions that give it."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for function in (
            n
            for n in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(n, ast.FunctionDef)
        ):
            for name in _actions(function):
                where = found.setdefault(name, [])
                if (place := f"{module}.{function.name}") not in where:
                    where.append(place)
    return found | {name: ["goc.lists.acts.Acts"] for name in declared_events()}


def declared_events() -> dict[str, str]:
    """The events of subjects that are declarations only, by their acts."""
    from goc.lists.acts import VERBS, Acts
    from goc.lists.registry import SUBJECTS

    acts = [getattr(subject.add, "__self__", None) for subject in SUBJECTS.values()]
    did = dict(zip(VERBS, ("is entered", "is corrected", "is taken back"), strict=True))
    return {
        own.event(verb): f"a row of «{own.model._meta.verbose_name_plural}» {did[verb]}"
        for own in acts
        if isinstance(own, Acts)
        for verb in VERBS
    }


EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)?")
"""How an event is called: `people.record_death`, or `open` for a dated row of any room."""


def _actions(function: ast.FunctionDef) -> Iterator[str]:
    """Every `action="…"` that is handed on to be written, or named before it is."""
    for node in ast.walk(function):
        match node:
            case ast.keyword(arg="action", value=ast.Constant(value=str(name))):
                pass
            case ast.Assign(targets=[ast.Name(id="action")], value=ast.Constant(value=str(name))):
                pass
            case _:
                continue
        if EVENT.fullmatch(name):
            yield name


def papers() -> str:
    from goc.desk.kinds import KINDS
    from goc.papers.profiles import PROFILES
    from goc.summing_up.outline import forms

    said = meanings()["papers"]
    kinds = [
        (code(k.name), k.title, ", ".join(k.formats), _made(k), said.get(k.name))
        for k in KINDS.values()
    ]
    profiles = [
        (
            code(p.code),
            p.issuer,
            p.period.start,
            p.period.end or "",
            p.source,
            ", ".join(p.unverified),
        )
        for p in PROFILES
    ]
    owed = [(f.roman, f.title, code(f.table) or "chưa có") for f in forms()]
    return page(
        "Papers",
        "The kinds of papers, how they are laid out, and the appendices a summing-up owes. The text of a kind is the "
        "room's `papers/NAME.txt`; a site puts its own in place on the page *Mẫu văn bản*.",
        "## Kinds",
        table(["Name", "Title", "Formats", "Made", "What it is"], kinds),
        "## Layout profiles\n\nChosen by the issuer and the day of the paper. A point marked "
        "*unverified* is taken "
        "from NĐ 30/2020 because the circular itself could not be read.",
        table(["Profile", "Issuer", "From", "Until", "Source", "Unverified"], profiles),
        "## The default form set\n\nWhere the table is *chưa có*, this version keeps no records "
        "for that appendix yet; "
        "the report says so.",
        table(["No.", "Appendix", "Table"], owed),
    )


def _made(kind: Any) -> str:
    if kind.from_register:
        return "from the register, when asked for"
    return "with its dossier, internal" if kind.is_internal else "with its dossier"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "commands.md": commands,
    "indicators.md": indicators,
    "tables.md": tables,
    "grains.md": grains,
    "frozen-tables.md": frozen_tables,
    "checks.md": checks,
    "jobs.md": jobs,
    "events.md": events,
    "roles.md": roles,
    "papers.md": papers,
}


def without_meaning() -> list[str]:
    """Registered names that meanings.toml does not explain, and explained names that are gone."""
    from goc.desk.kinds import KINDS
    from goc.directives.checks import CHECKS

    registered = {
        "events": set(event_names()) - set(declared_events()),
        "checks": set(CHECKS),
        "papers": set(KINDS),
    }
    said = meanings()
    faults = []
    for kind, names in registered.items():
        faults += [f"{kind}: {name} has no meaning" for name in sorted(names - set(said[kind]))]
        faults += [f"{kind}: {name} is gone" for name in sorted(set(said[kind]) - names)]
    return faults


def stale() -> list[str]:
    return [
        n
        for n, made in PAGES.items()
        if not (REFERENCE / n).exists() or (REFERENCE / n).read_text("utf-8") != made()
    ]


def write() -> int:
    for name in stale():
        (REFERENCE / name).write_text(PAGES[name](), "utf-8")
        print(f"docs/reference/{name}")
    return 0


def check() -> int:
    faults = [f"stale: docs/reference/{name} (run `make docs`)" for name in stale()]
    faults += [f"docs/reference/meanings.toml: {fault}" for fault in without_meaning()]
    print("\n".join(faults) or f"{len(PAGES)} reference pages in step")
    return 1 if faults else 0


if __name__ == "__main__":
    acts = {"write": write, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in acts:
        print(__doc__)
        sys.exit(2)
    open_django()
    sys.exit(acts[sys.argv[1]]())
