"""A read document: header, bases, outline, requirements, closing; `to_json` gives the published
shape.
"""

from dataclasses import dataclass, field


@dataclass
class Node:
    """One marked paragraph of the outline; `level` counts from 1."""

    marker: str
    level: int
    text: str
    children: list["Node"] = field(default_factory=list)
    rank: int = 0

    def to_json(self) -> dict[str, object]:
        return {
            "marker": self.marker,
            "level": self.level,
            "text": self.text,
            "children": [child.to_json() for child in self.children],
        }


@dataclass(frozen=True)
class Basis:
    """A cited document; `text` says what it is about, or names it when it bears no number."""

    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    text: str | None

    def to_json(self) -> dict[str, object]:
        return {
            "type": self.type,
            "number": self.number,
            "date": self.date,
            "issuer": self.issuer,
            "text": self.text,
        }


@dataclass(frozen=True)
class Requirement:
    """Something ordered: who shall do what, by when. `check` is left for people to choose."""

    marker: str
    text: str
    actor: str | None
    due: str | None
    check: str | None = None
    children: tuple["Requirement", ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "marker": self.marker,
            "text": self.text,
            "actor": self.actor,
            "due": self.due,
            "check": self.check,
            "children": [child.to_json() for child in self.children],
        }


@dataclass(frozen=True)
class Directive:
    """`parent` is the upper line of the letterhead, `issuer` the issuing agency's."""

    type: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    parent: str | None = None
    addressee: tuple[str, ...] = ()
    subject: str | None = None
    legal_bases: tuple[Basis, ...] = ()
    outline: tuple[Node, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "type": self.type,
            "number": self.number,
            "date": self.date,
            "place": self.place,
            "issuer": self.issuer,
            "addressee": list(self.addressee),
            "subject": self.subject,
            "legal_bases": [basis.to_json() for basis in self.legal_bases],
            "outline": [node.to_json() for node in self.outline],
            "requirements": [requirement.to_json() for requirement in self.requirements],
            "signer": self.signer,
            "recipients": list(self.recipients),
            "warnings": list(self.warnings),
        }
