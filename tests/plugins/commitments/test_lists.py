"""Commitments by status, department and challenge, for readers whose browser runs no script."""

import pytest

from ogpkit.api.text import Bullets, Grid, Heading, Link
from ogpkit_commitments.lists import name_state
from ogpkit_commitments.pages import render
from ogpkit_commitments.progress import Progress

PLAN, LISTS = "XX/2012-2013/plan", "XX/2012-2013/lists"


def milestones(count, **more):
    return Progress(**{"milestones": count, "complete": 0, "share": None, "planned": None} | more)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (milestones(2, late=("one",), unreported=("two",)), "Late"),
        (milestones(2, unreported=("two",)), "Due, not reported"),
        (milestones(0), "No milestones"),
        (milestones(2, complete=2, share=100), "Complete"),
        (milestones(2, complete=1, share=50), "Under way"),
        (milestones(2), "Not started"),
        (milestones(2, share=0), "Not started"),
    ],
)
def test_a_commitment_stands_as_its_worst_milestone_does(found, said):
    assert name_state(found) == said


@pytest.fixture
def pages(workspace):
    return {page.address: page for page in render(workspace, "en")}


def test_each_value_has_its_commitments_and_each_commitment_its_page(pages):
    blocks = pages[LISTS].blocks
    values = [str(block.text) for block in blocks if isinstance(block, Heading) and block.level == 2]
    assert any(value.endswith("(1)") for value in values)
    links = [piece for block in blocks if isinstance(block, Bullets) for item in block.items for piece in item]
    assert {link.address for link in links} == {
        f"XX/2012-2013/commitments/{name}" for name in ("extractives", "schools")
    }


def test_the_plan_leads_to_each_list(pages):
    names = {block.id for block in pages[LISTS].blocks if isinstance(block, Heading) and block.id}
    ways = [
        piece for block in pages[PLAN].blocks if isinstance(block, Bullets) for item in block.items for piece in item
    ]
    assert {f"{LISTS}#{name}" for name in names} <= {way.address for way in ways if isinstance(way, Link)}


def test_the_table_of_the_plan_can_be_narrowed_by_the_same_values(pages):
    grid = next(block for block in pages[PLAN].blocks if isinstance(block, Grid))
    assert "Status" in grid.facets
    assert set(grid.facets) & set(grid.heads)
