"""Every command × the whole cast: what each gets, and that nothing of A is told to charlie.

A command that is missing in COMMANDS fails the suite; so does a line without a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import click
import pytest
from django.conf import settings

from goc.cli import goc
from goc.lib.errors import ForbiddenError, GocError, HiddenError
from one_of_each import SECRETS, World, one_of_each
from summing_up.round_made import built
from units.small_catalogue import catalogue  # noqa: F401  a fixture
from worlds import undone

CAST = ("alice", "bob", "charlie", "dana", "operator", "stranger")
"""The last is no user of the site."""
OWNERS = {
    "bench": "measures in a checkout",
    "claims read": "reads a file, opens no site",
    "demo": "makes a site",
    "directive read": "reads a file, opens no site",
    "dossier verify": "reads a folder that somebody has",
    "figures list": "what can be counted, of nobody",
    "doctor": "whoever owns the folder examines it",
    "init": "makes a site",
    "lists names": "which lists there are, of nobody",
    "migrate": "whoever owns the folder brings it up to date",
    "paper lint": "reads a file, opens no site",
    "people template": "an empty form",
    "serve": "whoever owns the folder serves it",
}
"""Commands that ask nobody's rights, and why."""
MONEY = """Đơn vị;Năm;Nguồn;Nội dung;Số tiền (triệu đồng)
3-tier:180;2011;Trung ương;Giảng dạy;1,5
"""
RESULTS = "Họ và tên;Khóa;Kết quả\n"
DRAFT = "Tỉnh đã tổ chức 01 khóa đào tạo."


DONE, HIDDEN, FORBIDDEN, REFUSED = "done", "hidden", "forbidden", "refused"
TOLD: dict[type[Exception], str] = {HiddenError: HIDDEN, ForbiddenError: FORBIDDEN}


@dataclass(frozen=True)
class Command:
    """`words` after its name, one in braces is a record of the world or a path; what CAST gets."""

    words: str
    told: tuple[str, ...]


def of_a(told: str, words: str) -> Command:
    """`told`: for CAST without the last, who is refused."""
    return Command(words, (*told.split(), REFUSED))


EVERYBODY = "done done done done done"
WHO_SEES = "done done hidden done done"
WHO_EDITS = "done forbidden hidden forbidden done"
WHO_TRAINS = "done forbidden done forbidden done"
WHO_OPERATES = "forbidden forbidden forbidden forbidden done"
WHO_GRANTS = "forbidden forbidden hidden forbidden done"
WHO_AUDITS = "forbidden forbidden forbidden done done"
OF_TRAINED = "trained --unit {unit} --snapshot {snapshot}"
COMMANDS: dict[str, Command] = {
    "claims check": of_a(WHO_SEES, "{draft} --unit {unit} --snapshot {snapshot}"),
    "dossier build": of_a(WHO_EDITS, "tong-ket --out {out}"),
    "dossier compare": of_a(WHO_SEES, "tong-ket {report}"),
    "figures records": of_a(WHO_SEES, OF_TRAINED),
    "figures table": of_a(WHO_SEES, "P7 --unit {unit} --snapshot {snapshot}"),
    "figures value": of_a(WHO_SEES, OF_TRAINED),
    "log anchor": of_a(WHO_AUDITS, ""),
    "log erase": of_a(WHO_OPERATES, "--person {person} --reason x --dry-run"),
    "log verify": of_a(WHO_AUDITS, ""),
    "lists export": of_a(WHO_SEES, "funding.funding {out}.xlsx --unit {unit}"),
    "lists import": of_a(
        "done forbidden refused forbidden done", "funding.funding {money} --dry-run"
    ),
    "people export": of_a(WHO_SEES, "{out}.xlsx --unit {unit}"),
    "people import": of_a("done refused refused refused done", "{roster} --dry-run"),
    "snapshot list": of_a(EVERYBODY, ""),
    "snapshot make": of_a(WHO_EDITS, "--cut-off 2012-12-31 --unit {unit}"),
    "snapshot verify": of_a("done done refused done done", "{snapshot}"),
    "training export": of_a(WHO_TRAINS, "{out}.xlsx"),
    "training import": of_a(WHO_TRAINS, "{results} --dry-run"),
    "units load": of_a(WHO_OPERATES, "{catalogue} --dry-run"),
    "units succession": of_a(WHO_SEES, "{unit}"),
    "units tree": of_a(WHO_SEES, "--as-of 2012-12-31 --unit {unit}"),
    "user add": of_a(WHO_GRANTS, "--login moi --name Moi --role reader --unit {unit} --dry-run"),
    "user code": of_a("forbidden forbidden forbidden forbidden done", "--login bob"),
    "user password": of_a("forbidden done forbidden forbidden done", "--login bob"),
    "user right": of_a(WHO_GRANTS, "--login bob --role reader --unit {unit} --dry-run"),
}


@pytest.fixture
def world(db: None) -> World:
    return one_of_each(built)  # whose snapshot a dossier can be built from


@pytest.fixture
def words_of(
    world: World,
    catalogue: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch,
) -> Callable[[Command], list[str]]:
    """A line's words with the records of the world, and with files that may be read."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT)
    roster = tmp_path / "roster.xlsx"
    monkeypatch.setenv("GOC_AS", "alice")
    goc.main(["people", "export", str(roster)], standalone_mode=False)
    results = tmp_path / "results.csv"
    results.write_text(RESULTS)
    money = tmp_path / "money.csv"
    money.write_text(MONEY)
    paths = {
        "draft": draft,
        "money": money,
        "results": results,
        "report": next(Path(settings.SITE).glob("dossiers/*/bao-cao-trung-tam.docx")),
        "roster": roster,
        "catalogue": catalogue,
    }
    numbers = count()

    def words(command: Command) -> list[str]:
        records = {**world.ids, **paths, "out": tmp_path / f"out-{next(numbers)}"}
        return [word.format(**records) for word in command.words.split()]

    return words


@dataclass(frozen=True)
class Answer:
    told: str
    text: str


def asked(words: list[str], capsys: Any) -> Answer:
    """What a command comes to; what it did is rolled back."""
    with undone():
        try:
            failed = goc.main(words, standalone_mode=False)
            told = REFUSED if failed else DONE
        except GocError as error:
            told = TOLD.get(type(error), REFUSED)
    return Answer(told, "".join(capsys.readouterr()))


def test_everybody_gets_what_is_theirs(words_of, monkeypatch, capsys) -> None:
    found, leaked = {}, []
    for name, command in COMMANDS.items():
        answers = {}
        for login in CAST:
            monkeypatch.setenv("GOC_AS", login)
            answers[login] = asked([*name.split(), *words_of(command)], capsys)
        found[name] = tuple(answer.told for answer in answers.values())
        leaked += [(name, word) for word in SECRETS if word in answers["charlie"].text]
    assert found == {name: command.told for name, command in COMMANDS.items()}
    assert leaked == []


def test_every_command_stands_in_a_table() -> None:
    names = set(commands_of(goc))
    assert names == COMMANDS.keys() | OWNERS.keys()
    assert not COMMANDS.keys() & OWNERS.keys()


def commands_of(group: click.Group, before: str = "") -> Iterator[str]:
    """The words of all that do something, groups left out."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from commands_of(found, f"{before}{name} ")
        else:
            yield f"{before}{name}"
