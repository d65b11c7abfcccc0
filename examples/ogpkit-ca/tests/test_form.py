"""The tracker's form, out as XLSX and in again, in both languages."""

from __future__ import annotations

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from ogpkit.api import Place
from ogpkit.api.cli import main
from ogpkit.api.editing import read_sheet
from ogpkit.api.text import use_language
from ogpkit_ca.form_out import COLUMNS

PLACE = "CA/2022-2024"


def filled_in(sheet, fill):
    """The form as a department would send it back: `fill` gives the changed cells of a row."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, sheet.headings)
        for number, (_line, row) in enumerate(sheet.rows, 1):
            cells = {**row, **fill(row)}
            page.write_row(number, 0, [cells.get(heading) or "" for heading in sheet.headings])
    return out.getvalue()


@pytest.fixture
def form(canada, tmp_path):
    """The form as it is written, in a language."""

    def form(language="en"):
        file = tmp_path / "tracker.xlsx"
        with use_language(language):
            [exporter] = [one.value for one in canada.plugins.exporters if one.value.name == "canada-tracker"]
            file.write_bytes(exporter.write(canada.workspace, Place(country="CA", cycle="2022-2024")))
        return read_sheet(file.read_bytes())

    return form


@pytest.mark.parametrize(
    ("language", "heading", "commitment"),
    [
        ("en", "Progress during previous quarter (French)", "C01: Climate Change and Sustainable Growth"),
        (
            "fr",
            "Progrès au cours du trimestre précédent (français)",
            "C01: Changements climatiques et croissance durable",
        ),
    ],
)
def test_the_form_has_a_line_for_everything_that_is_owed(form, language, heading, commitment):
    sheet = form(language)
    assert len(sheet.headings) == len(COLUMNS) == 11
    assert heading in sheet.headings
    assert len(sheet.rows) == 106
    first = sheet.rows[0][1]
    assert first[sheet.headings[0]] == "2022-03"
    assert first[sheet.headings[1]] == commitment


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_departments_fill_in_comes_back_as_their_reports(canada, form, tmp_path, capsys, language):
    sheet = form(language)
    status = sheet.headings[4]
    said = "LP: Limited progress" if language == "en" else "LP: Progrès limité"
    texts = dict(zip(sheet.headings[5:], ("=1+1 done", "=1+1 fait", "", "", "Late", "En retard"), strict=True))

    def fill(row):
        return {status: said, **texts} if str(row[sheet.headings[3]]).startswith("C01.1.") else {}

    file = tmp_path / "filled.xlsx"
    file.write_bytes(filled_in(sheet, fill))
    assert main(["import", "canada-tracker", str(file), PLACE]) == 0
    assert "3 records read." in capsys.readouterr().err
    path = "countries/CA/cycles/2022-2024/quarterly/2022-03/nrcan-rncan.toml"
    [*updates] = canada.workspace.documents[path].entity.indicators
    assert [update.id for update in updates] == ["c01-1-1", "c01-1-2", "c01-1-3"]
    assert updates[0].progress.by_language == {"en": "=1+1 done", "fr": "=1+1 fait"}
    assert updates[0].challenges.by_language == {"en": "Late", "fr": "En retard"}
    before = canada.text(path)
    again = tmp_path / "again.xlsx"
    assert main(["export", "canada-tracker", PLACE, "--out", str(again)]) == 0
    assert main(["import", "canada-tracker", str(again), PLACE]) == 0
    assert canada.text(path) == before


def test_what_is_not_understood_is_said_and_nothing_is_written(canada, form, tmp_path, capsys):
    sheet = form()
    wrong = iter(("XX", "LP"))

    def fill(row):
        return {sheet.headings[4]: next(wrong, ""), sheet.headings[3]: row[sheet.headings[3]]}

    file = tmp_path / "filled.xlsx"
    file.write_bytes(filled_in(sheet, fill))
    assert main(["import", "canada-tracker", str(file), PLACE]) == 1
    said = capsys.readouterr().err
    assert "row 2, column “status”: “XX” is not a status. Choose one of: NS, LP, SP, C." in said
    assert not (canada.root / "countries/CA/cycles/2022-2024/quarterly").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1,2\n", "It has no column reporting_period, indicators, status."),
        (b"", "This sheet is empty."),
    ],
)
@pytest.mark.usefixtures("canada")
def test_another_sheet_is_refused_in_words(tmp_path, capsys, data, said):
    file = tmp_path / "other.csv"
    file.write_bytes(data)
    assert main(["import", "canada-tracker", str(file), PLACE]) == 2
    assert said in capsys.readouterr().err


def test_a_cycle_without_a_tracker_says_so(canada, capsys):
    path = "countries/CA/cycles/2022-2024/cycle.toml"
    canada.file(path, canada.text(path).replace("canada-nap5", "roadmap-2011"))
    assert main(["export", "canada-tracker", PLACE]) == 2
    assert "The edition of this cycle has no tracker." in capsys.readouterr().err


@pytest.mark.usefixtures("canada")
def test_an_indicator_that_the_plan_does_not_have_is_said(tmp_path, capsys):
    file = tmp_path / "national.csv"
    file.write_text("indicator,supporting,summit\nC09.9,,true\n", "utf-8")
    assert main(["import", "canada-indicators", str(file), PLACE]) == 1
    assert "row 2, column “indicator”: The plan has no indicator “C09.9”." in capsys.readouterr().err
