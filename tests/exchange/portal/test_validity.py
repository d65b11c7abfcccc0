"""Pages are HTML as the standard has it: a parser that works as browsers do finds nothing that it would have to put right."""

import re

import pytest
from justhtml import JustHTML

IDENTITY = re.compile(r'\sid="([^"]*)"')
REFERENCE = re.compile(r'\s(?:aria-labelledby|aria-describedby|for)="([^"]*)"')


def list_faults(html):
    """Wrong tags, an id that is there twice, a reference to an id that is not there."""
    yield from (str(error) for error in JustHTML(html, collect_errors=True, sanitize=False).errors)
    found = IDENTITY.findall(html)
    yield from (f"id {one} twice" for one in set(found) if found.count(one) > 1)
    named = {name for one in REFERENCE.findall(html) for name in one.split()}
    yield from (f"no id {one}" for one in named - set(found))


@pytest.mark.parametrize("name", ["networking-paper", "three-scripts"])
def test_every_page_in_every_language_is_valid_html(sites, name):
    pages = sorted((sites / name).rglob("*.html"))
    assert len(pages) > 25
    found = {page.relative_to(sites).as_posix(): list(list_faults(page.read_text())) for page in pages}
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_what_somebody_typed_leaves_pages_valid(made, hostile):
    pages = {path: content.decode() for path, content in made(hostile).items() if path.endswith(".html")}
    assert {path: faults for path, html in pages.items() if (faults := list(list_faults(html)))} == {}


@pytest.mark.parametrize(
    "broken",
    ["<p><ul><li>A</ul></p>", "<b><i>A</b></i>", '<p id="a">A</p><p id="a">B</p>', '<label for="x">A</label>'],
)
def test_what_is_not_valid_is_found(broken):
    page = f'<!DOCTYPE html><html lang="en"><head><title>A</title></head><body>{broken}</body></html>'
    assert list(list_faults(page)) != []
