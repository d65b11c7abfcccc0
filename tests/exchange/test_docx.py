"""Documents as Word files: styles, contents, header rows, languages, and the same bytes each time."""

import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import attrs
import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.exchange.docx import render_docx
from ogpkit.exchange.templates import TemplateFault
from ogpkit.text.blocks import Bullets, Grid, Heading, KeyValues, Paragraph, Quote, TextDocument
from ogpkit.text.inline import LangText, Link
from ogpkit.text.phrase import format_phrase, join_phrases
from ogpkit.text.states import State, StateText

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(writing, templates=None):
    return Document(BytesIO(render_docx(writing, templates)))


def xml(writing):
    with zipfile.ZipFile(BytesIO(render_docx(writing))) as package:
        return ET.fromstring(package.read("word/document.xml"))


def plan(language="en"):
    return TextDocument(
        title="Plan",
        subtitle="2012",
        language=language,
        dated=date(2012, 4, 1),
        blocks=[
            Heading("Efforts"),
            Paragraph([LangText("نص عربي", "ar")]),
            Heading("Maps", level=2, id="maps"),
            Bullets(["one", "two"]),
            Bullets(["first"], numbered=True),
            KeyValues([("Lead", "Ministry"), ("Nobody", None)]),
            Grid(("What", "When"), [("Map", date(2012, 12, 31))], caption="Milestones"),
            Quote("So it is.", by="Ana", language="es"),
            Paragraph([Link("Read", "https://example.org/"), Link("Page", "XX/plan")]),
        ],
    )


def test_every_part_has_a_style_of_word_s():
    styles = [(paragraph.style.name, paragraph.text) for paragraph in opened(plan()).paragraphs if paragraph.text]
    assert styles[:2] == [("Title", "Plan"), ("Subtitle", "2012")]
    for wanted in (
        *(("Heading 1", "Efforts"), ("Heading 2", "Maps"), ("List Bullet", "one"), ("List Number", "first")),
        *(("Caption", "Milestones"), ("Quote", "So it is."), ("TOC Heading", "Contents")),
    ):
        assert wanted in styles


