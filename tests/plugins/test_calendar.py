"""What is due, from all plugins."""

from datetime import date
from types import SimpleNamespace

from ogpkit.plugins.contributions import DueDate, DueDates
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.queries import collect_due_dates
from ogpkit.workspace.content import Workspace


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
