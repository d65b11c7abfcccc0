"""One look at a workspace: its findings, how many files they are about, and the bytes that they were found in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.check.choosing import Chosen
from ogpkit.check.run import check, is_within
from ogpkit.storage.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.plugins import Plugins
    from ogpkit.severity import Severity


@attrs.frozen(kw_only=True)
class Asked:
    """What a look is to be about.

    Attributes:
        only: Files and folders to which it is limited; empty for all.
        select: Selectors of rules; empty for those of the settings.
        ignore: Selectors of rules to leave out besides.
        least: The least severity; None for that of the settings.
        today: The day; None for the present one.
    """

    only: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    least: Severity | None = None
    today: date | None = None


@attrs.frozen(kw_only=True)
class Inspection:
    """What a look has found.

    Attributes:
        findings: The findings, in their order.
        files: How many files were looked at.
        baseline: The file of known findings that the settings name, if they do.
    """

    findings: tuple[Finding, ...]
    files: int
    baseline: str = ""


def inspect(root: Path, plugins: Plugins, asked: Asked, instead: Mapping[str, bytes]) -> Inspection:
    """Look at a workspace.

    Args:
        root: Its folder.
        plugins: The installed plugins.
        asked: What it is to be about.
        instead: What some files are taken to hold, by path.
    """
    loaded = load(root, plugins, asked.today, instead)
    settings = loaded.workspace.settings.check
    chosen = Chosen.of(settings).narrowed(asked.select, asked.ignore, asked.least)
    findings = check(loaded, plugins, asked.only, source_of(root, instead), chosen)
    return Inspection(
        findings=findings,
        files=_count(loaded.workspace.documents.keys() | loaded.faults.keys(), asked.only),
        baseline=settings.baseline,
    )


def _count(files: Collection[str], only: Collection[str]) -> int:
    return sum(1 for file in files if is_within(file, only)) if only else len(files)


def source_of(root: Path, instead: Mapping[str, bytes]) -> Callable[[str], bytes]:
    """What gives the bytes of a file of a workspace.

    Args:
        root: The workspace.
        instead: What some files are taken to hold, by path.
    """
    return lambda path: instead[path] if path in instead else (root / path).read_bytes()
