"""A table is declared once; its rows, sheets and grid follow from the declaration, and fields of other plugins are in them."""

from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

from ogpkit.devkit.testing.workspaces import WorkspaceBuilder
from ogpkit.exchange.portal.data_parts import gather_data, make_layout
from ogpkit.exchange.portal.open_data import list_data_files
from ogpkit.exchange.sheets import read_sheet
from ogpkit.exchange.table_files import list_exporters, write_table
from ogpkit.model import Commitment, Milestone, Reference, Translated
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.table_rows import bind_columns, build_grid, build_sheet, build_table, list_rows
from ogpkit.plugins.table_views import TableColumn, TableView
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.text.i18n import use_language
from ogpkit.text.tables import table_json

CYCLE = Place(country="GE", cycle="2012-2013")


@attrs.frozen(kw_only=True)
class Ministry:
    """Who answers for it.

    Attributes:
        name: What it is called.
        tags: Words by which it is found.
    """

    name: str = ""
    tags: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Way:
    """Where a comment goes.

    Attributes:
        plan: The commitment that it is about.
        also: Others that it is about.
    """

    plan: Annotated[str, Reference("plan", within="cycle")]
    also: tuple[Annotated[str, Reference("plan", within="cycle")], ...] = ()


def _list_ways(_workspace, _place):
    yield Way(plan="budget", also=("budget", "gone"))


PLANS = TableView(
    name="plans",
    title="Commitments",
    scope=Scope.CYCLE,
    entity=Commitment,
    columns=["title", "lead", TableColumn("steps", derive=lambda row: len(row.item.milestones), label="Steps")],
)
STEPS = TableView(
    name="steps",
    title="Milestones",
    scope=Scope.CYCLE,
    entity=Commitment,
    within="milestones",
    columns=["id", "title", "due", "status"],
)


def plugin(*views, **hooks):
    @hookimpl
    def ogpkit_kinds():
        pattern = "countries/{country}/cycles/{cycle}/commitments/{id}.toml"
        yield Kind(name="plan", entity=Commitment, pattern=pattern, title="Commitment", titles="Commitments")

    @hookimpl
    def ogpkit_tables():
        yield from views

    return SimpleNamespace(ogpkit_kinds=ogpkit_kinds, ogpkit_tables=ogpkit_tables, **hooks)


@hookimpl
def ogpkit_extensions():
    yield Extension(table="georgia", kind="plan", entity=Ministry, title="Georgia")


@pytest.fixture
def plugins():
    return Plugins.of({"plans": plugin(PLANS, STEPS), "georgia": SimpleNamespace(ogpkit_extensions=ogpkit_extensions)})


@pytest.fixture
def workspace(tmp_path, plugins):
    folder = "countries/GE/cycles/2012-2013/commitments"
    return (
        WorkspaceBuilder(tmp_path, plugins)
        .file("ogpkit.toml", '[workspace]\nlanguages = ["ka", "en"]\n')
        .file(
            f"{folder}/budget.toml",
            'lead = "Ministry of Finance"\n[title]\nka = "ღია ბიუჯეტი"\nen = "An open budget"\n'
            '[georgia]\nname = "ფინანსთა სამინისტრო"\ntags = ["money", "audit, internal"]\n'
            '[[milestones]]\nid = "m1"\ntitle = "A draft law"\ndue = 2012-06-30\nstatus = "complete"\n',
        )
        .file("countries/GE/cycles/2013-2014/commitments/later.toml", 'title = "=HYPERLINK(1)"\n')
        .workspace
    )


def test_a_person_reads_the_language_in_use_and_a_program_stable_names(workspace):
    with use_language("en"):
        table = build_table(PLANS, workspace, CYCLE)
    assert table.columns == ("title", "lead", "steps")
    assert table.titles == ("Title", "Lead", "Steps")
    assert table.rows == (("An open budget", "Ministry of Finance", 1),)


def test_of_a_whole_workspace_each_row_says_where_it_lies(workspace):
    table = build_table(PLANS, workspace)
    assert table.columns[:2] == ("country", "cycle")
    assert [row[:2] for row in table.rows] == [("GE", "2012-2013"), ("GE", "2013-2014")]


def test_the_items_of_a_list_are_rows(workspace):
    table = build_table(STEPS, workspace, CYCLE)
    assert '"due": "2012-06-30"' in table_json(table)
    assert table.rows[0][3] == "complete"


def test_a_field_of_another_plugin_can_be_asked_for(workspace):
    table = build_table(PLANS, workspace, CYCLE, columns=["steps", "georgia.name"])
    assert table.columns == ("steps", "georgia.name")
    assert table.rows == ((1, "ფინანსთა სამინისტრო"),)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_sheet_has_each_language_and_what_other_plugins_add(workspace, suffix):
    with use_language("fr"):
        sheet = read_sheet(write_table(PLANS, suffix, workspace, CYCLE))
    assert sheet.headings == ("title.ka", "title.en", "lead", "steps", "georgia.name", "georgia.tags")
    [(_number, row)] = sheet.rows
    assert (row["title.ka"], row["title.en"]) == ("ღია ბიუჯეტი", "An open budget")
    assert row["georgia.tags"].splitlines() == ["money", "audit, internal"]


