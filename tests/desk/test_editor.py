"""The editor of texts without a browser: our markup goes in and comes out letter for letter."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import goc
from desk.shipped_texts import shipped

HERE = Path(__file__).parent
EDITOR = Path(goc.__file__).parent / "desk/editor"
NODE = Path(sys.prefix) / "bin/node"
MODULES = Path(goc.__file__).parents[2] / "node_modules/prosemirror-model"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    if not NODE.exists() or not MODULES.exists():
        pytest.skip("needs Node.js and the packages of the editor (make setup)")
    script = MODULES.parents[1] / "tests/desk/there_and_back.mjs"
    with subprocess.Popen(
        [NODE, script, EDITOR], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin and node.stdout
        given, answers = node.stdin, node.stdout

        def asked(text: str, *, signed: bool, at: int = 0, typed: str = "x") -> dict[str, Any]:
            sent = {"text": text, "signed": signed, "at": at, "typed": typed}
            given.write(json.dumps(sent) + "\n")
            given.flush()
            return dict(json.loads(answers.readline()))

        yield asked
        given.close()


def test_every_shipped_text_comes_back_as_it_was(ask):
    texts = shipped()
    assert len(texts) > 40
    assert [ask(text, signed=signed)["back"] for text, signed in texts] == [t for t, _ in texts]


WORDS = st.sampled_from(
    [
        *("{trained}", "{placed.share}", "{@units}", "{nguoi hoc}", "{", "}", "{}", "{@}", "{P7}"),
        *(
            "# ",
            "## ",
            "####  ",
            "##### ",
            "- ",
            ">",
            "> ",
            "^ ",
            "  - ",
            "Loại: ",
            " | ",
            "*",
            "<b>",
        ),
        *("\n", "\n\n", " ", "  ", "\t", "\u00a0", "\u200b", "đồng chí", "e\u0301", "&nbsp;", "𝔊"),
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=3), max_size=12).map("".join)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)
@given(
    text=TEXTS,
    signed=st.booleans(),
    at=st.integers(0, 200),
    typed=WORDS | st.text("ab", min_size=1),
)
def test_any_text_comes_back_as_it_was(ask, text, signed, at, typed):
    answer = ask(text, signed=signed, at=at, typed=typed)
    assert (answer["back"], answer["undone"]) == (text, text)
    assert answer["again"] == answer["after"]


def test_what_is_typed_as_markup_becomes_what_it_means(ask):
    typed = ask("Có {enrolled} người.", signed=False, at=4, typed="{trained}, ")
    assert typed["after"] == "Có {trained}, {enrolled} người."
    assert typed["chips"] == ["{trained}", "{enrolled}"]
    assert ask("Ý một\n## I. Mục", signed=True, at=1, typed="- ")["signs"] == ["- ", "## "]
    assert ask("Ý một", signed=False, at=1, typed="- ")["signs"] == [""]
