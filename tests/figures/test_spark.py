"""The same figures on Spark. Skipped where pyspark or Java is not installed (`goc[spark]`)."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from figures.register import Register, opened, register
from goc.figures import loading
from goc.figures.tables import compute
from goc.lib.errors import InputError

HERE = bool(importlib.util.find_spec("pyspark") and shutil.which("java"))


@pytest.mark.skipif(HERE, reason="pyspark and Java are installed")
def test_without_spark_a_sentence_says_how_to_get_it(db) -> None:
    made = register()
    with (
        opened(made.snapshot(), "spark") as computer,
        pytest.raises(InputError, match="Chưa cài Spark"),
    ):
        computer.value(loading.load().indicators["trained"], computer.question(None))


@pytest.mark.skipif(not HERE, reason="needs pyspark and Java: uv pip install 'goc[spark]'")
@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore")
def test_both_engines_say_the_same(db) -> None:
    made: Register = register()
    snapshot, found = made.snapshot(), loading.load()
    said = {}
    for engine in ("duckdb", "spark"):
        with opened(snapshot, engine) as computer:
            q = computer.question(None)
            figures = {
                f.indicator.id: (f.value, f.numerator, f.denominator, f.text)
                for f in computer.values(found.indicators.values(), q)
            }
            tables = {t.id: compute(computer, t, q).rows for t in found.tables.values()}
            said[engine] = (figures, tables)
    assert said["spark"] == said["duckdb"]