def test_a_text_in_a_sheet_is_never_a_formula(workspace):
    data = write_table(PLANS, ".csv", workspace, Place(country="GE", cycle="2013-2014"))
    assert b"'=HYPERLINK(1)" in data
    assert build_sheet(PLANS, workspace, Place(country="GE", cycle="2013-2014")).columns[0] == "title.ka"


def test_a_grid_marks_the_language_of_texts_from_files(workspace):
    with use_language("en"):
        grid = build_grid(PLANS, workspace, Place(country="GE", cycle="2013-2014"), ["title"])
    assert (grid.heads, grid.caption) == (("Title",), "Commitments")
    assert grid.rows[0][0].language == "ka"


def test_files_of_tables_stand_among_those_of_exporters(plugins):
    assert [one.value.name for one in list_exporters(plugins)] == ["plans-csv", "plans-xlsx", "steps-csv", "steps-xlsx"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"columns": ["titel"]}, "Its column “titel” is not a field of Commitment"),
        ({"columns": ["title", "title"]}, "two columns called “title”"),
        ({"shown": ("lead",)}, "shows a column “lead” that it does not have"),
        ({"within": "steps"}, "no list of tables called “steps”"),
        ({"exports": {"plans": ".pdf"}}, "a file that ends with “.pdf”"),
        ({"name": "My plans"}, "“My plans” cannot be the name of a table"),
        ({"entity": None}, "neither `entity` nor `rows`"),
    ],
)
def test_a_table_that_cannot_be_made_is_left_out_and_said(wrong, said):
    declared = {"name": "plans", "title": "Plans", "scope": Scope.CYCLE, "entity": Commitment, "columns": ["title"]}
    plugins = Plugins.of({"plans": plugin(TableView(**{**declared, **wrong}))})
    assert plugins.tables == ()
    assert said in plugins.faults[0].message


def test_two_plugins_cannot_have_one_table_or_one_file():
    other = attrs.evolve(STEPS, name="others", exports={"plans-csv": ".csv"})

    @hookimpl
    def ogpkit_tables():
        yield other

    plugins = Plugins.of({"a": plugin(PLANS), "b": SimpleNamespace(ogpkit_tables=ogpkit_tables)})
    assert [owned.value.name for owned in plugins.tables] == ["plans"]
    assert "plans-csv" in plugins.faults[0].message


def test_a_row_that_is_worked_out_needs_no_file(workspace):
    view = TableView(
        name="spans",
        title="Spans",
        scope=Scope.CYCLE,
        rows=lambda workspace, place: [Milestone(id="m9", title=Translated.of("Last"), due=workspace.today)],
        columns=["id", "due"],
    )
    assert build_table(view, workspace, CYCLE).rows == (("m9", workspace.today),)


def list_open_tables(workspace, plugins):
    gathered = [gather_data(workspace, country, plugins, "en") for country in (*workspace.countries, "")]
    layout = make_layout(workspace, plugins, [part for part, _content in gathered])
    files = list_data_files(workspace, "Example", layout, [layout.write_rows(content) for _part, content in gathered])
    return [file for file in files if "/table-" in file.path]


def test_open_data_has_a_table_by_its_name_with_what_its_columns_hold(workspace):
    view = attrs.evolve(STEPS, open_data=True)
    [file] = list_open_tables(workspace, Plugins.of({"plans": plugin(PLANS, view)}))
    assert file.path == "data/table-steps.csv"
    assert file.content.decode("utf-8-sig").splitlines()[1] == "GE,2012-2013,m1,A draft law,2012-06-30,complete"
    fields = {field["name"]: field["type"] for field in file.about["schema"]["fields"]}
    assert (fields["due"], fields["title.ka"]) == ("date", "string")


def test_a_table_that_raises_costs_its_own_file(workspace):
    def fail(row):
        raise ZeroDivisionError

    view = attrs.evolve(PLANS, open_data=True, columns=[TableColumn("title", derive=fail)])
    plugins = Plugins.of({"plans": plugin(view, attrs.evolve(STEPS, open_data=True))})
    assert [file.path for file in list_open_tables(workspace, plugins)] == ["data/table-steps.csv"]
    assert plugins.faults[0].doing == "table plans"


def test_a_person_reads_the_title_of_what_is_named_and_a_program_its_name(workspace):
    ways = TableView(
        name="ways", title="Ways", scope=Scope.CYCLE, entity=Way, columns=["plan", "also"], rows=_list_ways
    )
    (row,) = list_rows(ways, workspace, CYCLE)
    plan, also = bind_columns(ways, workspace.kinds)
    with use_language("en"):
        assert (plan.text(row), also.text(row)) == ("An open budget", "An open budget, gone")
    assert (plan.data(row), also.data(row)) == ("budget", ("budget", "gone"))


def test_what_a_column_calculates_has_a_label_for_people():
    tables = (owned.value for owned in Plugins.discover(third_party=False).tables)
    assert [(table.name, one.name) for table in tables for one in table.columns if one.derive and not one.label] == []
