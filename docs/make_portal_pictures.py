"""Make the pictures of the portal in the documentation: `python -P docs/make_portal_pictures.py`, with Playwright and Chromium.

Some countries of the example become a portal, and Chromium shows pages of it in light and in dark.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from ogpkit.workspace.create import copy_example_workspace

PICTURES: Final = Path(__file__).parent / "_static/pictures"
COUNTRIES: Final = ("BR", "CA", "GB", "KE", "MX", "PH", "ZA")
PAGES: Final = {"portal": "en/index.html", "portal-plan": "en/GB/2013-2015/plan.html"}
"""What each picture shows."""

SIZE: Final = {"width": 1100, "height": 760}


def build_portal(folder: Path) -> Path:
    """Return the folder of a portal of some countries."""
    copy_example_workspace("cohort-2011", folder / "plans")
    for country in (folder / "plans/countries").iterdir():
        if country.name not in COUNTRIES:
            shutil.rmtree(country)
    words = [Path(sys.executable).with_name("ogpkit"), "portal", "build", folder / "site"]
    subprocess.run(words, cwd=folder / "plans", check=True)  # noqa: S603  the program beside this Python
    return folder / "site"


def make_pictures(folder: Path) -> None:
    """Write a picture of each page, in light and in dark.

    Args:
        folder: Where they are to lie; it is there.
    """
    with tempfile.TemporaryDirectory() as made, sync_playwright() as engine:
        site = build_portal(Path(made))
        browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for theme in ("dark", "light"):
            page = browser.new_page(viewport=SIZE, color_scheme=theme)
            for name, path in PAGES.items():
                page.goto((site / path).as_uri())
                page.screenshot(path=folder / f"{name}-{theme}.jpg", type="jpeg", quality=80)


if __name__ == "__main__":
    make_pictures(PICTURES)
