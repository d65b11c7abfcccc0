"""Documents as PDF: tagged, with fonts of their own, and the same bytes each time."""

import re
import shutil
import subprocess
from datetime import date
from importlib.util import find_spec
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.exchange import pdf
from ogpkit.exchange.pdf import NoTypesetter, as_pdf, data_of
from ogpkit.exchange.templates import TemplateFault
from ogpkit.text.blocks import Grid, Heading, Link, Paragraph, Said, Writing

pytest.importorskip("typst", reason="the extra “documents” is not installed")
pypdf = pytest.importorskip("pypdf")

THREE = Writing(
    title="Three scripts",
    language="en",
    dated=date(2012, 4, 1),
    blocks=[
        Heading("Commitments"),
        Paragraph([Said("نشر إيرادات التعدين", "ar")]),
        Paragraph([Said("სამთო შემოსავლები", "ka")]),
        Paragraph([Said("Հանքային եկամուտներ", "hy"), " ", Said("Надходження", "uk"), " ", Said("Έσοδα", "el")]),
        Paragraph([Link("The plan", "https://example.org/plan")]),
        Grid(("What", "Count"), [("Map", 2), ("Data", 9)], caption="Milestones"),
    ],
)


def read(data):
    return pypdf.PdfReader(BytesIO(data))


def text_of(data):
    return "\n".join(page.extract_text() for page in read(data).pages)


def test_all_scripts_are_set_in_fonts_that_come_with_it():
    data = as_pdf(THREE)
    fonts = {
        font for page in read(data).pages for font in re.findall(r"Noto\w+", str(page["/Resources"]["/Font"]))
    } or {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in read(data).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {"NotoSansArabic-Regular", "NotoSansGeorgian-Regular", "NotoSansArmenian-Regular"} <= fonts
    assert all(font.startswith("NotoSans") for font in fonts), fonts
    text = text_of(data)
    for said in (
        "Three scripts",
        "სამთო შემოსავლები",
        "Հանքային",
        "Надходження",
        "Έσοδα",
        "Milestones",
        "April 1, 2012",
    ):
        assert said in text


def test_it_is_tagged_and_says_its_title_and_language():
    document = read(as_pdf(THREE))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert document.metadata.title == "Three scripts"
    assert b"pdfuaid:part" in as_pdf(THREE)


def test_the_same_document_gives_the_same_bytes():
    assert as_pdf(THREE) == as_pdf(THREE)


def test_what_must_not_act_is_text(everything, evil):
    data = as_pdf(everything(evil))
    text = text_of(data).replace("\n", "")
    assert "<script>alert(" in text
    assert "#set text(red)" in text
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in read(data).pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert links == {"https://example.org/a?b=1&c=2"}


@given(st.text(st.characters(exclude_categories=()), max_size=30))
@settings(max_examples=25)
def test_every_text_can_be_set(text):
    as_pdf(Writing(title=text, language="en", blocks=[Heading(text), Paragraph(text), Grid((text,), [(text,)])]))


def test_a_country_s_own_template_gets_the_same_data(tmp_path):
    (tmp_path / "document.typ").write_text(
        "#let data = json(bytes(sys.inputs.document))\n#set document(title: data.title)\n= Our own: #data.title\n"
    )
    assert "Our own: Three scripts" in text_of(as_pdf(THREE, tmp_path))


@pytest.mark.parametrize("template", ["#nothing", '#read("/etc/hostname")', '#read("../secret.txt")'])
def test_a_template_that_does_not_work_or_reaches_out_is_named(tmp_path, template):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "document.typ").write_text(template)
    with pytest.raises(TemplateFault, match=r"document\.typ"):
        as_pdf(THREE, tmp_path / "templates")


def test_where_the_typesetter_is_missing_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None if name == "typst" else find_spec(name))
    with pytest.raises(NoTypesetter, match="pip install typst manimgx-fonts"):
        as_pdf(THREE)


@pytest.mark.parametrize(
    ("language", "text", "given", "direction"),
    [
        ("ar", "Comments were invited.", "\u200eComments were invited.\u200e", ""),
        ("ar", "نشر الإيرادات (EITI)", "نشر الإيرادات (EITI)", ""),
        ("ar", "2012-2013", "2012-2013", ""),
        ("en", "Comments were invited.", "Comments were invited.", ""),
        ("en", "نشر الإيرادات (EITI)", "نشر الإيرادات (EITI)", "rtl"),
    ],
)
def test_a_text_in_another_direction_than_the_document_keeps_its_ends(language, text, given, direction):
    (block,) = data_of(Writing(title="Plan", language=language, blocks=[Paragraph(text)]))["blocks"]
    assert [(piece["text"], piece["direction"]) for piece in block["pieces"]] == [(given, direction)]


def test_a_template_gets_harmless_texts_and_only_links_to_the_web(everything, evil):
    data = repr(data_of(everything(evil)))
    assert "\x1b" not in data
    assert "javascript" not in data.replace(evil, "")


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)
def test_pdftotext_reads_it(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(as_pdf(THREE))
    read_out = subprocess.run(
        ["pdftotext", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, text=True
    )
    assert "სამთო შემოსავლები" in read_out.stdout
    assert "Milestones" in read_out.stdout
