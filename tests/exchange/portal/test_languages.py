"""In a language into which ogpkit is not translated every text still says its language (WCAG 3.1.2)."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from ogpkit.api import Place, Scope
from ogpkit.api.content import read_workspace
from ogpkit.api.output import NothingToWrite, build_document, render_document

GEORGIAN = re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]")
LATIN = re.compile("[A-Za-z]")
VOID = {"meta", "link", "br", "input", "img", "rect"}


class Texts(HTMLParser):
    """The texts of a page, each with the language that stands nearest above it."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.found = [], []
        self.feed(html)

    @property
    def language(self):
        return next((language for _tag, language in reversed(self.open) if language), "")

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag not in VOID:
            self.open.append((tag, said.get("lang")))
        if label := said.get("aria-label"):
            self.found.append((label, said.get("lang") or self.language))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] not in ("style", "script", "title"):
            self.found.append((data.strip(), self.language))


def wrong(html):
    """The texts that are not in the language that they say; all of the example is in Georgian letters or in Latin ones."""
    for text, language in Texts(html).found:
        if GEORGIAN.search(text) if language != "ka" else LATIN.search(text):
            yield language, text


@pytest.fixture(scope="session")
def site(made, georgian_example):
    return made(georgian_example)


def test_every_text_of_a_site_is_in_the_language_that_it_says(site):
    pages = [path for path in site if path.endswith(".html")]
    assert len([path for path in pages if path.startswith("ka/")]) > 15
    assert {path: found for path in pages if (found := list(wrong(site[path].decode())))} == {}


def test_its_frame_is_english_and_what_people_wrote_is_not(site):
    found = Texts(site["ka/XX/2012-2013/commitments/subnational-extractives.html"].decode()).found
    assert ("Skip to the content", "en") in found
    assert ("Milestones", "en") in found
    assert any(language == "ka" for _text, language in found)


def test_the_english_pages_mark_what_is_georgian(site):
    found = Texts(site["en/XX/2012-2013/plan.html"].decode()).found
    assert any(language == "ka" for _text, language in found)
    assert ("Commitments", "en") in found


def test_a_search_gives_titles_in_their_languages(site):
    listed = site["ka/search/pages-0.js"].decode()
    assert '["Action plan of ","en"],["ცოუნტრყ ხ","ka"]' in listed


def test_every_document_is_in_the_languages_that_it_says(georgian_example, plugins):
    workspace = read_workspace(georgian_example, plugins.kinds, plugins.editions, date(2013, 7, 15)).workspace
    made = 0
    for paper in plugins.papers:
        place = Place(country="XX", cycle="2012-2013") if paper.value.scope is Scope.CYCLE else Place(country="XX")
        try:
            writing = build_document(paper, workspace, place, "ka", plugins)
        except NothingToWrite:
            continue
        made += 1
        assert list(wrong(render_document(writing, "html").decode())) == [], paper.value.name
    assert made >= 4
