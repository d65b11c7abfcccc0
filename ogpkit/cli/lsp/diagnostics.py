"""Findings as an editor shows them, and their fixes: the same as those of `ogpkit check` and `ogpkit check --fix`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from ogpkit.check.autofix import apply_fixes, is_safe
from ogpkit.check.replacements import list_differences, list_replacements
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ogpkit.check.finding import Finding
    from ogpkit.check.replacements import Replacement
    from ogpkit.cli.lsp.open_workspaces import OpenWorkspace
    from ogpkit.cli.lsp.text_places import TextPlaces

_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}

SOURCE: Final = "ogpkit"
"""Who says it; editors show it beside the message."""

FIX_ALL: Final = "source.fixAll.ogpkit"
"""The name under which an editor can ask for all fixes that are safe, for example whenever a file is saved."""


def make_diagnostic(
    finding: Finding, places: TextPlaces, locate: Callable[[str], tuple[str, TextPlaces]]
) -> types.Diagnostic:
    """Return a finding as an editor shows it.

    Args:
        finding: The finding.
        places: The text of its file.
        locate: Gives the address and the text of another file by its path.
    """
    related = []
    for other in finding.related:
        uri, text = locate(other.path)
        location = types.Location(uri=uri, range=text.convert_span(other.span))
        message = sanitize_line(other.note) or _("see")
        related.append(types.DiagnosticRelatedInformation(location=location, message=message))
    return types.Diagnostic(
        range=places.convert_span(finding.span),
        message="\n".join(sanitize_line(text) for text in (finding.message, finding.remedy) if text),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=related or None,
    )


def list_fixes(
    findings: Sequence[Finding], places: TextPlaces, stretch: types.Range
) -> Iterator[tuple[str, Finding, tuple[types.TextEdit, ...]]]:
    """Yield the fixes of findings at a place: what each is called, its finding, and what it replaces.

    Args:
        findings: The findings in the file.
        places: The text of the file.
        stretch: The place.
    """
    for finding in findings:
        if finding.fix is None or not _meets(places.convert_span(finding.span), stretch):
            continue
        edits = convert_replacements(list_replacements(places.source, finding.fix), places)
        if edits:
            yield sanitize_line(finding.fix.title), finding, edits


def fix_all(workspace: OpenWorkspace, path: str, places: TextPlaces) -> tuple[types.TextEdit, ...]:
    """Return what all safe fixes of a file replace, those included that become possible by others.

    Args:
        workspace: Its workspace.
        path: The file.
        places: Its text.
    """
    part = workspace.find_judge(path)

    def check(after: Mapping[str, bytes]) -> Iterable[Finding]:
        return part.try_out(path, after[path]) if path in after else workspace.list_findings(path)

    mended = apply_fixes(check, lambda _path: places.source).after.get(path, places.source)
    return convert_replacements(list_differences(places.source, mended), places)


def make_actions(
    workspace: OpenWorkspace, path: str, places: TextPlaces, params: types.CodeActionParams
) -> Iterator[types.CodeAction]:
    """Yield what an editor can offer at a place of a file: the fix of each finding, and all safe fixes together.

    Args:
        workspace: Its workspace.
        path: The file.
        places: Its text.
        params: What the editor asks for.
    """
    findings, uri = workspace.list_findings(path), params.text_document.uri
    only = params.context.only or ()
    if _is_wanted(types.CodeActionKind.QuickFix.value, only):
        for title, finding, edits in list_fixes(findings, places, params.range):
            about = [one for one in params.context.diagnostics if one.code == finding.code]
            yield types.CodeAction(
                title=title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=about or None,
                is_preferred=bool(finding.fix and is_safe(finding.fix)),
                edit=types.WorkspaceEdit(changes={uri: edits}),
            )
    if _is_wanted(FIX_ALL, only) and any(one.fix and is_safe(one.fix) for one in findings):
        edits = fix_all(workspace, path, places)
        if edits:
            title = _("Make all safe fixes in this file")
            yield types.CodeAction(title=title, kind=FIX_ALL, edit=types.WorkspaceEdit(changes={uri: edits}))


def convert_replacements(replacements: Iterable[Replacement], places: TextPlaces) -> tuple[types.TextEdit, ...]:
    """Return replaced stretches as an editor replaces them.

    Args:
        places: The text before.
    """
    return tuple(types.TextEdit(range=places.convert_span(one.span), new_text=one.text) for one in replacements)


def _is_wanted(kind: str, only: Sequence[types.CodeActionKind | str]) -> bool:
    """Tell whether an editor asks for a kind of action, or for all that are of a more general one."""
    names = [one.value if isinstance(one, types.CodeActionKind) else one for one in only]
    return not names or any(kind == name or kind.startswith(f"{name}.") for name in names)


def _meets(one: types.Range, other: types.Range) -> bool:
    """Tell whether two stretches have a place in common, their ends included."""
    begins = max((one.start.line, one.start.character), (other.start.line, other.start.character))
    ends = min((one.end.line, one.end.character), (other.end.line, other.end.character))
    return begins <= ends
