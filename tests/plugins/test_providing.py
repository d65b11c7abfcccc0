"""Hooks in one line: what is named is imported when the hook is called, and a fault names the line of the hook."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.plugins.cli_commands import CliCommand
from ogpkit.plugins.contributions import DueDates, Panel
from ogpkit.plugins.guard import NotAPlugin
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Scope
from ogpkit.plugins.providing import hookimpl, import_named, make_loader, provide


def due_dates(name):
    return DueDates(name=name, derive=lambda workspace: ())


ONE, TWO, THREE = map(due_dates, ("one", "two", "three"))
BOTH = (TWO, [THREE])
HOLDER = SimpleNamespace(inner=SimpleNamespace(dates=TWO))
WRONG = "no source of due dates"
HERE = __name__


def discover(implementation, hook="ogpkit_obligations"):
    """The plugins, with one whose only hook is this."""
    return Plugins.of({"utopia": SimpleNamespace(**{hook: implementation})}, core=False)


def given(implementation):
    """The names of what a hook gives, and the messages of its faults."""
    plugins = discover(implementation)
    names = [owned.value.name for owned in plugins.obligations]
    return names, [fault.message for fault in plugins.faults]


def test_what_a_module_has_is_given_in_the_order_of_its_names():
    assert given(provide(HERE, "TWO", "ONE")) == (["two", "one"], [])


def test_the_items_of_a_tuple_are_given_one_by_one():
    names, [fault] = given(provide(HERE, "ONE", "BOTH"))
    assert names == ["one", "two"]
    assert fault == "It returned a list instead of a DueDates."  # a list in a tuple is a value like any other


def test_a_name_may_lie_in_another():
    assert given(provide(HERE, "HOLDER.inner.dates")) == (["two"], [])


def test_values_can_be_given_themselves():
    assert given(provide(ONE, (TWO,), [THREE])) == (["one", "two", "three"], [])


def test_the_options_of_hookimpl_hold_for_it():
    later = SimpleNamespace(ogpkit_obligations=hookimpl(provide(ONE), trylast=True))
    plugins = Plugins.of({"ant": later, "bee": SimpleNamespace(ogpkit_obligations=provide(TWO))}, core=False)
    assert [owned.plugin for owned in plugins.obligations] == ["bee", "ant"]


def test_a_hook_can_be_given_twice_under_another_name():
    module = SimpleNamespace(
        ogpkit_obligations=provide(ONE), more=hookimpl(provide(HERE, "TWO"), specname="ogpkit_obligations")
    )
    plugins = Plugins.of({"utopia": module}, core=False)
    assert {owned.value.name for owned in plugins.obligations} == {"one", "two"}


@pytest.mark.parametrize(
    ("implementation", "message"),
    [
        (provide("ogpkit_nowhere.kinds", "ONE"), "There is no module ogpkit_nowhere."),
        (provide("ogpkit.nowhere.kinds", "ONE"), "There is no module ogpkit.nowhere."),
        (provide(HERE, "THRE"), f"The module {HERE} has no THRE. Did you mean THREE?"),
        (provide(HERE, "Q"), f"The module {HERE} has no Q."),
        (provide(HERE, "HOLDER.outer"), f"The module {HERE} has no outer."),
        (provide(HERE), f"Say what to import from the module {HERE}."),
        (provide(HERE, ONE), f"After the module {HERE}, give the names to import as texts."),
        (provide(HERE, "WRONG"), "It returned a str instead of a DueDates."),
        (provide(3), "It returned a int instead of a DueDates."),
    ],
)
def test_what_cannot_be_given_is_a_fault_at_the_line_of_the_hook(implementation, message):
    plugins = discover(implementation)
    assert plugins.obligations == ()
    [fault] = plugins.faults
    assert (fault.plugin, fault.doing, fault.message) == ("utopia", "hook ogpkit_obligations", message)
    file, _colon, line = fault.where.partition(" (")[0].rpartition(":")
    assert file == __file__
    assert "provide(" in Path(__file__).read_text("utf-8").splitlines()[int(line) - 1]


def test_a_hook_that_is_misspelled_is_refused_at_its_line():
    plugins = discover(provide(ONE), "ogpkit_obligation")
    [fault] = plugins.faults
    assert fault.message == "There is no hook called ogpkit_obligation. Did you mean ogpkit_obligations?"
    assert fault.where.startswith(f"{__file__}:")


def test_what_came_before_a_name_that_is_not_there_is_kept():
    assert given(provide(HERE, "ONE", "Q", "TWO")) == (["one"], [f"The module {HERE} has no Q."])


def test_a_module_that_does_not_work_is_named_with_its_own_line(tmp_path, monkeypatch):
    (tmp_path / "ogpkit_broken_part.py").write_text("import ogpkit_not_installed\n")
    monkeypatch.syspath_prepend(tmp_path)
    [fault] = (plugins := discover(provide("ogpkit_broken_part", "ONE"))).obligations or plugins.faults
    assert fault.message == "No module named 'ogpkit_not_installed'"
    assert fault.where == f"{tmp_path / 'ogpkit_broken_part.py'}:1 (ModuleNotFoundError)"


def test_a_module_is_imported_when_the_hook_is_called_and_not_before(tmp_path):
    (tmp_path / "ogpkit_later.py").write_text("DATES = ()\n")
    script = """
import sys
from types import SimpleNamespace
from ogpkit.api import Plugins, provide
plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_obligations=provide("ogpkit_later", "DATES"))})
print("ogpkit_later" in sys.modules)
plugins.obligations
print("ogpkit_later" in sys.modules)
"""
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    assert ran.stdout.split() == ["False", "True"]


def make_panel(load):
    return Panel(name="costs", title="Costs", scope=Scope.CYCLE, load=load)


def test_a_panel_and_a_command_can_be_named_by_a_text():
    assert make_panel(f"{HERE}:ONE").load() is ONE
    assert CliCommand(name="utopia", help="Utopia", load=f"{HERE}:HOLDER.inner").load() is HOLDER.inner


def test_a_panel_and_a_command_can_be_loaded_by_a_function():
    assert make_panel(due_dates).load is due_dates


@pytest.mark.parametrize("text", ["", "ogpkit_utopia.panel", "ogpkit_utopia.panel:", ":CostsPanel", "a b:c", "a:b:c"])
def test_a_text_that_names_nothing_to_load_is_refused(text):
    for implementation, hook in (
        (provide(make_panel(text)), "ogpkit_panels"),
        (provide(CliCommand(name="utopia", help="Utopia", load=text)), "ogpkit_cli_commands"),
    ):
        plugins = discover(implementation, hook)
        assert plugins.call_all()[hook] == ()
        [fault] = plugins.faults
        assert fault.message == (
            f"“{text}” does not say what to load. Write the module and the name, such as ogpkit_utopia.panel:CostsPanel."
        )


def test_what_is_neither_a_text_nor_a_function_is_refused():
    plugins = discover(provide(make_panel(3)), "ogpkit_panels")
    assert plugins.panels == ()
    assert plugins.faults[0].message == "Panel.load is of type int. It has to be of type Callable | None."


def test_what_is_not_there_is_told_when_it_is_loaded():
    with pytest.raises(NotAPlugin, match="There is no module ogpkit_nowhere"):
        make_loader("ogpkit_nowhere.panel:CostsPanel")()
    with pytest.raises(NotAPlugin, match="Did you mean THREE"):
        import_named(HERE, "THREEE")
    with pytest.raises(NotAPlugin, match="does not say what to load"):
        make_loader("nothing")()
