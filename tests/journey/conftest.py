"""An empty site, made and served by commands as the documentation says, and a browser on it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import goc
import real_site
from journey.office import Office

CHROMIUM = Path("/usr/bin/chromium")
EDITOR = Path(goc.__file__).parent / "assets/static/editor.js"
SERVE = [sys.executable, "-m", "goc.cli", "serve", "--bind", "127.0.0.1:0", "--json"]


@contextmanager
def serving(site: real_site.RealSite) -> Iterator[str]:
    """The address at which the site is served."""
    process = subprocess.Popen(
        SERVE,
        env=site.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        yield url.replace("localhost", "127.0.0.1").rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=30)


@contextmanager
def browser_on(url: str) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(base_url=url, viewport={"width": 1366, "height": 768})
        page.set_default_timeout(60_000)  # a machine may have other work
        yield page
        browser.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Nothing is in it yet but its operator."""
    if not CHROMIUM.exists() or not EDITOR.exists():
        pytest.skip("needs Debian's chromium and the editor's bundle (make setup)")
    site = real_site.bare(tmp_path / "goc")
    made = site.goc("init", "--json")
    assert made.returncode == 0, made.stderr
    with serving(site) as url, browser_on(url) as page:
        yield Office(site, page, tmp_path, json.loads(made.stdout)["password"])
    site.drop()
