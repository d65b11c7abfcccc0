"""What goes out as a sheet comes in again unchanged, whatever stands in its texts; nothing is cut off."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ogpkit.api import OgpkitError, Place, Plugins
from ogpkit.api.editing import save_import
from ogpkit.api.output import csv_bytes, xlsx_bytes
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.api.text import Table
from ogpkit.exchange.sheet_writing import TooLongForCell
from ogpkit.exchange.sheets import read_sheet
from ogpkit.exchange.table_files import write_table
from ogpkit_commitments.exchange import FORMS, PLAN_SHEET
from ogpkit_commitments.plan import plan_of
from ogpkit_networking.importing import PROVIDER_IMPORT
from ogpkit_networking.views import PROVIDERS

HOME = "countries/KE/cycles/2012-2013"
PLACE = Place(country="KE", cycle="2012-2013")

PIECES = [
    *(
        "=1+1",
        "'",
        "''",
        "-5",
        "+254",
        "@x",
        "＝1",
        "007",
        "1e5",
        "2012-01-31",
        "31/12/2012",
        "true",
        "#N/A",
        "_x000D_",
    ),
    *("\t", "\r\n", "\r", "\n", " ", "\u00a0", "\u2028", "\x00", "\x07", "\x85", "\u202e", "\ufeff", "\ufffe"),
    *(";", ",", '"', "|", "<b>", "&amp;", "sep=;", "NR", "ünï", "ዓለም", "\N{BAR CHART}", "a", "Open budget"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    builder = WorkspaceBuilder(tmp_path_factory.mktemp("kenya"), Plugins.discover())
    return builder.file(f"{HOME}/cycle.toml", 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-12-31\n')


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return WorkspaceBuilder(tmp_path_factory.mktemp("directory"), Plugins.discover())


def test_a_workbook_to_fill_in_explains_itself_and_offers_its_values(tmp_path):
    builder = WorkspaceBuilder(tmp_path, Plugins.discover())
    builder.file(f"{HOME}/cycle.toml", 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-12-31\n')
    milestones = '[[milestones]]\nid = "map"\ntitle = "Map"\nstatus = "limited"\n'
    builder.file(f"{HOME}/commitments/one.toml", f'title = "One"\nprinciples = ["transparency"]\n{milestones}')
    session = builder.session()
    try:
        data = FORMS[".xlsx"](plan_of(session.workspace, "KE", "2012-2013"), session.workspace, "en")
    finally:
        session.close()
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["Plan", "Read me"]
    told = {row[0]: row[1:] for row in book.get_sheet_by_name("Read me").to_python() if row[1]}
    assert list(told) == ["Column", *book.get_sheet_by_name("Plan").to_python()[0]]
    name, meaning, values = told["milestone.status"]
    assert (name, meaning[:10]) == ("Status", "Its status")
    assert values.splitlines()[:2] == ["not-started: Not started", "limited: Limited"]
    assert told["commitment.principles"][2].splitlines()[-1] == "Several values: write each in a line of the cell."
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall("<formula1>(.*?)</formula1>", sheet) == ['"not-started,limited,substantial,complete,withdrawn"']


COMMITMENTS = st.fixed_dictionaries(
    {
        "title": st.fixed_dictionaries({"en": TEXTS.map("x{}".format), "sw": TEXTS}),
        "lead": TEXTS,
        "description": st.fixed_dictionaries({"en": TEXTS}),
        "partners": st.lists(TEXTS, max_size=3),
        "milestones": st.fixed_dictionaries({"en": TEXTS}).map(lambda title: [{"id": "m1", "title": title}]),
    }
)


@given(st.lists(COMMITMENTS, min_size=12, max_size=12))
@settings(max_examples=8)
def test_a_plan_that_goes_out_comes_in_again_unchanged(built, contents):
    folder = built.root / HOME / "commitments"
    folder.mkdir(exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"c{number}.toml").write_text(tomli_w.dumps(content), "utf-8", newline="")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    session = built.session()
    try:
        for form in (".csv", ".xlsx"):
            sheet = FORMS[form](plan_of(session.workspace, "KE", "2012-2013"), session.workspace, "en")
            found = PLAN_SHEET.read(sheet, session.workspace, PLACE)
            assert found.not_understood == ()
            assert found.cells.left_out == found.cells.reported == 0
            assert save_import(session, found, "Import") == ()
    finally:
        session.close(give_up=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


LISTS = st.fixed_dictionaries(
    {
        "countries": st.lists(st.sampled_from(["KE", "GE", "NO"]), max_size=3, unique=True),
        "languages": st.lists(st.sampled_from(["en", "sw", "ka"]), max_size=3, unique=True),
        "challenges": st.lists(st.sampled_from(["public-services", "public-integrity"]), max_size=2, unique=True),
    }
)


@given(lists=LISTS, name=st.sampled_from(["Help, and more", "=1", "a; b"]), suffix=st.sampled_from([".csv", ".xlsx"]))
@settings(max_examples=12)
def test_a_table_of_providers_that_goes_out_comes_in_again_unchanged(directory, lists, name, suffix):
    path = directory.root / "networking/providers/help.toml"
    path.parent.mkdir(exist_ok=True, parents=True)
    lists = {key: value for key, value in lists.items() if value}
    path.write_text(tomli_w.dumps({"name": name, "kind": "private", **lists}), "utf-8", newline="")
    before = path.read_bytes()
    session = directory.session()
    try:
        found = PROVIDER_IMPORT.read(
            write_table(PROVIDERS, suffix, session.workspace, Place()), session.workspace, Place()
        )
        assert (found.not_understood, found.records) == ((), 1)
        assert save_import(session, found, "Import") == ()
    finally:
        session.close(give_up=True)
    assert path.read_bytes() == before


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_text_in_a_sheet_is_read_as_it_was_written(texts):
    table = Table(("n", "text"), [(number, text) for number, text in enumerate(texts)])
    from_csv, from_book = read_sheet(csv_bytes(table)), read_sheet(xlsx_bytes({"Sheet": table}))
    for sheet in (from_csv, from_book):
        for (number, row), text in zip(sheet.rows, texts, strict=True):
            if all(letter.isprintable() or letter in "\t\n" for letter in text):
                assert (row.get("text") or "") == text.strip(), number
            assert sheet.problems == ()


@pytest.mark.parametrize("text", ["word " * 6554, "\N{BAR CHART}" * 16_384])
def test_a_text_longer_than_a_cell_is_refused_and_not_cut(text):
    table = Table(("id", "text"), [("a", "short"), ("b", text)])
    with pytest.raises(TooLongForCell, match=r"row 3, column “text” of the sheet “Plan”"):
        xlsx_bytes({"Plan": table})
    assert dict(read_sheet(csv_bytes(table)).rows)[3]["text"] == text.strip()


def test_the_longest_text_that_goes_out_comes_in():
    text = "a" * 32_766
    sheet = read_sheet(xlsx_bytes({"Plan": Table(("id", "text"), [("a", text)])}))
    assert dict(sheet.rows)[2]["text"] == text
    assert sheet.problems == ()


def test_a_heading_longer_than_a_cell_is_refused():
    with pytest.raises(OgpkitError, match="row 1"):
        xlsx_bytes({"Plan": Table(("a" * 40_000,), [])})
