"""What another rule set would change for a cycle, finding by finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.check.engine import check_workspace
from ogpkit.model.cycle import Cycle, CycleRules
from ogpkit.model.vocabulary import RuleLine
from ogpkit.workspace.rule_sets import expect_rule_set

if TYPE_CHECKING:
    from ogpkit.check.finding import Finding
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.load import LoadedWorkspace


@attrs.frozen(kw_only=True)
class RuleSetComparison:
    """What another rule set would change for a cycle.

    Attributes:
        new: Findings that there would be besides.
        gone: Findings that there would not be any more.
        weighed: Findings that would matter more or less, each as it is and as it would be.
    """

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    weighed: tuple[tuple[Finding, Finding], ...] = ()


def compare_rule_sets(
    loaded: LoadedWorkspace, plugins: Plugins, country: str, cycle: str, name: str
) -> RuleSetComparison:
    """Return what a cycle's findings would be if it followed another rule set, in the lines of rules that this set is about.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
        name: The rule set.

    Raises:
        UnknownRuleSet: No installed plugin knows it.
    """
    workspace = loaded.workspace
    expect_rule_set(name, workspace.editions)
    document = workspace.one(Cycle, country, cycle)
    if document is None:
        return RuleSetComparison()
    rules = document.entity.rules or CycleRules()
    for line in (RuleLine.PARTICIPATION, RuleLine.IRM):
        if any(name == known for _since, known in workspace.editions.list_line(line)):
            rules = attrs.evolve(rules, **{line.value: name})
    changed = attrs.evolve(document, entity=attrs.evolve(document.entity, rules=rules))
    only = (f"countries/{country}/cycles/{cycle}",)
    other = attrs.evolve(loaded, workspace=workspace.with_documents([changed]))
    before = {_identify(one): one for one in check_workspace(loaded, plugins, only)}
    after = {_identify(one): one for one in check_workspace(other, plugins, only)}
    return RuleSetComparison(
        new=tuple(one for key, one in after.items() if key not in before),
        gone=tuple(one for key, one in before.items() if key not in after),
        weighed=tuple(
            (one, after[key]) for key, one in before.items() if key in after and after[key].severity != one.severity
        ),
    )


def _identify(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.at, finding.code, finding.message
