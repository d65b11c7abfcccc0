"""Running the check: what kept files from being read, what rules say of the rest, and which plugins failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import attrs

from ogpkit.check.core_codes import OF_COMMENTS
from ogpkit.check.core_rules import check_cycle_files
from ogpkit.check.fault_findings import (
    convert_file_problems,
    convert_plugin_faults,
)
from ogpkit.check.finding import PLUGIN_FAILED, Finding, merge_ordered, sort_findings
from ogpkit.check.inquiry import NO_CYCLE, Inquiry, list_known_paths, list_places
from ogpkit.check.locate import (
    NOT_THERE,
    apply_suppressions,
    list_told_once,
    locate_findings,
    read_silenced_codes,
    tell_once,
)
from ogpkit.check.rule_calls import make_finding
from ogpkit.check.selection import RuleSelection
from ogpkit.check.settings_rules import (
    check_ignore_patterns,
    check_names,
    check_patterns,
    check_required_plugins,
    check_unread_settings,
    list_codes,
)
from ogpkit.plugins.places import Scope
from ogpkit.workspace.files import read_file
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.scan import SETTINGS, is_matched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.rules import Problem
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.load import LoadedWorkspace
    from ogpkit.workspace.progress import Steps
    from ogpkit.workspace.settings import Settings

_NOT_KNOWN: Final = "OGP015"
_NOT_TAKING_PART: Final = "OGP018"
_IDLE: Final = "OGP029"
_OF_FOLDERS: Final = ("OGP008", "OGP010", "OGP011", "OGP012")
"""The codes of wrong names and places of folders, which are said at the first file in them."""


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
    return finish_steps(inspect_in_steps(loaded, plugins, only, source, chosen)).findings


def inspect_in_steps(  # noqa: PLR0913  what the command line says comes together here
    loaded: LoadedWorkspace,
    plugins: Plugins,
    only: Collection[str] = (),
    source: Callable[[str], bytes] | None = None,
    chosen: RuleSelection | None = None,
    besides: Iterable[tuple[str, Problem]] | None = None,
    *,
    each: bool = False,
) -> Steps[Inspection]:
    """Return everything that is wrong with a workspace, and which rules could not be asked everywhere, in short steps.

    What could not be understood is known to be there: no rule concludes anything from it, nor from its absence.

    Args:
        only: As for `check_workspace`.
        source: Likewise.
        chosen: Likewise.
        besides: What is wrong with the path patterns in its settings, each with its code; looked for when left out.
        each: Whether findings that say the same of several places are told for each of them.
    """
    chosen = chosen or RuleSelection.from_settings(loaded.workspace.settings.check)
    source = source or _make_disk_reader(loaded)
    if loaded.faults:
        undecided = _find_undecided(loaded, plugins, chosen, source)
        if undecided:
            return Inspection(findings=undecided, is_cut_short=True)
    faults = {path: several for path, several in loaded.faults.items() if is_within(path, only)}
    found = [*convert_file_problems(faults), *_check_settings(plugins, loaded.workspace)]
    inquiry = Inquiry(loaded=loaded, plugins=plugins, chosen=chosen, source=source)
    yield from inquiry.ask_all()
    found.extend(inquiry.found)
    found.extend(convert_plugin_faults(plugins.faults))
    found.extend(_find_cycles_without_file(loaded))
    if (of_settings := loaded.workspace.documents.get(SETTINGS)) is not None:
        if besides is None:
            known = loaded.workspace.documents.keys() | loaded.faults.keys()
            besides = check_patterns(loaded.root, _get_own_settings(loaded.workspace), plugins.kinds, known)
        known = list_known_paths(loaded) - loaded.faults.keys()
        found.extend(
            make_finding(of_settings, problem, loaded.workspace, code=code)
            for code, problem in besides
            if not any(
                is_matched(path, [str(problem.at[-1])]) for path in known
            )  # what it names lies in the wrong place
        )
    wanted = [finding for finding in found if is_within(finding.path, only) or finding.code == PLUGIN_FAILED]
    counting = yield from locate_findings(chosen.list_counting(wanted), source)
    marked = {path for path in _find_silencing(loaded.workspace) if is_within(path, only)}
    findings = yield from apply_suppressions(
        counting, marked | {finding.path for finding in counting}, chosen, source, list_codes(plugins)
    )
    if not each:
        findings = tell_once(findings, list_told_once(plugins), loaded.workspace)
    return Inspection(findings=findings, left_open=inquiry.left_open)


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
    counting = finish_steps(locate_findings(chosen.list_counting(found), source))
    told = finish_steps(apply_suppressions(counting, {SETTINGS} if counting else set(), chosen, source))
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
    found = recheck_changed(loaded, plugins, before, changed, source)
    return check_workspace(loaded, plugins, source=source) if found is None else found


def recheck_changed(
    loaded: LoadedWorkspace,
    plugins: Plugins,
    before: Iterable[Finding],
    changed: Collection[str],
    source: Callable[[str], bytes] | None = None,
) -> tuple[Finding, ...] | None:
    """Return the findings after some files have changed; None where the change touches so much that all has to be checked.

    Args:
        loaded: As for `recheck_workspace`.
        before: Likewise.
        changed: Likewise.
        source: Likewise.
    """
    if SETTINGS in changed or SETTINGS in loaded.faults:
        return None
    chosen, source = RuleSelection.from_settings(loaded.workspace.settings.check), source or _make_disk_reader(loaded)
    marked = _find_silencing(loaded.workspace)
    silent = read_silenced_codes(marked, source)
    touched = {scope: _find_touched(scope, loaded.workspace, changed) for scope in Scope}
    again = {rule.value.code: set(touched[rule.value.scope]) for rule in plugins.rules}
    for code in (
        loaded.workspace.editions.forced_rules & again.keys()
    ):  # a cycle's days and names decide whether they are asked
        again[code] |= touched[Scope.CYCLE]
    before = tuple(before)
    # of several references to one thing the first is told
    again[NOT_THERE] = set(loaded.workspace.documents if any(one.code == NOT_THERE for one in before) else changed)
    for code in silent & again.keys():  # what a comment silences is not among the findings before
        again[code] = set(loaded.workspace.documents)
    for finding in before:
        if finding.code in again and finding.path in changed:
            again[finding.code].add(finding.subject)
    aside = {*OF_COMMENTS, *silent}
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
    inquiry = Inquiry(loaded=loaded, plugins=plugins, chosen=chosen, source=source, only=again, before=tuple(kept))
    finish_steps(inquiry.ask_all())
    if _is_doubted_elsewhere(inquiry, before, changed):
        return None
    found.extend(inquiry.found)
    found.extend(convert_plugin_faults(plugins.faults))
    found.extend(_find_cycles_without_file(loaded))
    kept = [finding for finding in kept if not (finding.code == _IDLE and finding.at[:1] == ("check",))]
    found.extend(_find_idle_patterns(loaded))
    new = finish_steps(locate_findings(chosen.list_counting(found), source))
    silencing = marked | {finding.path for finding in new}
    new = finish_steps(apply_suppressions(new, silencing, chosen, source, list_codes(plugins)))
    new = tell_once(new, list_told_once(plugins), loaded.workspace)
    return tuple(merge_ordered(kept, new, sort_findings))


def _find_idle_patterns(loaded: LoadedWorkspace) -> Iterator[Finding]:
    """Yield the patterns for which rules are left out and that match no file any more: files come and go while somebody edits."""
    document = loaded.workspace.documents.get(SETTINGS)
    known = loaded.workspace.documents.keys() | list_known_paths(loaded)
    for code, problem in check_ignore_patterns(_get_own_settings(loaded.workspace), known) if document else ():
        yield make_finding(cast("Document[object]", document), problem, loaded.workspace, code=code)


def _is_doubted_elsewhere(inquiry: Inquiry, before: Iterable[Finding], changed: Collection[str]) -> bool:
    """Tell whether a change casts doubt on files that have not changed, or takes it from them."""
    doubting = {NOT_THERE, *(rule.value.code for rule in inquiry.plugins.rules if rule.value.casts_doubt)}
    doubted = {place for one in before if one.code in doubting for place in list_places(one)}
    return any(path not in changed for path, _at in doubted ^ inquiry.doubts)


def _is_stale(finding: Finding, changed: Collection[str], again: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a finding before a change is looked for anew."""
    return (
        finding.path in changed
        or finding.code in (PLUGIN_FAILED, NO_CYCLE)
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
        one.path
        for country in whole | above | {country for country, _cycle in cycles}
        for one in workspace.of_country(country)
        if country in whole or country in above or (country, one.cycle) in cycles
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
            yield from (make_finding(document, problem, workspace, code=code) for problem in find(own, plugins))
        unread = check_unread_settings(document, plugins)
        yield from (make_finding(document, problem, workspace, code=_NOT_KNOWN) for problem in unread)


def _find_cycles_without_file(loaded: LoadedWorkspace) -> Iterator[Finding]:
    for document, problem, _path in check_cycle_files(loaded.workspace, list_known_paths(loaded)):
        yield make_finding(document, problem, loaded.workspace, code=NO_CYCLE)


def _make_disk_reader(loaded: LoadedWorkspace) -> Callable[[str], bytes]:
    return lambda path: read_file(loaded.root, path)


def is_within(path: str, only: Collection[str]) -> bool:
    """Tell whether a file is one of some files, or lies in one of some folders.

    Args:
        path: The file, relative to the workspace.
        only: Files and folders, likewise; without any, every file is meant.
    """
    return not only or any(path == one or path.startswith(f"{one.rstrip('/')}/") or one in ("", ".") for one in only)
