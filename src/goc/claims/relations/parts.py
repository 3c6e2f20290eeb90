"""No part above its whole: `trong đó a` of b."""

from goc.claims.model import Claim, Relation
from goc.claims.relations import wholes
from goc.claims.relations.scene import (
    Scene,
    akin,
    amount,
    between,
    certain,
    change,
    head,
    margin,
    sizes,
)


def find(scene: Scene, index: int) -> Relation | None:
    """Whether the whole that words before the claim name holds it; None when none is named."""
    part = scene.claims[index]
    if part.kind not in ("count", "money") or amount(part) is None or change(part):
        return None
    of = [whole for whole in wholes.of(scene, part) if _may_be_whole(whole, part)]
    if not of:
        return None
    above = next((whole for whole in reversed(of) if _holds(whole, part)), None)
    if above:
        return Relation("part_not_above_whole", (above.operand(),), True, None)
    return _too_large(part, of[0]) if len(of) == 1 else None


def _may_be_whole(whole: Claim, part: Claim) -> bool:
    return akin(whole, part) and amount(whole) is not None and not change(whole)


def _holds(whole: Claim, part: Claim) -> bool:
    if sizes(part)[0] > 1.001 * (sizes(whole)[0] + sizes(whole)[1] + sizes(part)[1]):
        return False  # seen at a glance
    return (amount(part) or 0) <= (amount(whole) or 0) + margin(whole) + margin(part)


def _too_large(part: Claim, whole: Claim) -> Relation | None:
    """An error where both are said without a hedge and of one thing."""
    if head(whole) != head(part) or not certain(whole) or not certain(part):
        return None
    if ";" in (between(whole, part) or ""):
        return None  # past a semicolon the text may speak of something else
    note = f"Phần ({part.value} {head(part)}) lớn hơn tổng ({whole.value} {head(whole)})."
    return Relation("part_not_above_whole", (whole.operand(),), False, None, note)
