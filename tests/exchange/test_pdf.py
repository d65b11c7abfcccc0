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
from ogpkit.exchange.pdf import MissingFont, NoTypesetter, make_template_data, render_pdf
from ogpkit.exchange.pdf_arabic import _LIGATURE, _turn
from ogpkit.exchange.templates import TemplateFault
from ogpkit.text.blocks import Grid, Heading, Paragraph, TextDocument
from ogpkit.text.inline import LangText, Link
from ogpkit.text.scripts import find_direction

pytest.importorskip("typst", reason="the extra “documents” is not installed")
pypdf = pytest.importorskip("pypdf")

THREE = TextDocument(
    title="Three scripts",
    language="en",
    dated=date(2012, 4, 1),
    blocks=[
        Heading("Commitments"),
        Paragraph([LangText("نشر إيرادات التعدين", "ar")]),
        Paragraph([LangText("სამთო შემოსავლები", "ka")]),
        Paragraph(
            [LangText("Հանքային եկամուտներ", "hy"), " ", LangText("Надходження", "uk"), " ", LangText("Έσοδα", "el")]
        ),
        Paragraph([Link("The plan", "https://example.org/plan")]),
        Grid(("What", "Count"), [("Map", 2), ("Data", 9)], caption="Milestones"),
    ],
)


def read(data):
    return pypdf.PdfReader(BytesIO(data))


def text_of(data):
    return "\n".join(page.extract_text() for page in read(data).pages)


def test_all_scripts_are_set_in_fonts_that_come_with_it():
    data = render_pdf(THREE)
    fonts = {
        font
        for page in read(data).pages
        for font in re.findall(r"(?:Noto|FiraGO)[\w-]*", str(page["/Resources"]["/Font"]))
    } or {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in read(data).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {"FiraGO-Regular", "NotoSansGeorgian-Regular", "NotoSansArmenian-Regular"} <= fonts
    assert all(font.startswith(("NotoSans", "FiraGO")) for font in fonts), fonts
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
    document = read(render_pdf(THREE))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert document.metadata.title == "Three scripts"
    assert b"pdfuaid:part" in render_pdf(THREE)


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(THREE) == render_pdf(THREE)


def test_what_must_not_act_is_text(everything, evil):
    data = render_pdf(everything(evil))
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
def test_every_text_can_be_set_or_is_refused_with_its_letters(text):
    blocks = [Heading(text), Paragraph(text), Grid((text,), [(text,)])]
    refusal = ""
    try:
        render_pdf(TextDocument(title=text, language="en", blocks=blocks))
    except MissingFont as refused:
        refusal = str(refused)
    assert not refusal or any(letter in refusal for letter in text if letter.isalnum())


def test_every_page_says_whose_document_it_is_and_which_page():
    chapters = [block for number in range(4) for block in (Heading(f"Chapter {number}"), Paragraph("Text"))]
    comments = [
        block
        for number in range(45)
        for block in (Heading(f"Comment {number}", level=2, listed=False), Paragraph("Text"))
    ]
    writing = TextDocument(
        title="Plan", subtitle="2012", author="Ministry", language="en", blocks=[*chapters, *comments]
    )
    document = read(render_pdf(writing))
    cover, first, *others = [page.extract_text() for page in document.pages]
    assert document.metadata.author == "Ministry"
    assert "Chapter 3" in cover
    assert "Comment" not in cover
    assert "Plan · 2012" not in cover
    for place, said in enumerate((first, *others), 2):
        assert "Plan · 2012" in said
        assert f"Page {place} of {len(document.pages)}" in said
    titles = [entry.title for entry in document.outline[-1]]
    assert titles[-1] == "Comment 44"


def test_a_table_of_many_columns_has_room_for_words():
    heads = ("From", "To", "What", "How people take part", "Place", "Announced", "Groups", "Participants")
    rows = [("December 10, 2011", "January 31, 2012", "Regional hearing", "In person", "Regional capital", "Online")]
    rows = [(*rows[0], "Civil society, Private sector, Citizens", 140)]
    text = text_of(render_pdf(TextDocument(title="T", language="en", blocks=[Grid(heads, rows)])))
    assert "Groups Participants" in text
    assert text.count("\u00ad") <= 4  # broken at syllables where that fills a line, and not wherever there is no room


def test_a_row_of_a_table_stays_on_one_page():
    rows = [(f"A{number} " + "words " * 40 + f"Z{number}",) for number in range(40)]
    document = read(render_pdf(TextDocument(title="T", language="en", blocks=[Grid(("What",), rows)])))
    for page in document.pages:
        said = page.extract_text()
        assert set(re.findall(r"\bA(\d+)\b", said)) == set(re.findall(r"\bZ(\d+)\b", said))
    assert len(document.pages) > 2


@pytest.mark.parametrize(
    ("text", "spoken", "direction"),
    [("وزارة الطاقة", "en", "rtl"), ("EITI", "ar", "ltr"), ("2012", "ar", "rtl"), ("الطاقة EITI", "ar", "rtl")],
)
def test_a_name_runs_as_its_letters_do_whatever_its_language(text, spoken, direction):
    assert find_direction(text, spoken) == direction


def test_a_country_s_own_template_gets_the_same_data(tmp_path):
    (tmp_path / "document.typ").write_text(
        "#let data = json(bytes(sys.inputs.document))\n#set document(title: data.title)\n= Our own: #data.title\n"
    )
    assert "Our own: Three scripts" in text_of(render_pdf(THREE, tmp_path))


@pytest.mark.parametrize("template", ["#nothing", '#read("/etc/hostname")', '#read("../secret.txt")'])
def test_a_template_that_does_not_work_or_reaches_out_is_named(tmp_path, template):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "document.typ").write_text(template)
    with pytest.raises(TemplateFault, match=r"document\.typ"):
        render_pdf(THREE, tmp_path / "templates")


