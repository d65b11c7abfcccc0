"""What a plugin gives is looked at where it is given: one wrong value costs only itself, and its line is named."""

from __future__ import annotations

import inspect
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from ogpkit.plugins.contributions import (
    DueDate,
    DueDates,
    Event,
    Events,
    Importer,
    Page,
    Panel,
    ReportInput,
    StatusSource,
)
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope, Status, Verdict
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.queries import collect_due_dates, collect_events, collect_statuses
from ogpkit.plugins.rules import Rule
from ogpkit.plugins.typecheck import UnexpectedType, verify_attributes
from ogpkit.text.blocks import Bullets, Grid, Paragraph
from ogpkit.text.inline import Link, Share
from ogpkit.workspace.content import Workspace

DAY = date(2024, 1, 1)
GOOD = DueDate(title="Report", due=DAY, place=Place(country="GB"), section="Roadmap X")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (DueDate(title="a", due="2024-01-01", place=Place(), section="x"), "DueDate.due is of type str. … date."),
        (
            DueDate(title="a", due=datetime(2024, 1, 1, tzinfo=UTC), place=Place(), section="x"),
            "DueDate.due is of type",
        ),
        (DueDate(title="a", due=DAY, place=Place(country=826), section="x"), "Place.country is of type int. … str."),
        (DueDate(title="a", due=DAY, place=None, section="x"), "DueDate.place is of type NoneType. … Place."),
        (DueDate(title="a", due=DAY, place=Place(), section="x", done="no"), "DueDate.done is of type str. … None."),
        (Event(day=None, title="a", place=Place()), "Event.day is of type NoneType. … date."),
        (Status(verdict="good", headline="a"), "Status.verdict is of type str. … Verdict."),
        (
            Status(verdict=Verdict.GOOD, headline="a", missing="a word"),
            "Status.missing is of type str. … tuple[str, ...].",
        ),
        (Status(verdict=Verdict.GOOD, headline="a", missing=(1,)), "Status.missing[] is of type int. … str."),
        (ReportInput(text=None, section="x"), "ReportInput.text is of type NoneType. … str."),
        (Page(address="a", title="b", blocks="text"), "Page.blocks[] is of type str. … Trend | Course | TileMap."),
        (Page(address="a", title="b", blocks=[Grid(["a"], [[object()]])]), "Grid.rows[][] is of type object."),
        (Page(address="a", title="b", blocks=[Paragraph([None])]), "Paragraph.pieces[] is of type NoneType."),
        (Importer(name="a", title="b", suffixes=".csv", read=print), "Importer.suffixes is of type str."),
        (
            Importer(name="a", title="b", suffixes=(".csv",), read=None),
            "Importer.read is of type NoneType. … Callable.",
        ),
        (Panel(name="a", title="b", scope="cycle", load=print), "Panel.scope is of type str. … Scope."),
        (
            Rule(
                code="UTO001",
                title="a",
                section="x",
                explanation="b",
                entity=Place,
                check=print,
                wrong=Example(files={"a.toml": b""}),
                right=Example(files={}),
            ),
            "Example.files[] is of type bytes. … str.",
        ),
    ],
)
def test_an_attribute_of_another_type_is_named_with_both_types(value, said):
    with pytest.raises(UnexpectedType) as refused:
        verify_attributes(value)
    begin, _cut, end = said.partition("… ")
    assert str(refused.value).startswith(begin)
    assert str(refused.value).replace("It has to be of type ", "").endswith(end)


@pytest.mark.parametrize(
    "value",
    [
        GOOD,
        Status(verdict=Verdict.GOOD, headline="a", missing=["a list does as well"]),
        Page(
            address="a",
            title="b",
            blocks=[
                Bullets(["a", ["b", Link("c", "d")]]),
                Grid(["a"], [[None], [1.5], [True], [DAY], [datetime(2024, 1, 1, tzinfo=UTC)], [Share(5)], ["x"]]),
            ],
        ),
    ],
)
def test_what_its_class_declares_is_accepted(value):
    verify_attributes(value)


def giving(values):
    @hookimpl
    def hook():
        return values

    return hook


def line_of(function, text):
    """The place of a line of a function, as faults name it."""
    lines, start = inspect.getsourcelines(function)
    number = next(number for number, line in enumerate(lines, start) if text in line)
    return f"{__file__}:{number}"


def test_one_wrong_due_date_costs_only_itself_and_its_line_is_named():
    def derive(workspace):
        yield GOOD
        yield DueDate(title="Wrong", due="2024-01-01", place=Place(), section="Roadmap X")
        yield "tomorrow"
        yield DueDate(title="Later", due=date(2025, 1, 1), place=Place(), section="Roadmap X")

    plugins = Plugins.of(
        {"utopia": SimpleNamespace(ogpkit_obligations=giving([DueDates(name="dues", derive=derive)]))}, core=False
    )
    assert [owned.value.title for owned in collect_due_dates(Workspace(), plugins)] == ["Report", "Later"]
    assert [(fault.plugin, fault.doing, fault.message, fault.where) for fault in plugins.faults] == [
        (
            "utopia",
            "obligations dues",
            "DueDate.due is of type str. It has to be of type date.",
            line_of(derive, "Wrong") + " (UnexpectedType)",
        ),
        (
            "utopia",
            "obligations dues",
            "It returned a str instead of a DueDate.",
            line_of(derive, "tomorrow") + " (UnexpectedType)",
        ),
    ]


def test_of_a_list_the_function_is_named():
    def derive(workspace):
        return [Event(day="yesterday", title="A bridge", place=Place())] * 50

    plugins = Plugins.of(
        {"utopia": SimpleNamespace(ogpkit_events=giving([Events(name="bridges", derive=derive)]))}, core=False
    )
    assert collect_events(Workspace(), plugins) == ()
    [fault] = plugins.faults
    assert fault.where == line_of(derive, "def derive") + " (UnexpectedType)"


def test_the_generator_within_another_one_is_named():
    def inner():
        yield Status(verdict="good", headline="Fine")

    def derive(workspace, place):
        yield from inner()

    source = StatusSource(name="utopia", title="Utopia", scope=Scope.WORKSPACE, derive=derive)
    plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_standings=giving([source]))}, core=False)
    assert collect_statuses(Workspace(), Place(), plugins) == ()
    assert plugins.faults[0].where == line_of(inner, "yield") + " (UnexpectedType)"
