"""What is due, from all plugins."""

from datetime import date
from types import SimpleNamespace

import attrs

from ogpkit.model import Cycle, Step, Translated
from ogpkit.plugins.contributions import DueDate, DueDates
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.queries import collect_due_dates
from ogpkit.plugins.stages import Stage, StageGraph
from ogpkit.workspace.content import Document, Workspace


def due(title, day, country=""):
    return DueDate(title=title, due=date.fromisoformat(day), place=Place(country=country), section="Roadmap X")


def plugin(derive):
    @hookimpl
    def ogpkit_obligations():
        yield DueDates(name="dues", derive=derive)

    return SimpleNamespace(ogpkit_obligations=ogpkit_obligations)


def test_obligations_are_sorted_by_day_then_by_country():
    plugins = Plugins.of(
        {
            "one": plugin(lambda workspace: [due("late", "2013-01-01"), due("b", "2012-01-01", "KE")]),
            "two": plugin(lambda workspace: [due("a", "2012-01-01", "BR")]),
        },
        core=False,
    )
    found = collect_due_dates(Workspace(), plugins)
    assert [(owned.plugin, owned.value.title) for owned in found] == [("two", "a"), ("one", "b"), ("one", "late")]


def test_a_stage_that_may_last_only_so_long_is_due_to_be_left():
    stages = {
        "talks": Stage(title=Translated(plain="Talks"), days=21, section="Roadmap IV"),
        "vote": Stage(title=Translated(plain="Vote"), days=10),
        "done": Stage(title=Translated(plain="Done")),
    }
    graph = StageGraph(
        name="talks",
        entity=Cycle,
        title="Cycle",
        section="Roadmap V",
        stages=lambda _document, _workspace: stages,
        history=lambda cycle: cycle.history,
    )

    @hookimpl
    def ogpkit_stages():
        yield graph

    plugins = Plugins.of({"one": SimpleNamespace(ogpkit_stages=ogpkit_stages)}, core=False)
    steps = (Step(stage="talks", on=date(2012, 1, 1)), Step(stage="unknown", on=date(2012, 1, 5)))
    cycle = Cycle(edition="x", start=date(2012, 1, 1), end=date(2012, 12, 31))
    history = (*steps, Step(stage="vote", on=date(2012, 1, 10)))
    document = Document(path="cycle.toml", kind="cycle", names={}, entity=attrs.evolve(cycle, history=history))
    found = [owned.value for owned in collect_due_dates(Workspace(documents={"cycle.toml": document}), plugins)]
    assert [(one.title, one.due, one.section, one.place.at, one.done) for one in found] == [
        ("Cycle: end of “Vote”", date(2012, 1, 20), "Roadmap V", ("history", 2), None),
        ("Cycle: end of “Talks”", date(2012, 1, 22), "Roadmap IV", ("history", 0), date(2012, 1, 5)),
    ]


def test_a_plugin_that_fails_costs_only_itself_and_is_named():
    def raises(workspace):
        yield due("before", "2012-01-01")
        raise ZeroDivisionError

    plugins = Plugins.of(
        {"bad": plugin(raises), "good": plugin(lambda workspace: [due("x", "2011-01-01")])}, core=False
    )
    assert [owned.value.title for owned in collect_due_dates(Workspace(), plugins)] == ["x", "before"]
    assert [(fault.plugin, fault.doing) for fault in plugins.faults] == [("bad", "obligations dues")]


def test_what_is_no_obligation_is_a_fault_of_the_plugin():
    plugins = Plugins.of({"bad": plugin(lambda workspace: ["tomorrow"])}, core=False)
    assert collect_due_dates(Workspace(), plugins) == ()
    assert "DueDate" in plugins.faults[0].message
