"""From key paths to lines and columns; and what comments in the files silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.core_codes import CONTESTED, FAULT_CODES, WEAKENED
from ogpkit.check.finding import Finding, RelatedLocation, sort_findings
from ogpkit.check.suggestions import find_near_codes
from ogpkit.check.suppressions import read_suppressions
from ogpkit.plugins.discovery import CORE
from ogpkit.schema.form_words import AS_IN_FILES, FormWords
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _, join_list
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.positions import START, Positions, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ogpkit.check.selection import RuleSelection
    from ogpkit.check.suppressions import Suppression
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.progress import Steps

_NOT_WHOLE: Final = "OGP022"
_USELESS: Final = "OGP023"
_CONFLICT: Final = "conflict"
"""Stands in a comment of a merge in the place of a code."""
NOT_THERE: Final = "OGP014"
"""The code of a reference to what is not there: a renamed file breaks those in all other files."""

MOST_PLACES: Final = 20
"""How many other places a finding names; ogpkit's own number."""

_WORDS: Final = ("ignore", "ignore-file")
"""The words with which a silencing comment begins."""

_DECLARED: Final = {code.code: code for code in FAULT_CODES}


def locate_findings(findings: Iterable[Finding], source: Callable[[str], bytes]) -> Steps[tuple[Finding, ...]]:
    """Give each finding its line and column, in their order and each once; a step is a file.

    Args:
        findings: Findings at key paths; those that have a line already keep it.
        source: Gives the bytes of a file, which is gone through once and only when it has findings.
    """
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    found: list[Finding] = []
    elsewhere = _Places(source)
    for path, here in by_path.items():
        positions = _parse_positions(path, source) if any(finding.at for finding in here) else None
        for finding in here:
            related = tuple(
                RelatedLocation(
                    path=also.path, span=elsewhere.find_span(also.path, also.at), note=sanitize_line(also.note)
                )
                for also in finding.also
            )
            found.append(attrs.evolve(finding, span=_locate_finding(finding, positions), related=related))
        yield
    found.sort(key=sort_findings)
    return tuple(one for number, one in enumerate(found) if number == 0 or one != found[number - 1])


class _Places:
    """Places in files that findings mention besides; of each file only the spans are kept."""

    def __init__(self, source: Callable[[str], bytes]) -> None:
        self._source = source
        self._path = ""
        self._positions: Positions | None = None

    def find_span(self, path: str, at: KeyPath) -> Span:
        """Return where a key path stands in a file; the file's beginning where nobody can say."""
        if not at:
            return START
        if path != self._path:
            self._path, self._positions = path, _parse_positions(path, self._source)
        return self._positions.place(at) if self._positions else START


def _locate_finding(finding: Finding, positions: Positions | None) -> Span:
    if positions is None or not finding.at:
        return finding.span
    return positions.place_of_key(finding.at) if finding.of_key else positions.place(finding.at)


def _parse_positions(path: str, source: Callable[[str], bytes]) -> Positions | None:
    try:
        return Positions.of(source(path))
    except (
        OSError,
        ValueError,
    ):  # the file is gone meanwhile, or its name is none: the finding stands at its beginning
        return None


