"""A document that holds every sort of block, and texts that must not act."""

from datetime import date

import pytest

from ogpkit.text.blocks import Bullets, Grid, Heading, KeyValues, Paragraph, Quote, TextDocument
from ogpkit.text.inline import LangText, Link, Share

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}#set text(red)\x1b[31m\u202e\x00\ufffe'
"""What somebody could type: HTML, templates, Typst, escape sequences, overrides of direction, what XML cannot hold."""


def everything(text: str, language: str = "en") -> TextDocument:
    return TextDocument(
        title=text or "–",
        subtitle=text,
        language=language,
        dated=date(2013, 6, 25),
        blocks=[
            Heading(text, id="one"),
            Heading(text, level=3, id="one", language="ar"),
            Paragraph(text),
            Paragraph([LangText(text, "ar"), text, Link(text, "https://example.org/a?b=1&c=2")]),
            Paragraph(
                [Link(text, "javascript:alert(1)"), Link(text, 'https://example.org/"><script>'), Link(text, text)]
            ),
            Bullets([text, [LangText(text, "ka"), text]]),
            Bullets([text], numbered=True),
            KeyValues([(text, text), ("Share", Share(62.4)), ("None", None), ("Empty", ""), ("Day", date(2012, 4, 1))]),
            Grid(
                heads=(text, "Number", "Day", "Share"),
                rows=[
                    (text, 3, date(2012, 12, 31), Share(140)),
                    (LangText(text, "ar"), 4.5, None, Share(-3)),
                    (None, True, text, None),
                ],
                caption=text,
                ids=("a", "b", ""),
            ),
            Grid(heads=("Only",), rows=[]),
            Quote(text, by=text, language="ar", id="quote"),
        ],
    )


@pytest.fixture
def evil():
    return EVIL


@pytest.fixture(name="everything")
def _everything():
    return everything
