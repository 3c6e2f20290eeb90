"""Administrative documents read into structure: header, bases, outline, requirements, closing."""

from goc.claims.directive.model import Basis, Directive, Node, Requirement
from goc.claims.directive.reading import read_directive

__all__ = ["Basis", "Directive", "Node", "Requirement", "read_directive"]
