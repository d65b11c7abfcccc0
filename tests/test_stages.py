"""Stage graphs: what may follow, by whom, and what is missing."""

from datetime import date

import attrs
import pytest

from ogpkit.model import Cycle, Step
from ogpkit.stages import Stage, StageGraph, obstacles, possible, reached
from ogpkit.workspace import Document, Workspace

STAGES = {
    "drafting": Stage(next=("deposited",)),
    "deposited": Stage(next=("declared",), by=("Government",)),
    "declared": Stage(),
}


def needs_challenges(document, workspace):
    """A guard: a plan without a grand challenge cannot be deposited."""
    if not document.entity.challenges:
        yield "Choose at least one grand challenge."


GRAPH = StageGraph(
    name="cycle",
    entity=Cycle,
    title="Cycle",
    section="Roadmap V",
    stages=lambda document, workspace: STAGES,
    history=lambda cycle: cycle.history,
    guards={"deposited": (needs_challenges,)},
)
CYCLE = Cycle(edition="roadmap-2011", start=date(2012, 4, 1), end=date(2013, 3, 31))


def at(*stages: str, challenges=()) -> Document[Cycle]:
    """A cycle that went through these stages, one a day."""
    steps = tuple(Step(stage=stage, on=date(2012, 1, day)) for day, stage in enumerate(stages, 1))
    return Document(
        path="cycle.toml", kind="cycle", names={}, entity=attrs.evolve(CYCLE, history=steps, challenges=challenges)
    )


def test_a_new_document_may_only_enter_the_first_stage():
    assert reached(GRAPH, at()) == ""
    assert possible(GRAPH, at(), Workspace()) == ("drafting",)


def test_a_move_that_nothing_stands_against():
    ready = at("drafting", challenges=("public-resources",))
    assert obstacles(GRAPH, ready, Workspace(), "deposited", date(2012, 1, 1), by="Government") == ()


@pytest.mark.parametrize(
    ("stage", "on", "by", "told"),
    [
        ("declared", date(2012, 2, 1), "", "cannot follow now; what can: deposited"),
        ("finished", date(2012, 2, 1), "", "There is no stage “finished”"),
        ("deposited", date(2011, 12, 31), "", "The last step was on 2012-01-01"),
        ("deposited", date(2012, 2, 1), "Citizens", "This step belongs to Government"),
        ("deposited", date(2012, 2, 1), "", "Choose at least one grand challenge."),
    ],
)
def test_a_forbidden_move_says_what_is_missing(stage, on, by, told):
    assert any(told in said for said in obstacles(GRAPH, at("drafting"), Workspace(), stage, on, by))
