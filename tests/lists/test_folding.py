"""The folded key is the same in Python and in the database."""

from __future__ import annotations

import pytest
from django.db.models import Value

from goc.accounts.models import User
from goc.dated.folding import Folded
from goc.viet.names import fold


@pytest.mark.parametrize(
    "text",
    ["QĐ số 12/QĐ-UBND", "Nông Văn Đức", "ẮẰẲẴẶ ỡ Ữ ỵ", "hoà bình", "Ho\u0300a\u0301 \u0111"],
)
def test_the_database_folds_as_we_do(cast, text: str) -> None:
    assert User.objects.values_list(Folded(Value(text)), flat=True).first() == fold(text)