def test_the_table_of_contents_is_a_field_that_is_filled_already():
    body = xml(plan())
    marks = [field.get(f"{W}fldCharType") for field in body.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert 'TOC \\o "1-2"' in next(body.iter(f"{W}instrText")).text
    assert next(body.iter(f"{W}fldChar")).get(f"{W}dirty") == "true"
    links = [(link.get(f"{W}anchor"), "".join(link.itertext())) for link in body.iter(f"{W}hyperlink")][:2]
    assert links == [("chapter1", "Efforts"), ("chapter2", "Maps")]
    assert [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")] == ["chapter1", "chapter2"]


def test_a_table_repeats_its_heads_on_every_page():
    facts, grid = opened(plan()).tables
    assert [[cell.text for cell in row.cells] for row in facts.rows] == [["Lead", "Ministry"]]
    assert [cell.text for cell in grid.rows[1].cells] == ["Map", "December 31, 2012"]
    assert len(list(xml(plan()).iter(f"{W}tblHeader"))) == 1


def test_each_text_bears_its_language_and_direction():
    body = xml(plan())
    run = next(run for run in body.iter(f"{W}r") if "نص" in "".join(run.itertext()))
    assert run.find(f"{W}rPr/{W}lang").attrib == {f"{W}bidi": "ar"}
    assert run.find(f"{W}rPr/{W}rtl") is not None
    quote = next(run for run in body.iter(f"{W}r") if "So it is" in "".join(run.itertext()))
    assert quote.find(f"{W}rPr/{W}lang").attrib == {f"{W}val": "es"}


@pytest.fixture
def translated(monkeypatch):
    """Ogpkit as if it were translated into every language."""
    monkeypatch.setattr("ogpkit.text.i18n.has_catalog", lambda _language: True)


def test_in_a_language_without_translation_each_run_still_bears_its_own():
    title = format_phrase("Plan of {country}", country=LangText("საქართველო"))
    blocks = [
        Heading(title),
        KeyValues([("Lead", LangText("სამინისტრო")), ("Day", date(2013, 1, 2))]),
        Quote("სიტყვა", by="Ana"),
    ]
    runs = list(xml(TextDocument(title=title, language="ka", blocks=blocks)).iter(f"{W}r"))
    said = {run.findtext(f"{W}t"): run.find(f"{W}rPr/{W}lang").get(f"{W}val") for run in runs if run.findtext(f"{W}t")}
    assert said == {
        "Plan of ": "en",
        "საქართველო": "ka",
        "Contents": "en",
        "Lead": "en",
        "სამინისტრო": "ka",
        "Day": "en",
        "2 იანვარი, 2013": "ka",
        "სიტყვა": "ka",
        "— ": "en",
        "Ana": "en",
    }


@pytest.mark.usefixtures("translated")
def test_an_arabic_document_runs_from_right_to_left():
    body = xml(plan("ar"))
    paragraphs = [
        p for p in body.iter(f"{W}p") if "".join(p.itertext()).strip() and "So it is" not in "".join(p.itertext())
    ]
    assert all(paragraph.find(f"{W}pPr/{W}bidi") is not None for paragraph in paragraphs)
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in body.iter(f"{W}tbl"))


def test_the_properties_of_a_paragraph_stand_in_the_order_that_word_takes():
    order = ["pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "tabs", "bidi", "spacing", "ind", "jc"]
    for properties in xml(plan("ar")).iter(f"{W}pPr"):
        names = [child.tag.removeprefix(W) for child in properties]
        assert names == sorted(names, key=order.index)


def test_a_column_has_the_room_that_its_texts_need():
    grid = Grid(("What", "When"), [("A long text that wants room " * 5, date(2012, 12, 31)), ("Short", None)])
    (table,) = opened(TextDocument(title="T", language="en", blocks=[grid])).tables
    what, when = table.rows[1].cells
    assert what.width > 2 * when.width
    assert table.rows[2].cells[0].width == what.width


def test_a_table_of_many_columns_stays_on_its_page():
    grid = Grid(tuple(f"Heading{n}" for n in range(9)), [("2012-04-01",) * 9])
    made = opened(TextDocument(title="T", language="en", blocks=[grid]))
    (section,), (table,) = made.sections, made.tables
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(cell.width for cell in table.rows[0].cells) <= room + Pt(1)  # Word counts in twentieths of a point


def test_lines_of_a_cell_stay_lines():
    said = join_phrases("\n", ("It was open.", LangText("Il y eut une réunion."), "It closed.\n"))
    (table,) = opened(TextDocument(title="T", language="en", blocks=[KeyValues([("Shown", said)])])).tables
    assert table.rows[0].cells[1].text == "It was open.\nIl y eut une réunion.\nIt closed."


def test_only_what_is_on_the_web_is_a_link():
    relations = opened(plan()).part.rels.values()
    assert [link.target_ref for link in relations if link.is_external] == ["https://example.org/"]


def test_a_country_s_own_file_gives_the_styles(tmp_path):
    own = Document()
    own.styles["Title"].font.name = "Georgia"
    own.sections[0].header.paragraphs[0].text = "Ministry of Mines"
    own.add_paragraph("Text that is not wanted")
    own.save(tmp_path / "reference.docx")
    made = opened(plan(), tmp_path)
    assert made.styles["Title"].font.name == "Georgia"
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Mines"
    assert "Text that is not wanted" not in [paragraph.text for paragraph in made.paragraphs]


def test_a_reference_that_is_no_word_file_is_named(tmp_path):
    (tmp_path / "reference.docx").write_text("Dear")
    with pytest.raises(TemplateFault, match=r"reference\.docx"):
        render_docx(plan(), tmp_path)


def test_the_same_document_gives_the_same_bytes():
    assert render_docx(plan()) == render_docx(plan())


def test_what_must_not_act_is_text(everything, evil):
    made = opened(everything(evil))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert '<script>alert("x")</script>' in text
    assert "<U+001B>[31m" in text
    assert "<U+202E>" in text
    assert "<U+FFFE>" in text
    assert {link.target_ref for link in made.part.rels.values() if link.is_external} == {
        "https://example.org/a?b=1&c=2"
    }


@given(st.text(st.characters(exclude_categories=()), max_size=30))
@settings(max_examples=25)
def test_every_text_can_be_written(text):
    opened(TextDocument(title=text, language="en", blocks=[Heading(text), Paragraph(text), Grid((text,), [(text,)])]))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer)"
)
@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)
def test_libreoffice_opens_it(tmp_path):
    (tmp_path / "plan.docx").write_bytes(render_docx(plan()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "plan.docx"),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=LONGEST)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, text=True
    )
    for said in ("Plan", "Efforts", "Ministry", "December 31, 2012", "So it is."):
        assert said in text.stdout


