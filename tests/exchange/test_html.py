"""Documents as HTML: well-formed, in the right direction, and nothing in a text acts."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.exchange.html import HtmlWriter, html_anchor, render_html, safe_web_address
from ogpkit.exchange.templates import TemplateFault, custom_templates
from ogpkit.text.blocks import Grid, Heading, KeyValues, Paragraph, Quote, TextDocument
from ogpkit.text.inline import LangText, Link, Share
from ogpkit.text.phrase import format_phrase

VOID = {"meta", "link", "br", "input", "img", "rect"}


class Elements(HTMLParser):
    """The elements of a page; fails where one is not closed in its place."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.found, self.text = [], [], []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def written(*blocks, language="en", find=safe_web_address):
    """Blocks in a language into which ogpkit is translated."""
    return str(HtmlWriter(language, find=find, own=language).blocks(blocks))


def is_harmless(html):
    page = Elements(html)
    assert {tag for tag, _ in page.found} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "p",
            "nav",
            "ul",
            "ol",
        ),
        *(
            "li",
            "a",
            "dl",
            "div",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "span",
            "svg",
            "rect",
        ),
        *("blockquote", "footer", "cite", "time", "br", "bdi"),
    }
    for _tag, attributes in page.found:
        assert not any(name.startswith("on") for name in attributes)
        assert re.match(r"https?://|#|$", attributes.get("href", "")), attributes
    assert not set(html) & set("\x1b\x00\u202e\ufffe\x07\x9b")
    return page


def test_nothing_in_a_text_becomes_markup(everything, evil):
    page = is_harmless(render_html(everything(evil)))
    assert '<script>alert("x")</script>' in "".join(page.text)
    assert "{{ 7*7 }}" in "".join(page.text)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_whatever_somebody_types_stays_text(text):
    html = written(
        Heading(text, id=text), Paragraph([text, Link(text, text)]), KeyValues([(text, text)]), Quote(text, by=text, id=text),
        Grid((text,), [(text,), (Link(text, "javascript:" + text),)], caption=text, ids=(text, text)),
    )  # fmt: skip
    is_harmless(html)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//example.org", "vbscript:x", ""]
)
def test_an_address_that_could_act_is_only_read(address):
    assert written(Paragraph([Link("Read me", address)])) == "<p>Read me</p>"


def test_a_link_to_the_web_does_not_tell_where_one_comes_from():
    (link,) = Elements(written(Paragraph([Link("Plan", "https://example.org/a?b=1&c=2")]))).all("a")
    assert link == {"href": "https://example.org/a?b=1&c=2", "rel": "external noopener nofollow"}


def test_a_text_in_another_language_says_so_and_runs_in_its_direction():
    assert written(Paragraph([LangText("نص", "ar")])) == '<p><span lang="ar" dir="rtl">نص</span></p>'
    assert '<span lang="en" dir="ltr">text</span>' in written(Paragraph([LangText("text", "en")]), language="ar")


def test_a_text_of_unknown_language_finds_its_own_direction():
    assert written(KeyValues([("Lead", "وزارة")])) == "<dl><div><dt>Lead</dt><dd><bdi>وزارة</bdi></dd></div></dl>"
    assert written(Paragraph("Ministry."), language="ar") == "<p><bdi>Ministry.</bdi></p>"


def test_days_and_addresses_among_arabic_letters_are_not_reversed():
    html = written(
        Paragraph(["منذ 2011-09-20", Link("خطة 2012-2013", "https://example.org/خطة-2012-2013")]), language="ar"
    )
    assert "منذ 20 سبتمبر 2011" in html
    assert ">خطة \u200e2012-2013<" in html
    assert [link["href"] for link in Elements(html).all("a")] == [safe_web_address("https://example.org/خطة-2012-2013")]


def test_days_and_numbers_are_written_as_the_language_writes_them():
    html = written(Paragraph("Open since 2012-04-01, see plan-2012-04-01."), Grid(["n"], [[1234567], [2012], [0.5]]))
    assert "Open since April 1, 2012, see plan-2012-04-01." in html
    assert [cell in html for cell in (">1,234,567<", ">2012<", ">0.5<")] == [True, True, True]
    assert "1\u202f234\u202f567" in written(Grid(["n"], [[1234567]]), language="fr")


def test_marks_in_a_text_from_a_file_stress_it_and_do_nothing_else():
    html = written(Paragraph([LangText("**Open** data, *soon*: 2*3*4, **<b>**\n- one", "en")]))
    assert "<strong>Open</strong> data, <em>soon</em>: 2*3*4, <strong>&lt;b&gt;</strong><br>• one" in html


