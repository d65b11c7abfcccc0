"""Running the check: what kept files from being read, what rules say of the rest, and which plugins failed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from itertools import islice
from types import GeneratorType
from typing import TYPE_CHECKING, Any, Final, TypeGuard, cast

import attrs

from ogpkit.check.core_rules import check_cycle_files, check_references
from ogpkit.check.fault_findings import (
    CORE,
    SECTIONS,
    SEVERITIES,
    convert_file_problems,
    convert_plugin_faults,
)
from ogpkit.check.finding import PLUGIN_FAILED, Finding, sort_findings
from ogpkit.check.locate import apply_suppressions, locate_findings, read_silenced_codes
from ogpkit.check.selection import RuleSelection
from ogpkit.check.settings_rules import check_names, check_patterns, check_required_plugins, check_unread_settings
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import RuleForce, Severity
from ogpkit.plugins.fixes import Fix, RelatedPlace
from ogpkit.plugins.guard import TooMuch
from ogpkit.plugins.places import Scope
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.plugins.typecheck import find_misfit, verify_attributes
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.files import read_file
from ogpkit.workspace.positions import START
from ogpkit.workspace.rule_sets import find_force
from ogpkit.workspace.scan import SETTINGS, is_matched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ogpkit.check.watching import Question
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.load import LoadedWorkspace
    from ogpkit.workspace.settings import Settings

_UNKNOWN_KEY: Final = "OGP003"
_NOT_THERE: Final = "OGP014"
_OF_VALUES: Final = frozenset({_NOT_THERE, "OGP013", "OGP025"})
"""The codes of values that cannot be right; they are asked first, and nothing else is concluded from such a value."""

_NOT_KNOWN: Final = "OGP015"
_NOT_TAKING_PART: Final = "OGP018"
_NO_CYCLE: Final = "OGP026"
_OF_SILENCES: Final = ("OGP022", "OGP023")
_OF_FOLDERS: Final = ("OGP008", "OGP010")
"""The codes of wrong names of folders, which are said at the first file in them."""


MOST_PROBLEMS: Final = 250
"""How many findings of one rule a file may have; ogpkit's own number. More tell nobody more."""

_AT_ONCE: Final = 200
"""Documents that a rule is asked about in one call: the guard costs as much as a quick rule, and waits only so long."""


class NotAProblem(OgpkitError):
    """Raised when a rule gave something else than a problem."""


@attrs.frozen(kw_only=True)
class Inspection:
    """What a check has found.

    Attributes:
        findings: What is wrong.
        left_open: The codes of rules whose answer turns on something that could not be understood.
        is_cut_short: Whether nothing but ogpkit.toml was looked at, because it does not say what to look at.
    """

    findings: tuple[Finding, ...]
    left_open: frozenset[str] = frozenset()
    is_cut_short: bool = False


def check_workspace(
    loaded: LoadedWorkspace,
    plugins: Plugins,
    only: Collection[str] = (),
    source: Callable[[str], bytes] | None = None,
    chosen: RuleSelection | None = None,
) -> tuple[Finding, ...]:
    """Return everything that is wrong with a workspace.

    Args:
        only: Files or folders to which the findings are limited; empty for all. A plugin that failed is told in any case,
            because what it would have checked was not checked.
        source: Gives the bytes of a file; the disk when left out.
        chosen: Which findings count; what the workspace's settings say when left out.
    """
    return inspect_workspace(loaded, plugins, only, source, chosen).findings