def test_a_full_stop_stays_behind_a_latin_text_in_an_arabic_document():
    writing = TextDocument(title="Plan", language="ar", blocks=[Paragraph("Comments were invited.")])
    runs = ["".join(run.itertext()) for run in xml(writing).iter(f"{W}r")]
    assert "\u200eComments were invited.\u200e" in runs


def alignment(paragraph):
    found = paragraph.find(f"{W}pPr/{W}jc")
    return paragraph.find(f"{W}pPr/{W}bidi") is not None, None if found is None else found.get(f"{W}val")


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize(
    ("language", "arabic", "latin"),
    [("ar", (True, None), (False, "right")), ("en", (True, "right"), (False, None))],
)
def test_a_value_in_a_table_begins_beside_its_label(language, arabic, latin):
    rows = [
        ("Lead", LangText("وزارة الطاقة", "en")),
        ("Partner", LangText("EITI", "ar")),
        ("Body", LangText("Cour", "fr")),
    ]
    body = xml(TextDocument(title="T", language=language, blocks=[KeyValues(rows)]))
    cells = [row.findall(f"{W}tc")[1].find(f"{W}p") for row in body.iter(f"{W}tr")]
    assert [alignment(cell) for cell in cells] == [arabic, latin, latin]


def test_every_page_says_whose_document_it_is_and_which_page():
    made = opened(attrs.evolve(plan(), author="Ministry of Planning"))
    (section,) = made.sections
    assert section.header.paragraphs[0].text == "Plan · 2012"
    assert section.footer.paragraphs[0].text == "Page 1 of 1"
    assert "NUMPAGES" in section.footer._element.xml
    assert (made.core_properties.author, made.core_properties.title) == ("Ministry of Planning", "Plan")
    assert made.core_properties.created.date() == date(2012, 4, 1)


def test_a_long_document_has_a_title_page_and_short_contents():
    chapters = [block for number in range(4) for block in (Heading(f"Chapter {number}"), Paragraph("Text"))]
    comments = [
        block
        for number in range(45)
        for block in (Heading(f"Comment {number}", level=2, listed=False), Paragraph("Text"))
    ]
    body = xml(TextDocument(title="Plan", language="en", blocks=[*chapters, *comments]))
    assert ["".join(link.itertext()) for link in body.iter(f"{W}hyperlink")] == [f"Chapter {n}" for n in range(4)]
    (first,) = [one for one in body.iter(f"{W}p") if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert "".join(first.itertext()) == "Chapter 0"
    styles = [style.get(f"{W}val") for style in body.iter(f"{W}pStyle")]
    assert styles.count("EntryHeading2") == 45


def test_a_table_says_what_it_shows_and_a_state_has_a_colour():
    grid = Grid(("What", "Status"), [("Map", StateText("Complete", State.COMPLETE))], caption="Milestones")
    body = xml(TextDocument(title="Plan", language="en", blocks=[grid]))
    assert [one.get(f"{W}val") for one in body.iter(f"{W}tblCaption")] == ["Milestones"]
    (run,) = [run for run in body.iter(f"{W}r") if "".join(run.itertext()) == "Complete"]
    assert run.find(f"{W}rPr/{W}shd").get(f"{W}fill") == "E3F1E4"


def test_what_marks_stress_is_bold_or_slanted_and_has_no_marks():
    writing = TextDocument(
        title="Plan",
        language="en",
        blocks=[
            Paragraph([LangText("a **b** and *c*", "en")]),
            Paragraph("**ours**"),
            KeyValues([("Lead", LangText("**d**", "en"))]),
        ],
    )
    document = opened(writing)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    runs += document.tables[0].rows[0].cells[1].paragraphs[0].runs
    said = {run.text: (bool(run.bold), bool(run.italic)) for run in runs}
    assert said["b"] == said["d"] == (True, False)
    assert said["c"] == (False, True)
    assert said["a "] == said["**ours**"] == (False, False)
