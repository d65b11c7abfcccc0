"""What is due, from all plugins."""

from datetime import date
from types import SimpleNamespace

from ogpkit.plugins.contributions import Obligation, Obligations, Place
from ogpkit.plugins.hookspecs import hookimpl
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.queries import obligations
from ogpkit.workspace.content import Workspace


def due(title, day, country=""):
    return Obligation(title=title, due=date.fromisoformat(day), place=Place(country=country), section="Roadmap X")


def plugin(derive):
    @hookimpl
    def ogpkit_obligations():
        yield Obligations(name="dues", derive=derive)

    return SimpleNamespace(ogpkit_obligations=ogpkit_obligations)


def test_obligations_of_all_plugins_are_in_the_order_of_their_days_then_countries():
    plugins = Plugins.of(
        {
            "one": plugin(lambda workspace: [due("late", "2013-01-01"), due("b", "2012-01-01", "KE")]),
            "two": plugin(lambda workspace: [due("a", "2012-01-01", "BR")]),
        },
        core=False,
    )
    found = obligations(Workspace(), plugins)
    assert [(owned.plugin, owned.value.title) for owned in found] == [("two", "a"), ("one", "b"), ("one", "late")]


def test_a_plugin_that_fails_costs_only_itself_and_is_named():
    def raises(workspace):
        yield due("before", "2012-01-01")
        raise ZeroDivisionError

    plugins = Plugins.of(
        {"bad": plugin(raises), "good": plugin(lambda workspace: [due("x", "2011-01-01")])}, core=False
    )
    assert [owned.value.title for owned in obligations(Workspace(), plugins)] == ["x", "before"]
    assert [(fault.plugin, fault.doing) for fault in plugins.faults] == [("bad", "obligations dues")]


def test_what_is_no_obligation_is_a_fault_of_the_plugin():
    plugins = Plugins.of({"bad": plugin(lambda workspace: ["tomorrow"])}, core=False)
    assert obligations(Workspace(), plugins) == ()
    assert "Obligation" in plugins.faults[0].message
