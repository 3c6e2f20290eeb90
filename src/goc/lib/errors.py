"""The tree of errors a user may meet.

GocError                 exit 1: the work failed or is not in order
├── InputError           exit 1: what was given is wrong; says what, where and how to mend it
├── RefusedError         exit 1: a rule of the register forbids it (overlap, closed record …)
│   └── AskedError       exit 1: possible but odd: done once each question is answered with a reason
├── NotInOrderError      exit 1: a verification found problems
├── HiddenError          exit 1, page 404: missing, or not for this user: the same from outside
├── ForbiddenError       exit 1, page 403: seen, but may not be done by this user
├── MishapError          exit 1, page 503 or 507: the machine or the database refuses (mishaps.py)
└── WrongUseError        exit 2: the command was called wrongly

A message is a Vietnamese template and its parameters; the edge (web, cli) translates the template
and fills it in, so code below the edge needs no language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


class GocError(Exception):
    """`template` uses %(name)s; `str()` gives the Vietnamese sentence."""

    exit_code = 1

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


class InputError(GocError):
    """What was given is wrong."""


class RefusedError(GocError):
    """A rule of the register forbids it."""


@dataclass(frozen=True)
class Question:
    """Something odd, in a sentence that wants a reason. `code` is stable, and one of a kind in one
    act. `about`: records that it speaks of, as (kind, public id, what it is called).
    """

    code: str
    template: str
    params: Mapping[str, object] = field(default_factory=dict)
    about: tuple[tuple[str, UUID, str], ...] = ()

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


class AskedError(RefusedError):
    """Odd, but it may be so. An action called again with a reason for each question does it."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__("%(sentences)s", sentences=" ".join(map(str, questions)))
        self.questions = tuple(questions)


class NotInOrderError(GocError):
    """A verification found problems."""


class HiddenError(GocError):
    """Missing or not visible."""


class ForbiddenError(GocError):
    """Visible, but not this user's to do."""


class WrongUseError(GocError):
    """The command was called wrongly."""

    exit_code = 2
