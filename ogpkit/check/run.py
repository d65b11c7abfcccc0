"""Running the check: what kept files from being read, what rules say of the rest, and which plugins failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.check.core_rules import known_references
from ogpkit.check.fault_codes import FAULT_CODES
from ogpkit.check.finding import Finding, in_order
from ogpkit.contributions import Fix, Problem, Rule, Scope, Severity
from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.storage.positions import START, Positions, Span
from ogpkit.storage.scan import SETTINGS, is_matched
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ogpkit.guard import PluginFault
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.storage.load import Fault, Loaded
    from ogpkit.workspace import Document, Workspace

CORE: Final = "ogpkit"


class NotAProblem(OgpkitError):
    """A rule gave something else than a problem."""


_SEVERITIES: Final = {code.code: code.severity for code in FAULT_CODES}
_SECTIONS: Final = {code.code: code.section for code in FAULT_CODES}


def check(
    loaded: Loaded,
    plugins: Plugins,
    only: Collection[str] = (),
    source: Callable[[str], bytes] | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong with a workspace.

    Args:
        loaded: The workspace.
        plugins: The installed plugins.
        only: Files or folders to which the findings are limited; empty for all.
        source: Gives the bytes of a file; the disk when left out.
    """
    found = [*_from_faults(loaded.faults.values())]
    for subject, problem, rule in _problems(plugins, loaded.workspace):
        found.append(_finding(subject, problem, rule))
    found.extend(_from_plugins(plugins.faults))
    wanted = [finding for finding in found if _is_in(finding.path, only) and _counts(finding, loaded.workspace)]
    return _placed(wanted, source or _from_disk(loaded))


def recheck(
    loaded: Loaded,
    plugins: Plugins,
    before: Iterable[Finding],
    changed: Collection[str],
    source: Callable[[str], bytes] | None = None,
) -> tuple[Finding, ...]:
    """The findings after some files have changed: only what a change can touch is looked at again.

    Args:
        loaded: The workspace after the change, with the same files.
        plugins: The installed plugins.
        before: The findings before.
        changed: The paths of the files that have changed.
        source: Gives the bytes of a file; the disk when left out.
    """
    if SETTINGS in changed:
        return check(loaded, plugins, source=source)
    kept: list[Finding] = []
    touched = {scope: _touched(scope, loaded.workspace, changed) for scope in Scope}
    again = {rule.value.code: set(touched[rule.value.scope]) for rule in plugins.rules}
    again["OGP014"] = set(changed)
    for finding in before:
        if finding.code in again and finding.path in changed:
            again[finding.code].add(finding.subject)
    for finding in before:
        stale = finding.path in changed or finding.code == "OGP020" or finding.subject in again.get(finding.code, ())
        if not stale:
            kept.append(finding)
    found = [*_from_faults(faults for path, faults in loaded.faults.items() if path in changed)]
    for subject, problem, rule in _problems(plugins, loaded.workspace, again):
        found.append(_finding(subject, problem, rule))
    found.extend(_from_plugins(plugins.faults))
    new = _placed([finding for finding in found if _counts(finding, loaded.workspace)], source or _from_disk(loaded))
    return tuple(sorted((*kept, *new), key=in_order))


def _touched(scope: Scope, workspace: Workspace, changed: Collection[str]) -> set[str]:
    """The documents of which a rule of some scope may say something else after a change."""
    if scope is Scope.WORKSPACE:
        return set(workspace.documents)
    files = [workspace.documents[path] for path in changed if path in workspace.documents]
    whole = {file.country for file in files if file.kind == "country" or scope is Scope.COUNTRY} - {""}
    cycles = {(file.country, file.cycle) for file in files} if scope is Scope.CYCLE else set()
    if not whole and not cycles:
        return set(changed)
    near = {
        path
        for path, document in workspace.documents.items()
        if document.country in whole or (document.country, document.cycle) in cycles
    }
    return near | set(changed)


