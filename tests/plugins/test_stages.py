"""Stage graphs: what may follow, by whom, and what is missing."""

from datetime import date
from types import SimpleNamespace

import attrs
import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Cycle, Step
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.stages import Stage, StageGraph, StageGuard, blockers, current_stage, next_stages
from ogpkit.plugins.trials import try_sources
from ogpkit.schema.kinds import Kind
from ogpkit.workspace.content import Document, Workspace

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
    assert current_stage(GRAPH, at()) == ""
    assert next_stages(GRAPH, at(), Workspace()) == ("drafting",)


def test_no_stage_is_entered_on_a_day_to_come():
    ready, there = at("drafting", challenges=("public-resources",)), Workspace(today=date(2012, 4, 10))
    assert blockers(GRAPH, ready, there, "deposited", date(2012, 4, 10)) == ()
    (said,) = blockers(GRAPH, ready, there, "deposited", date(2012, 4, 11))
    assert said == "April 11, 2012 is in the future. Enter the step when it has happened."


def test_a_move_that_nothing_stands_against():
    ready = at("drafting", challenges=("public-resources",))
    assert blockers(GRAPH, ready, Workspace(), "deposited", date(2012, 1, 1), by="Government") == ()


@pytest.mark.parametrize(
    ("stage", "on", "by", "told"),
    [
        ("declared", date(2012, 2, 1), "", "The next stage can be: deposited"),
        ("finished", date(2012, 2, 1), "", "There is no stage “finished”"),
        ("deposited", date(2011, 12, 31), "", "The last step was on January 1, 2012"),
        ("deposited", date(2012, 2, 1), "Citizens", "Only these can take this step: Government"),
        ("deposited", date(2012, 2, 1), "", "Choose at least one grand challenge."),
    ],
)
def test_a_forbidden_move_says_what_is_missing(stage, on, by, told):
    assert any(told in said for said in blockers(GRAPH, at("drafting"), Workspace(), stage, on, by))


def guarding(*guards):
    """A plugin that adds guards to the stages of others."""
    return SimpleNamespace(ogpkit_stage_guards=hookimpl(lambda: guards))


def missing_before(plugins, stage="deposited"):
    """What stands against depositing a cycle that has challenges."""
    ready = at("drafting", challenges=("public-resources",))
    return blockers(plugins.find_graph(Cycle), ready, Workspace(), stage, date(2012, 1, 1), by="Government")


OWNER = SimpleNamespace(ogpkit_stages=hookimpl(lambda: [GRAPH]))


def test_another_plugin_guards_a_stage_after_the_graph_s_own_guards():
    ask = StageGuard(
        name="ask", graph="cycle", stage="deposited", guard=lambda document, workspace: ["Ask the public."]
    )
    plugins = Plugins.of({"a-utopia": guarding(ask), "owner": OWNER})
    assert missing_before(plugins) == ("Ask the public.",)
    bare = blockers(plugins.find_graph(Cycle), at("drafting"), Workspace(), "deposited", date(2012, 1, 1))
    assert bare == ("Choose at least one grand challenge.", "Ask the public.")
    assert missing_before(Plugins.of({"owner": OWNER})) == ()
    assert GRAPH.guards == {"deposited": (needs_challenges,)}, "the graph of the other plugin is not changed"


def test_a_guard_of_another_graph_or_stage_stands_against_nothing():
    elsewhere = StageGuard(name="a", graph="case", stage="deposited", guard=lambda document, workspace: ["No."])
    another = StageGuard(name="b", graph="cycle", stage="declared", guard=lambda document, workspace: ["No."])
    assert missing_before(Plugins.of({"owner": OWNER, "utopia": guarding(elsewhere, another)})) == ()


def test_what_a_guard_said_before_it_failed_counts():
    def failing(document, workspace):
        yield "Ask the public."
        raise ZeroDivisionError

    plugins = Plugins.of(
        {"owner": OWNER, "utopia": guarding(StageGuard(name="ask", graph="cycle", stage="deposited", guard=failing))}
    )
    assert missing_before(plugins) == ("Ask the public.",)
    assert [(fault.plugin, fault.doing) for fault in plugins.faults] == [("utopia", "stage guard ask")]


def test_two_guards_of_one_name_in_one_plugin_are_one_too_many():
    ask = StageGuard(name="ask", graph="cycle", stage="deposited", guard=lambda document, workspace: ["Ask."])
    plugins = Plugins.of({"owner": OWNER, "utopia": guarding(ask, ask)})
    assert missing_before(plugins) == ("Ask.",)
    assert len(plugins.faults) == 1


def faults_of(tmp_path, *guards, graph=GRAPH):
    """What the check says of plugins that have to do with the stages of one cycle."""
    file = tmp_path / "cycles/first.toml"
    file.parent.mkdir()
    file.write_text('edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n', "utf-8")
    (tmp_path / "ogpkit.toml").write_text("", "utf-8")
    kind = Kind(name="cycle", entity=Cycle, pattern="cycles/{id}.toml", title="Cycle", titles="Cycles")
    owner = SimpleNamespace(
        ogpkit_stages=hookimpl(lambda: [graph]), ogpkit_kinds=hookimpl(lambda: [kind]), __name__="owner"
    )
    plugins = Plugins.of({"owner": owner, "utopia": guarding(*guards)})
    session = WorkspaceSession.open(tmp_path, plugins, date(2012, 5, 1))
    try_sources(session.workspace, plugins)
    session.close(give_up=True)
    return [(fault.plugin, f"{fault.message} {fault.remedy}") for fault in plugins.faults]


@pytest.mark.parametrize(
    ("graph", "stage", "told"),
    [
        ("cylce", "deposited", "There is no stage graph called “cylce”. Did you mean `cycle`?"),
        ("cycle", "deposted", "There is no stage “deposted” in the stage graph “cycle”. Did you mean `deposited`?"),
        ("hearing", "held", ""),
        ("cycle", "in-another-edition", ""),
        ("cycle", "deposited", ""),
        ("cycle", "", ""),
    ],
)
def test_a_misspelt_graph_or_stage_of_a_guard_is_a_finding(tmp_path, graph, stage, told):
    guard = StageGuard(name="ask", graph=graph, stage=stage, guard=lambda document, workspace: ())
    assert faults_of(tmp_path, guard) == ([("utopia", told)] if told else [])


@pytest.mark.parametrize(
    "wrong",
    [{"stages": lambda document, workspace: {"drafting": "next"}}, {"history": lambda cycle: "drafting"}],
    ids=["stages", "history"],
)
def test_what_a_graph_gives_is_of_its_type(tmp_path, wrong):
    (plugin, said), *_later = faults_of(tmp_path, graph=attrs.evolve(GRAPH, **wrong))
    assert plugin == "owner"
    assert "It returned a str instead of a" in said
