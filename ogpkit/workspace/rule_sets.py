"""Which rule sets hold for what: each line of rules is chosen by a date of its own, unless a file names a set.

Eligibility goes by the year of scoring, participation and process by the day on which co-creation begins, the Independent
Reporting Mechanism by the day on which the plan was submitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from ogpkit.errors import OgpkitError
from ogpkit.model.cycle import Cycle
from ogpkit.model.vocabulary import RuleForce, RuleLine
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.countries import find_level
from ogpkit.workspace.scan import is_matched
from ogpkit.workspace.settings import is_chosen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ogpkit.schema.editions import Editions
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.settings import CheckSettings

P = TypeVar("P")

_SUBMITTED: Final = ("deposited", "submitted")
"""The stages with which a plan is handed in."""


class UnknownRuleSet(OgpkitError):
    """Raised when somebody names a rule set that no installed plugin knows."""


def expect_rule_set(name: str, editions: Editions) -> str:
    """Return the name of a rule set that is known.

    Raises:
        UnknownRuleSet: No installed plugin knows it; the message names the nearest one.
    """
    if name in editions.names:
        return name
    near = nearest_word(name, editions.names)
    said = _("There is no rule set “{name}”.").format(name=sanitize_line(name))
    hint = _("Did you mean “{near}”?").format(near=near) if near else ""
    known = _("Choose one of: {names}.").format(names=", ".join(editions.names) or "–")
    raise UnknownRuleSet(f"{said} {hint or known}")


def get_cocreation_day(cycle: Cycle) -> date:
    """Return the day on which co-creation of a plan begins: the one that is written down, else the earliest that is known."""
    return cycle.cocreation or min([*(step.on for step in cycle.history), cycle.start])


def get_submission_day(cycle: Cycle) -> date:
    """Return the day on which a plan was submitted; the day on which implementation begins while it has not been."""
    submitted = [step.on for step in cycle.history if step.stage in _SUBMITTED]
    published = cycle.plan.published if cycle.plan else None
    return min(submitted, default=published or cycle.start)


def find_rule_set(workspace: Workspace, line: RuleLine, country: str, cycle: str) -> str:
    """Return the name of the rule set that a cycle follows in one line of rules; of a place without a cycle, the one of today.

    Args:
        line: The line.
        country: The country's identifier.
        cycle: The cycle's identifier.

    Returns:
        The name, which may be one that nobody knows, as the file has it; empty where there is none.
    """
    known = workspace.memoize(_remember_sets)  # rules ask for each of many documents of a place
    if (line, country, cycle) not in known:
        document = workspace.one(Cycle, country, cycle) if cycle else None
        known[line, country, cycle] = _choose(workspace, line, country, document.entity if document else None)
    return known[line, country, cycle]


def find_rules(workspace: Workspace, part: type[P], country: str = "", cycle: str = "") -> P | None:
    """Return what the rule set that a cycle follows says in a plugin's part; of a place without a cycle, the one of today.

    Args:
        part: The class that the plugin declared for its part with `ogpkit_editions`.
        country: The country's identifier.
        cycle: The cycle's identifier.

    Returns:
        The part; None where no installed plugin knows the set, or the set says nothing there.
    """
    name = find_rule_set(workspace, workspace.editions.line_of(part), country, cycle)
    return workspace.editions.part(name, part)


def _remember_sets(_workspace: Workspace) -> dict[tuple[RuleLine, str, str], str]:
    """Return where the rule sets of a workspace's places are kept once they are found."""
    return {}


def find_held_set(workspace: Workspace, line: RuleLine, country: str, day: date) -> str:
    """Return the name of the rule set of a line that held for a member on a day: local members have their own.

    Args:
        line: The line.
        country: The member's identifier; empty for countries in general.
        day: The day.
    """
    return workspace.editions.find_held(line, day, find_level(workspace, country))


def _choose(workspace: Workspace, line: RuleLine, country: str, cycle: Cycle | None) -> str:
    if cycle is None:
        return find_held_set(workspace, line, country, workspace.today)
    named = getattr(cycle.rules, line.value, None) if cycle.rules else None
    if named or cycle.edition:
        return str(named or cycle.edition)
    day = get_submission_day(cycle) if line is RuleLine.IRM else get_cocreation_day(cycle)
    return find_held_set(workspace, line, country, day)


def list_rule_sets(document: Document[Any], workspace: Workspace) -> Mapping[RuleLine, str]:
    """Return the rule sets that hold for a document, by line: those of its cycle, of its year, or of today.

    Args:
        workspace: Where it lies.
    """
    if document.cycle or isinstance(document.entity, Cycle):
        lines = (RuleLine.PARTICIPATION, RuleLine.IRM)
        return {line: find_rule_set(workspace, line, document.country, document.cycle) for line in lines}
    if year := document.names.get("year", ""):
        named = getattr(document.entity, "edition", None)
        return {RuleLine.ELIGIBILITY: named or find_eligibility_set(workspace, year)}
    return {RuleLine.PARTICIPATION: find_held_set(workspace, RuleLine.PARTICIPATION, document.country, workspace.today)}


def find_eligibility_set(workspace: Workspace, year: str | int) -> str:
    """Return the eligibility criteria that held in a year: those of its last day.

    Args:
        year: The year of scoring.
    """
    number = max(int(year), 1)
    return workspace.editions.find_held(RuleLine.ELIGIBILITY, workspace.today.replace(year=number, month=12, day=31))


def find_force(code: str, document: Document[Any], workspace: Workspace) -> RuleForce | None:
    """Return how much a check rule matters for a document by the rule sets that hold; None where they say nothing of it.

    Args:
        code: The code of the rule.
        workspace: Where the document lies.
    """
    editions = workspace.editions
    if code not in editions.forced_rules:
        return None
    # a set about participation may say something of every plugin's rules, the others only of those of their own line
    # documents of one place, of one class and year, follow the same sets: there are far more documents than places
    place = (document.country, document.cycle or isinstance(document.entity, Cycle), document.names.get("year", ""))
    edition = getattr(document.entity, "edition", None) if place[2] else None
    known = workspace.memoize(_remember_forces)
    key = (code, *place, edition)
    if key not in known:
        found = (
            editions.find_force(name, code, None if line is RuleLine.PARTICIPATION else line)
            for line, name in list_rule_sets(document, workspace).items()
        )
        known[key] = next((force for force in found if force is not None), None)
    return known[key]


def get_check_settings(workspace: Workspace) -> CheckSettings:
    """Return what the settings of a workspace say about the check; what is public goes by those of the whole workspace."""
    return workspace.settings.check


def is_left_out(code: str, document: Document[Any], workspace: Workspace) -> bool:
    """Tell whether the settings of a workspace leave a rule out for a document.

    Whoever takes in what somebody else has collected says so of what was not collected: nothing follows then from its absence.

    Args:
        code: The code of the rule.
        workspace: Where the document lies.
    """
    said = workspace.memoize(get_check_settings)
    silent = [glob for glob, codes in said.per_file_ignores.items() if is_chosen(code, codes)]
    return is_chosen(code, said.ignore) or is_matched(document.path, silent)


def _remember_forces(_workspace: Workspace) -> dict[tuple[object, ...], RuleForce | None]:
    """Return where the forces of a workspace are kept once they are found."""
    return {}
