"""Imports from sheets, by declaration alone: what comes in, what stays, and what is named because it has no place."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

from ogpkit.api import (
    Extension,
    Kind,
    OgpkitError,
    Place,
    Plugins,
    RowNames,
    Scope,
    SheetImport,
    SheetLevel,
    hookimpl,
)
from ogpkit.api.content import (
    Bounds,
    CellFormat,
    Choice,
    Commitment,
    Cycle,
    Identifier,
    Reference,
    Translated,
    document_values,
)
from ogpkit.api.editing import ImportRefused, save_import
from ogpkit.api.output import csv_bytes, xlsx_bytes
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.api.text import Table


class Light(Choice):
    """How a department sees its commitment."""

    RED = "red", "Off track"
    AMBER = "amber", "At risk"
    GREEN = "green", "On track"


@attrs.frozen(kw_only=True)
class Recovery:
    """What is done about a red light.

    Attributes:
        plan: What is done.
        due: By when.
    """

    plan: str = ""
    due: date | None = None


@attrs.frozen(kw_only=True)
class Status:
    """What a department reports of one commitment.

    Attributes:
        commitment: The commitment.
        light: Current status.
        narrative: What has been done.
        recovery: What is done about a red light.
    """

    commitment: Annotated[str, Reference("commitment", within="cycle")]
    light: Light
    narrative: Translated | None = None
    recovery: Recovery = Recovery()


@attrs.frozen(kw_only=True)
class Update:
    """What departments report of a quarter.

    Attributes:
        closed: When nothing more was taken in.
        statuses: What they report.
    """

    closed: date | None = None
    statuses: tuple[Status, ...] = ()


@attrs.frozen(kw_only=True)
class Task:
    """A task.

    Attributes:
        id: Its name.
        due: By when.
    """

    id: Identifier
    due: date | None = None


@attrs.frozen(kw_only=True)
class Step:
    """A step.

    Attributes:
        id: Its name.
        title: What it is.
        tasks: Its tasks.
    """

    id: Identifier
    title: Translated | None = None
    tasks: tuple[Task, ...] = ()


@attrs.frozen(kw_only=True)
class Project:
    """A project.

    Attributes:
        title: What it is called.
        steps: Its steps.
    """

    title: Translated
    steps: tuple[Step, ...] = ()


@attrs.frozen(kw_only=True)
class Wales:
    """What Wales adds.

    Attributes:
        cost: What it costs.
        paid: Whether it is paid.
    """

    cost: Annotated[float, Bounds(0)] | None = None
    paid: bool | None = None


@attrs.frozen(kw_only=True)
class Voice:
    """What somebody said.

    Attributes:
        light: How they see it.
        text: What they said.
        answer: What was answered.
        origin: Out of which row it came.
    """

    light: Light | None = None
    text: str
    answer: str = ""
    origin: str = ""


CYCLES = "countries/{country}/cycles/{cycle}"
CYCLE = Kind(name="cycle", entity=Cycle, pattern=f"{CYCLES}/cycle.toml", title="Cycle", titles="Cycles")
COMMITMENT = Kind(
    name="commitment", entity=Commitment, pattern=f"{CYCLES}/commitments/{{id}}.toml", title="Commitment", titles="C"
)
UPDATE = Kind(name="update", entity=Update, pattern=f"{CYCLES}/updates/{{quarter}}.toml", title="Update", titles="U")
PROJECT = Kind(name="project", entity=Project, pattern=f"{CYCLES}/projects/{{id}}.toml", title="Project", titles="P")
VOICE = Kind(name="voice", entity=Voice, pattern=f"{CYCLES}/voices/{{id}}.toml", title="Voice", titles="Voices")

UPDATES = SheetImport(
    name="updates",
    title="Quarterly updates",
    kind=UPDATE,
    scope=Scope.CYCLE,
    levels=(SheetLevel(within="statuses", key=("commitment",)),),
    aliases={"light": ("RAG", "Ampel")},
)
PROJECTS = SheetImport(
    name="projects",
    title="Projects",
    kind=PROJECT,
    scope=Scope.CYCLE,
    levels=(
        SheetLevel(name="project"),
        SheetLevel(name="step", within="steps"),
        SheetLevel(name="task", within="steps.tasks"),
    ),
)
VOICES = SheetImport(
    name="voices",
    title="Voices",
    kind=VOICE,
    scope=Scope.CYCLE,
    cells=CellFormat(words={"Fine": "green"}),
    without=("answer", "origin"),
    is_open=True,
    names=RowNames(needed="text"),
    aliases={"text": ("Your opinion",)},
)
PLACE = Place(country="GB", cycle="2024-2028")
HERE = "countries/GB/cycles/2024-2028"
QUARTER = f"{HERE}/updates/2024-q1.toml"


@pytest.fixture
def built(tmp_path):
    extensions = [
        Extension(table="wales", kind="project", entity=Wales, title="Wales"),
        Extension(table="wales", kind="project", entity=Wales, within="steps.tasks"),
    ]
    kinds = SimpleNamespace(ogpkit_kinds=hookimpl(lambda: [CYCLE, COMMITMENT, UPDATE, PROJECT, VOICE]))
    wales = SimpleNamespace(ogpkit_extensions=hookimpl(lambda: extensions))
    builder = WorkspaceBuilder(tmp_path, Plugins.of({"kinds": kinds, "wales": wales}))
    builder.file(f"{HERE}/cycle.toml", 'edition = "roadmap-2011"\nstart = 2024-01-01\nend = 2028-06-30\n')
    for name in ("a", "b", "c"):
        builder.file(f"{HERE}/commitments/{name}.toml", f'title.en = "{name}"\n')
    return builder


def take_in(built, declared, sheet):
    """Bring a sheet in and save it, as `ogpkit import` does; give the paths that have changed."""
    session = built.session()
    try:
        data = sheet if isinstance(sheet, bytes) else sheet.encode()
        return save_import(session, declared.read(data, session.workspace, PLACE), "Import")
    finally:
        session.close(give_up=True)


def read(built, declared, sheet):
    return declared.read(sheet if isinstance(sheet, bytes) else sheet.encode(), built.workspace, PLACE)


def problems(found):
    return [(one.row, one.column) for one in found.not_understood]


def statuses(built):
    return built.workspace.documents[QUARTER].entity.statuses


FIRST = "quarter,commitment,light,recovery.plan\n2024-q1,a,red,hire\n2024-q1,b,green,\n"


def test_an_item_that_the_sheet_does_not_name_stays_as_it_is(built):
    take_in(built, UPDATES, FIRST)
    assert take_in(built, UPDATES, "quarter,commitment,light\n2024-q1,b,amber\n") == (QUARTER,)
    assert statuses(built) == (
        Status(commitment="a", light=Light.RED, recovery=Recovery(plan="hire")),
        Status(commitment="b", light=Light.AMBER),
    )


def test_the_preview_says_how_much_stays(built):
    take_in(built, UPDATES, FIRST)
    found = read(built, UPDATES, "quarter,commitment,light\n2024-q1,b,amber\n")
    assert found.notes == ("1 item that is not in the sheet is unchanged.",)


def test_new_items_come_behind_those_that_are_there(built):
    take_in(built, UPDATES, FIRST)
    take_in(built, UPDATES, "quarter,commitment,light\n2024-q1,c,green\n2024-q1,a,amber\n")
    assert [(one.commitment, one.light) for one in statuses(built)] == [("a", "amber"), ("b", "green"), ("c", "green")]
    assert statuses(built)[0].recovery.plan == "hire"


def test_the_same_sheet_a_second_time_changes_nothing(built):
    take_in(built, UPDATES, FIRST)
    before = (built.root / QUARTER).read_bytes()
    assert take_in(built, UPDATES, FIRST) == ()
    assert (built.root / QUARTER).read_bytes() == before


def test_comments_and_fields_that_the_sheet_does_not_have_stay(built):
    take_in(built, UPDATES, FIRST)
    path = built.root / QUARTER
    path.write_text("# from the cabinet office\nclosed = 2024-04-30\n" + path.read_text("utf-8"), "utf-8")
    take_in(built, UPDATES, FIRST.replace("green", "amber"))
    assert path.read_text("utf-8").startswith("# from the cabinet office\nclosed = 2024-04-30\n")


@pytest.mark.parametrize(
    "sheet",
    [
        "Quarter;Commitment;RAG;Recovery: Plan\n2024-q1;a;Off track;hire\n2024-q1;b;On track;\n",
        "country,cycle,quarter,commitment,Ampel,recovery.plan\n"
        "GB,2024-2028,2024-q1,a,RED,hire\nGB,2024-2028,2024-q1,b,b. Green,\n",
        xlsx_bytes(
            {
                "Sheet": Table(
                    ("quarter", "commitment", "light", "recovery.plan"),
                    [("2024-q1", "a", "red", "hire"), ("2024-q1", "b", "green", None)],
                )
            }
        ),
    ],
    ids=["labels", "aliases", "workbook"],
)
def test_headings_and_cells_are_understood_as_people_write_them(built, sheet):
    assert read(built, UPDATES, sheet).not_understood == ()
    assert read(built, UPDATES, sheet).files == read(built, UPDATES, FIRST).files


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("quarter,commitment,light\n2024-q1,a,blue\n", [(2, "light")]),
        ("quarter,commitment,light\n2024-q1,z,red\n", [(2, "commitment")]),
        ("quarter,commitment,light\n2024-q1,,red\n", [(2, "commitment")]),
        ("quarter,commitment,light\n,a,red\n", [(2, "quarter")]),
        ("quarter,commitment,light\n2024-q1,a,red\n2024-q1,a,red\n", [(3, "commitment")]),
        ("quarter,commitment,light,mood\n2024-q1,a,red,good\n", [(0, "mood")]),
        ("quarter,light\n2024-q1,red\n", [(0, "commitment")]),
        ("quarter,commitment\n2024-q1,a\n", [(2, "light")]),
        ("quarter,commitment,light,\n2024-q1,a,red,late\n", [(2, "D")]),
        ("quarter,commitment,light\n2024-q1,a,red,late,5\n", [(2, "D"), (2, "E")]),
        ("quarter,commitment,light,RAG\n2024-q1,a,red,red\n", [(0, "RAG")]),
        ("country,quarter,commitment,light\nFR,2024-q1,a,red\n", [(2, "country")]),
        ("quarter,commitment,light,recovery.due\n2024-q1,a,red,03/04/2024\n", [(2, "recovery.due")]),
    ],
)
def test_nothing_vanishes_without_a_word(built, sheet, expected):
    found = read(built, UPDATES, sheet)
    assert problems(found) == expected
    session = built.session()
    with pytest.raises(ImportRefused):
        save_import(session, found, "Import")
    session.close(give_up=True)
    assert not (built.root / QUARTER).exists()


PLAN = """\
project.id,project.title.en,step.id,step.title.cy,task.id,task.due,project.wales.cost,task.wales.paid
p1,Open budget,s1,Cam un,t1,2024-05-01,12.5,yes
p1,Open budget,s1,Cam un,t2,,12.5,
p1,Open budget,s2,,,,12.5,
p2,Open data,,,,,,
"""


def contents(built):
    found = built.workspace.documents
    return {path: document_values(one.entity, one.extensions) for path, one in found.items() if "/projects/" in path}


def test_a_sheet_with_several_levels_and_tables_of_other_plugins(built):
    take_in(built, PROJECTS, PLAN)
    assert contents(built) == {
        f"{HERE}/projects/p1.toml": {
            "title": {"en": "Open budget"},
            "steps": [
                {
                    "id": "s1",
                    "title": {"cy": "Cam un"},
                    "tasks": [{"id": "t1", "due": date(2024, 5, 1), "wales": {"paid": True}}, {"id": "t2"}],
                },
                {"id": "s2"},
            ],
            "wales": {"cost": 12.5},
        },
        f"{HERE}/projects/p2.toml": {"title": {"en": "Open data"}},
    }
    assert take_in(built, PROJECTS, PLAN) == ()


@pytest.mark.parametrize("write", [csv_bytes, lambda table: xlsx_bytes({"Projects": table})], ids=["csv", "xlsx"])
def test_what_goes_out_comes_back_the_same(built, write):
    take_in(built, PROJECTS, PLAN)
    before = contents(built)
    table = PROJECTS.build_table(built.workspace, built.workspace.all(Project, "GB", "2024-2028"))
    assert sorted(table.columns) == sorted(PLAN.splitlines()[0].split(","))
    sheet = write(table)
    assert take_in(built, PROJECTS, sheet) == ()
    for path in before:
        (built.root / path).unlink()
    assert len(take_in(built, PROJECTS, sheet)) == 2
    assert contents(built) == before


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("p1,Open budget,,Cam,,,,", (2, "step.id")),
        ("p1,Open budget,,,t1,,,", (2, "step.id")),
        ("p1,Open budget,s1,,,2024-05-01,,", (2, "task.id")),
        ("p1,Open budget,s1,,,,,yes", (2, "task.id")),
        (",Open budget,,,,,,", (2, "project.id")),
        ("p1,Open budget,s1,,t1,,-5,", (2, "project.wales.cost")),
        ("p1,Open budget,s1,,t1,,,maybe", (2, "task.wales.paid")),
        ("p1,,s1,,t1,,,", (2, "p1: title")),
    ],
)
def test_a_cell_without_a_key_at_its_level_is_named(built, row, expected):
    assert problems(read(built, PROJECTS, f"{PLAN.splitlines()[0]}\n{row}\n")) == [expected]


def test_rows_about_the_same_must_say_the_same(built):
    found = read(built, PROJECTS, "project.id,project.title.en,step.id\np1,Open budget,s1\np1,Budget,s2\n")
    assert [(one.row, one.column, one.message) for one in found.not_understood] == [
        (3, "project.title.en", "This differs from row 2, which has the same identifier.")
    ]


def test_a_plain_text_stays_plain(built):
    built.file(f"{HERE}/projects/p1.toml", 'title = "Open budget"\n')
    sheet = "project.id,project.title.en\np1,Open budget\n"
    assert take_in(built, PROJECTS, sheet) == ()
    take_in(built, PROJECTS, sheet.replace("Open budget", "Open budgets"))
    assert (built.root / HERE / "projects/p1.toml").read_text("utf-8") == 'title = "Open budgets"\n'


def test_what_was_wrong_before_does_not_refuse_a_sheet(built):
    built.file(f"{HERE}/projects/p1.toml", 'title = "Open budget"\n[[steps]]\nid = "Step One"\n')
    assert read(built, PROJECTS, "project.id,step.id\np1,s2\n").not_understood == ()


def test_columns_of_an_unknown_name_are_told_the_nearest(built):
    (one,) = read(built, PROJECTS, "project.id,project.title.en,step.id,task.id,task.dew\np,T,s,t,x\n").not_understood
    assert one.message == "ogpkit does not know this name. Did you mean “task.due”?"


FORM = "Timestamp,Your opinion,light\n10:31,More money,Fine\n10:32,,red\n10:33,Less money,\n"


def test_rows_that_name_no_document_get_names_out_of_what_they_say(built):
    first, second = read(built, VOICES, FORM).files
    assert re.fullmatch(f"{HERE}/voices/voice-[a-z2-7]{{6}}.toml", first)
    built.file(f"{HERE}/voices/0007.toml", 'text = "Something else"\n')
    assert take_in(built, VOICES, f"{FORM}10:30,Earlier,red\n")[:2] == (first, second), "whatever else there is"
    assert built.workspace.documents[first].entity == Voice(text="More money", light=Light.GREEN)


def test_a_name_begins_with_what_its_kind_says(built):
    declared = attrs.evolve(
        VOICES, names=RowNames(needed="text", stem=lambda one: one.light or "dark", tell=lambda one: one.text)
    )
    names = [path.rpartition("/")[2].partition("-")[0] for path in read(built, declared, FORM).files]
    assert names == ["green", "dark"]


def test_a_row_that_says_what_a_document_says_makes_no_second_one(built):
    take_in(built, VOICES, FORM)
    found = read(built, VOICES, FORM + "10:34,More money,Fine\n")
    assert not found.files
    assert not found.not_understood
    (first, *_others) = sorted(one.id for one in built.workspace.all(Voice) if one.entity.text == "More money")
    assert f"Row 5 already exists, as {first}." in found.notes


def test_a_row_that_says_nothing_is_left_out_with_a_note(built):
    assert "Row 3 is empty and is left out." in read(built, VOICES, FORM).notes


def test_columns_that_mean_nothing_are_left_out_of_an_open_sheet(built):
    assert "Timestamp → left out" in read(built, VOICES, FORM).notes


def test_a_sheet_cannot_give_a_field_that_is_not_for_it(built):
    found = read(built, VOICES, "text,answer\nMore money,Never\n")
    assert list(found.files.values()) == [{"text": "More money"}]


def test_a_cell_that_cannot_be_read_is_named_although_its_row_has_no_name(built):
    found = read(built, VOICES, "text,light\nMore money,purple\n")
    assert problems(found) == [(2, "light")]
    assert not found.files


def test_a_row_can_name_its_document_all_the_same(built):
    first, second = read(built, VOICES, "voice,text\n,World\n0001,Hello\n").files
    assert first == f"{HERE}/voices/0001.toml"
    (named,) = read(built, VOICES, "text\nWorld\n").files
    assert second == named
    taken = named.rpartition("/")[2].removesuffix(".toml")
    (_same, longer) = read(built, VOICES, f"voice,text\n,World\n{taken},Hello\n").files
    assert longer.startswith(named.removesuffix(".toml")), "the sheet gave that name to another"


def test_what_follows_from_a_row_is_added(built):
    declared = attrs.evolve(VOICES, complete=lambda workspace, names, values, row: {"origin": f"row {row}"})
    found = read(built, declared, "text\nHello\n")
    assert list(found.files.values()) == [{"origin": "row 2", "text": "Hello"}]


RAG = """\
words = { "Behind" = "red" }
ignore = ["Remarks"]

