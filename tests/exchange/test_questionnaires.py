"""Forms on a page: harmless whatever stands in them, readable without script, and a table where nobody can type."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from ogpkit.exchange.html import HtmlWriter, render_html
from ogpkit.exchange.markdown import render_markdown
from ogpkit.text.block_lines import list_block_lines
from ogpkit.text.blocks import Form, FormField, TextDocument

FORM = Form(
    title='Ask "us" <b>',
    fields=(
        FormField(name="country", label="Country & place", hint="Its <i>code</i>", is_required=True),
        FormField(name="aim", label="Aim", choices=(("a", "First"), ('"b', "Second"))),
        FormField(name="text", label="Text", is_long=True),
    ),
    mail="ask@example.org?bcc=x@example.org",
    subject="A & B\r\nBcc: x@example.org",
    button="Write the mail",
)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def tags():
    parser = Tags()
    parser.feed(HtmlWriter("en").blocks([FORM]))
    return parser.found


def test_a_form_opens_a_mail_and_can_do_nothing_else(tags):
    (form,) = [attrs for tag, attrs in tags if tag == "form"]
    assert (
        form["action"]
        == "mailto:ask@example.org%3Fbcc%3Dx@example.org?subject=A%20%26%20B%0D%0ABcc%3A%20x%40example.org"
    )
    assert (form["method"], form["enctype"]) == ("post", "text/plain")
    assert {tag for tag, _attrs in tags} <= {
        "form",
        "p",
        "label",
        "span",
        "input",
        "select",
        "option",
        "textarea",
        "button",
    }
    assert not any(name.startswith("on") for _tag, attrs in tags for name in attrs)


def test_every_question_has_a_label_and_its_hint_is_read_with_it(tags):
    controls = [attrs for tag, attrs in tags if tag in ("input", "select", "textarea")]
    assert [one["id"] for one in controls] == [attrs["for"] for tag, attrs in tags if tag == "label"]
    hints = {attrs["id"] for tag, attrs in tags if attrs.get("class") == "hint"}
    assert {one["aria-describedby"] for one in controls if "aria-describedby" in one} == hints
    assert [("required" in one) for one in controls] == [True, False, False]


def test_where_nobody_can_type_a_form_is_a_table_with_room():
    said = "\n".join(list_block_lines([FORM]))
    assert "Country & place" in said
    writing = TextDocument(title="Form", language="en", blocks=[FORM])
    assert "| Country \\& place |  |" in render_markdown(writing)
    assert "<form" in render_html(writing)