def inspect_workspace(
    loaded: LoadedWorkspace,
    plugins: Plugins,
    only: Collection[str] = (),
    source: Callable[[str], bytes] | None = None,
    chosen: RuleSelection | None = None,
    besides: Iterable[tuple[str, Problem]] | None = None,
) -> Inspection:
    """Return everything that is wrong with a workspace, and which rules could not be asked everywhere.

    What could not be understood is known to be there: no rule concludes anything from it, nor from its absence.

    Args:
        only: As for `check_workspace`.
        source: Likewise.
        chosen: Likewise.
        besides: What is wrong with the path patterns in its settings, each with its code; looked for when left out.
    """
    chosen = chosen or RuleSelection.from_settings(loaded.workspace.settings.check)
    source = source or _make_disk_reader(loaded)
    if loaded.faults:
        undecided = _find_undecided(loaded, plugins, chosen, source)
        if undecided:
            return Inspection(findings=undecided, is_cut_short=True)
    faults = {path: several for path, several in loaded.faults.items() if is_within(path, only)}
    found = [*convert_file_problems(faults), *_check_settings(plugins, loaded.workspace)]
    problems, workspace = _find_problems(plugins, loaded, chosen, source)
    found.extend(problems)
    found.extend(convert_plugin_faults(plugins.faults))
    found.extend(_find_cycles_without_file(loaded))
    if (of_settings := loaded.workspace.documents.get(SETTINGS)) is not None:
        if besides is None:
            known = loaded.workspace.documents.keys() | loaded.faults.keys()
            besides = check_patterns(loaded.root, _get_own_settings(loaded.workspace), plugins.kinds, known)
        found.extend(_make_finding(of_settings, problem, code=code) for code, problem in besides)
    wanted = [finding for finding in found if is_within(finding.path, only) or finding.code == PLUGIN_FAILED]
    counting = locate_findings(chosen.list_counting(wanted), source)
    marked = {path for path in _find_silencing(loaded.workspace) if is_within(path, only)}
    findings = apply_suppressions(counting, marked | {finding.path for finding in counting}, chosen, source)
    question = _find_question(workspace)
    return Inspection(findings=findings, left_open=frozenset(question.left_open if question else ()))


def _doubt(
    loaded: LoadedWorkspace, chosen: RuleSelection, source: Callable[[str], bytes], wrong: Iterable[Finding] = ()
) -> Workspace:
    """Return a workspace that knows what of it could not be understood, and which values in it cannot be right."""
    wrong = tuple(wrong)
    if not loaded.faults and not wrong:
        return loaded.workspace
    from ogpkit.check.doubt import doubt  # noqa: PLC0415  most workspaces are in order

    found = [*(one for one in convert_file_problems(loaded.faults) if one.code == _UNKNOWN_KEY), *wrong]
    counting = locate_findings(chosen.list_counting(found), source)
    told = {
        (one.path, one.at, one.code)
        for one in apply_suppressions(counting, {one.path for one in counting}, chosen, source)
    }
    silenced = {(one.path, one.at) for one in found if (one.path, one.at, one.code) not in told}
    return doubt(loaded, source, silenced, {(one.path, one.at) for one in wrong} - silenced)


def _find_question(workspace: Workspace) -> Question | None:
    """Return where it is noted that an answer turns on what could not be understood; None where everything was."""
    return getattr(workspace, "question", None)


def _find_undecided(
    loaded: LoadedWorkspace, plugins: Plugins, chosen: RuleSelection, source: Callable[[str], bytes]
) -> tuple[Finding, ...]:
    """Return what is wrong with ogpkit.toml where it does not say which files, rules and plugins there are.

    Without it nearly all that could be said of other files would be untrue.
    """
    from ogpkit.check.doubt import list_deciding  # noqa: PLC0415  most workspaces are in order

    deciding = {fault.at for fault in list_deciding(loaded, source)}
    if not deciding:
        return ()
    found = [*convert_file_problems({SETTINGS: loaded.faults[SETTINGS]}), *convert_plugin_faults(plugins.faults)]
    counting = locate_findings(chosen.list_counting(found), source)
    told = apply_suppressions(counting, {SETTINGS} if counting else set(), chosen, source)
    return told if any(one.at in deciding for one in told if one.code != PLUGIN_FAILED) else ()