@pytest.mark.parametrize(
    ("letters", "remedy"), [("한국어 漢字", "pip install manimgx-fonts-cjk"), ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "templates/fonts")]
)
def test_letters_without_a_font_are_refused_and_not_set_as_boxes(monkeypatch, letters, remedy):
    monkeypatch.setattr(pdf, "_FONTS", ("manimgx_fonts", "no_such_package"))
    monkeypatch.setattr(pdf, "_needs_fonts_of_machine", lambda _data: False)
    with pytest.raises(MissingFont, match=letters[0]) as refused:
        render_pdf(TextDocument(title="Plan", language="en", blocks=[Paragraph(letters)]))
    assert remedy in str(refused.value)


def test_where_the_typesetter_is_missing_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None if name == "typst" else find_spec(name))
    with pytest.raises(NoTypesetter, match="pip install typst manimgx-fonts"):
        render_pdf(THREE)


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
    (block,) = make_template_data(TextDocument(title="Plan", language=language, blocks=[Paragraph(text)]))["blocks"]
    assert [(piece["text"], piece["direction"]) for piece in block["pieces"]] == [(given, direction)]


def test_a_template_gets_harmless_texts_and_only_links_to_the_web(everything, evil):
    data = repr(make_template_data(everything(evil)))
    assert "\x1b" not in data
    assert "javascript" not in data.replace(evil, "")


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)
def test_pdftotext_reads_it(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(render_pdf(THREE))
    read_out = subprocess.run(
        ["pdftotext", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, text=True
    )
    assert "სამთო შემოსავლები" in read_out.stdout
    assert "Milestones" in read_out.stdout


ARABIC = "بوابة البيانات المفتوحة للحكومة الالتزامات الأولى والإصلاح الشفافية والمساءلة القائمة خطة الجهود إلى آخر"


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)
@pytest.mark.parametrize(
    "words", [ARABIC, "پژوهش گفتگو چهارم لایحه", "ٹڑے ہیں کے لیے"], ids=["Arabic", "Persian", "Urdu"]
)
def test_arabic_words_are_found_on_every_page(tmp_path, words):
    pages = [Paragraph([LangText(f"{words} {number}", "ar")]) for number in range(90)]
    writing = TextDocument(title=words, language="ar", blocks=[Heading(words, id="words"), *pages])
    (tmp_path / "plan.pdf").write_bytes(render_pdf(writing))
    read_out = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, text=True
    )
    said = [re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", page) for page in read_out.stdout.split("\f")]
    assert len(said) > 3
    for page in said[:-1]:
        assert {word for word in words.split() if word not in page} == set()


def test_what_is_no_ligature_of_arabic_stays(tmp_path):
    table = b"<0001> <00660069>\n<0002> <06440627>\n<0003> <0628>"
    assert _LIGATURE.sub(_turn, table) == b"<0001> <00660069>\n<0002> <06270644>\n<0003> <0628>"


def test_what_marks_stress_is_set_bold_or_slanted_without_marks():
    writing = TextDocument(title="Plan", language="en", blocks=[Paragraph([LangText("a **b** and *c*", "en")])])
    (paragraph,) = make_template_data(writing)["blocks"]
    assert [(one["text"], one["stress"]) for one in paragraph["pieces"]] == [
        ("a ", ""), ("b", "strong"), (" and ", ""), ("c", "emphasis"),
    ]  # fmt: skip
    data = render_pdf(writing)
    assert "a b and c" in text_of(data)
    fonts = read(data).pages[0]["/Resources"]["/Font"].values()
    assert "NotoSans-Italic" in str([font.get_object()["/BaseFont"] for font in fonts])