def apply_suppressions(
    findings: tuple[Finding, ...],
    silencing: Iterable[str],
    chosen: RuleSelection,
    source: Callable[[str], bytes],
    codes: Collection[str] = (),
) -> Steps[tuple[Finding, ...]]:
    """Return the findings that no comment silences, and one for each such comment that is not whole or silences nothing.

    A step is a file.

    Args:
        findings: Every finding that counts, with its place.
        silencing: Files that may hold such comments; those without one cost nothing but being read.
        chosen: Which rules were asked for: of one that was not, nobody knows whether it is silenced for nothing.
        source: Gives the bytes of a file.
        codes: The codes of all findings that there can be, of which a comment may name one by its near miss; unknown when empty.
    """
    files: dict[str, tuple[Suppression, ...]] = {}
    for path in sorted(set(silencing)):
        if marks := _read_silences(path, source):
            files[path] = marks
        yield
    if not files:
        return findings
    kept: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        covering = [silence for silence in files.get(finding.path, ()) if silence.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    for path, marks in files.items():
        new = (
            _report_comment(silence, codes)
            for silence in marks
            if silence not in used and _may_be_said(silence, chosen)
        )
        kept.extend(one for one in new if chosen.includes(one.code, path, one.severity))
    return tuple(sorted(kept, key=sort_findings))


def read_silenced_codes(paths: Collection[str], source: Callable[[str], bytes]) -> frozenset[str]:
    """Return the codes that comments in some files silence.

    Args:
        paths: The files.
        source: Gives the bytes of a file.
    """
    return frozenset(silence.code for path in paths for silence in _read_silences(path, source))


def _read_silences(path: str, source: Callable[[str], bytes]) -> tuple[Suppression, ...]:
    try:
        return read_suppressions(path, source(path))
    except (OSError, ValueError):
        return ()


def _may_be_said(silence: Suppression, chosen: RuleSelection) -> bool:
    if silence.code == WEAKENED and silence.reason:  # found by a comparison alone, which not every check makes
        return False
    return silence.code in ("", _CONFLICT) or not silence.reason or chosen.selects(silence.code)


def _report_comment(silence: Suppression, codes: Collection[str]) -> Finding:
    word = nearest_word(silence.code, _WORDS) if silence.code else None
    near = find_near_codes(silence.code, codes) if codes and silence.code not in codes else []
    if silence.code == _CONFLICT:
        message = _("Two people changed this value, and the merge could not keep both.")
        remedy = _("Choose one of the two versions, and delete this comment with what follows it.")
        code = CONTESTED
    elif word:
        message = _("“{code}” is misspelt, so this comment has no effect.")
        remedy = _("Write: # ogpkit: {word} CODE: the reason")
        code = _NOT_WHOLE
    elif not silence.code:
        message = _("This comment does not say which rule it silences.")
        remedy = _("Write: # ogpkit: ignore CODE: the reason")
        code = _NOT_WHOLE
    elif not silence.reason:
        message = _("This comment silences {code} without a reason, so it has no effect.")
        remedy = _("Add the reason: # ogpkit: ignore {code}: the reason")
        code = _NOT_WHOLE
    elif near:
        message = _("No rule has the code “{code}”, so this comment has no effect.")
        remedy = _("Write the correct code, perhaps {near}, or delete the comment.")
        code = _USELESS
    else:
        message = _("This comment silences {code}, but there is no such finding here.")
        remedy = _("Delete the comment.")
        code = _USELESS
    named = sanitize_line(silence.code)
    choose = FormWords(remedy=_("Choose Fix to compare both versions."))
    return Finding(
        path=silence.path,
        span=silence.span,
        code=code,
        severity=_DECLARED[code].severity,
        message=message.format(code=named),
        remedy=remedy.format(code=named, word=word, near=join_list(near)),
        section=_DECLARED[code].section,
        plugin=CORE,
        subject=silence.path,
        in_form=choose if code == CONTESTED else AS_IN_FILES,
    )


def list_told_once(plugins: Plugins) -> frozenset[str]:
    """Return the codes of findings that are told once where they say the same of several places."""
    return frozenset({NOT_THERE, *(rule.value.code for rule in plugins.rules if rule.value.told_once)})


def tell_once(findings: Iterable[Finding], codes: Collection[str], workspace: Workspace) -> tuple[Finding, ...]:
    """Return findings, of which those that say the same are one.

    Args:
        findings: Findings with their places, in order.
        codes: The codes of those that are told once: in a file, or in a country where they are about references.
        workspace: Where the files lie.
    """
    kept: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        kept.setdefault(_identify(finding, workspace) if finding.code in codes else number, []).append(finding)
    return tuple(sorted((_merge(several) for several in kept.values()), key=sort_findings))


def _identify(finding: Finding, workspace: Workspace) -> tuple[str, str, str]:
    document = workspace.documents.get(finding.path)
    is_wide = finding.code == NOT_THERE and document is not None
    return finding.code, finding.message, document.country if is_wide and document else finding.path


def _merge(several: list[Finding]) -> Finding:
    first, *others = several
    if not others:
        return first
    places = [RelatedLocation(path=one.path, span=one.span) for one in others[:MOST_PLACES]]
    return attrs.evolve(first, related=(*first.related, *places))
