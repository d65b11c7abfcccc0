"""The contract with plugins: every hook is documented, its example runs, and what it gives arrives."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from pluggy import PluginManager

from ogpkit.devkit.reference.hooks import PARTS, find_example, parse_specification, render_hooks
from ogpkit.devkit.reference.names import find_public_name
from ogpkit.plugins import exchange_hookspecs, hookspecs
from ogpkit.plugins.manager import HOOKS, Plugins
from ogpkit.plugins.providing import ENTRY_POINT_GROUP, hookimpl
from ogpkit.plugins.registry import SPECIFICATIONS

ROOT = Path(__file__).parents[2]


def specified():
    """The names of all hooks, from pluggy itself."""
    manager = PluginManager(ENTRY_POINT_GROUP)
    manager.add_hookspecs(hookspecs)
    manager.add_hookspecs(exchange_hookspecs)
    return sorted(name for name in vars(manager.hook) if not name.startswith("_"))


@pytest.mark.parametrize("hook", specified())
def test_every_hook_says_when_it_is_called_and_what_becomes_of_it(hook):
    parts = parse_specification(hook)
    assert list(parts) == ["Summary", *PARTS]
    assert all(parts.values())


@pytest.mark.parametrize("hook", specified())
def test_every_hook_names_the_type_that_it_contributes(hook):
    value = HOOKS[hook]
    assert parse_specification(hook)["Contributes"] == f"`{find_public_name(value)}`."


@pytest.mark.parametrize("hook", specified())
def test_every_hook_s_example_runs_is_accepted_and_its_value_arrives(hook):
    [test] = [one for one in doctest.DocTestFinder(recurse=False).find(SPECIFICATIONS[hook], hook) if one.examples]
    ran = doctest.DocTestRunner().run(test, clear_globs=False)
    assert ran.failed == 0
    assert ran.attempted
    plugins = Plugins.of({"utopia": SimpleNamespace(**{hook: test.globs[hook]})})
    given = plugins.call_all()
    assert [one.hooks for one in plugins.installed if one.name == "utopia"] == [(hook,)]
    assert plugins.faults == ()
    assert {name for name in given for owned in given[name] if owned.plugin == "utopia"} == {hook}


FACADE = {
    "ogpkit_kinds": lambda plugins: list(plugins.kinds),
    "ogpkit_extensions": lambda plugins: plugins.kinds.extensions("country"),
    "ogpkit_settings": lambda plugins: plugins.settings,
    "ogpkit_editions": lambda plugins: plugins.editions.names,
    "ogpkit_rules": lambda plugins: plugins.rules,
    "ogpkit_stages": lambda plugins: plugins.stages,
    "ogpkit_stage_guards": lambda plugins: plugins.stages,
    "ogpkit_obligations": lambda plugins: plugins.obligations,
    "ogpkit_tasks": lambda plugins: plugins.tasks,
    "ogpkit_events": lambda plugins: plugins.events,
    "ogpkit_standings": lambda plugins: plugins.standings,
    "ogpkit_panels": lambda plugins: plugins.panels,
    "ogpkit_actions": lambda plugins: plugins.actions,
    "ogpkit_app_commands": lambda plugins: plugins.app_commands,
    "ogpkit_tours": lambda plugins: plugins.tours,
    "ogpkit_cli_commands": lambda plugins: plugins.cli_commands,
    "ogpkit_importers": lambda plugins: plugins.importers,
    "ogpkit_exporters": lambda plugins: plugins.exporters,
    "ogpkit_tables": lambda plugins: plugins.tables,
    "ogpkit_papers": lambda plugins: plugins.papers,
    "ogpkit_accounts": lambda plugins: plugins.accounts,
    "ogpkit_referrals": lambda plugins: plugins.referrals,
    "ogpkit_pages": lambda plugins: plugins.pages,
    "ogpkit_masks": lambda plugins: plugins.masks,
    "ogpkit_designs": lambda plugins: plugins.designs,
}


def probe(calls):
    """A plugin that implements every hook and records which are called."""

    def recording(hook):
        @hookimpl
        def implementation():
            calls.append(hook)
            return ()

        return implementation

    return SimpleNamespace(**{hook: recording(hook) for hook in specified()})


@pytest.mark.parametrize("hook", specified())
def test_every_hook_is_called_by_its_part_of_the_facade(hook):
    calls = []
    FACADE[hook](Plugins.of({"probe": probe(calls)}))
    assert calls.count(hook) == 1


def test_listing_calls_every_hook_once():
    calls = []
    plugins = Plugins.of({"probe": probe(calls)})
    plugins.call_all()
    plugins.call_all()
    assert sorted(calls) == specified()


def test_the_documentation_names_every_hook_as_specified():
    text = (ROOT / "docs/hooks.md").read_text("utf-8")
    assert sorted(re.findall(r"^## (\w+)$", text, re.MULTILINE)) == specified()
    assert all(find_example(hook) in text for hook in specified())
    assert text == render_hooks(), "run: python -P -m ogpkit.devkit.reference.hooks > docs/hooks.md"


def test_every_attribute_of_what_is_contributed_is_documented():
    assert not [line for line in render_hooks().splitlines() if line.startswith("| `") and line.endswith("|  |")]
