"""The plan as documents that people hand in: every commitment and milestone, in every language, in every format."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from ogpkit.api import Place, Plugins
from ogpkit.api.content import read_workspace
from ogpkit.api.editing import SetValue, WorkspaceSession, create_document
from ogpkit.api.output import FORMATS, build_document
from ogpkit.api.text import KeyValues, LangText, use_language
from ogpkit.cli import main
from ogpkit.devkit.testing.waiting import LONGEST

EXAMPLES = Path(__file__).parents[3] / "examples"
THREE = {
    "en": ("Publish mining revenues by region", "Concession map online", "The budget is published each year."),
    "ar": (
        "نشر إيرادات التعدين حسب المنطقة",
        "خريطة الامتيازات على الإنترنت",
        "تُنشر الموازنة العامة كل سنة على موقع الوزارة.",
    ),
    "ka": (
        "სამთო შემოსავლების გამოქვეყნება რეგიონების მიხედვით",
        "კონცესიების რუკა ონლაინ",
        "ბიუჯეტი ყოველწლიურად ქვეყნდება.",
    ),
}


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover(third_party=False)


@pytest.fixture(scope="module")
def written(plugins):
    content = read_workspace(EXAMPLES / "three-scripts", plugins.kinds, plugins.editions).workspace

    def write(paper, language):
        owned = next(owned for owned in plugins.papers if owned.value.name == paper)
        return build_document(owned, content, Place(country="XZ", cycle="2012-2013"), language, plugins)

    return write


def given(form, writing):
    with use_language(writing.language):
        return FORMATS[form](writing)


def docx_text(data):
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("language", THREE)
def test_a_plan_holds_every_text_in_its_language_or_in_another(written, language):
    writing = written("action-plan", language)
    for form, read in (("md", bytes.decode), ("html", bytes.decode), ("docx", docx_text)):
        text = read(given(form, writing))
        for said in (*THREE[language], "جميع المناطق", "خمس مناطق", "وزارة الطاقة والثروة المعدنية"):
            assert said in text, (form, said)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Action plan of Country Z", "Existing efforts", "Milestones", "Complete")),
        ("ar", ("خطة عمل البلد ي", "الجهود القائمة", "المراحل الرئيسية", "مكتملة", "الشفافية، مشاركة المواطنين")),
        ("ka", ("Existing efforts", "Milestones", "Complete")),
    ],
)
def test_a_plan_speaks_the_language_of_its_reader_or_english(written, language, words):
    writing = written("action-plan", language)
    for form, read in (("md", bytes.decode), ("html", bytes.decode), ("docx", docx_text)):
        text = read(given(form, writing))
        for said in words:
            assert said in text, (form, said)


def test_a_text_that_is_missing_is_given_in_another_language_and_says_so(written):
    facts = [block for block in written("action-plan", "en").blocks if isinstance(block, KeyValues)]
    pieces = [cell for block in facts for _label, cell in block.rows]
    assert LangText("ყველა რეგიონის მაცხოვრებელი ხედავს, რა მოიპოვება, გადაიხდება და იხარჯება.", "ka") in pieces


def test_the_list_of_commitments_is_two_sheets_that_can_be_filtered(written):
    book = CalamineWorkbook.from_filelike(BytesIO(given("xlsx", written("commitments", "en"))))
    assert book.sheet_names == ["Text", "Commitments", "Milestones"]
    head, row = book.get_sheet_by_name("Commitments").to_python()
    assert dict(zip(head, row, strict=True))["Milestones"] == 2.0
    assert dict(zip(head, row, strict=True))["Done"] == pytest.approx(0.625)
    assert len(book.get_sheet_by_name("Milestones").to_python()) == 4


@pytest.mark.parametrize("language", THREE)
@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)
def test_pdftotext_reads_the_plan(written, language, tmp_path):
    pytest.importorskip("typst", reason="the extra “documents” is not installed")
    (tmp_path / "plan.pdf").write_bytes(given("pdf", written("action-plan", language)))
    text = as_text(tmp_path / "plan.pdf")
    assert [word for word in marks(language) if word not in text] == []


@pytest.fixture(scope="module")
def opened_by_libreoffice(written, built_once):
    """The plan in each language as LibreOffice shows it; it takes long to start, so it is started once."""

    def convert(folder):
        folder.mkdir()
        for language in THREE:
            (folder / f"{language}.docx").write_bytes(given("docx", written("action-plan", language)))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*words, *folder.glob("*.docx")], check=True, capture_output=True, timeout=LONGEST)

    return built_once("opened-by-libreoffice", convert)


@pytest.mark.parametrize("language", THREE)
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer)"
)
@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)
def test_libreoffice_opens_the_plan(opened_by_libreoffice, language):
    text = as_text(opened_by_libreoffice / f"{language}.pdf")
    assert [word for word in (*marks(language), "المعدنية", "الشفافية") if word not in text] == []


def as_text(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def marks(language):
    """Words that stand in the plan, none of which is broken at the end of a line."""
    dates = {"en": "December 31, 2012", "ar": "2012", "ka": "31 დეკემბერი, 2012"}
    own = {
        "en": ["Concession", "Publish mining revenues by region"],
        "ar": [],
        "ka": ["ბიუჯეტი ყოველწლიურად ქვეყნდება"],
    }
    return [*own[language], *dates[language].split()[:1], "EITI", "1.2"]


def test_a_placeholder_comes_into_no_document_and_no_calendar(plugins, tmp_path, capsysbinary):
    begun = WorkspaceSession.open(shutil.copytree(EXAMPLES / "three-scripts", tmp_path / "begun"), plugins)
    cycle = Place(country="XZ", cycle="2012-2013")
    made = create_document(begun, begun.workspace.kinds.by_name("commitment"), cycle)
    begun.change(made, [SetValue(("milestones", 0, "title", "ar"), "خريطة الامتيازات")], "Title")
    assert b"First milestone" in begun.source(made)
    assert b"New commitment" in begun.source(made)
    begun.save()
    paper = next(owned for owned in plugins.papers if owned.value.name == "action-plan")
    for language in ("en", "ar"):
        text = docx_text(given("docx", build_document(paper, begun.workspace, cycle, language, plugins)))
        assert "First milestone" not in text
        assert "New commitment" not in text
        assert "خريطة الامتيازات" in text.splitlines()
    assert main(["calendar", "--format", "ics", "--workspace", str(tmp_path / "begun")]) == 0
    said = capsysbinary.readouterr().out.decode()
    assert "First milestone" not in said
    assert "SUMMARY:Milestone: خريطة الامتيازات" in said
