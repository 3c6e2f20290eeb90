"""`goc log`: verify, anchor, erase."""

from __future__ import annotations

import json

import pytest

from goc.audit.actions import record
from goc.audit.chaining import link_events
from goc.audit.models import Event, EventValues
from goc.cli import main
from people import made


@pytest.fixture
def goc(cast, capsys, monkeypatch):
    def run(*words: str, login: str = "operator") -> tuple[int, str, str]:
        monkeypatch.setenv("GOC_AS", login)
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def test_without_an_event_there_is_no_anchor(goc):
    code, out, err = goc("log", "anchor")
    assert (code, out, "chưa có sự kiện nào" in err) == (1, "", True)


def test_an_anchor_fits_until_the_log_is_changed(goc):
    record(by="x", action="test.act")
    code, anchor, _err = goc("log", "anchor")
    assert (code, anchor.split("-")[0]) == (0, "1")
    code, out, _err = goc("log", "verify", "--anchor", anchor.strip())
    assert (code, "Nhật ký còn nguyên" in out, "Khớp mốc" in out) == (0, True, True)

    event = Event.objects.order_by("id").first()
    Event.objects.filter(pk=event.pk).update(by="bob")
    code, out, _err = goc("log", "verify")
    assert (code, "✗ Có sự kiện bị sửa trong số" in out) == (1, True)


def test_the_anchor_holds_everything_written_so_far(goc):
    record(by="x", action="test.act")
    code, out, _err = goc("log", "anchor", "--json")
    told = json.loads(out)
    assert (code, told["anchor"]) == (0, f"{told['position']}-{told['digest']}")
    assert json.loads(goc("log", "verify", "--json")[1])["unlinked"] == 0


def test_verify_for_machines(goc):
    record(by="x", action="test.act", text="y")
    link_events()
    EventValues.objects.filter(event=Event.objects.latest("id")).delete()
    code, out, _err = goc("log", "verify", "--json")
    told = json.loads(out)
    assert (code, told["ok"], [p["kind"] for p in told["problems"]]) == (1, False, ["erased"])
    assert told["events"] == Event.objects.count()


def test_a_strange_anchor_is_told(goc):
    code, _out, err = goc("log", "verify", "--anchor", "abc")
    assert (code, "không phải là mốc đối chiếu" in err) == (1, True)


def test_a_command_links_what_it_wrote_and_says_where_from(goc):
    goc("user", "password", "--login", "alice")
    told = json.loads(goc("log", "verify", "--json")[1])
    event = Event.objects.latest("id")
    assert (event.action, event.address, told["unlinked"]) == ("accounts.set_password", "local", 0)


def test_a_person_is_erased_from_the_log(goc, cast):
    person = made.full(cast)
    code, out, err = goc("log", "erase", "--person", person.code, "--reason", "CV 12", "--dry-run")
    assert (code, "people.add_person" in out, "chưa xóa gì" in err) == (0, True, True)
    assert json.loads(goc("log", "verify", "--json")[1])["erased"] == 0

    words = ("log", "erase", "--person", person.code.lower(), "--reason", "CV 12", "--json")
    code, out, _err = goc(*words)
    told = json.loads(goc("log", "verify", "--json")[1])
    assert (code, json.loads(out)["events"], told["ok"]) == (0, told["erased"], True)
    code, _out, err = goc(*words)
    assert (code, "không còn giá trị nào" in err) == (1, True)


@pytest.mark.parametrize("who", ["alice", "dana"])
def test_only_an_operator_erases(goc, cast, who):
    person = made.person(cast)
    words = ("log", "erase", "--person", person.code, "--reason", "x")
    code, _out, err = goc(*words, login=who)
    assert (code, "Chỉ người vận hành" in err) == (1, True)


def test_only_a_person_is_erased(goc, cast):
    """A unit's id would take half the log along."""
    for ref in (str(cast.province.public_id), "X", ""):
        code, _out, err = goc("log", "erase", "--person", ref, "--reason", "x")
        assert (code, "Không có cán bộ này" in err) == (1, True)


def test_who_does_not_audit_does_not_verify(goc):
    assert goc("log", "verify", login="alice")[0] == 1
    assert goc("log", "verify", login="dana")[0] == 0
