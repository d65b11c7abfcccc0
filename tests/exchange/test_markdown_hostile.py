"""Documents as Markdown: whatever a text holds, a reader of Markdown takes it for text."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ogpkit.exchange.markdown import render_markdown
from ogpkit.text.blocks import Bullets, Grid, Heading, KeyValues, Paragraph, Quote, TextDocument
from ogpkit.text.inline import Link

READER = MarkdownIt("commonmark").enable("table")
TEXTS = st.text(st.sampled_from(list("ab1 <>&*_[]()`#|!~-+=:.\\\"'{}$^@\n\té نصქ")), max_size=25)


def tokens(text):
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


@given(TEXTS)
def test_no_text_becomes_markup(text):
    writing = TextDocument(
        title=text, language="en",
        blocks=[Paragraph([text, Link(text, "javascript:x")]), KeyValues([(text, text)]), Bullets([text]), Quote(text, by=text),
                Grid((text, "b"), [(text, text)], caption=text)],
    )  # fmt: skip
    kinds = {token.type for token in tokens(render_markdown(writing))}
    assert not kinds & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "em_open",
        "hr",
    }


@given(TEXTS)
def test_a_heading_stays_on_its_level(text):
    found = [
        token.tag
        for token in tokens(
            render_markdown(TextDocument(title="T", language="en", blocks=[Heading(text or "x", level=2, id="x")]))
        )
    ]
    assert [tag for tag in found if tag in ("h1", "h2", "h3", "h4")] == ["h1", "h1", "h3", "h3"]


def test_what_must_not_act_is_text(everything, evil):
    text = render_markdown(everything(evil))
    assert "\x1b" not in text
    assert "\\<script\\>" in text
    assert [token.attrs["href"] for token in tokens(text) if token.type == "link_open"] == [
        "https://example.org/a?b=1&c=2"
    ]
