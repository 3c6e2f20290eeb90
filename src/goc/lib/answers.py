"""Asking in turn: the first rule that has an answer, whether every condition holds, and where a
pattern stands. For code whose decisions are tables of rules. Not for what a rule says.
"""

import re
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def first(answers: Iterable[Answer | None]) -> Answer | None:
    """The first that is something; None when none is."""
    return next(filter(None, answers), None)


def ask(
    rules: Iterable[Callable[Given, Answer | None]], *args: Given.args, **kwargs: Given.kwargs
) -> Answer | None:
    """What the first rule says that says something."""
    return first(rule(*args, **kwargs) for rule in rules)


def every(
    conditions: Iterable[Callable[Given, object]], *args: Given.args, **kwargs: Given.kwargs
) -> bool:
    """Do all conditions hold? Asked in order, none after the first that does not."""
    return all(condition(*args, **kwargs) for condition in conditions)


def some(
    conditions: Iterable[Callable[Given, object]], *args: Given.args, **kwargs: Given.kwargs
) -> bool:
    """Does one condition hold? Asked in order, none after the first that does."""
    return any(condition(*args, **kwargs) for condition in conditions)


def begin(match: re.Match[str] | None, otherwise: int) -> int:
    """Where a match begins; `otherwise` when there is none."""
    return match.start() if match else otherwise


def earliest(matches: Iterable[re.Match[str] | None], otherwise: int) -> int:
    """Where the first of some matches begins; `otherwise` when there is none before."""
    return min((begin(match, otherwise) for match in matches), default=otherwise)


def end(match: re.Match[str] | None, otherwise: int) -> int:
    """Where a match ends; `otherwise` when there is none."""
    return match.end() if match else otherwise


def said(match: re.Match[str] | None, group: int = 1) -> str:
    """What a group of a match says; nothing when there is no match."""
    return match[group] or "" if match else ""