def recheck_workspace(
    loaded: LoadedWorkspace,
    plugins: Plugins,
    before: Iterable[Finding],
    changed: Collection[str],
    source: Callable[[str], bytes] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings after some files have changed: only what a change can touch is looked at again.

    Args:
        loaded: The workspace after the change, in which the same files can be read as before.
        changed: The paths of the files that have changed.
        source: Gives the bytes of a file; the disk when left out.
    """
    if SETTINGS in changed or SETTINGS in loaded.faults:
        return check_workspace(loaded, plugins, source=source)
    chosen, source = RuleSelection.from_settings(loaded.workspace.settings.check), source or _make_disk_reader(loaded)
    marked = _find_silencing(loaded.workspace)
    silent = read_silenced_codes(marked, source)
    touched = {scope: _find_touched(scope, loaded.workspace, changed) for scope in Scope}
    again = {rule.value.code: set(touched[rule.value.scope]) for rule in plugins.rules}
    for code in (
        loaded.workspace.editions.forced_rules & again.keys()
    ):  # a cycle's days and names decide whether they are asked
        again[code] |= touched[Scope.CYCLE]
    again[_NOT_THERE] = set(changed)
    for code in silent & again.keys():  # what a comment silences is not among the findings before
        again[code] = set(loaded.workspace.documents)
    before = tuple(before)
    for finding in before:
        if finding.code in again and finding.path in changed:
            again[finding.code].add(finding.subject)
    aside = {*_OF_SILENCES, *silent}
    kept = [
        finding
        for finding in before
        if not _is_stale(finding, changed, again) and not (finding.path in marked and finding.code in aside)
    ]
    found = [
        fault
        for fault in convert_file_problems(loaded.faults)
        if fault.path in changed or (fault.path in marked and fault.code in silent) or fault.code in _OF_FOLDERS
    ]
    kept = [finding for finding in kept if finding.code not in _OF_FOLDERS]
    found.extend(_find_problems(plugins, loaded, chosen, source, again, kept)[0])
    found.extend(convert_plugin_faults(plugins.faults))
    found.extend(_find_cycles_without_file(loaded))
    new = locate_findings(chosen.list_counting(found), source)
    new = apply_suppressions(new, marked | {finding.path for finding in new}, chosen, source)
    return tuple(sorted((*kept, *new), key=sort_findings))


def _is_stale(finding: Finding, changed: Collection[str], again: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a finding before a change is looked for anew."""
    return (
        finding.path in changed
        or finding.code in (PLUGIN_FAILED, _NO_CYCLE)
        or finding.subject in again.get(finding.code, ())
    )


def _find_silencing(workspace: Workspace) -> set[str]:
    """Return the documents in which a comment may silence something."""
    return {path for path, document in workspace.documents.items() if document.silencing}


def _find_touched(scope: Scope, workspace: Workspace, changed: Collection[str]) -> set[str]:
    """Return the documents of which a rule of some scope may say something else after a change.

    A document of a whole country is beside all its cycles, one of the whole partnership beside all countries.
    """
    files = [workspace.documents[path] for path in changed if path in workspace.documents]
    if scope is Scope.WORKSPACE or (scope is Scope.COUNTRY and not all(file.country for file in files)):
        return set(workspace.documents)
    whole = {file.country for file in files if file.kind == "country" or scope is Scope.COUNTRY} - {""}
    cycles: set[tuple[str, str]] = set()
    if scope is Scope.CYCLE:
        cycles = {(file.country, cycle) for file in files for cycle in (file.cycle, "")}
    above = {""} if scope is not Scope.DOCUMENT and files else set()
    if not whole and not cycles and not above:
        return set(changed)
    near = {
        path
        for path, document in workspace.documents.items()
        if document.country in whole or document.country in above or (document.country, document.cycle) in cycles
    }
    return near | set(changed)


def _get_own_settings(workspace: Workspace) -> Settings:
    """Return what ogpkit.toml itself says: what it extends is another workspace's as well, and stands elsewhere."""
    document = workspace.documents.get(SETTINGS)
    return cast("Settings", document.entity) if document is not None else workspace.settings


def _check_settings(plugins: Plugins, workspace: Workspace) -> Iterator[Finding]:
    """Yield what the settings name that is not there."""
    document = workspace.documents.get(SETTINGS)
    if document is not None:
        own = _get_own_settings(workspace)
        for code, find in ((_NOT_KNOWN, check_names), (_NOT_TAKING_PART, check_required_plugins)):
            yield from (_make_finding(document, problem, code=code) for problem in find(own, plugins))
        unread = check_unread_settings(document, plugins)
        yield from (_make_finding(document, problem, code=_NOT_KNOWN) for problem in unread)


def _find_cycles_without_file(loaded: LoadedWorkspace) -> Iterator[Finding]:
    misnamed = {fault.place for several in loaded.faults.values() for fault in several}
    for document, problem in check_cycle_files(loaded.workspace, misnamed | loaded.faults.keys()):
        yield _make_finding(document, problem, code=_NO_CYCLE)


def _find_problems(
    plugins: Plugins,
    loaded: LoadedWorkspace,
    chosen: RuleSelection,
    source: Callable[[str], bytes],
    only: Mapping[str, Collection[str]] | None = None,
    before: Iterable[Finding] = (),
) -> tuple[list[Finding], Workspace]:
    """Return what the references and the rules say, of all documents or of some for each code; and what they were asked of.

    A value that cannot be right is told once: what would be said of it besides would change with its correction.
    """
    workspace = _doubt(loaded, chosen, source)
    question = _find_question(workspace)
    found: list[Finding] = []
    for document in workspace.documents.values() if chosen.selects(_NOT_THERE) else ():
        if only is None or document.path in only[_NOT_THERE]:
            problems = (
                question.ask(_NOT_THERE, check_references, document, workspace)
                if question
                else check_references(document, workspace)
            )
            found.extend(_make_finding(document, problem) for problem in cast("Iterable[Problem]", problems))
    rules = [rule for rule in plugins.rules if chosen.selects(rule.value.code)]
    found.extend(_ask_rules(plugins, (one for one in rules if one.value.code in _OF_VALUES), workspace, chosen, only))
    # a reference to nothing that is near any name is what its author meant: what it leads to is missing, not misspelt
    wrong = [one for one in (*before, *found) if one.code in _OF_VALUES and (one.fix or one.code != _NOT_THERE)]
    if wrong:
        left_open = question.left_open if question else set()
        workspace = _doubt(loaded, chosen, source, wrong)
        if (question := _find_question(workspace)) is not None:
            question.left_open |= left_open
    rest = (one for one in rules if one.value.code not in _OF_VALUES)
    found.extend(_ask_rules(plugins, rest, workspace, chosen, only))
    return found, workspace


def _ask_rules(
    plugins: Plugins,
    rules: Iterable[OwnedContribution[Rule[Any]]],
    workspace: Workspace,
    chosen: RuleSelection,
    only: Mapping[str, Collection[str]] | None,
) -> Iterator[Finding]:
    """Yield what some rules say."""
    question = _find_question(workspace)
    for rule in rules:
        if question is not None:
            question.leave_open(rule.value.code, rule.value.entity)
        is_general = rule.value.entity is object
        subjects: Iterable[Document[Any]] = (
            workspace.documents.values() if is_general else workspace.all(rule.value.entity)
        )
        if only is not None:
            wanted = only[rule.value.code]
            subjects = [document for document in subjects if document.path in wanted]
        if rule.value.scope is Scope.DOCUMENT and (silent := chosen.list_silent(rule.value.code)):
            subjects = [one for one in subjects if not is_matched(one.path, silent)]
        if rule.value.code in workspace.editions.forced_rules:
            subjects = [one for one in subjects if _is_asked_of(one, rule.value.code, workspace, question)]
        waiting = iter(subjects)
        while some := tuple(islice(waiting, _AT_ONCE)):
            yield from _ask_rule(plugins, rule, some, workspace, question)


def _is_asked_of(document: Document[Any], code: str, workspace: Workspace, question: Question | None) -> bool:
    """Tell whether the rule set of a document's cycle asks for a rule, as far as it is known which one that is."""
    if question is None:
        return find_force(code, document, workspace) is not RuleForce.OFF
    forces = question.ask(code, lambda one, where: [find_force(code, one, where)], document, workspace)
    return any(force is not RuleForce.OFF for force in cast("Iterable[RuleForce | None]", forces))


def _ask_rule(
    plugins: Plugins,
    rule: OwnedContribution[Rule[Any]],
    some: Iterable[Document[Any]],
    workspace: Workspace,
    question: Question | None,
) -> Iterator[Finding]:
    """Yield what a rule says of some documents; where it fails at one, the others are looked at all the same."""
    doing = f"rule {rule.value.code}"
    subjects = iter(some)
    is_over = is_asked = False

    def list_problems() -> Iterator[tuple[Document[Any], object]]:
        nonlocal is_over, is_asked
        is_asked = True
        for document in subjects:
            given: object = (
                question.ask(rule.value.code, rule.value.check, document, workspace)
                if question
                else rule.value.check(document, workspace)
            )
            if type(given) is not GeneratorType and not isinstance(given, Iterable):  # the first costs next to nothing
                raise NotAProblem(_("It gave {value}, not several values.").format(value=type(given).__name__))
            for number, problem in enumerate(given):
                if number == MOST_PROBLEMS:
                    raise TooMuch(
                        _("It gave more than {most} at once; the others are left out.").format(most=MOST_PROBLEMS)
                    )
                yield document, problem
        is_over = True

    while not is_over:  # a failure ends the call, after which the documents behind it are still to be looked at
        is_asked = False
        for document, problem in plugins.collect(rule.plugin, doing, list_problems, _AT_ONCE * MOST_PROBLEMS):
            verified = problem if _is_plain(problem) else _verify_under_guard(plugins, rule, problem)
            if verified is not None:
                force = find_force(rule.value.code, document, workspace)
                finding = _make_finding(document, verified, rule)
                yield finding if force is None else attrs.evolve(finding, severity=Severity(force.value))
        if not is_asked:  # it was given up, since it took too long
            return


def _is_plain(problem: object) -> TypeGuard[Problem]:
    """Tell whether a plugin's problem is made of nothing that could do anything of its own, so that no guard is needed."""
    return (
        type(problem) is Problem
        and all(type(text) is str for text in (problem.message, problem.remedy, problem.path))
        and "\0" not in problem.path
        and type(problem.at) is tuple
        and all(type(part) is str or type(part) is int for part in problem.at)
        and type(problem.also) is tuple
        and all(type(also) is RelatedPlace and find_misfit(also) is None for also in problem.also)
        and (problem.fix is None or (type(problem.fix) is Fix and find_misfit(problem.fix) is None))
    )


def _verify_under_guard(plugins: Plugins, rule: OwnedContribution[Rule[Any]], problem: object) -> Problem | None:
    """Return a problem that can be used; of another one it is noted what is wrong with it, at the place of the rule."""

    @wraps(rule.value.check)
    def give() -> Any:
        return problem

    found: Problem | None = plugins.call(rule.plugin, f"rule {rule.value.code}", give, None, verify=_verify_problem)
    return found


def _verify_problem(problem: object) -> None:
    """Refuse what a rule gave when it is no problem, or one of which a field is of the wrong type.

    Raises:
        NotAProblem: It is none.
        UnexpectedType: A field does not fit.
    """
    if type(problem) is not Problem:
        raise NotAProblem(_("It gave a {given} where a Problem belongs.").format(given=type(problem).__name__))
    verify_attributes(problem)
    if "\0" in problem.path:
        raise NotAProblem(_("The path of its Problem cannot be the path of a file."))


def _make_finding(
    subject: Document[Any],
    problem: Problem,
    rule: OwnedContribution[Rule[Any]] | None = None,
    *,
    code: str = _NOT_THERE,
) -> Finding:
    code = rule.value.code if rule else code
    return Finding(
        path=problem.path or subject.path,
        span=START,
        at=problem.at,
        code=code,
        severity=rule.value.severity if rule else SEVERITIES[code],
        message=sanitize_line(problem.message),
        remedy=sanitize_line(problem.remedy),
        section=rule.value.section if rule else SECTIONS[code],
        plugin=rule.plugin if rule else CORE,
        also=problem.also,
        fix=problem.fix,
        subject=subject.path,
        calendar=rule is not None and rule.value.calendar,
    )


def _make_disk_reader(loaded: LoadedWorkspace) -> Callable[[str], bytes]:
    return lambda path: read_file(loaded.root, path)


def is_within(path: str, only: Collection[str]) -> bool:
    """Tell whether a file is one of some files, or lies in one of some folders.

    Args:
        path: The file, relative to the workspace.
        only: Files and folders, likewise; without any, every file is meant.
    """
    return not only or any(path == one or path.startswith(f"{one.rstrip('/')}/") or one in ("", ".") for one in only)
