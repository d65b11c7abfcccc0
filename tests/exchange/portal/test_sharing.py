"""Pictures beside links: one for the site, each country and each cycle, for sites that have an address on the web."""

from __future__ import annotations

import re
import struct

import pytest

from ogpkit.exchange.cards import Card, draw_cards
from ogpkit.exchange.portal.sharing import find_pictured
from ogpkit.exchange.templates import TemplateFault

pytest.importorskip("typst", reason="the extra “pdf” is not installed")
CARD = Card(title="Plan", above="Site", language="en", direction="ltr", colour="#0b3d5c")


def measure(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def test_a_site_with_an_address_has_pictures_and_pages_name_the_nearest(made, examples):
    files = made(examples / "networking-paper", "en", base="https://ogp.example.org")
    drawn = sorted(path for path in files if path.endswith(".png"))
    assert drawn == ["en/XX.png", "en/XX/2012-2013.png", "en/XY.png", "en/index.png"]
    assert {measure(files[path]) for path in drawn} == {(1200, 630)}
    named = {
        address: re.findall(r'og:image" content="([^"]+)"', files[f"en/{address}.html"].decode())
        for address in ("index", "news", "XY", "XX/2012-2013/plan", "XX/eligibility")
    }
    assert named == {
        "index": ["https://ogp.example.org/en/index.png"],
        "news": ["https://ogp.example.org/en/index.png"],
        "XY": ["https://ogp.example.org/en/XY.png"],
        "XX/2012-2013/plan": ["https://ogp.example.org/en/XX/2012-2013.png"],
        "XX/eligibility": ["https://ogp.example.org/en/XX.png"],
    }


def test_a_site_without_an_address_has_none(made, examples):
    files = made(examples / "networking-paper", "en")
    assert not [path for path in files if path.endswith(".png")]
    assert b"og:image" not in files["en/index.html"]


def test_a_picture_says_what_it_is_given_and_nothing_in_it_acts():
    hostile = Card(
        title='#panic("x") $x$ *b*',
        above="\\ [",
        language="ar",
        direction="rtl",
        colour="#0b3d5c",
        text="1",
        share=1,
        planned=0,
    )
    plain, turned, longer = draw_cards([CARD, hostile, Card(**{**vars_of(CARD), "share": 0.5, "text": "50 %"})])
    assert len({plain, turned, longer}) == 3
    assert measure(turned) == (1200, 630)


def vars_of(card: Card) -> dict[str, object]:
    return {name: getattr(card, name) for name in ("title", "above", "language", "direction", "colour")}


def test_a_template_of_the_country_that_does_not_work_is_named(tmp_path):
    (tmp_path / "card.typ").write_text("#panic()")
    with pytest.raises(TemplateFault, match=r"card\.typ"):
        list(draw_cards([CARD], tmp_path))


def test_the_nearest_page_with_a_picture_stands_for_a_page():
    assert find_pictured("XX/a/b", {"", "XX"}) == "XX"
    assert find_pictured("news", {"", "XX"}) == ""
