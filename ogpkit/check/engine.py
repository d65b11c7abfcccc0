"""Running the check: what kept files from being read, what rules say of the rest, and which plugins failed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice
from types import GeneratorType
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from ogpkit.check.autofix import OF_KEYS, fix_of
from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.core_rules import known_references
from ogpkit.check.finding import Finding, in_order
from ogpkit.check.locate import heard, placed, silenced_codes
from ogpkit.check.selection import Chosen
from ogpkit.check.settings_rules import absent_plugins, unknown_names
from ogpkit.errors import OgpkitError
from ogpkit.plugins.contributions import Also, Fix, Problem, Rule, Scope, Severity
from ogpkit.plugins.guard import TooMuch
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import on_one_line
from ogpkit.workspace.files import read_file
from ogpkit.workspace.positions import START, Span
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ogpkit.plugins.guard import PluginFault
    from ogpkit.plugins.manager import Owned, Plugins
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.load import Fault, Loaded

CORE: Final = "ogpkit"

_PLUGIN_FAILED: Final = "OGP020"
_NOT_THERE: Final = "OGP014"
_NOT_KNOWN: Final = "OGP015"
_NOT_TAKING_PART: Final = "OGP018"
_OF_SILENCES: Final = ("OGP022", "OGP023")


MOST_PROBLEMS: Final = 250
"""How many findings of one rule a file may have; ogpkit's own number. More tell nobody more."""

_AT_ONCE: Final = 200
"""Documents that a rule is asked about in one call: the guard costs as much as a quick rule, and waits only so long."""


class NotAProblem(OgpkitError):
    """A rule gave something else than a problem."""


_SEVERITIES: Final = {code.code: code.severity for code in FAULT_CODES}
_SECTIONS: Final = {code.code: code.section for code in FAULT_CODES}


