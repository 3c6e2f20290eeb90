"""The table of settings refuses strange names and values, all in one sentence; HTTPS makes forms pass a proxy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goc import conf
from goc.lib.errors import WrongUseError


def test_defaults_and_the_folder(tmp_path):
    assert conf.read({})["GOC_LANGUAGE"] == "vi"
    assert conf.read({"GOC_SITE": str(tmp_path)}).folder == tmp_path
    assert (
        conf.read(
            {"DATABASE_URL": "postgresql://a:b@h:5433/d", "GOC_SECRET_KEY": "x" * 40}
        ).embedded
        is False
    )


@pytest.mark.parametrize(
    "environ, words",
    [
        ({"GOC_LANGUGE": "vi"}, "GOC_LANGUGE: không có tham số này"),
        ({"GOC_LANGUAGE": "fr"}, "GOC_LANGUAGE='fr'"),
        ({"GOC_BIND": "8000"}, "127.0.0.1:8000"),
        ({"GOC_HTTPS": "yes"}, "0 hoặc 1"),
        ({"GOC_ENGINE_QUERIES": "0"}, "số từ 1 đến 64"),
        ({"GOC_ENGINE_QUERIES": "65"}, "số từ 1 đến 64"),
        ({"GOC_ENGINE_QUERIES": "²"}, "số từ 1 đến 64"),
        ({"GOC_ENGINE_MEMORY": "0MB"}, "số MB hoặc GB, ví dụ 512MB"),
        ({"GOC_ENGINE_MEMORY": "80%"}, "số MB hoặc GB, ví dụ 512MB"),
        ({"DATABASE_URL": "mysql://x/y"}, "postgresql://"),
        ({"DATABASE_URL": "postgresql://h/d"}, "GOC_SECRET_KEY: bắt buộc"),
        (
            {"GOC_SITE": "/x", "DATABASE_URL": "postgresql://h/d", "GOC_SECRET_KEY": "x" * 40},
            "chỉ chọn một",
        ),
    ],
)
def test_strange_values_are_refused(environ, words):
    with pytest.raises(WrongUseError) as refused:
        conf.read(environ)
    assert words in str(refused.value) and refused.value.exit_code == 2


def test_the_limits_of_the_engine_are_read():
    read = conf.read({"GOC_ENGINE_QUERIES": "64", "GOC_ENGINE_MEMORY": "2GB"})
    assert (read.number("GOC_ENGINE_QUERIES"), read["GOC_ENGINE_MEMORY"]) == (64, "2GB")
    usual = conf.read({})
    assert (usual.number("GOC_ENGINE_QUERIES"), usual["GOC_ENGINE_MEMORY"]) == (1, "512MB")


def test_every_fault_is_said_at_once():
    with pytest.raises(WrongUseError) as refused:
        conf.read({"GOC_BIND": "x", "GOC_DEBUG": "2"})
    assert "GOC_BIND" in str(refused.value) and "GOC_DEBUG" in str(refused.value)


def settings_of(tmp_path: Path, **environ: str) -> str:
    code = "from goc import settings as s; print(s.SESSION_COOKIE_SECURE, getattr(s, 'CSRF_TRUSTED_ORIGINS', None))"
    env = {"PATH": os.environ["PATH"], "GOC_SITE": str(tmp_path), **environ}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    ).stdout.strip()


def test_https_trusts_its_own_hosts(tmp_path):
    assert settings_of(tmp_path) == "False None"
    told = settings_of(tmp_path, GOC_HTTPS="1", GOC_HOSTS="goc.tinh.vn,.noi-bo.vn,*")
    assert told == "True ['https://goc.tinh.vn', 'https://*.noi-bo.vn']"
