"""What a command says: JSON on stdout, words and progress on stderr, days as people type them."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import click
import pytest
from click.testing import CliRunner

from goc.lib import terminal
from goc.lib.terminal import DAY, dry_run_option, emit, emit_lines, json_option, progress, say


def test_words_go_to_people_and_values_to_machines(capsys):
    say("Đã đọc 226 xã.")
    emit({"tên": "Đình Lập", "day": date(2025, 7, 1), "share": Decimal("92.50")})
    out, err = capsys.readouterr()
    assert err == "Đã đọc 226 xã.\n"
    assert out == '{"tên": "Đình Lập", "day": "2025-07-01", "share": "92.50"}\n'


def test_each_value_has_its_line(capsys):
    emit_lines([{"a": 1}, ["dòng\nhai"], None])
    emit_lines([])
    assert capsys.readouterr().out == '{"a": 1}\n["dòng\\nhai"]\nnull\n'


@pytest.fixture
def clock(monkeypatch):
    """A clock that is put on by hand."""
    now = [100.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def told(capsys):
    return lambda: capsys.readouterr().err


def at_a_terminal(monkeypatch, is_one):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_one, raising=False)


def test_at_a_terminal_one_line_changes(monkeypatch, told, clock):
    at_a_terminal(monkeypatch, True)
    report = progress("Ảnh chụp")
    report(5, "đơn vị")
    report(5, "đơn vị")
    report(99, "cán bộ")
    report(100, "xong")
    line = "\r\x1b[KẢnh chụp: "
    assert told() == (f"{line}  5%  đơn vị{line}  5%  đơn vị{line} 99%  cán bộ{line}100%  xong\n")


def test_elsewhere_a_line_comes_every_few_seconds(monkeypatch, told, clock):
    at_a_terminal(monkeypatch, False)
    report = progress("Ảnh chụp")
    report(5, "đơn vị")
    assert told() == "Ảnh chụp:   5%  đơn vị\n"
    clock[0] += 1.9
    report(10, "cán bộ")
    assert told() == ""
    clock[0] += 0.2
    report(15, "cán bộ")
    assert told() == "Ảnh chụp:  15%  cán bộ\n"


def test_elsewhere_nothing_is_said_twice(monkeypatch, told, clock):
    at_a_terminal(monkeypatch, False)
    report = progress("Ảnh chụp")
    report(5, "đơn vị")
    clock[0] += 60
    report(50, "đơn vị")
    report(100, "đơn vị")
    assert told() == "Ảnh chụp:   5%  đơn vị\n"


def test_elsewhere_the_end_is_told_at_once(monkeypatch, told, clock):
    at_a_terminal(monkeypatch, False)
    report = progress("Ảnh chụp")
    report(5, "đơn vị")
    clock[0] += 0.1
    report(99, "gần xong")
    report(100, "xong")
    assert told() == "Ảnh chụp:   5%  đơn vị\nẢnh chụp: 100%  xong\n"


@click.command()
@click.option("--as-of", "day", type=DAY, required=True)
@json_option
@dry_run_option
def command(day, as_json, dry_run):
    click.echo(repr((day, as_json, dry_run)))


def run(*arguments):
    done = CliRunner().invoke(command, arguments)
    return done.exit_code, done.stdout or done.stderr


@pytest.mark.parametrize("typed", ["2012-12-31", "31/12/2012", "31.12.2012", " 31-12-2012 "])
def test_an_option_takes_a_day_as_people_type_it(typed):
    assert run("--as-of", typed) == (0, "(datetime.date(2012, 12, 31), False, False)\n")


def test_the_options_that_commands_share():
    day = "(datetime.date(2012, 12, 31), {}, {})\n"
    assert run("--as-of", "2012-12-31", "--json") == (0, day.format(True, False))
    assert run("--as-of", "2012-12-31", "--dry-run") == (0, day.format(False, True))


@pytest.mark.parametrize("typed", ["31/02/2012", "hôm nay", "", "2012"])
def test_what_is_no_day_is_wrong_use(typed):
    code, words = run("--as-of", typed)
    assert code == 2
    assert f"{typed!r} không phải là ngày (2012-12-31 hoặc 31/12/2012)." in words


def test_two_digits_of_a_year_are_wrong_use_in_their_own_words():
    code, words = run("--as-of", "3/2/70")
    assert code == 2 and "Hãy ghi đủ bốn chữ số: 03/02/1970 hoặc 03/02/2070." in words


def test_a_day_that_is_one_already_is_taken():
    assert DAY.convert(date(2025, 7, 1), None, None) == date(2025, 7, 1)
