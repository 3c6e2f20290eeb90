"""The fuzzer's other engine: atheris (libFuzzer) keeps what lights new lines of goc.claims and
goc.viet.

Run by `benchmarks.fuzz` in a process of its own, for libFuzzer gives no way back. Prints what
failed or was slow here, one JSON object a line, then the counts; instrumented code is slower, so
the parent tries these again on its own.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import atheris  # optional: not a dependency

with atheris.instrument_imports(include=["goc.claims", "goc.viet"]):
    from benchmarks import fuzz

LONGEST = 2_000  # bytes of most inputs; one in LONG_EVERY is blown up to the length that the limit speaks of
LONG_EVERY = 2_000


def main(inputs: int, seconds: float, seed: int) -> None:
    log, rng, end = fuzz.Log(), Random(seed), time.monotonic() + seconds
    seeds = fuzz.seeds()

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "ignore")
        known = len(log.failures)
        log.run_all(text)
        if log.texts % LONG_EVERY == 0:
            log.run_all(fuzz.large(text, rng))
        for failure in log.failures[known:]:
            print(json.dumps(failure), flush=True)
        if log.inputs >= inputs or time.monotonic() > end:
            print(json.dumps({"inputs": log.inputs, "texts": log.texts}), flush=True)
            os._exit(0)

    def mutator(data: bytes, most: int, number: int) -> bytes:
        chance = Random(number)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, most))
        return fuzz.mutate(data.decode("utf-8", "ignore"), chance.choice(seeds), chance).encode()[
            :most
        ]

    with tempfile.TemporaryDirectory(prefix="goc-fuzz-") as folder:
        for number, text in enumerate(seeds):
            (Path(folder) / str(number)).write_text(text, "utf-8")
        options = [
            f"-seed={seed}",
            f"-max_len={LONGEST}",
            "-len_control=20",
            "-timeout=60",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], folder, *options], one, custom_mutator=mutator)
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
