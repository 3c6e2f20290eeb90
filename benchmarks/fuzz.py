"""Fuzzing of the plain rooms, bounded: `python -m benchmarks.fuzz [--inputs N] [--seconds N]
[--seed S] [--engine E]`.

With atheris, when it can be imported, coverage guides; else our own mutations, which keep what was
slow for its length. Prints one JSON line: texts, inputs (a text for each target), the slowest s/100
kB of each target, failures. Exit 1 when anything failed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from random import Random

from benchmarks.texts import PAPER, SENTENCES, paper, prose
from goc.claims import read_claims, read_directive
from goc.viet import dates, digits, hedges, numbers, numerals, spelling

LIMIT = 1.0  # seconds of processor time a 100,000 characters may take
LEAST = 0.05  # seconds that any text may take
LARGE = 100_000
PIECES = (
    *SENTENCES,
    *PAPER,
    "Điều 1. ",
    "I. ",
    "1. ",
    "a) ",
    "đ) ",
    "1.1. ",
    "- ",
    "+ ",
    "* ",
    "\n",
    "\n\n",
    "\t",
    " ",
    "|",
    "Chương I\n",
    "Mục 1\n",
    "Khoản 1 ",
    "Phụ lục\n",
    "BỘ ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "---",
    "___",
    "ngày 5 tháng 3 năm 2020",
    "ngày ",
    "tháng ",
    "năm ",
    "12-26/4",
    "1.234,5",
    "35 - 40%",
    "tỷ đồng",
    "trong đó ",
    "(",
    ")",
    "12%",
    "tăng ",
    "giảm ",
    "từ ",
    "lên ",
    "đến ",
    "2.235/ 21.304",
    "Căn cứ ",
    "Số: ",
    "/QĐ-UBND",
    "Kính gửi: ",
    "Nơi nhận:\n",
    "KT. CHỦ TỊCH\n",
    "một ",
    "trăm ",
    "linh ",
    "mươi ",
    "nghìn ",
    "triệu ",
    "tỷ ",
    "rưỡi ",
    "nửa ",
    "½",
    "²",
    "９",
    "٣",
    "0",
    "9" * 50,
    "1." * 20,
    "1,",
    "1.",
    "**",
    "\\.",
    "\x00",
    "\u0301",
    "\u200b",
    "\ufeff",
    "so với ",
    "người ",
    "tổng số ",
    "giảm 100%",
    "1/0",
    "31/2",
    "[1] ",
    "“",
    "”",
    '"',
    "'",
    "…",
    "ước đạt ",
    "gần ",
    "không quá ",
    "trở lên",
    "İ",
    "ß",
    "ﬁ",
    "🙂",
    "\ud7ff",
    "\u2028",
    "\r\n",
    ";",
    ":",
    ".",
    ",",
)


def _claims(text: str) -> None:
    whole = unicodedata.normalize("NFC", text)
    for claim in read_claims(text):
        assert whole[claim.start : claim.end] == claim.value, "offsets"
        json.dumps(claim.to_json(), allow_nan=False)


def _directive(text: str) -> None:
    json.dumps(read_directive(text).to_json(), allow_nan=False)


def _viet(text: str) -> None:
    for when in dates.find(text):
        assert 0 <= when.start < when.end <= len(text), "span"
        when.first_day(), when.last_day()
    dates.parse(text)
    for function in (digits.decimals, digits.step, numerals.parse, spelling.nfc, spelling.same):
        function(text)
    if (value := digits.parse(text)) is not None:
        numbers.write(value, digits.decimals(text))
    hedges.sense(hedges.join(hedges.before(text, len(text)), hedges.after(text, 0, len(text))))


TARGETS: dict[str, Callable[[str], None]] = {
    "claims": _claims,
    "directive": _directive,
    "viet": _viet,
}


class Log:
    """What was tried, what failed, how slow the slowest was."""

    def __init__(self) -> None:
        self.texts, self.inputs, self.failures = 0, 0, list[dict[str, str]]()
        self.slowest = dict.fromkeys(TARGETS, 0.0)
        self.culprit: dict[str, str] = {}

    def run_all(self, text: str) -> float:
        """The text for every target; the most seconds one took."""
        self.texts += 1
        return max(self.run(name, text) for name in TARGETS)

    def run(self, name: str, text: str) -> float:
        """Seconds of processor time; a failure is kept with its input, a slow one when it is slow
        three times.
        """
        self.inputs += 1
        allowed = max(LEAST, LIMIT * len(text) / LARGE)
        spent = self._once(name, text)
        if spent > allowed:
            spent = min(spent, self._once(name, text), self._once(name, text))
        if spent > allowed:
            self._keep(name, f"slow: {spent:.2f} s for {len(text)} characters", text)
        if len(text) >= LARGE // 2 and (rate := spent * LARGE / len(text)) > self.slowest[name]:
            self.slowest[name], self.culprit[name] = rate, text[:200]
        return spent

    def _once(self, name: str, text: str) -> float:
        start = time.process_time()
        try:
            TARGETS[name](text)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(
                name,
                f"{type(error).__name__} {where.filename.rsplit('/', 1)[-1]}:{where.lineno}",
                text,
            )
        return time.process_time() - start

    def _keep(self, name: str, error: str, text: str) -> None:
        if all(f["error"] != error for f in self.failures):
            self.failures.append({"target": name, "error": error, "input": text})

    def told(self, engine: str, seconds: float) -> dict[str, object]:
        return {
            "engine": engine,
            "texts": self.texts,
            "inputs": self.inputs,
            "seconds": round(seconds, 1),
            "failures": [f | {"input": f["input"][:2_000]} for f in self.failures],
            "slowest_s_per_100k": {k: round(v, 4) for k, v in self.slowest.items()},
            "culprit": self.culprit,
        }


def seeds() -> list[str]:
    return [prose(300, n) for n in range(10)] + [paper(400, n) for n in range(10)] + list(PIECES)


def mutate(text: str, other: str, rng: Random) -> str:
    """One to six small changes."""
    for _ in range(rng.randint(1, 6)):
        at, to = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        match rng.randrange(9):
            case 0:
                text = text[:at] + text[min(to, at + 30) :]
            case 1 | 2:
                text = text[:at] + rng.choice(PIECES) + text[at:]
            case 3:
                text = text[:at] + text[at : at + 20] * rng.randint(2, 12) + text[at:]
            case 4:
                text = (
                    text[:at]
                    + chr(
                        rng.choice(
                            (rng.randrange(128), rng.randrange(0x2000), rng.randrange(0xD800))
                        )
                    )
                    + text[at:]
                )
            case 5:
                text = text[:at] + other[rng.randint(0, len(other)) :][:200] + text[to:]
            case 6:
                text = text[:at] + text[at:to].swapcase() + text[to:]
            case 7:
                text = text[:at] + unicodedata.normalize("NFD", text[at:to]) + text[to:]
            case 8:
                text = text[:at] + text[at : at + 40].replace(" ", "\n") + text[at + 40 :]
    return text[:3000]


def large(text: str, rng: Random) -> str:
    """A short slice repeated, or runs of it between two others, to the length that the limit speaks
    of.
    """
    cut = rng.randint(0, max(0, len(text) - 1))
    part = text[cut : cut + rng.choice((1, 2, 5, 12, 40, 300))] or "a"
    if rng.random() < 0.5:
        part = rng.choice(PIECES) + (rng.choice(PIECES) if rng.random() < 0.5 else "") + part
    head, tail = rng.choice(("", rng.choice(PIECES))), rng.choice(("", rng.choice(PIECES)))
    return (head + part * (LARGE // len(part)) + tail)[: LARGE + 2000]


def own(inputs: int, seconds: float, seed: int, log: Log) -> None:
    rng, end = Random(seed), time.monotonic() + seconds
    pool = seeds()
    while time.monotonic() < end and log.inputs < inputs:
        text = mutate(rng.choice(pool), rng.choice(pool), rng)
        if log.run_all(text) > 2e-4 * (len(text) + 50) or rng.random() < 0.03:
            pool.append(text)
        if len(pool) > 2000:
            del pool[rng.randrange(len(pool))]
        if log.texts % 100 == 0:
            log.run_all(large(text, rng))


def guided(inputs: int, seconds: float, seed: int, log: Log) -> None:
    """In a process of its own; what failed or was slow there counts when it does so here."""
    command = [sys.executable, "-m", "benchmarks.guided", str(inputs), str(seconds), str(seed)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        for line in child.stdout or ():
            told = json.loads(line) if line.startswith("{") else {}
            if "input" in told:
                log.run(told["target"], told["input"])
            elif told:
                log.texts, log.inputs = log.texts + told["texts"], log.inputs + told["inputs"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--inputs", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["own", "atheris"])
    chosen = parser.parse_args()
    engine = chosen.engine or ("atheris" if find_spec("atheris") else "own")
    log, start = Log(), time.monotonic()
    (own if engine == "own" else guided)(chosen.inputs, chosen.seconds, chosen.seed, log)
    print(json.dumps(log.told(engine, time.monotonic() - start), ensure_ascii=False))
    return 1 if log.failures else 0


if __name__ == "__main__":
    sys.exit(main())
