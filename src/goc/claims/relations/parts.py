"""No part above its whole: `trong đó a` of b."""

from goc.claims.model import Claim, Relation
from goc.claims.relations import wholes
from goc.claims.relations.scene import (
    AMOUNTS,
    Scene,
    akin,
    certain,
    head,
    margin,
    of_one_item,
    size,
    sizes,
    steady,
)
from goc.lib import answers


def find(scene: Scene, index: int) -> Relation | None:
    """Whether the whole that words before the claim name holds it; None when none is named."""
    part = scene.claims[index]
    if part.kind not in AMOUNTS or not _is_steady(part):
        return None
    alike = (whole for whole in wholes.of(scene, part) if akin(whole, part))
    of = list(filter(_is_steady, alike))
    if above := answers.first(whole for whole in reversed(of) if _holds(whole, part)):
        return Relation("part_not_above_whole", (above.operand(),), True, None)
    return _too_large(part, of[0]) if len(of) == 1 else None


def _is_steady(claim: Claim) -> bool:
    return claim.single is not None and steady(claim)


def _holds(whole: Claim, part: Claim) -> bool:
    if sizes(part)[0] > 1.001 * (sizes(whole)[0] + sizes(whole)[1] + sizes(part)[1]):
        return False  # seen at a glance
    return size(part) <= size(whole) + margin(whole) + margin(part)


def _too_large(part: Claim, whole: Claim) -> Relation | None:
    """An error where both are said without a hedge and of one thing."""
    if head(whole) != head(part) or not certain(whole, part):
        return None
    note = f"Phần ({part.value} {head(part)}) lớn hơn tổng ({whole.value} {head(whole)})."
    told = Relation("part_not_above_whole", (whole.operand(),), False, None, note)
    return told if of_one_item(whole, part) else None
