"""`ogpkit cycle rules`: which rule sets a cycle follows, why, and what another one would change."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product, zip_longest
from typing import TYPE_CHECKING

import click

from ogpkit.check.rule_set_comparison import compare_rule_sets
from ogpkit.cli.messages import print_message, print_table
from ogpkit.cli.options import (
    cycle_argument,
    find_place,
    format_option,
    load_plugins,
    workspace_option,
    workspace_root,
)
from ogpkit.model.country import CountryLevel
from ogpkit.model.cycle import Cycle
from ogpkit.model.vocabulary import RuleLine
from ogpkit.plugins.places import Scope
from ogpkit.text.i18n import _, current_language
from ogpkit.text.phrase import localized, write_day
from ogpkit.text.tables import Table
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.rule_sets import find_rule_set, get_cocreation_day, get_submission_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.check.rule_set_comparison import RuleSetComparison
    from ogpkit.schema.editions import Editions
    from ogpkit.workspace.content import Workspace


@click.command("rules")
@cycle_argument(required=False)
@click.option("--as", "name", default="", metavar="NAME", help="Show what this rule set would change.")
@format_option("table", "json", "csv")
@workspace_option
def command(place: str, name: str, form: str, workspace: Path | None) -> None:
    """Show which rule sets a cycle follows, or what another rule set would change, finding by finding.

    Without a cycle, list all rule sets: when each applies, where it comes from and how sure it is.
    """
    if name and not place:
        raise click.UsageError(_("Name the cycle: COUNTRY/CYCLE."))
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    loaded = read_workspace(root, plugins.kinds, plugins.editions, date.today())  # noqa: DTZ011  the person's own day
    if not place:
        print_table(build_all_rule_sets_table(plugins.editions), form)
        return
    found = find_place(place, Scope.CYCLE, loaded.workspace)
    if not name:
        print_table(build_rule_set_table(loaded.workspace, found.country, found.cycle), form)
        return
    changes = compare_rule_sets(loaded, plugins, found.country, found.cycle, name)
    rows = tuple(_list_changes(changes))
    columns = ("change", "severity", "code", "path", "key", "message")
    titles = (_("Change"), _("Severity"), _("Code"), _("File"), _("Key"), _("Message"))
    print_table(Table(columns, rows, titles), form)
    if form == "table" and not rows:
        print_message(_("“{name}” would change no finding of this cycle.").format(name=name))


def build_all_rule_sets_table(editions: Editions) -> Table:
    """Return every rule set that is chosen by date, by its line and its first day, and how sure it is.

    Args:
        editions: The rule sets.
    """
    columns = ("line", "level", "rule_set", "title", "since", "until", "sources", "recomputed", "unconfirmed")
    titles = (
        *(_("Rules about"), _("Level"), _("Rule set"), _("Title"), _("Since"), _("Until")),
        *(_("Sources"), _("Recomputed"), _("Not confirmed")),
    )
    return Table(columns, tuple(_list_all(editions)), titles)


def _list_all(editions: Editions) -> Iterator[tuple[object, ...]]:
    for line, level in product(RuleLine, CountryLevel):
        known = editions.list_line(line, level)
        for (since, name), (following, _name) in zip_longest(known, known[1:], fillvalue=(None, "")):
            facts = editions.facts(name)
            yield (
                line.value,
                level.value,
                name,
                localized(facts.title, current_language(), "en"),
                since,
                following - timedelta(days=1) if following else None,
                "; ".join(facts.sources),
                "; ".join(facts.recomputed),
                "; ".join(facts.unconfirmed),
            )


def build_rule_set_table(workspace: Workspace, country: str, cycle: str) -> Table:
    """Return the rule set of a cycle in each line of rules, with the day that decides and how sure the set is.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    columns = ("line", "rule_set", "title", "chosen_by", "since", "sources", "unconfirmed")
    titles = (_("Rules about"), _("Rule set"), _("Title"), _("Chosen by"), _("Since"), _("Sources"), _("Not confirmed"))
    return Table(columns, tuple(_list_rule_sets(workspace, country, cycle)), titles)


def _list_rule_sets(workspace: Workspace, country: str, cycle: str) -> Iterator[tuple[object, ...]]:
    document = workspace.one(Cycle, country, cycle)
    editions = workspace.editions
    for line in (RuleLine.PARTICIPATION, RuleLine.IRM):
        name = find_rule_set(workspace, line, country, cycle)
        if name not in editions.names:
            yield line.value, name, None, _("named in cycle.toml, but not installed"), None, None, None
            continue
        facts = editions.facts(name)
        yield (
            line.value,
            name,
            localized(facts.title, current_language(), "en"),
            _describe_choice(document.entity, line) if document else None,
            facts.since,
            "; ".join(facts.sources),
            "; ".join(facts.unconfirmed),
        )


def _describe_choice(cycle: Cycle, line: RuleLine) -> str:
    if (cycle.rules and getattr(cycle.rules, line.value, None)) or cycle.edition:
        return _("named in cycle.toml")
    if line is RuleLine.IRM:
        return _("the plan was submitted on {day}").format(day=write_day(get_submission_day(cycle)))
    return _("co-creation started on {day}").format(day=write_day(get_cocreation_day(cycle)))


def _list_changes(changes: RuleSetComparison) -> Iterator[tuple[object, ...]]:
    yield from (_make_row(_("new"), one, one.severity.value) for one in changes.new)
    yield from (_make_row(_("gone"), one, one.severity.value) for one in changes.gone)
    for before, after in changes.weighed:
        yield _make_row(_("severity changed"), before, f"{before.severity.value} → {after.severity.value}")


def _make_row(change: str, finding: Finding, severity: str) -> tuple[object, ...]:
    key = ".".join(map(str, finding.at))
    return change, severity, finding.code, finding.path, key, finding.message
