"""`goc bench`: runs the suite beside the code, and says what is missing where there is none."""

import pytest

from goc import cli
from goc.home import bench_cli


def left(arguments, capfd):
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    return end.value.code, capfd.readouterr()


def test_the_suite_is_run_with_what_was_given(capfd):
    code, said = left(["bench", "--quick", "no-such-job"], capfd)
    assert code == 2 and "không có việc no-such-job" in said.err


def test_an_installed_wheel_has_no_suite(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(bench_cli, "CHECKOUT", tmp_path)
    assert left(["bench"], capfd) == (
        1,
        (
            "",
            "Bản cài này không kèm bộ đo (thư mục benchmarks). Hãy chạy lệnh trong bản lấy từ kho mã.\n",
        ),
    )
