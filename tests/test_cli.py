"""The command: global options wherever they stand, exit codes, sentences instead of tracebacks."""

import errno

import pytest

from goc import cli
from goc.lib.errors import HiddenError, NotInOrderError, RefusedError, WrongUseError


@pytest.mark.parametrize(
    "given, wanted",
    [
        (["units", "tree", "--site", "X", "--count"], ["--site", "X", "units", "tree", "--count"]),
        (["--site=X", "units"], ["--site", "X", "units"]),
        (["a", "--", "--site", "X"], ["a", "--", "--site", "X"]),
        (["a", "--as", "bob", "--lang", "en"], ["--as", "bob", "--lang", "en", "a"]),
    ],
)
def test_global_options_stand_anywhere(given, wanted, monkeypatch):
    for name in cli.GLOBAL.values():
        monkeypatch.setenv(name, "kept")
    assert cli._globals_first(given) == wanted


def test_a_global_option_wants_its_value():
    with pytest.raises(WrongUseError, match="--site"):
        cli._globals_first(["units", "--site"])


@pytest.mark.parametrize(
    "error, words",
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Hết chỗ trên đĩa"),
        (OSError(errno.EFBIG, "File too large"), "Hết chỗ trên đĩa"),
        (Exception("database or disk is full"), "Hết chỗ trên đĩa"),
        (Exception("no such table: units_unit"), "goc migrate"),
        (RefusedError("Trùng %(name)s.", name="A"), "Trùng A."),
    ],
)
def test_what_goes_wrong_is_one_sentence(error, words):
    assert words in (cli.sentence(error) or "")


def test_the_database_is_named_without_its_password(monkeypatch):
    monkeypatch.delenv("GOC_SITE")
    monkeypatch.setenv("DATABASE_URL", "postgresql://goc:pass@db.tinh.vn:5433/goc")
    monkeypatch.setenv("GOC_SECRET_KEY", "k" * 40)
    refused = cli.sentence(Exception('FATAL: password authentication failed for user "goc"'))

    assert refused == (
        "PostgreSQL không cho vào db.tinh.vn:5433/goc: sai tài khoản, mật khẩu hoặc tên cơ sở dữ "
        "liệu. Hãy xem lại DATABASE_URL."
    )


def test_our_own_faults_keep_their_traceback():
    assert cli.sentence(ValueError("x")) is None


def test_exit_codes():
    assert [e("").exit_code for e in (HiddenError, NotInOrderError, WrongUseError)] == [1, 1, 2]


@pytest.mark.parametrize(
    "arguments, code",
    [(["--help"], 0), (["no-such"], 2), (["claims", "read"], 2), (["demo", "--port"], 2)],
)
def test_the_command_line_itself(arguments, code, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == code
    capsys.readouterr()
