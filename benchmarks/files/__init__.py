"""Small files made to exhaust whoever reads them, by what they do. Each maker writes one file into
a folder and gives its path.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.files import pdfs, plain, sheets, word

Maker = Callable[[Path], Path]
MAKERS: dict[str, Maker] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": make
    for module in (word, sheets, pdfs, plain)
    for name, make in module.MAKERS.items()
}
