"""Files come in by one way: in memory, and nothing that bears a degree of secrecy leaves a trace."""

from __future__ import annotations

import base64
import io
import tempfile
from importlib import import_module
from pathlib import Path

import click
import docx
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goc.audit.models import Event
from goc.cli import COMMANDS, main
from goc.registry.models import StoredFile
from goc.web.uploads import FileField, HandedIn, Memory
from one_of_each import World, one_of_each
from worlds import world_of_module

SENTENCE = "Tệp có dấu chỉ độ mật «Tối mật»"
made, world = world_of_module(one_of_each)


def stamped() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in ("BỘ CHỈ HUY QUÂN SỰ", "TỐI MẬT", "KẾ HOẠCH SỐ BẢY MƯƠI BẢY"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def forms_of(kind: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    return {kind}.union(*map(forms_of, kind.__subclasses__()))


def test_every_form_takes_files_by_the_one_field() -> None:
    Client().get("/")  # the addresses, and with them every form, are loaded
    fields = [
        field
        for form in forms_of(forms.BaseForm)
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.FileField) and form.__module__.startswith("goc.")
    ]
    assert len(fields) >= 6
    assert [field for field in fields if not isinstance(field, FileField)] == []


DOORS: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "document_add": ((), "file", {"direction": "in", "type": "Công văn", "issuer": "x"}),
    "document_correct": (("document",), "file", {"reason": "x"}),
    "slip_new": (("unit",), "file", {"number": "1", "issued_on": "01/01/2013"}),
    "directive_read": ((), "file", {"text": ""}),
    "directive_enter": ((), "file", {}),
    "draft_check": ((), "file", {"text": ""}),
    "draft_comments": ((), "file", {"text": ""}),
    "load_new": ((), "file", {"kind": "people", "on": "01/01/2013"}),
    "list_import": (("=funding-funding",), "file", {}),
    "paper_returned": (("=tong-ket", "=bao-cao-trung-tam"), "file", {"read": "1"}),
    "desk_sign": (("=summing_up.summingup", "round", "=ke-hoach-tong-ket"), "scan", {}),
}


def files_below(folder: Path) -> dict[str, int]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(("-wal", "-shm")):
            found[str(path)] = path.stat().st_size
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("name", DOORS)
def test_a_stamped_file_is_refused_on_every_page(
    name: str, world: World, site: Path, temporary: Path, caplog
) -> None:
    args, box, more = DOORS[name]
    ids = [arg[1:] if arg.startswith("=") else world.ids[arg] for arg in args]
    client, before = (
        Client(),
        (files_below(site), Event.objects.count(), StoredFile.objects.count()),
    )
    client.force_login(world.cast.operator)
    if name == "directive_enter":
        more = {**more, "unit": str(world.cast.province.public_id)}
    file = SimpleUploadedFile("bay-muoi-bay.docx", stamped())
    answer = client.post(reverse(name, args=ids), {**more, box: file}, follow=True)
    assert SENTENCE in answer.content.decode(), name
    assert (files_below(site), Event.objects.count(), StoredFile.objects.count()) == before
    assert files_below(temporary) == {} and "bay-muoi-bay" not in caplog.text


def test_what_is_carried_by_a_page_is_examined_too(world: World, site: Path) -> None:
    client = Client()
    client.force_login(world.cast.operator)
    carried = base64.b64encode(stamped()).decode()
    sent = {"text": "", "carried": carried, "carried_name": "a.docx"}
    sent["snapshot"] = str(world.ids["snapshot"])
    assert SENTENCE in client.post("/drafts/", sent).content.decode()


def commands(group: click.Group, above: str = "") -> dict[str, click.Command]:
    found = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= commands(command, f"{above}{name} ")
        else:
            found[above + name] = command
    return found


def takes_a_file(command: click.Command) -> bool:
    return any(
        isinstance(param, click.Argument) and isinstance(param.type, click.Path)
        for param in command.params
    )


READ = {
    "claims read": "{file}",
    "claims check": "{file} --unit 3-tier:20 --snapshot newest",
    "directive read": "{file}",
    "paper lint": "{file}",
    "people import": "{file}",
    "lists import": "refreshers.refresher {file}",
    "training import": "{file}",
    "dossier compare": "tong-ket {file}",
    "units load": "{folder}",
}
WRITE_OR_OWN = {
    *("people export", "people template", "lists export", "training export"),
    *("dossier verify", "snapshot verify", "init"),
}
"""Write a file, or read what the site made itself."""


def test_every_command_with_a_file_stands_in_the_table(db: None) -> None:
    found = set()
    for name, (target, _) in COMMANDS.items():
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        group = command.commands if isinstance(command, click.Group) else {"": command}
        made = commands(click.Group(commands=dict(group)), f"{name} ")
        found |= {full.strip() for full, one in made.items() if takes_a_file(one)}
    assert found - WRITE_OR_OWN == set(READ)


@pytest.mark.parametrize("name", READ)
def test_a_stamped_file_is_refused_by_every_command(
    name: str, world: World, tmp_path: Path, temporary: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setenv("GOC_AS", "operator")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "a.docx").write_bytes(stamped())
    (folder / "units.csv").write_text("TỐI MẬT\ncatalogue,code\n", "utf-8")
    words = READ[name].format(file=folder / "a.docx", folder=folder).split()
    with pytest.raises(SystemExit) as stopped:
        main([*name.split(), *words])
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (1, "") and SENTENCE in said.err
    assert files_below(temporary) == {} and len(files_below(folder)) == 2


def handed_in(data: bytes, most: int = 1 << 16) -> HandedIn:
    handler = Memory()
    handler.new_file("file", "a.txt", "text/plain", len(data))
    for start in range(0, len(data), most):
        handler.receive_data_chunk(data[start : start + most], start)
    return handler.file_complete(len(data))


def test_a_large_file_stays_in_memory_and_is_read_once_it_is_examined(temporary: Path) -> None:
    data = b"Van ban.\n" * 400_000
    assert handed_in(data).read() == data and files_below(temporary) == {}


def test_what_is_too_large_is_let_go_and_told(monkeypatch) -> None:
    monkeypatch.setattr("goc.web.uploads.LARGEST", 100)
    file = handed_in(b"x" * 150, most=60)
    assert file.file.getvalue() == b"" and file.size == 150
    with pytest.raises(forms.ValidationError, match="50 MB"):
        FileField().clean(file)
