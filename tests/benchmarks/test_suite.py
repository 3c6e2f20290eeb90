"""The suite's pieces: the printed shape, the exponent, the regular-expression baseline, the mutations."""

from random import Random

from benchmarks.fuzz import TARGETS, Log, large, mutate
from benchmarks.jobs import JOBS
from benchmarks.measure import Line, exponent
from benchmarks.peers import baseline
from benchmarks.texts import paper, prose

SHAPE = [
    "job",
    "seconds",
    "peer",
    "peer_seconds",
    "ratio",
    "target",
    "met",
    "memory_mb",
    "exponent",
    "note",
]


def test_a_line_has_the_published_shape():
    line = Line("x", 1.0, "y", 2.0).to_json()
    assert (list(line), line["ratio"]) == (SHAPE, 0.5)


def test_the_exponent_is_the_slope():
    assert exponent([1, 2, 4], [1.0, 2.0, 4.0]) == 1
    assert exponent([1, 2, 4], [1.0, 4.0, 16.0]) == 2


def test_the_baseline_reads_plain_figures_and_leaves_years():
    found = baseline("Năm 2012 có 1.234 hộ, đạt 12,5%.")
    assert [(said, value) for _, _, said, value in found] == [("1.234", 1234.0), ("12,5", 12.5)]


def test_texts_and_mutations_come_out_the_same_each_time():
    assert (prose(500), paper(500)) == (prose(500), paper(500))
    assert mutate(prose(300), paper(300), Random(3)) == mutate(prose(300), paper(300), Random(3))
    assert 99_000 <= len(large("abc", Random(1))) <= 102_000


def test_the_fuzzer_says_what_fails(monkeypatch):
    monkeypatch.setitem(TARGETS, "claims", lambda _: 1 / 0)
    log = Log()
    log.run("claims", "x")
    log.run("claims", "y")
    assert (log.inputs, [f["input"] for f in log.failures]) == (2, ["x"])


def test_every_job_is_a_module():
    from importlib import import_module

    assert all(callable(import_module(f"benchmarks.jobs.{name}").run) for name in JOBS)
