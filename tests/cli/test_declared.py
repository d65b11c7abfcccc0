"""Commands of tables and documents that a plugin declares for its own group."""

from __future__ import annotations

import json
from types import SimpleNamespace

import attrs
import click
import pytest

from ogpkit.api import CliCommand, DocumentTemplate, Scope, Severity, TableColumn, TableFilter, TableView, hookimpl
from ogpkit.api.content import Country
from ogpkit.api.text import Paragraph, TextDocument
from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.table_views import InvalidTable, verify_table
from ogpkit.plugins.validation import InvalidContribution, verify_document

NAMES = TableView(
    name="own-names",
    title="Names",
    scope=Scope.COUNTRY,
    entity=Country,
    columns=["country", "name", TableColumn("twice", derive=lambda row: row.item.name.best("en") * 2)],
    shown=("name",),
    command="own names",
    help="List names.",
    needs_place=False,
    notes=lambda _workspace, place: ("Names are as people write them.", f"Looked at: {place.country or 'all'}."),
)
FILTERS = (
    TableFilter(name="country", help="Only those of this country."),
    TableFilter(name="name", help="Only of this name.", keep=lambda row, name: row.item.name.best("en") == name),
    TableFilter(name="joined", help="Only members.", keep=lambda row, _is: row.item.joined is not None, is_flag=True),
    TableFilter(
        name="effort",
        help="Only of this effort.",
        keep=lambda row, effort: (row.country == "YY") is (effort is Severity.ERROR),
        choices=Severity,
    ),
)
LETTER = DocumentTemplate(
    name="own-letter",
    title="Letter",
    scope=Scope.COUNTRY,
    write=lambda _workspace, place, language: TextDocument(
        title=place.country, language=language, blocks=(Paragraph("Dear all"),)
    ),
    command="own letter",
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a command of the group `own` in a workspace with two countries."""
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', encoding="utf-8")
    (tmp_path / "countries/XX").mkdir(parents=True)
    (tmp_path / "countries/XX/country.toml").write_text('name = "X"\n', encoding="utf-8")
    (tmp_path / "countries/YY").mkdir()
    (tmp_path / "countries/YY/country.toml").write_text('name = "Y"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    @hookimpl
    def ogpkit_tables():
        yield NAMES
        yield attrs.evolve(
            NAMES,
            name="own-records",
            exports={},
            command="own records",
            record=lambda row: {"name": {"of": row.country, "length": len(row.item.name.best("en"))}},
        )
        yield attrs.evolve(
            NAMES,
            name="own-nothing",
            rows=lambda _workspace, _place: (),
            exports={},
            command="own nothing",
            notes=lambda _workspace, _place: (),
        )
        yield attrs.evolve(
            NAMES, name="own-chosen", scope=Scope.WORKSPACE, exports={}, command="own chosen", filters=FILTERS
        )

    @hookimpl
    def ogpkit_papers():
        yield LETTER

    @hookimpl
    def ogpkit_cli_commands():
        yield CliCommand(name="own", help="Own", load=lambda: click.Group("own", help="Own commands."))

    plugin = SimpleNamespace(
        ogpkit_tables=ogpkit_tables, ogpkit_papers=ogpkit_papers, ogpkit_cli_commands=ogpkit_cli_commands
    )
    plugins = Plugins.of({"own": plugin})
    monkeypatch.setattr(Plugins, "discover", lambda *_args, **_options: plugins)

    def run(*words):
        capsys.readouterr()
        code = main(["own", *words])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return run


def test_a_program_gets_all_columns_and_a_person_those_that_are_shown(run):
    assert json.loads(run("names", "XX", "--format", "json").out) == [{"country": "XX", "name": "X", "twice": "XX"}]
    assert run("names", "XX").out.splitlines() == ["Name", "X"]


def test_a_program_gets_what_a_table_gives_of_a_row_beside_its_columns(run):
    assert json.loads(run("records", "--format", "json").out) == [
        {"name": {"of": "XX", "length": 1}},
        {"name": {"of": "YY", "length": 1}},
    ]
    assert "length" not in run("records").out


def test_of_a_wider_place_a_person_reads_where_each_row_lies(run):
    assert [line.split() for line in run("names").out.splitlines()[1:]] == [["XX", "X"], ["YY", "Y"]]


def test_of_several_places_each_follows_the_other(run):
    assert json.loads(run("names", "YY", "XX", "--format", "json").out) == [
        {"country": "YY", "name": "Y", "twice": "YY"},
        {"country": "XX", "name": "X", "twice": "XX"},
    ]
    assert [line.split() for line in run("names", "YY", "XX").out.splitlines()[1:]] == [["YY", "Y"], ["XX", "X"]]


def test_what_a_reader_is_to_know_is_said_once_and_not_among_the_data(run):
    done = run("names", "XX", "YY", "--format", "csv")
    assert done.err.splitlines() == ["Names are as people write them.", "Looked at: XX.", "Looked at: YY."]
    assert "people write" not in done.out


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], ["X", "Y"]),
        (["--country", "YY"], ["Y"]),
        (["--name", "X"], ["X"]),
        (["--name", "X", "--country", "YY"], []),
        (["--joined"], []),
        (["--effort", "error"], ["Y"]),
        (["--effort", "warning"], ["X"]),
    ],
)
def test_each_filter_is_an_option_that_leaves_rows_out(run, words, names):
    assert [row["name"] for row in json.loads(run("chosen", *words, "--format", "json").out)] == names


def test_a_filter_takes_only_what_can_be_chosen(run):
    done = run("chosen", "--effort", "much")
    assert (done.code, "effort" in done.err) == (2, True)
    assert "Only of this name." in run("chosen", "--help").out


def test_where_there_are_no_rows_that_is_said(run):
    assert run("nothing").err == "There is nothing to list here yet.\n"


def test_a_place_that_is_not_there_is_refused(run):
    done = run("names", "ZZ")
    assert done.code == 2
    assert "There is no country “ZZ”" in done.err


def test_a_document_is_written_by_its_own_command(run, tmp_path):
    assert run("letter", "XX", "--language", "en").code == 0
    assert "Dear all" in next(tmp_path.glob("*.md")).read_text("utf-8")


def test_the_help_lists_them(run):
    assert "List names." in run("--help").out


def test_a_command_is_two_words():
    with pytest.raises(InvalidTable, match="is not a command"):
        verify_table(
            TableView(name="own", title="Own", scope=Scope.CYCLE, entity=Country, columns=["name"], command="own")
        )
    with pytest.raises(InvalidContribution, match="is not a command"):
        verify_document(DocumentTemplate(name="own", title="Own", scope=Scope.CYCLE, write=LETTER.write, command="own"))