def _problems(
    plugins: Plugins, workspace: Workspace, only: dict[str, set[str]] | None = None
) -> Iterator[tuple[Document[Any], Problem, Owned[Rule[Any]] | None]]:
    for document in workspace.documents.values():
        if only is None or document.path in only["OGP014"]:
            for problem in known_references(document, workspace):
                yield document, problem, None
    for rule in plugins.rules:
        subjects: Sequence[Document[Any]] = (
            tuple(workspace.documents.values()) if rule.value.entity is object else workspace.all(rule.value.entity)
        )
        if only is not None:
            subjects = [document for document in subjects if document.path in only[rule.value.code]]
        for document in subjects:
            for problem in _said(plugins, rule, document, workspace):
                yield document, problem, rule


def _said(plugins: Plugins, rule: Owned[Rule[Any]], document: Document[Any], workspace: Workspace) -> Iterable[Problem]:
    doing = f"rule {rule.value.code}"
    said = plugins.each(rule.plugin, doing, lambda: rule.value.check(document, workspace))
    for problem in said:
        plugins.guarded(rule.plugin, doing, lambda problem=problem: _verified(problem), None)  # type: ignore[misc]
    return [problem for problem in said if type(problem) is Problem]


def _verified(problem: object) -> None:
    if type(problem) is not Problem:
        raise NotAProblem(_("It gave a {given} where a Problem belongs.").format(given=type(problem).__name__))


def _finding(subject: Document[Any], problem: Problem, rule: Owned[Rule[Any]] | None) -> Finding:
    code = rule.value.code if rule else "OGP014"
    return Finding(
        path=problem.path or subject.path,
        span=START,
        at=problem.at,
        code=code,
        severity=rule.value.severity if rule else Severity.ERROR,
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
            fix=_renaming(fault),
            subject=fault.path,
        )


def _renaming(fault: Fault) -> Fix | None:
    """Replace a value by the one that was probably meant."""
    if fault.suggestion is None or fault.code not in ("OGP006", "OGP008", "OGP009") or not fault.at:
        return None
    return Fix(title=_("Write {value}").format(value=fault.suggestion), at=fault.at, value=fault.suggestion, safe=False)


def _from_plugins(faults: Iterable[PluginFault]) -> Iterator[Finding]:
    for fault in faults:
        source = f" ({fault.distribution} {fault.version})" if fault.distribution else ""
        said = _("Plugin {plugin}{source}, {doing}: {message}").format(
            plugin=fault.plugin, source=source, doing=fault.doing, message=fault.message
        )
        yield Finding(
            path=SETTINGS,
            span=START,
            code="OGP020",
            severity=Severity.ERROR,
            message=on_one_line(said),
            remedy=on_one_line(fault.remedy),
            section=_SECTIONS["OGP020"],
            plugin=fault.plugin,
            subject=SETTINGS,
        )


def _placed(findings: Iterable[Finding], source: Callable[[str], bytes]) -> tuple[Finding, ...]:
    """Give each finding its line and column; a file is gone through once, and only when it has findings."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    placed: list[Finding] = []
    for path, found in by_path.items():
        positions = _positions(path, source) if any(finding.at for finding in found) else None
        for finding in found:
            span = positions.place(finding.at) if positions and finding.at else finding.span
            placed.append(attrs.evolve(finding, span=span))
    return tuple(sorted(dict.fromkeys(placed), key=in_order))


def _positions(path: str, source: Callable[[str], bytes]) -> Positions | None:
    try:
        return Positions.of(source(path))
    except OSError:  # the file is gone meanwhile: the finding stands at its beginning
        return None


def _from_disk(loaded: Loaded) -> Callable[[str], bytes]:
    return lambda path: (loaded.root / path).read_bytes()


def _is_in(path: str, only: Collection[str]) -> bool:
    return not only or any(path == one or path.startswith(f"{one.rstrip('/')}/") or one in ("", ".") for one in only)


def _counts(finding: Finding, workspace: Workspace) -> bool:
    settings = workspace.settings.check
    if finding.code in settings.ignore:
        return False
    return not any(
        finding.code in codes and is_matched(finding.path, (pattern,))
        for pattern, codes in settings.per_file_ignores.items()
    )
