"""What of a file that came back is written: values between the answers and the action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goc.summing_up.models import Assessment


@dataclass(frozen=True)
class JudgementTaken:
    """`row`: the judgement that is rewritten; None for a new one."""

    kind: str
    authority: str
    text: str
    row: Assessment | None = None


@dataclass(frozen=True)
class Explained:
    """A typed number that is not the snapshot's. `sentence`: its paragraph as the desk keeps it;
    `says`: the figure as the snapshot gives it; `place`: page and line in the file.
    """

    section: str
    sentence: str
    number: str
    says: str
    reason: str
    place: str


@dataclass(frozen=True)
class Taken:
    """`texts`: section → its whole text. `source`: the file, with its digest. `left_out`: sections
    that were changed in the file and stay as the desk has them.
    """

    source: str
    texts: Mapping[str, str] = field(default_factory=dict)
    judgements: Sequence[JudgementTaken] = ()
    dropped: Sequence[Assessment] = ()
    explained: Sequence[Explained] = ()
    left_out: Sequence[str] = ()
