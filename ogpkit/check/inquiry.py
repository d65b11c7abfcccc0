"""What is asked first, and what is left open for it: a value that cannot be right is told once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.check.core_rules import check_cycle_files, check_references
from ogpkit.check.fault_findings import CORE, convert_file_problems
from ogpkit.check.locate import NOT_THERE, apply_suppressions, locate_findings
from ogpkit.check.rule_calls import ask_rules, find_question, make_finding
from ogpkit.model import Country
from ogpkit.plugins.places import Scope
from ogpkit.workspace.progress import finish_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ogpkit.check.finding import Finding
    from ogpkit.check.selection import RuleSelection
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.fixes import Fix
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.rules import Problem, Rule
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.load import LoadedWorkspace
    from ogpkit.workspace.progress import Steps

NO_CYCLE: Final = "OGP026"
"""The code of a cycle without a file of its own."""

_NO_COUNTRY_FILE: Final = "OGP021"
_UNKNOWN_KEY: Final = "OGP003"


@attrs.define(kw_only=True)
class Inquiry:
    """Round of questions about a workspace, in which what is asked later sees what cannot be right.

    Attributes:
        loaded: The workspace, with what is wrong with its files.
        plugins: Whose rules are asked.
        chosen: Which findings count.
        source: Gives the bytes of a file.
        only: The documents that are asked about, for each code; all when left out.
        before: What is known already and is not asked about again.
        found: What is wrong.
        workspace: What is asked about; it knows what of it could not be understood and what cannot be right.
        doubts: The places whose values cannot be right.
        absent: The paths of files that are told to be missing.
    """

    loaded: LoadedWorkspace
    plugins: Plugins
    chosen: RuleSelection
    source: Callable[[str], bytes]
    only: Mapping[str, Collection[str]] | None = None
    before: tuple[Finding, ...] = ()
    found: list[Finding] = attrs.field(factory=list)
    doubts: frozenset[tuple[str, KeyPath]] = frozenset()
    absent: set[str] = attrs.field(factory=set, init=False)
    workspace: Workspace = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with what could not be understood, and what is not there and is told to be missing."""
        if self.chosen.selects(NO_CYCLE):
            lacking = check_cycle_files(self.loaded.workspace, list_known_paths(self.loaded))
            self.absent.update(path for _document, _problem, path in lacking)
        self.workspace = finish_steps(self._doubt(()))

    @cached_property
    def _doubting(self) -> tuple[Finding, ...]:
        """Return the findings before that others may build on; there are thousands of others."""
        codes = {NOT_THERE, *(rule.value.code for rule in self.plugins.rules if rule.value.casts_doubt)}
        return tuple(one for one in self.before if one.code in codes)

    @property
    def left_open(self) -> frozenset[str]:
        """Return the codes of the rules whose answer turns on something in doubt; those of the core ask about one value each."""
        question = find_question(self.workspace)
        of_values = {rule.value.code for rule in self.plugins.rules if rule.plugin == CORE and rule.value.casts_doubt}
        return frozenset(question.left_open - of_values if question else ())

    def ask_all(self) -> Steps[None]:
        """Ask for the references, then each rule on whose values others build, then all others; a step is some documents."""
        yield from self._check_references()
        rules = [rule for rule in self.plugins.rules if self.chosen.selects(rule.value.code)]
        asked = {NOT_THERE}
        for rule in sorted((one for one in rules if one.value.casts_doubt), key=self._rank):
            yield from self._cast_doubt(asked)
            told: set[tuple[str, KeyPath]] = set()
            for some in self._ask([rule]):
                self.found.extend(_tell_each_value_once(some, told))
                yield
            asked.add(rule.value.code)
        yield from self._cast_doubt(asked)
        for some in self._ask(one for one in rules if not one.value.casts_doubt):
            self.found.extend(some)
            yield

    def _rank(self, rule: OwnedContribution[Rule[Any]]) -> tuple[bool, int, int]:
        """Return what a rule goes by among those that cast doubt.

        The core comes first, a cycle before what lies in it, and what contradicts itself in one file before what others say.
        """
        kind = self.loaded.workspace.kinds.for_entity(rule.value.entity)
        depth = kind.pattern.text.count("/") if kind is not None else 0
        return rule.plugin != CORE, depth, list(Scope).index(rule.value.scope)

    def _ask(self, rules: Iterable[OwnedContribution[Rule[Any]]]) -> Iterator[tuple[Finding, ...]]:
        return ask_rules(self.plugins, rules, self.workspace, self.chosen, self.only)

    def _check_references(self) -> Steps[None]:
        if not self.chosen.selects(NOT_THERE):
            return
        question = find_question(self.workspace)
        for document in self.workspace.documents.values():
            if self.only is None or document.path in self.only[NOT_THERE]:
                problems = (
                    question.ask(NOT_THERE, check_references, document, self.workspace)
                    if question
                    else check_references(document, self.workspace)
                )
                self.found.extend(
                    make_finding(document, problem, self.loaded.workspace, code=NOT_THERE)
                    for problem in cast("Iterable[Problem]", problems)
                )
                yield

    def _cast_doubt(self, asked: Collection[str]) -> Steps[None]:
        """Put in doubt what the findings of some codes are about."""
        wrong = tuple(one for one in (*self._doubting, *self.found) if one.code in asked)
        absent = set(self._list_absent_countries(wrong))
        if absent <= self.absent and self.doubts.issuperset(place for one in wrong for place in list_places(one)):
            return
        self.absent |= absent
        left_open = self.left_open
        self.workspace = yield from self._doubt(wrong)
        if (question := find_question(self.workspace)) is not None:
            question.left_open |= left_open

    def _list_absent_countries(self, found: Iterable[Finding]) -> Iterator[str]:
        """Yield the paths of the files of countries of which findings say that there is none."""
        kind = self.loaded.workspace.kinds.for_entity(Country)
        for one in found:
            document = self.loaded.workspace.documents.get(one.subject)  # None where nothing in it can be read
            if one.code == _NO_COUNTRY_FILE and kind is not None and document is not None:
                yield kind.pattern.fill({"country": document.country})

    def _doubt(self, wrong: tuple[Finding, ...]) -> Steps[Workspace]:
        """Return a workspace that knows what of it could not be understood, and which values in it cannot be right."""
        if not self.loaded.faults and not wrong and not self.absent:
            return self.loaded.workspace
        from ogpkit.check.doubt import doubt  # noqa: PLC0415  most workspaces are in order

        found = [*(one for one in convert_file_problems(self.loaded.faults) if one.code == _UNKNOWN_KEY), *wrong]
        counting = yield from locate_findings(self.chosen.list_counting(found), self.source)
        loud = yield from apply_suppressions(counting, {one.path for one in counting}, self.chosen, self.source)
        told = {(one.path, one.at, one.code) for one in loud}
        meant = [one for one in found if (one.path, one.at, one.code) not in told]
        silenced = {(one.path, one.at) for one in meant}
        self.doubts = frozenset(place for one in wrong if one not in meant for place in list_places(one))
        return doubt(self.loaded, self.source, silenced, self.doubts - silenced, self.absent)