def test_untranslated_words_of_ogpkit_are_marked_as_english():
    hand = HtmlWriter("ka")
    title = format_phrase("Plan of {country}", country=LangText("საქართველო", "ka"))
    facts = KeyValues(
        [("Lead", LangText("სამინისტრო")), ("Late", True), ("Name", LangText("Ana", "en")), ("Day", date(2013, 1, 2))]
    )
    assert hand.blocks([Heading(title), facts, Quote("სიტყვა", by="Ana")]) == (
        '<div lang="en" dir="ltr"><h2 id="section-1">Plan of <span lang="ka" dir="ltr">საქართველო</span></h2>\n'
        '<dl><div><dt>Lead</dt><dd><span lang="ka" dir="ltr">სამინისტრო</span></dd></div>'
        "<div><dt>Late</dt><dd>yes</dd></div><div><dt>Name</dt><dd>Ana</dd></div>"
        '<div><dt>Day</dt><dd><time datetime="2013-01-02" lang="ka" dir="ltr">2 იანვარი, 2013</time></dd></div></dl>\n'
        '<blockquote><p lang="ka" dir="ltr">სიტყვა</p><footer>— <cite>Ana</cite></footer></blockquote></div>'
    )
    assert hand.line(title) == ('<span lang="en" dir="ltr">Plan of </span><span lang="ka" dir="ltr">საქართველო</span>')
    html = render_html(TextDocument(title=title, language="ka", blocks=[Heading(title), Paragraph("Hail!")]))
    assert '<html lang="ka" dir="ltr">' in html
    assert '<body lang="en" dir="ltr">' in html
    Elements(html)


def test_the_outline_has_no_holes_and_a_name_stands_once():
    html = written(Heading("A", level=3, id="x"), Heading("B", level=1, id="x"), Heading("C", level=4, id="y z"))
    assert re.findall(r"<(h\d)(?: id=\"([^\"]*)\")?", html) == [("h2", "x"), ("h2", "section-1"), ("h3", "y~20z")]


def test_a_table_has_heads_for_columns_and_rows():
    html = written(Grid(("What", "How much"), [("Maps", 3), ("Data", Share(50))], caption="Things", ids=("m", "")))
    page = Elements(html)
    assert [head.get("scope") for head in page.all("th")] == ["col", "col", "row", "row"]
    assert page.all("tr")[1] == {"id": "m"}
    assert page.all("rect")[1]["width"] == "50"
    said = [text.strip() for text in page.text if text.strip()]
    assert said == ["Things", "What", "How much", "Maps", "3", "Data", "50 %"]


@pytest.mark.parametrize(
    ("first", "scopes"), [("Maps", ["row"]), (Link("Maps", ""), ["row"]), ("", []), (None, []), (0, ["row"])]
)
def test_only_a_first_cell_that_says_something_heads_its_row(first, scopes):
    page = Elements(written(Grid(("What", "How much"), [(first, 3)])))
    assert [head["scope"] for head in page.all("th")] == ["col", "col", *scopes]
    assert len(page.all("td")) == 2 - len(scopes)


def test_a_day_is_written_as_the_language_writes_days(everything):
    assert '<time datetime="2013-06-25">25 juin 2013</time>' in render_html(everything("Texte", "fr"))


def test_a_document_stands_in_its_direction_with_its_contents(everything):
    html = render_html(everything("نص", "ar"))
    assert '<html lang="ar" dir="rtl">' in html
    assert '<nav aria-label="Contents">' in html
    assert '<a href="#one">' in html


def test_a_country_s_own_template_takes_the_place_of_ours(tmp_path):
    (tmp_path / "document.html").write_text("<h1>{{ title }} of ours</h1>{{ content }}")
    html = render_html(TextDocument(title="<Plan>", language="en", blocks=[Paragraph("a < b")]), tmp_path)
    assert html == "<h1>&lt;Plan&gt; of ours</h1><p>a &lt; b</p>"


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{% if %}",
        "{{ title.__class__.__mro__ }}",
        "{{ title.format.__globals__ }}",
        "{% include '../../secret' %}",
    ],
)
def test_a_template_that_does_not_work_or_reaches_out_is_named(tmp_path, template):
    (tmp_path / "document.html").write_text(template)
    with pytest.raises(TemplateFault, match=r"document\.html"):
        render_html(TextDocument(title="Plan", language="en", blocks=[]), tmp_path)


@given(st.text(max_size=30), st.text(max_size=30))
def test_different_names_are_different_anchors(one, other):
    assert (html_anchor(one) == html_anchor(other)) == (one == other) or "~" in one + other
    assert re.fullmatch(r"[A-Za-z0-9_.~-]*", html_anchor(one))


@pytest.mark.parametrize("name", ["templates", "templates/style.css", "templates/assets"])
def test_templates_that_lead_out_of_the_workspace_are_refused(tmp_path, name):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "work" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TemplateFault, match="outside its folder"):
        custom_templates(tmp_path / "work")


def test_templates_of_a_workspace_are_found(tmp_path):
    assert custom_templates(tmp_path) is None
    (tmp_path / "templates/assets").mkdir(parents=True)
    (tmp_path / "templates/assets/crest.svg").write_text("<svg/>")
    assert custom_templates(tmp_path) == tmp_path / "templates"


def test_a_long_text_is_not_pressed_into_a_narrow_column():
    html = written(
        Grid(("Country", "Eligibility"), [("Albania", Link("Eligible whatever asset disclosure says, 14 to 15", "#a"))])
    )
    assert [one.get("class") for one in Elements(html).all("td")] == ["long"]
    assert "class" not in Elements(html).all("th")[-1]
