"""The documentation keeps step with the code: generated pages, names, links, quoted commands."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from goc.cli import GLOBAL, goc

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
QUOTING = [p for p in PAGES if "reference" not in p.parts and "adr" not in p.parts]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools/docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference(name: str) -> str:
    return (ROOT / "docs/reference" / name).read_text("utf-8")


def test_the_generated_pages_are_in_step(tool):
    assert tool.stale() == []


def test_whatever_is_registered_has_a_meaning(tool):
    assert tool.without_meaning() == []


def test_an_event_without_meaning_is_noticed(tool, monkeypatch):
    said = tool.meanings()
    del said["events"]["people.read"]
    said["papers"]["giay-la"] = "a paper that is not there"
    monkeypatch.setattr(tool, "meanings", lambda: said)
    assert tool.without_meaning() == [
        "events: people.read has no meaning",
        "papers: giay-la is gone",
    ]


def test_every_command_is_documented(tool):
    text = reference("commands.md")
    assert [
        c for path, _ in tool.every_command(goc) if f"## `{(c := ' '.join(path))}" not in text
    ] == []


def test_every_setting_is_documented():
    from goc.conf import SETTINGS

    assert [s.name for s in SETTINGS if f"| `{s.name}` |" not in reference("settings.md")] == []


def test_every_indicator_and_table_is_documented():
    from goc.figures.loading import load

    found = load()
    assert [i for i in found.indicators if f"## `{i}`" not in reference("indicators.md")] == []
    assert [t for t in found.tables if f"## `{t}`" not in reference("tables.md")] == []


def test_every_paper_is_documented():
    from goc.desk.kinds import KINDS

    assert [name for name in KINDS if f"| `{name}` |" not in reference("papers.md")] == []


def test_the_glossary_says_how_many_terms_it_has():
    terms = len(re.findall(r"(?m)^\| `", reference("glossary.md")))
    assert f"\n{terms} terms: " in reference("glossary.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    local = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_record_of_a_decision_is_listed():
    listed = set(
        re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (ROOT / "docs/adr/README.md").read_text("utf-8"))
    )
    assert listed == {p.name for p in (ROOT / "docs/adr").glob("0*.md")}


def fenced(text: str) -> str:
    return "\n".join(re.findall(r"(?ms)^ *```sh\n(.*?)^ *```", text)).replace("\\\n", " ")


def quoted(text: str) -> Iterator[tuple[str, bool]]:
    """(`goc …` as it would be typed, whether it stands in a block to be copied)."""
    for line in fenced(text).splitlines():
        if match := re.search(r"(?:^|[ /])goc [^|>&]*", line):
            yield match.group().strip().lstrip("/"), True
    for inline in re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^ *```.*?^ *```", "", text)):
        if match := re.match(r"(?:\S*/)?(goc [^|>]*)", inline):
            yield match.group(1), False


def parsed(typed: str, *, strict: bool) -> str:
    """What is wrong with a command, empty when click takes it; not strict: only its words and options."""
    words = [w for w in shlex.split(typed.partition(" #")[0])[1:] if w != "…"]
    for option in GLOBAL:
        while option in words:
            del words[words.index(option) : words.index(option) + 2]
    command: click.Command = goc
    context = click.Context(goc)
    while isinstance(command, click.Group) and words:
        found = command.get_command(context, words[0])
        if found is None:
            return f"no command {words[0]}"
        command, words = found, words[1:]
    if isinstance(command, click.Group):
        return "" if not strict else "a group, not a command"
    if not strict:
        known = {o for p in command.params for o in p.opts} | {"--help"}
        return ", ".join(
            w for w in words if w.startswith("--") and w.partition("=")[0] not in known
        )
    try:
        command.make_context("goc", words)
    except click.ClickException as error:
        return error.format_message()
    return ""


@pytest.mark.parametrize("page", QUOTING, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_quoted_can_be_typed(page):
    text = page.read_text("utf-8")
    assert {
        typed: why for typed, strict in quoted(text) if (why := parsed(typed, strict=strict))
    } == {}


def test_a_wrong_command_is_noticed():
    assert parsed("goc units lod DIR", strict=False) == "no command lod"
    assert parsed("goc units tree --sum", strict=False) == "--sum"
    assert "--as-of" in parsed("goc units tree", strict=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_make_target_named_exists(page):
    text = page.read_text("utf-8")
    named = set(re.findall(r"(?m)(?:`|^ *)make ([a-z-]+)", text))
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
    assert named - targets == set()
