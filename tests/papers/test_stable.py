import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goc.lib.errors import InputError
from goc.papers.formats import FORMATS, render
from papers.sample import report

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
from goc.papers.formats import FORMATS, render
from papers.sample import report
for name in FORMATS:
    print(name, hashlib.sha256(render(report(), name)).hexdigest())
"""


def test_equal_papers_are_equal_bytes_in_every_process():
    here = {name: hashlib.sha256(render(report(), name)).hexdigest() for name in FORMATS}
    other = {"PYTHONHASHSEED": "1", "PYTHONPATH": f"{ROOT}/src:{ROOT}/tests", "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | other,
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(line.split() for line in run.stdout.splitlines()) == here


def test_every_format_names_its_media_type():
    assert {f.media_type.split("/")[0] for f in FORMATS.values()} == {"application", "text"}
    assert list(FORMATS) == ["docx", "pdf", "xlsx", "html"]


def test_an_unknown_format_is_refused_in_words():
    with pytest.raises(InputError, match="Không có định dạng “odt”; có: docx, html, pdf, xlsx"):
        render(report(), "odt")
