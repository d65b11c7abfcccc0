"""One look at a workspace: its findings, how many files they are about, and the bytes that they were found in."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from ogpkit.check.choosing import Chosen
from ogpkit.check.finding import in_order
from ogpkit.check.looked import Inspection, source_of
from ogpkit.check.parts import divided, in_parallel
from ogpkit.check.run import check, is_within
from ogpkit.storage.load import files_of, load, settings_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.check.looked import Asked
    from ogpkit.plugins import Plugins
    from ogpkit.storage.scan import Entry

_PLUGIN_FAILED: Final = "OGP020"
_USELESS: Final = "OGP023"


def inspect(root: Path, plugins: Plugins, asked: Asked, instead: Mapping[str, bytes]) -> Inspection:
    """Look at a workspace, on several processors where it is large and its rules allow it.

    Args:
        root: Its folder.
        plugins: The installed plugins.
        asked: What it is to be about.
        instead: What some files are taken to hold, by path.
    """
    settings = settings_of(root, plugins.kinds, instead)
    chosen = Chosen.of(settings.check).narrowed(asked.select, asked.ignore, asked.least)
    entries = files_of(root, settings, instead)
    with _without_tidying():
        parts = divided(entries, plugins, chosen, _processors())
        looks = in_parallel(
            [partial(_looked_at, root, plugins, asked, instead, chosen, part) for part in parts or [list(entries)]]
        )
    shared = {entry.path for entry in parts[0]} & {entry.path for entry in parts[-1]} if parts else set()
    findings = _together([look.findings for look in looks], shared)
    files = sum(look.files for look in looks) - (len(looks) - 1) * _count(shared, asked.only)
    return Inspection(
        findings=findings,
        files=files,
        baseline=settings.check.baseline,
        exclude=settings.workspace.exclude,
        digests={path: digest for look in looks for path, digest in look.digests.items()},
    )


def _together(parts: Sequence[tuple[Finding, ...]], shared: Collection[str]) -> tuple[Finding, ...]:
    """The findings of all parts, each once.

    Args:
        parts: The findings of each part.
        shared: The files that each part has looked at.
    """
    found = list(parts[0])
    for part in parts[1:]:
        elsewhere = {finding.message for finding in found if finding.code == _PLUGIN_FAILED}
        found.extend(
            finding
            for finding in part
            if finding.subject not in shared or (finding.code == _PLUGIN_FAILED and finding.message not in elsewhere)
        )
        # a comment in a shared file is useless only where no part has found a use for it
        useless = {(finding.path, finding.span) for finding in part if finding.code == _USELESS}
        found = [
            finding
            for finding in found
            if finding.code != _USELESS or finding.path not in shared or (finding.path, finding.span) in useless
        ]
    return tuple(sorted(found, key=in_order)) if len(parts) > 1 else parts[0]


def _looked_at(
    root: Path, plugins: Plugins, asked: Asked, instead: Mapping[str, bytes], chosen: Chosen, part: Sequence[Entry]
) -> Inspection:
    """What is found in some of the files."""
    loaded = load(root, plugins, asked.today, instead, part)
    findings = check(loaded, plugins, asked.only, source_of(root, instead), chosen)
    documents = loaded.workspace.documents
    return Inspection(
        findings=findings,
        files=_count(documents.keys() | loaded.faults.keys(), asked.only),
        digests={path: document.digest for path, document in documents.items()},
    )


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _without_tidying() -> Iterator[None]:
    """Do without the collector of cyclic garbage: a look makes none, and it would go through all documents again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _count(files: Collection[str], only: Collection[str]) -> int:
    return sum(1 for file in files if is_within(file, only)) if only else len(files)
