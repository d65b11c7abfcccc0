"""Documents as Markdown: everything is there, and no text can become markup."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ogpkit.exchange.markdown import render_markdown
from ogpkit.text.blocks import Bullets, Grid, Heading, KeyValues, Paragraph, Quote, TextDocument
from ogpkit.text.inline import LangText, Link, Share
from ogpkit.text.sanitize import escape_markdown


def markdown(*blocks):
    return render_markdown(TextDocument(title="Plan", language="en", blocks=blocks)).removeprefix("# Plan\n\n")


def test_a_document_has_its_title_its_second_line_and_its_day():
    text = render_markdown(
        TextDocument(
            title="Plan", language="en", subtitle="Kenya, 2012", dated=date(2012, 4, 10), blocks=[Paragraph("Hello.")]
        )
    )
    assert text == "# Plan\n\n*Kenya, 2012*\n\n2012-04-10\n\nHello.\n"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading("Goals", level=2, id="goals"), "### Goals {#goals}\n"),
        (
            Paragraph(["See ", Link("the plan", "https://example.org/plan"), "."]),
            "See [the plan](<https://example.org/plan>).\n",
        ),
        (Paragraph([Link("the plan", "XX/2012-2013/plan")]), "the plan\n"),
        (Paragraph([Link("the plan", "javascript:alert(1)")]), "the plan\n"),
        (Bullets(["one", [LangText("два", "ru"), "!"]]), "- one\n- два!\n"),
        (Bullets(["one", "two"], numbered=True), "1. one\n2. two\n"),
        (KeyValues([("Lead", "Ministry"), ("Partners", ""), ("Ends", None)]), "- **Lead:** Ministry\n"),
        (
            Grid(
                ["Milestone", "Due", "Done"],
                [["Map", date(2012, 12, 31), Share(75.4)], ["a|b", None, True]],
                "Milestones",
            ),
            "**Milestones**\n\n| Milestone | Due | Done |\n|---|---|---|\n| Map | 2012-12-31 | 75 % |\n| a\\|b |  | yes |\n",
        ),
        (Quote("Pay\nthe *regions*.", by="Ana"), "> Pay  \n> the \\*regions\\*.  \n> — Ana\n"),
    ],
)
def test_blocks(block, text):
    assert markdown(block) == text


HOSTILE = st.text(st.sampled_from(list("ab1 .)#*_`~<>[](){}|\\!-+=:&;@$^\"'/\n\t\x1b\u202e")), max_size=30)


def rendered(source):
    """What a strict reader of Markdown makes of it: the kinds of mark, and the text."""
    reader = MarkdownIt("gfm-like", {"linkify": False})
    tokens = [inner for token in reader.parse(source) for inner in (token, *(token.children or ()))]
    return {token.type for token in tokens}, "".join(token.content for token in tokens if token.type == "text")


@given(HOSTILE)
def test_a_text_is_a_paragraph_of_text_and_nothing_else(text):
    kinds, said = rendered(escape_markdown(text))
    assert kinds <= {"paragraph_open", "inline", "text", "paragraph_close", "text_special"}
    if text.strip() and "\x1b" not in text and "\u202e" not in text:
        assert said.split() == text.split()


@given(HOSTILE, HOSTILE)
def test_a_text_in_a_table_stays_in_its_cell(left, right):
    kinds, _said = rendered(markdown(Grid(["a", "b"], [[left, right]])))
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_inline", "em_open", "heading_open"}
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown(Grid(["a", "b"], [[left, right]])))
    assert sum(token.type == "td_open" for token in tokens) == 2


def test_what_marks_stress_in_texts_from_files_is_stressed():
    text = markdown(Paragraph([LangText("a **b_c** and *d*", "en")]), Grid(("A",), [(LangText("**e**", "en"),)]))
    assert "a **b\\_c** and *d*" in text
    assert "| **e** |" in text
    assert markdown(Paragraph("**ours**")) == "\\*\\*ours\\*\\*\n"
