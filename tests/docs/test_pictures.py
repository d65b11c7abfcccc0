"""The pictures of the app: a script makes them, and they need nothing from elsewhere."""

from __future__ import annotations

import asyncio
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = sorted((DOCS / "_static/pictures").glob("*.svg"))
SPACE = "http://www.w3.org/2000/svg"


@pytest.fixture(scope="module")
def script():
    """The script that makes them."""
    spec = spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    module = module_from_spec(spec)
    sys.modules["make_pictures"] = module  # attrs looks it up there
    spec.loader.exec_module(module)
    yield module
    del sys.modules["make_pictures"]


def read_text(picture):
    """Return the letters of a picture, without blanks."""
    root = ET.fromstring(picture.read_text("utf-8"))
    return "".join("".join(one.itertext()) for one in root.iter(f"{{{SPACE}}}text")).replace(" ", "")


def test_there_are_all_pictures_in_light_and_dark(script):
    names = {*(shot.name for shot in script.SHOTS), script.RECORDING, "editor"}
    assert {picture.stem for picture in PICTURES} == {f"{name}-{theme}" for name in names for theme in script.THEMES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_needs_nothing_from_elsewhere(picture):
    text = picture.read_text("utf-8")
    assert re.findall(r"\w+://[^\"'\s)<]+", re.sub(r"<text[^>]*>[^<]*</text>", "", text)) == [SPACE]
    assert not re.search(r"<script|<image|<foreignObject|@import|@font-face|url\(", text)
    assert all(address.startswith("#") for address in re.findall(r'href="([^"]*)"', text))
    assert len(text.encode()) < 400_000
    assert ET.fromstring(text).tag == f"{{{SPACE}}}svg"


def test_the_script_makes_a_picture_that_says_what_the_app_shows(script, tmp_path):
    asyncio.run(script.make_pictures(["eligibility"], tmp_path))
    made = sorted(tmp_path.iterdir())
    assert [picture.name for picture in made] == ["eligibility-dark.svg", "eligibility-light.svg"]
    for picture in made:
        assert "Brazil(BR)" in read_text(picture)
        assert "Eligible,14of16" in read_text(picture)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_picture_of_an_editor_shows_a_finding_its_fix_and_completion(theme):
    said = read_text(DOCS / f"_static/pictures/editor-{theme}.svg")
    assert "Thekey`Challenge`isnotknownhere." in said
    assert 'challenge="public-resources"' in said
    assert "ImprovingPublicServices" in said


def test_readme_and_documentation_show_pictures_that_are_there():
    for page in (
        DOCS.parent / "README.md",
        *(DOCS / f"{name}.md" for name in ("index", "editors", "portal-and-documents")),
    ):
        shown = re.findall(r"_static/pictures/([\w-]+\.(?:svg|jpg))", page.read_text("utf-8"))
        assert shown
        assert all((DOCS / "_static/pictures" / name).exists() for name in shown)
