"""Every cell of a sheet has a fate, whatever shape the sheet has: imported, left out as declared, or reported."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace

import attrs
import pytest
import tomli_w
import xlsxwriter
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from ogpkit.api import Kind, Place, Plugins, Scope, SheetImport, SheetLevel, hookimpl
from ogpkit.api.content import Identifier
from ogpkit.api.editing import save_import
from ogpkit.api.testing import WorkspaceBuilder


@attrs.frozen(kw_only=True)
class Step:
    """A step.

    Attributes:
        id: Its name.
        cost: What it costs.
    """

    id: Identifier
    cost: int | None = None


@attrs.frozen(kw_only=True)
class Project:
    """A project.

    Attributes:
        title: What it is called.
        lead: Who is in charge.
        steps: Its steps.
    """

    title: str = ""
    lead: str = ""
    steps: tuple[Step, ...] = ()


PROJECT = Kind(name="project", entity=Project, pattern="projects/{id}.toml", title="Project", titles="Projects")
PROJECTS = SheetImport(
    name="projects",
    title="Projects",
    kind=PROJECT,
    scope=Scope.WORKSPACE,
    levels=(SheetLevel(name="project"), SheetLevel(name="step", within="steps")),
)

HEADINGS = ("Country", "Code", "Title", "Lead", "Step", "Cost", "Remarks", "", "Links")
WORDS = ("Otkryty", "Budget", "NR", "Mi, nistry", "a; b", "x | y", " ", "Line\nbreak", "=1", "'=2")
CELLS = {
    "Country": st.sampled_from(("Kenya", "Kenya", "kenya ", "Ghana", "Total", None)),
    "Code": st.sampled_from(("C1", "C2", "c3", "C4", None, None, "NR")),
    "Title": st.sampled_from((*WORDS, None, "Бюджет")),
    "Lead": st.sampled_from((*WORDS, None)),
    "Step": st.sampled_from(("S1", "s2", None, "-")),
    "Cost": st.sampled_from((5, "12", "dear", None, 0)),
    "Remarks": st.sampled_from(("see above", None)),
    "": st.sampled_from((None, None, None, "stray")),
    "Links": st.sampled_from((None, "https://example.org")),
    "beyond": st.sampled_from((None, None, None, None, "far out")),
}
ERROR, UNKNOWN = object(), object()


@st.composite
def sheets(draw):
    """A sheet as a file, its mapping, and how many cells have something in them below its headings."""
    form = draw(st.sampled_from(("csv", "xlsx")))
    places = [*HEADINGS, "beyond"]
    body = [[draw(CELLS[place]) for place in places] for _row in range(draw(st.integers(1, 8)))]
    said = {
        "empty": ["NR", "-"],
        "ignore": draw(st.sampled_from((["Remarks"], ["Remarks", "Links"], ["Remarks", "Links", "H"]))),
        "ignore_others": draw(st.booleans()),
        "project": {"key": "Code", "fields": {"title": "Title", "lead": "Lead"}},
        "step": {"key": "Step", "fields": {"cost": "Cost"}},
    }
    if draw(st.booleans()):
        said["only"] = {"Country": ["Kenya"]}
    if draw(st.booleans()):
        said["leave_out"] = {"Country": ["Tot*", ""]}
    if draw(st.booleans()):
        said["fill_down"] = ["Country", "Code", "Title"]
    top = [["National plan"], [], ["Updated: June"]][: draw(st.integers(0, 3))]
    heads = [list(HEADINGS)]
    if draw(st.booleans()):
        said["heading_rows"] = 2
        said["heading_row"] = len(top) + 1
        heads = [["", "", "", "", "Work", "", "", "", ""], heads[0]]
        said["step"] = {"key": "Work Step", "fields": {"cost": "Work Cost" if form == "xlsx" else "Cost"}}
    if draw(st.booleans()):
        body.append(["Source: a ministry", None, None, None, None, None, None, None, None, None])
        if draw(st.booleans()):
            said["last_row"] = len(top) + len(heads) + len(body) - 1
    if draw(st.booleans()):
        body.insert(draw(st.integers(0, len(body))), [None] * len(places))
    write = write_csv if form == "csv" else write_xlsx
    return (
        draw(write(top, heads, body, said)),
        tomli_w.dumps(said).encode(),
        sum(is_full(cell) for row in body for cell in row),
    )


def is_full(cell):
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


@st.composite
def write_csv(draw, top, heads, body, said):
    delimiter, encoding = (
        draw(st.sampled_from(",;\t|")),
        draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1251"))),
    )
    if encoding == "cp1251":
        said["encoding"] = "windows-1251"
    lines = [
        delimiter.join('"{}"'.format(str("" if cell is None else cell).replace('"', '""')) for cell in row)
        for row in (*top, *heads, *body)
    ]
    named = f"sep={delimiter}\r\n" if draw(st.booleans()) else ""
    return (named + "\r\n".join(lines)).encode(encoding)


@st.composite
def write_xlsx(draw, top, heads, body, said):
    out = BytesIO()
    first = len(top) + len(heads)
    for _number in range(draw(st.integers(0, 3))):
        row = draw(st.sampled_from(body))
        row[draw(st.integers(1, len(row) - 1))] = draw(st.sampled_from((ERROR, UNKNOWN)))
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        if draw(st.booleans()):
            book.add_worksheet("Read me").write(0, 0, "How to fill this in")
        sheet = book.add_worksheet("Plan")
        for number, row in enumerate((*top, *heads, *body)):
            for column, cell in enumerate(row):
                if cell in (ERROR, UNKNOWN):
                    sheet.write_formula(number, column, "=1/0", None, "#DIV/0!" if cell is ERROR else "")
                elif cell is not None:
                    sheet.write(number, column, cell)
        if len(heads) > 1:
            sheet.merge_range(len(top), 4, len(top), 5, "Work")
        if len(body) > 1 and body[0][1] is not None and body[1][1] is None and isinstance(body[0][1], str):
            sheet.merge_range(first, 1, first + 1, 1, body[0][1])
        if draw(st.booleans()):
            said["hidden"] = draw(st.sampled_from(("take", "leave-out")))
        sheet.set_row(first, None, None, {"hidden": draw(st.booleans())})
        sheet.set_column(3, 3, None, None, {"hidden": draw(st.booleans())})
    return out.getvalue()


@pytest.fixture
def plugins():
    return Plugins.of({"kinds": SimpleNamespace(ogpkit_kinds=hookimpl(lambda: [PROJECT]))})


@given(sheets())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_cell_is_imported_or_left_out_or_reported(tmp_path_factory, plugins, given):
    data, mapping, full = given
    built = WorkspaceBuilder(tmp_path_factory.mktemp("any"), plugins)
    found = PROJECTS.read(data, built.workspace, Place(), mapping)
    cells = found.cells
    assert cells is not None, found.not_understood
    assert cells.imported + cells.left_out + cells.reported == full
    assert bool(cells.reported) <= bool(found.not_understood)
    assert not any("what to do with this cell" in one.message for one in found.not_understood)
    event("understood" if not found.not_understood else "refused")
    if found.not_understood:
        return
    session = built.session()
    try:
        save_import(session, found, "Import")
        again = PROJECTS.read(data, session.workspace, Place(), mapping)
        assert save_import(session, again, "Import") == ()
        assert again.cells == cells
    finally:
        session.close(give_up=True)
