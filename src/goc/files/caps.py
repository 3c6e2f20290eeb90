"""How much a file may hold, and what reading one may cost."""

from __future__ import annotations

from dataclasses import replace

from goc.lib.workers import Limits

LARGEST = 200 * 2**20
MOST_CHARACTERS = 4_000_000
"""Of a text read: some 1.300 pages."""
MOST_LINES = 250_000
LONGEST_LINE = 1_000_000

MOST_PAGES = 1000
MANY_PAGES, SECONDS_A_PAGE = 60, 0.1
"""A PDF of more pages takes seconds: a page of the site leaves it to a job."""
SECONDS_AT_ONCE = 2.0
"""For the letters of a PDF of fewer pages, each of which is put in its place."""
LONGEST_SIDE = 14_400
"""Points; a PDF page may not be larger by its standard."""

MOST_ROWS = 101_000
"""A list of a hundred thousand persons, its head, and what stands around them."""
MOST_COLUMNS = 1000
MOST_CELLS = 2_000_000
"""Of the rectangle around all that is filled."""


def allowance(size: int, extra: float = 0) -> Limits:
    """For a file of so many bytes: five seconds of the processor more for the first megabyte, one
    for each further, `extra` for what else is known of it, and memory for three times the file.
    What a small file asks is done or refused within two seconds.
    """
    megabytes = size / 2**20
    seconds = 1.3 + megabytes + min(4 * megabytes, 4) + extra
    return Limits(
        seconds=seconds,
        megabytes=256 + min(int(3 * megabytes), 768),
        wall=15 + 4 * seconds,
    )


def unfolding(size: int) -> Limits:
    """The same for a table, whose cells each become a value and are told to the parent: memory for
    fifty times the file, which is packed, up to the same 1 GB.
    """
    usual = allowance(size)
    return replace(usual, megabytes=256 + min(int(50 * size / 2**20), 768))


def building(size: int) -> float:
    """Extra seconds where python-docx makes an object of all that a DOCX packs to this size."""
    return min(10 * size / 2**20, 20)


RECOGNITION = Limits(seconds=600, megabytes=1024, wall=150)
"""For one scanned page: rendering it and the recognising program."""
