"""What the files say at this moment, edits included, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.check.run import check, recheck
from ogpkit.settings import Settings
from ogpkit.storage.load import Fault, load, read_document
from ogpkit.storage.save import digest
from ogpkit.storage.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ogpkit.check.finding import Finding
    from ogpkit.contributions import Place
    from ogpkit.plugins import Plugins
    from ogpkit.storage.load import Loaded
    from ogpkit.workspace import Document, Workspace


class Contents:
    """The workspace with its findings, kept up with every change of a file.

    A file that cannot be read as its kind any more keeps its last readable document in `workspace`, so that what stands on
    it does not vanish while somebody types; it is then one of `outdated`. Findings are about what the files really say.

    Attributes:
        workspace: What the files say, with what outdated ones said before.
        outdated: The files that cannot be read now and could be before, with their last documents.
        findings: What is wrong, in the order of paths.
    """

    def __init__(self, loaded: Loaded, plugins: Plugins) -> None:
        """Check everything once.

        Args:
            loaded: The workspace as it lies on the disk.
            plugins: The installed plugins.
        """
        self._plugins = plugins
        self._loaded = loaded
        self._sources: dict[str, bytes] = {}
        self.outdated: Mapping[str, Document[object]] = {}
        self.workspace: Workspace = loaded.workspace
        self.findings: tuple[Finding, ...] = check(loaded, plugins)

    def load_again(self) -> None:
        """Read everything from the disk anew."""
        self._loaded = load(self._loaded.root, self._plugins, self.workspace.today)
        self._sources = {}
        self.outdated = {}
        self.workspace = self._loaded.workspace
        self.findings = check(self._loaded, self._plugins)

    def take(self, files: Mapping[str, bytes | None]) -> None:
        """Read files again and check what depends on them.

        Args:
            files: The new content of each file; None for one that is gone.
        """
        if not files:
            return
        read = {path: self._read(path, source) for path, source in files.items()}
        documents = {path: document for path, (document, _) in read.items() if document is not None}
        unreadable = {path for path, source in files.items() if source is not None and path not in documents}
        before = {path: self.workspace.documents[path] for path in unreadable & self.workspace.documents.keys()}
        self.outdated = {path: self.outdated[path] for path in self.outdated.keys() - files.keys()} | before
        self._sources |= {path: source for path, source in files.items() if source is not None}
        there = self._loaded.workspace.documents.keys()
        self._loaded = attrs.evolve(
            self._loaded,
            workspace=_with_settings(
                self._loaded.workspace.with_documents(documents.values(), files.keys() - documents.keys())
            ),
            faults=_replaced(self._loaded.faults, {path: faults for path, (_, faults) in read.items()}),
        )
        actual = self._loaded.workspace
        self.workspace = _with_settings(actual.with_documents(self.outdated.values())) if self.outdated else actual
        self.findings = self._checked(files.keys(), all_of_it=there != actual.documents.keys())

    def check_again(self) -> None:
        """Take in what plugins have failed at while nothing was being checked."""
        self.findings = self._checked((), all_of_it=False)

    def is_of(self, path: str, source: bytes | None) -> bool:
        """Whether the workspace holds what a file says.

        Args:
            path: The file.
            source: Its content; None when there is none.
        """
        document = self._loaded.workspace.documents.get(path)
        if document is not None:
            return source is not None and document.digest == digest(source)
        faults = self._loaded.faults.get(path, ())
        return not faults if source is None else self._read(path, source) == (None, faults)

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        """What is wrong at a place.

        Args:
            place: The place; an empty one is the whole workspace.
        """
        return tuple(finding for finding in self.findings if self._is_at(finding, place))

    def _is_at(self, finding: Finding, place: Place) -> bool:
        if place.path:
            return finding.path == place.path and finding.at[: len(place.at)] == place.at
        claimed = self.workspace.kinds.claiming(finding.path)
        names = claimed[1] if claimed else {}
        is_there = not place.country or names.get("country") == place.country
        return is_there and (not place.cycle or names.get("cycle") == place.cycle)

    def _checked(self, changed: Collection[str], *, all_of_it: bool) -> tuple[Finding, ...]:
        if all_of_it:
            return check(self._loaded, self._plugins, source=self._source)
        return recheck(self._loaded, self._plugins, self.findings, changed, self._source)

    def _source(self, path: str) -> bytes:
        return self._sources[path] if path in self._sources else (self._loaded.root / path).read_bytes()

    def _read(self, path: str, source: bytes | None) -> tuple[Document[object] | None, tuple[Fault, ...]]:
        return (None, ()) if source is None else read_document(path, source, self.workspace.kinds)


def _with_settings(workspace: Workspace) -> Workspace:
    """The workspace with the settings that its own file gives."""
    document = workspace.documents.get(SETTINGS)
    settings = document.entity if document is not None and isinstance(document.entity, Settings) else Settings()
    return workspace if settings == workspace.settings else attrs.evolve(workspace, settings=settings)


def _replaced(
    known: Mapping[str, tuple[Fault, ...]], new: Mapping[str, tuple[Fault, ...]]
) -> Mapping[str, tuple[Fault, ...]]:
    """Faults by path, with those of some files replaced; files without faults are left out."""
    return {path: faults for path, faults in {**known, **new}.items() if faults}
