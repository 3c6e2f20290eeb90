"""Office files are zips: rewritten here with sorted names and one date, so that equal content is
equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date


def stable(
    data: bytes, day: date, rewrite: Callable[[str, bytes], bytes] = lambda _name, part: part
) -> bytes:
    """`rewrite` may change a part on the way, by its name."""
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the byte tells Unix from Windows
            target.writestr(info, rewrite(name, source.read(name)), compresslevel=6)
    return out.getvalue()