[statuses]
key = "Ref"
fields = { quarter = "When", light = "RAG status" }
"""


def explain(built, declared, sheet, mapping):
    return declared.read(sheet.encode(), built.workspace, PLACE, mapping.encode())


def test_a_mapping_file_explains_the_sheet_of_any_import(built):
    found = explain(built, UPDATES, "Ref,RAG status,When,Remarks\na,Behind,2024-q1,none\n", RAG)
    assert not found.not_understood
    assert found.files == {QUARTER: {"statuses": [{"commitment": "a", "light": "red"}]}}


def test_the_table_of_documents_in_a_mapping_is_called_by_their_kind(built):
    mapping = '[voice]\nfields = { text = "Opinion" }\n'
    assert list(explain(built, VOICES, "Opinion\nHello\n", mapping).files.values()) == [{"text": "Hello"}]


def test_a_mapping_of_several_levels_has_a_table_for_each(built):
    tables = '[project]\nkey = "P"\nfields = { "title.en" = "T" }\n[step]\nkey = "S"\n'
    mapping = tables + '[task]\nkey = "K"\nfields = { due = "D" }\n'
    found = explain(built, PROJECTS, "P,T,S,K,D\np,Bridge,s,k,2025-01-31\n", mapping)
    assert [content["steps"][0]["tasks"][0]["due"] for content in found.files.values()] == [date(2025, 1, 31)]


def test_a_column_that_a_mapping_names_has_to_be_there(built):
    assert problems(explain(built, UPDATES, "Ref,When\na,2024-q1\n", RAG)) == [(0, "RAG status")]


@pytest.mark.parametrize(
    "mapping",
    ["[statuses\n", "[statuses]\nfields = 3\n", "[nothing]\nkey = 'a'\n", "ignore = ['A']\n", "dates = 'x'\n"],
)
def test_a_file_that_is_no_mapping_is_refused_in_words(built, mapping):
    with pytest.raises(OgpkitError, match="mapping"):
        explain(built, UPDATES, FIRST, mapping)


def test_a_form_without_the_column_that_is_needed_is_refused(built):
    (one,) = read(built, VOICES, "light,Day\nred,Monday\n").not_understood
    assert (one.column, one.message) == ("text", "This column is required. The sheet has: light, Day.")


def test_a_column_that_somebody_names_goes_before_all_others(built):
    declared = attrs.evolve(VOICES, headings={"text": "Question 7"})
    found = read(built, declared, "text,Question 7\nTitle,More money\n")
    assert list(found.files.values()) == [{"text": "More money"}]
    assert "text → left out" in found.notes
    (one, *_more) = read(built, declared, "text\nTitle\n").not_understood
    assert (one.column, one.message) == ("Question 7", "The sheet does not have this column.")


def test_an_alias_goes_before_the_name_of_documents(built):
    declared = attrs.evolve(VOICES, aliases={"text": ("voice",)})
    assert list(read(built, declared, "voice\nMore money\n").files.values()) == [{"text": "More money"}]


def test_a_cell_under_no_heading_of_a_form_is_left_out_with_a_note(built):
    found = read(built, VOICES, "text\nHello,more\n")
    assert list(found.files.values()) == [{"text": "Hello"}]
    assert any("has no heading" in note for note in found.notes)
