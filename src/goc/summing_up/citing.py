"""What the papers of a round may cite: the register as who has a right on the round's unit sees it
today, what ordered the summing-up, and the round's own plan once it is signed.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext

from goc.desk.queries import signed_of
from goc.registry.access import documents_in
from goc.registry.citing import Citing
from goc.registry.models import Document
from goc.summing_up.models import SummingUp
from goc.units.access import Scope, scope_of_unit

PLAN = "ke-hoach-tong-ket"


def citing_of(round_: SummingUp) -> Citing:
    seen = Scope(everything=False, ids=scope_of_unit(round_.unit, today=timezone.localdate()))

    def directive() -> Document | str:
        if round_.directive is None:
            return gettext("Đợt tổng kết chưa gắn văn bản chỉ đạo.")
        return round_.directive.document

    def plan() -> Document | str:
        if signed := signed_of(round_).get(PLAN):
            return signed.document
        return gettext("Kế hoạch tổng kết chưa được ghi nhận đã ký.")

    return Citing(documents_in(seen), {"directive": directive, "plan": plan})