def _tell_each_value_once(found: Iterable[Finding], told: set[tuple[str, KeyPath]]) -> Iterator[Finding]:
    """Yield findings of one rule without those that share a value with one before: its correction may mend both.

    Args:
        told: The values of those before; these are added.
    """
    for finding in found:
        places = set(list_places(finding))
        if told.isdisjoint(places):
            told |= places
            yield finding


def list_known_paths(loaded: LoadedWorkspace) -> set[str]:
    """Return the paths of files that could not be read, and of those where they seem to belong: they are there all the same."""
    places = {fault.place for several in loaded.faults.values() for fault in several}
    near = (place for path in loaded.unclaimed for _kind, _names, place in loaded.workspace.kinds.list_near(path))
    return loaded.faults.keys() | places | set(near)


def list_places(finding: Finding) -> Iterator[tuple[str, KeyPath]]:
    """Yield where the values stand of which at least one is wrong: at the finding, where else it points, what it would mend.

    A reference that is near no name is what its author meant: what it leads to is missing, not misspelt.

    Args:
        finding: What is wrong.
    """
    if (finding.code == NOT_THERE and finding.fix is None) or finding.code == _NO_COUNTRY_FILE:
        return
    yield finding.path, finding.at
    yield from ((other.path, other.at) for other in finding.also if other.at)
    if finding.fix is not None:
        yield from ((finding.path, at) for at in _list_mended(finding.fix))


def _list_mended(fix: Fix) -> Iterator[KeyPath]:
    yield fix.at
    for other in fix.together:
        yield from _list_mended(other)
