"""Columns from declarations: their headings are stable, and what they say comes back as it was."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import attrs
import pytest

from ogpkit.api import Extension
from ogpkit.api.content import (
    Bounds,
    Identifier,
    MilestoneStatus,
    Translated,
    WebAddress,
    document_values,
    format_cell,
    list_columns,
    parse_cell,
    put_value,
    read_entity,
)


@attrs.frozen(kw_only=True)
class Budget:
    """Money.

    Attributes:
        amount: How much.
        source: Where it comes from.
    """

    amount: Annotated[float, Bounds(0)] | None = attrs.field(default=None, metadata={"label": "Amount in pounds"})
    source: Translated | None = None


@attrs.frozen(kw_only=True)
class Step:
    """A step.

    Attributes:
        id: Its name.
        due: When.
    """

    id: Identifier
    due: date | None = None


@attrs.frozen(kw_only=True)
class Project:
    """A project.

    Attributes:
        title: What it is called.
        ready: Whether it has begun.
        status: How far it is.
        pages: Where to read of it.
        offices: Who does what.
        budget: Its money.
        steps: Its steps.
    """

    title: Translated
    ready: bool = False
    status: MilestoneStatus | None = None
    pages: tuple[WebAddress, ...] = ()
    offices: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    budget: Budget = Budget()
    steps: tuple[Step, ...] = ()


@attrs.frozen(kw_only=True)
class Wales:
    """What Wales adds.

    Attributes:
        lead: The department.
    """

    lead: str = ""


EXTENSIONS = (
    Extension(table="wales", kind="project", entity=Wales, title="Wales"),
    Extension(table="wales", kind="project", entity=Wales, within="steps"),
)


def test_headings_are_the_keys_of_the_values():
    assert [column.heading for column in list_columns(Project, ("en", "cy"), extensions=EXTENSIONS)] == [
        "title.en",
        "title.cy",
        "ready",
        "status",
        "pages",
        "offices",
        "budget.amount",
        "budget.source.en",
        "budget.source.cy",
        "wales.lead",
    ]


def test_items_of_a_list_have_columns_of_their_own():
    found = list_columns(Step, (), level="step", extensions=EXTENSIONS, lists=("steps",))
    assert [column.heading for column in found] == ["step.id", "step.due", "step.wales.lead"]


def test_titles_are_the_labels_of_the_declaration():
    titles = {column.heading: column.title() for column in list_columns(Project, ("en",), extensions=EXTENSIONS)}
    assert titles["budget.amount"] == "Budget: Amount in pounds"
    assert titles["budget.source.en"] == "Budget: Source (en)"
    assert titles["wales.lead"] == "Wales: Lead"


PROJECT = Project(
    title=Translated(None, {"en": "Open budget", "cy": "Cyllideb agored"}),
    ready=True,
    status=MilestoneStatus.LIMITED,
    pages=("https://a.example/1,2", "https://b.example"),
    offices={"Treasury": "runs it: always", "Wales Office": "helps"},
    budget=Budget(amount=1.5),
    steps=(Step(id="one", due=date(2012, 1, 31)), Step(id="two")),
)


@pytest.mark.parametrize("project", [PROJECT, Project(title=Translated("Plain", {}))])
def test_what_goes_out_in_cells_comes_back(project):
    values = document_values(project, {("wales",): Wales(lead="Treasury")})
    back = {}
    for column in list_columns(Project, ("en", "cy"), extensions=EXTENSIONS):
        cell = format_cell(column, values, "en")
        if cell is not None:
            put_value(back, column, parse_cell(cell, column.shape), "en")
    assert back.pop("wales") == {"lead": "Treasury"}
    found = read_entity(back, Project)
    assert attrs.evolve(found, title=project.title) == attrs.evolve(project, steps=())
    assert found.title.best("en") == project.title.best("en")


def test_tables_of_other_plugins_stand_in_the_items_that_carry_them():
    values = document_values(PROJECT, {("steps", 1, "wales"): Wales(lead="Swansea")})
    column = list_columns(Step, (), extensions=EXTENSIONS, lists=("steps",))[-1]
    assert [format_cell(column, step, "en") for step in values["steps"]] == [None, "Swansea"]


def test_defaults_are_there_when_people_are_to_read_them():
    plain = Project(title=Translated("Plain", {}))
    assert document_values(plain) == {"title": "Plain"}
    assert document_values(plain, defaults=True)["ready"] is False


def test_a_plain_text_stays_plain_until_it_has_a_second_language():
    english, welsh = list_columns(Project, ("en", "cy"))[:2]
    values = {"title": "Open budget"}
    put_value(values, english, "Open budgets", "en")
    assert values == {"title": "Open budgets"}
    put_value(values, welsh, "Cyllidebau agored", "en")
    assert values == {"title": {"en": "Open budgets", "cy": "Cyllidebau agored"}}
