"""One look at a workspace: its findings, how many files they are about, and the bytes that they were found in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ogpkit.check.engine import inspect_in_steps, is_within
from ogpkit.check.finding import PLUGIN_FAILED, sort_findings
from ogpkit.check.partition import balance, partition_by_country
from ogpkit.check.request import CheckResult, make_reader
from ogpkit.check.selection import RuleSelection
from ogpkit.check.settings_rules import check_patterns
from ogpkit.plugins.trials import try_sources
from ogpkit.workspace.load import list_files, read_own_settings, read_settings, read_workspace
from ogpkit.workspace.parallel import count_processors, run_parallel
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.check.git_changes import Changes
    from ogpkit.check.request import CheckRequest
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.rules import Problem
    from ogpkit.workspace.positions import Span
    from ogpkit.workspace.scan import FileEntry
    from ogpkit.workspace.settings import Settings

_USELESS: Final = "OGP023"


def run_check(
    root: Path,
    plugins: Plugins,
    asked: CheckRequest,
    instead: Mapping[str, bytes],
    entries: Sequence[FileEntry] | None = None,
) -> CheckResult:
    """Look at a workspace, on several processors where it is large and its rules allow it.

    Args:
        root: Its folder.
        asked: What it is to be about.
        instead: What some files are taken to hold, by path.
        entries: The files that it is taken to have; those on the disk when left out.
    """
    settings = read_settings(root, plugins.kinds, instead)
    chosen = _choose_rules(settings, asked)
    entries = list_files(root, settings, instead) if entries is None else entries
    own = read_own_settings(root, plugins.kinds, instead) if settings.check.extend else settings
    besides = tuple(check_patterns(root, own, plugins.kinds, {entry.path for entry in entries}))
    look = partial(_check_part, root, plugins, asked, instead, besides)
    among = count_processors()
    parts = partition_by_country(entries, plugins, chosen, among) or [list(entries)]
    heaps = balance(parts, among, len)
    looks = [
        one for several in run_parallel([partial(_check_each_part, look, heap) for heap in heaps]) for one in several
    ]
    shared = {entry.path for entry in parts[0]} & {entry.path for entry in parts[-1]} if len(parts) > 1 else set()
    findings = _merge_results([look.findings for look in looks], shared)
    files = sum(look.files for look in looks) - (len(looks) - 1) * _count(shared, asked.only)
    is_cut_short = any(look.is_cut_short for look in looks)
    return CheckResult(
        findings=findings,
        files=1 if is_cut_short else files,
        baseline=settings.check.baseline,
        exclude=settings.workspace.exclude,
        fail_on=settings.check.fail_on.value,
        calendar=settings.check.calendar.value,
        digests={path: digest for look in looks for path, digest in look.digests.items()},
        left_open=tuple(sorted({code for look in looks for code in look.left_open})),
        is_cut_short=is_cut_short,
        missed=tuple(one for one in looks[0].missed if all(one in look.missed for look in looks)),
    )


def check_before(root: Path, plugins: Plugins, asked: CheckRequest, changes: Changes) -> CheckResult:
    """Look at a workspace as it was before it changed; the files that have not changed are read from the disk.

    Args:
        plugins: The plugins that took part then.
        changes: What has changed since.
    """
    source = changes.read_settings()
    if source is None:  # there was no workspace
        return CheckResult(findings=(), files=0)
    settings = read_settings(root, plugins.kinds, {SETTINGS: source})
    entries, held = changes.list_before(settings.workspace.exclude)
    return run_check(root, plugins, asked, {**held, SETTINGS: source}, entries)


def _choose_rules(settings: Settings, asked: CheckRequest) -> RuleSelection:
    return RuleSelection.from_settings(settings.check).narrow(asked.select, asked.ignore, asked.least, asked.calendar)


def _merge_results(parts: Sequence[tuple[Finding, ...]], shared: Collection[str]) -> tuple[Finding, ...]:
    """Return the findings of all parts, each once.

    Args:
        parts: The findings of each part.
        shared: The files that each part has looked at.
    """
    if len(parts) == 1:
        return parts[0]
    # a comment in a shared file is useless only where no part has found a use for it
    useless: set[tuple[str, Span]] = set.intersection(
        *({(found.path, found.span) for found in part if found.code == _USELESS} for part in parts)
    )
    found: list[Finding] = []
    told: set[str] = set()
    for number, part in enumerate(parts):
        elsewhere = frozenset(told)
        for finding in part:
            if finding.code == PLUGIN_FAILED:
                told.add(finding.message)
                is_new = finding.message not in elsewhere
            else:
                is_new = number == 0 or finding.subject not in shared
            in_vain = (
                finding.code == _USELESS and finding.path in shared and (finding.path, finding.span) not in useless
            )
            if is_new and not in_vain:
                found.append(finding)
    return tuple(sorted(found, key=sort_findings))


def _check_each_part(
    look: Callable[[Sequence[FileEntry]], CheckResult], parts: Iterable[Sequence[FileEntry]]
) -> list[CheckResult]:
    """Look at some parts, one after the other."""
    return [look(part) for part in parts]


def _check_part(
    root: Path,
    plugins: Plugins,
    asked: CheckRequest,
    instead: Mapping[str, bytes],
    besides: Sequence[tuple[str, Problem]],
    part: Sequence[FileEntry],
) -> CheckResult:
    """Return what is found in some of the files."""
    loaded = read_workspace(root, plugins.kinds, plugins.editions, asked.today, instead, part)
    try_sources(loaded.workspace, plugins)
    chosen = _choose_rules(loaded.workspace.settings, asked)
    reader = make_reader(root, instead)
    found = finish_steps(inspect_in_steps(loaded, plugins, asked.only, reader, chosen, besides, each=asked.each))
    documents = loaded.workspace.documents
    looked = documents.keys() | loaded.faults.keys()
    return CheckResult(
        findings=found.findings,
        files=_count(looked, asked.only),
        digests={path: document.digest for path, document in documents.items()},
        left_open=tuple(sorted(found.left_open)),
        is_cut_short=found.is_cut_short,
        missed=tuple(one for one in asked.only if not any(is_within(path, (one,)) for path in looked)),
    )


def _count(files: Collection[str], only: Collection[str]) -> int:
    return sum(1 for file in files if is_within(file, only)) if only else len(files)