def check(
    loaded: Loaded,
    plugins: Plugins,
    only: Collection[str] = (),
    source: Callable[[str], bytes] | None = None,
    chosen: Chosen | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong with a workspace.

    Args:
        loaded: The workspace.
        plugins: The installed plugins.
        only: Files or folders to which the findings are limited; empty for all. A plugin that failed is told in any case,
            because what it would have checked was not checked.
        source: Gives the bytes of a file; the disk when left out.
        chosen: Which findings count; what the workspace's settings say when left out.
    """
    chosen = chosen or Chosen.of(loaded.workspace.settings.check)
    source = source or _from_disk(loaded)
    found = [*_from_faults(loaded.faults.values()), *_of_settings(plugins, loaded.workspace)]
    found.extend(_problems(plugins, loaded.workspace, chosen))
    found.extend(_from_plugins(plugins.faults))
    wanted = [finding for finding in found if is_within(finding.path, only) or finding.code == _PLUGIN_FAILED]
    counting = placed(_that_count(wanted, chosen), source)
    marked = {path for path in _silencing(loaded.workspace) if is_within(path, only)}
    return heard(counting, marked | {finding.path for finding in counting}, chosen, source)


def recheck(
    loaded: Loaded,
    plugins: Plugins,
    before: Iterable[Finding],
    changed: Collection[str],
    source: Callable[[str], bytes] | None = None,
) -> tuple[Finding, ...]:
    """The findings after some files have changed: only what a change can touch is looked at again.

    Args:
        loaded: The workspace after the change, in which the same files can be read as before.
        plugins: The installed plugins.
        before: The findings before.
        changed: The paths of the files that have changed.
        source: Gives the bytes of a file; the disk when left out.
    """
    if SETTINGS in changed:
        return check(loaded, plugins, source=source)
    chosen, source = Chosen.of(loaded.workspace.settings.check), source or _from_disk(loaded)
    marked = _silencing(loaded.workspace)
    silent = silenced_codes(marked, source)
    touched = {scope: _touched(scope, loaded.workspace, changed) for scope in Scope}
    again = {rule.value.code: set(touched[rule.value.scope]) for rule in plugins.rules}
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
    faults = (loaded.faults[path] for path in loaded.faults if path in changed)
    silenced = (
        [fault for fault in loaded.faults[path] if fault.code in silent]
        for path in marked - set(changed)
        if path in loaded.faults
    )
    found = [*_from_faults(faults), *_from_faults(silenced)]
    found.extend(_problems(plugins, loaded.workspace, chosen, again))
    found.extend(_from_plugins(plugins.faults))
    new = placed(_that_count(found, chosen), source)
    new = heard(new, marked | {finding.path for finding in new}, chosen, source)
    return tuple(sorted((*kept, *new), key=in_order))


def _is_stale(finding: Finding, changed: Collection[str], again: Mapping[str, Collection[str]]) -> bool:
    """Whether a finding before a change is looked for anew."""
    return finding.path in changed or finding.code == _PLUGIN_FAILED or finding.subject in again.get(finding.code, ())


def _that_count(findings: Iterable[Finding], chosen: Chosen) -> Iterator[Finding]:
    return (finding for finding in findings if chosen.counts(finding.code, finding.path, finding.severity))


def _silencing(workspace: Workspace) -> set[str]:
    """The documents in which a comment may silence something."""
    return {path for path, document in workspace.documents.items() if document.silencing}


def _touched(scope: Scope, workspace: Workspace, changed: Collection[str]) -> set[str]:
    """The documents of which a rule of some scope may say something else after a change.

    A document of a whole country is beside all its cycles, one of the whole partnership beside all countries.
    """
    if scope is Scope.WORKSPACE:
        return set(workspace.documents)
    files = [workspace.documents[path] for path in changed if path in workspace.documents]
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


def _of_settings(plugins: Plugins, workspace: Workspace) -> Iterator[Finding]:
    """What the settings name that is not there."""
    document = workspace.documents.get(SETTINGS)
    if document is not None:
        for code, find in ((_NOT_KNOWN, unknown_names), (_NOT_TAKING_PART, absent_plugins)):
            yield from (_finding(document, problem, code=code) for problem in find(workspace.settings, plugins))


def _problems(
    plugins: Plugins, workspace: Workspace, chosen: Chosen, only: Mapping[str, Collection[str]] | None = None
) -> Iterator[Finding]:
    """What the references and the rules say, of all documents or of some for each code."""
    for document in workspace.documents.values() if chosen.wants(_NOT_THERE) else ():
        if only is None or document.path in only[_NOT_THERE]:
            for problem in known_references(document, workspace):
                yield _finding(document, problem)
    for rule in (rule for rule in plugins.rules if chosen.wants(rule.value.code)):
        is_general = rule.value.entity is object
        subjects: Iterable[Document[Any]] = (
            workspace.documents.values() if is_general else workspace.all(rule.value.entity)
        )
        if only is not None:
            wanted = only[rule.value.code]
            subjects = [document for document in subjects if document.path in wanted]
        waiting = iter(subjects)
        while some := tuple(islice(waiting, _AT_ONCE)):
            yield from _said(plugins, rule, some, workspace)


def _said(
    plugins: Plugins, rule: Owned[Rule[Any]], some: Iterable[Document[Any]], workspace: Workspace
) -> Iterator[Finding]:
    """What a rule says of some documents; where it fails at one, the others are looked at all the same."""
    doing = f"rule {rule.value.code}"
    subjects = iter(some)
    is_over = is_asked = False

    def problems() -> Iterator[tuple[Document[Any], object]]:
        nonlocal is_over, is_asked
        is_asked = True
        for document in subjects:
            given = rule.value.check(document, workspace)
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
        for document, problem in plugins.each(rule.plugin, doing, problems, _AT_ONCE * MOST_PROBLEMS):
            finding = (
                _finding(document, problem, rule)
                if _is_plain(problem)
                else plugins.guarded(rule.plugin, doing, partial(_verified, document, problem, rule), None)
            )
            if finding is not None:
                yield finding
        if not is_asked:  # it was given up, since it took too long
            return


def _is_plain(problem: object) -> TypeGuard[Problem]:
    """Whether a plugin's problem is made of nothing that could do anything of its own, so that no guard is needed."""
    return (
        type(problem) is Problem
        and all(type(text) is str for text in (problem.message, problem.remedy, problem.path))
        and type(problem.at) is tuple
        and all(type(part) is str or type(part) is int for part in problem.at)
        and type(problem.also) is tuple
        and _is_sound(problem)
    )


def _verified(subject: Document[Any], problem: object, rule: Owned[Rule[Any]]) -> Finding:
    if type(problem) is not Problem:
        raise NotAProblem(_("It gave a {given} where a Problem belongs.").format(given=type(problem).__name__))
    if not _is_sound(problem):
        raise NotAProblem(_("It gave a Problem with a field of the wrong type."))
    return _finding(subject, problem, rule)


def _is_sound(problem: Any) -> bool:
    """Whether the fields of a plugin's problem are what they are declared to be; nobody else has made sure."""
    return (
        all(isinstance(text, str) for text in (problem.message, problem.remedy, problem.path))
        and "\0" not in problem.path
        and isinstance(problem.at, tuple)
        and all(isinstance(part, str | int) for part in problem.at)
        and all(type(also) is Also for also in problem.also)
        and (problem.fix is None or type(problem.fix) is Fix)
    )


def _finding(
    subject: Document[Any], problem: Problem, rule: Owned[Rule[Any]] | None = None, *, code: str = _NOT_THERE
) -> Finding:
    code = rule.value.code if rule else code
    return Finding(
        path=problem.path or subject.path,
        span=START,
        at=problem.at,
        code=code,
        severity=rule.value.severity if rule else _SEVERITIES[code],
        message=on_one_line(problem.message),
        remedy=on_one_line(problem.remedy),
        section=rule.value.section if rule else _SECTIONS[code],
        plugin=rule.plugin if rule else CORE,
        also=problem.also,
        fix=problem.fix,
        subject=subject.path,
    )


def _from_faults(faults: Iterable[Iterable[Fault]]) -> Iterator[Finding]:
    for fault in (fault for several in faults for fault in several):
        yield Finding(
            path=fault.path,
            span=Span(fault.line, fault.column, fault.line, fault.column + 1) if fault.line else START,
            at=fault.at,
            code=fault.code,
            severity=_SEVERITIES[fault.code],
            message=on_one_line(fault.message),
            remedy=on_one_line(fault.remedy),
            section=_SECTIONS[fault.code],
            plugin=CORE,
            fix=fix_of(fault.mismatch) if fault.mismatch else None,
            of_key=fault.mismatch is not None and fault.mismatch.sort in OF_KEYS,
            subject=fault.path,
        )


def _from_plugins(faults: Iterable[PluginFault]) -> Iterator[Finding]:
    for fault in faults:
        source = f" ({fault.distribution} {fault.version})" if fault.distribution else ""
        said = _("Plugin {plugin}{source}, {doing}: {message}").format(
            plugin=fault.plugin, source=source, doing=fault.doing, message=fault.message
        )
        yield Finding(
            path=SETTINGS,
            span=START,
            code=_PLUGIN_FAILED,
            severity=Severity.ERROR,
            message=on_one_line(said),
            remedy=on_one_line(fault.remedy),
            section=_SECTIONS[_PLUGIN_FAILED],
            plugin=fault.plugin,
            subject=SETTINGS,
        )


def _from_disk(loaded: Loaded) -> Callable[[str], bytes]:
    return lambda path: read_file(loaded.root, path)


def is_within(path: str, only: Collection[str]) -> bool:
    """Whether a file is one of some files, or lies in one of some folders.

    Args:
        path: The file, relative to the workspace.
        only: Files and folders, likewise; without any, every file is meant.
    """
    return not only or any(path == one or path.startswith(f"{one.rstrip('/')}/") or one in ("", ".") for one in only)
