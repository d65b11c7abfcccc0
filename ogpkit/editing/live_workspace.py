"""The workspace with edits included, its findings, and who listens to changes."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.engine import check_workspace, inspect_in_steps, recheck_changed
from ogpkit.editing.due_calendar import DueCalendar
from ogpkit.workspace.files import read_file
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.partial import Partial, read_in_part
from ogpkit.workspace.reading import FileProblem, read_document
from ogpkit.workspace.scan import SETTINGS
from ogpkit.workspace.settings import Settings
from ogpkit.workspace.write import file_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.contributions import DueDate
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.load import LoadedWorkspace
    from ogpkit.workspace.progress import Steps

_LARGE: Final = 500
"""Files from which a check of everything is left to those who do it in steps, as long as there are such."""


class Listeners:
    """Callbacks, each called under the guard: one that fails costs only itself."""

    def __init__(self, plugins: Plugins) -> None:
        """Begin with nobody listening.

        Args:
            plugins: The installed plugins; their guard names the one whose callback fails.
        """
        self._plugins = plugins
        self._callbacks: dict[object, Callable[[], None]] = {}
        self._held = 0
        self._is_behind = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Tell of all that happens meanwhile once, at the end."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            if self._is_behind and not self._held:
                self.tell()

    def add(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Let somebody listen.

        Args:
            callback: Called after every change.

        Returns:
            A function that ends it; calling it twice does no harm.
        """
        key = object()
        self._callbacks[key] = callback

        def end() -> None:
            self._callbacks.pop(key, None)

        return end

    def tell(self) -> None:
        """Call everybody who listens now, or at the end of what holds them."""
        self._is_behind = bool(self._held)
        if self._held:
            return
        for callback in tuple(self._callbacks.values()):
            self._plugins.call(self._find_owner(callback), "showing a change", callback, None)

    def _find_owner(self, callback: Callable[[], None]) -> str:
        package = str(getattr(callback, "__module__", "")).partition(".")[0]
        owners = (plugin.name for plugin in self._plugins.installed if plugin.source.partition(".")[0] == package)
        return next(owners, "ogpkit")


class LiveWorkspace:
    """Workspace with its findings, kept up with every change of a file.

    A file that does not fit its kind is read in part (see `ogpkit.workspace.partial`), so that what stands on it does not vanish;
    what it lacks is taken from what it said before. One of which no part can be read keeps its last readable document.
    Findings are about what the files really say, and about the rest of incomplete ones.

    Attributes:
        workspace: What the files say, incomplete ones as far as they can be read.
        certain: The same without documents in which something stands in for what nobody wrote; conclusions come from it.
        outdated: The files that do not fit their kind, with the documents that `workspace` holds of them.
        findings: What is wrong, in the order of paths.
        is_checked: Whether everything was checked once; what is wrong is not known before.
        is_growing: Whether many files come one after the other, and everything is checked once they are all there.
        give_way: Called before each file that a check reads: in a thread, it waits while others have something more urgent.
    """

    def __init__(self, loaded: LoadedWorkspace, plugins: Plugins, *, check_later: bool = False) -> None:
        """Check everything once.

        Args:
            loaded: The workspace as it lies on the disk.
            check_later: Whether `check_again` or the first change does it.
        """
        self._plugins = plugins
        self._loaded = loaded
        self._sources: dict[str, bytes] = {}
        self._partial: dict[str, Partial] = {}
        self.workspace = self.certain = loaded.workspace
        self.findings: tuple[Finding, ...] = ()
        self.is_checked = self.is_growing = False
        self._has_steps = False
        self._is_behind = False
        self._checks = 0
        self._changed: frozenset[str] = frozenset()
        self._taken: frozenset[str] = frozenset()
        self._has_other_files = False
        self.give_way: Callable[[], None] | None = None
        self._calendar = DueCalendar(plugins)
        self._begin(check_later=check_later)

    def load_again(self) -> None:
        """Read everything from the disk anew."""
        self._loaded = read_workspace(
            self._loaded.root, self._plugins.kinds, self._plugins.editions, self.workspace.today
        )
        self._sources = {}
        self._begin()

    def _begin(self, *, check_later: bool = False) -> None:
        """Look at everything that has been loaded, what lies incomplete on the disk included."""
        faults = self._loaded.faults.items()
        incomplete = [path for path, found in faults if any(fault.is_obstacle for fault in found)]
        read = {path: self._read_in_part(path, source) for path in incomplete if (source := self._read_from_disk(path))}
        self._partial = {path: partial for path, partial in read.items() if partial is not None}
        self._put_together()
        if not check_later:
            self.findings = self._check((), all_of_it=True)

    def _read_from_disk(self, path: str) -> bytes:
        try:
            return self._read_source(path)
        except OSError:  # deleted since it was listed: the next look takes that in
            return b""

    @property
    def outdated(self) -> Mapping[str, Document[object]]:
        """Return the files that do not fit their kind, with what the workspace holds of them."""
        return {path: partial.document for path, partial in self._partial.items()}

    def collect_due_dates(self) -> tuple[OwnedContribution[DueDate], ...]:
        """Return what is due; the plugins are asked once for each state of the files and each language."""
        return self._calendar.collect(self.certain)

    @property
    def knows_due_dates(self) -> bool:
        """Tell whether it was worked out before what is due; then it costs little after a change."""
        return self._calendar.is_known

    def list_due_dates_in_steps(self) -> Steps[None]:
        """Work out what is due, in short steps."""
        yield from self._calendar.collect_in_steps(self.certain)

    @property
    def has_to_check(self) -> bool:
        """Tell whether everything has to be checked: for the first time, or again."""
        return not self.is_growing and (not self.is_checked or self._is_behind)

    def check_in_steps(self) -> Steps[None]:
        """Check everything in short steps, between which files may change; begin again where some come or go meanwhile."""
        self._has_steps = True
        while self.has_to_check:
            self._is_behind, self._changed, checks = False, frozenset(), self._checks
            loaded, sources = attrs.evolve(self._loaded, workspace=self.certain), self._sources
            source = partial(self._read_from, sources)
            found = yield from inspect_in_steps(loaded, self._plugins, source=source)
            if self._checks == checks and not self._is_behind:
                self.findings, self.is_checked = found.findings, True
                if self._changed:
                    self.findings = self._check(self._changed, all_of_it=False)

    def try_out(self, path: str, source: bytes) -> tuple[Finding, ...]:
        """Return what would be wrong in a file if it had other content; nothing is changed.

        Args:
            path: The file.
            source: What it would say.
        """
        trial = copy(self)
        trial.is_checked = True  # what is wrong elsewhere does not matter
        trial.take({path: source}, at_once=True)
        return tuple(one for one in trial.findings if one.path == path)

    def take(self, files: Mapping[str, bytes | None], *, at_once: bool = False) -> None:
        """Read files again and check what depends on them.

        Args:
            files: The new content of each file; None for one that is gone.
            at_once: Whether no part of the check is left to `check_in_steps`.
        """
        if files:
            self.take_content(files)
            self._check_taken(at_once=at_once)

    def take_content(self, files: Mapping[str, bytes | None]) -> None:
        """Read files again; what depends on them is checked with the next change, or by whoever calls `part_check`.

        Args:
            files: As for `take`.
        """
        there = self.certain.documents.keys()
        read = {path: self._read(path, source) for path, source in files.items()}
        documents = {path: document for path, (document, _) in read.items() if document is not None}
        # nothing is changed in place, so that a copy is another workspace (see `try_out` of the session)
        self._sources = {**self._sources, **{path: source for path, source in files.items() if source is not None}}
        obstructed = {path for path, (_, faults) in read.items() if path not in documents or _has_obstacle(faults)}
        partial = {
            path: self._read_in_part(path, source)
            for path, source in files.items()
            if source is not None and path in obstructed
        }
        self._partial = {path: one for path, one in self._partial.items() if path not in files} | {
            path: one for path, one in partial.items() if one is not None
        }
        self._loaded = attrs.evolve(
            self._loaded,
            workspace=_apply_settings(
                self._loaded.workspace.with_documents(documents.values(), files.keys() - documents.keys())
            ),
            faults=_replace_faults(self._loaded.faults, {path: faults for path, (_, faults) in read.items()}),
        )
        self._put_together()
        self._taken |= files.keys()
        self._has_other_files |= there != self.certain.documents.keys()

    def _check_taken(self, *, at_once: bool = False) -> None:
        taken, all_of_it = self._taken, self._has_other_files
        self._taken, self._has_other_files = frozenset(), False
        self.findings = self._check(taken, all_of_it=all_of_it, at_once=at_once)

    @property
    def is_behind(self) -> bool:
        """Tell whether files were read again and what depends on them was not checked yet."""
        return bool(self._taken)

    def part_check(self, give_way: Callable[[], None] | None = None) -> Callable[[], Callable[[], None]]:
        """Return the check of what was read again, for another thread; what it returns takes over what it has found.

        Files may be read again meanwhile: what depends on them is left to the next check.

        Args:
            give_way: As of a workspace.
        """
        trial, before = copy(self), self.findings
        trial.give_way = give_way
        check_taken = trial._check_taken  # noqa: SLF001  its own copy
        self._taken, self._has_other_files = frozenset(), False

        def adopt() -> None:
            if self.findings is before:
                self.findings, self.is_checked = trial.findings, True

        def check() -> Callable[[], None]:
            check_taken(at_once=True)
            return adopt

        return check

    def _read_in_part(self, path: str, source: bytes) -> Partial | None:
        before = self.certain.documents.get(path)
        found = read_in_part(path, source, self._loaded.workspace.kinds, before)
        if found is None and before is not None:
            return Partial(document=before)
        return found

    def _put_together(self) -> None:
        """Complete what could be read with what could be read in part."""
        actual, partial = self._loaded.workspace, self._partial.values()
        certain = [one.document for one in partial if not one.has_stand_ins]
        self.certain = _apply_settings(actual.with_documents(certain)) if certain else actual
        shown = [one.document for one in partial if one.has_stand_ins]
        self.workspace = self.certain.with_documents(shown) if shown else self.certain

    def check_again(self) -> None:
        """Check what was not checked yet, and take in what plugins have failed at while nothing was being checked."""
        self.findings = self._check((), all_of_it=False)

    def is_of(self, path: str, source: bytes | None) -> bool:
        """Tell whether the workspace holds what a file says.

        Args:
            source: Its content; None when there is none.
        """
        document = self._loaded.workspace.documents.get(path)
        if document is not None:
            return source is not None and document.digest == file_digest(source)
        faults = self._loaded.faults.get(path, ())
        return not faults if source is None else self._read(path, source) == (None, faults)

    def list_findings(self, place: Place) -> tuple[Finding, ...]:
        """Return what is wrong at a place.

        Args:
            place: The place; an empty one is the whole workspace.
        """
        there = [one for one in self.findings if one.path == place.path] if place.path else self.findings
        return tuple(finding for finding in there if self._is_at(finding, place))

    def _is_at(self, finding: Finding, place: Place) -> bool:
        if place.path:
            return finding.at[: len(place.at)] == place.at
        claimed = self.workspace.kinds.match_path(finding.path)
        names = claimed[1] if claimed else {}
        is_there = not place.country or names.get("country") == place.country
        return is_there and (not place.cycle or names.get("cycle") == place.cycle)

    def _check(self, changed: Collection[str], *, all_of_it: bool, at_once: bool = False) -> tuple[Finding, ...]:
        loaded = attrs.evolve(self._loaded, workspace=self.certain)
        self._changed |= set(changed)
        is_large = self.is_growing or len(self.certain.documents) >= _LARGE
        can_wait = self._has_steps and not at_once and is_large
        found: tuple[Finding, ...] | None = None
        if self.is_checked and (can_wait or not all_of_it):
            found = recheck_changed(loaded, self._plugins, self.findings, changed, self._read_source)
        if can_wait and (all_of_it or found is None):  # what can be known now is known, the rest comes with the steps
            self._is_behind = self._is_behind or self.is_checked or all_of_it
            return self.findings if found is None else found
        if found is None:
            found = check_workspace(loaded, self._plugins, source=self._read_source)
            self.is_checked, self._is_behind, self._checks = True, False, self._checks + 1
        return found

    def _read_source(self, path: str) -> bytes:
        if self.give_way is not None:
            self.give_way()
        return self._read_from(self._sources, path)

    def _read_from(self, sources: Mapping[str, bytes], path: str) -> bytes:
        return sources[path] if path in sources else read_file(self._loaded.root, path)

    def _read(self, path: str, source: bytes | None) -> tuple[Document[object] | None, tuple[FileProblem, ...]]:
        return (None, ()) if source is None else read_document(path, source, self.workspace.kinds)


def _has_obstacle(faults: Iterable[FileProblem]) -> bool:
    return any(fault.is_obstacle for fault in faults)


def _apply_settings(workspace: Workspace) -> Workspace:
    """Return the workspace with the settings that its own file gives."""
    document = workspace.documents.get(SETTINGS)
    settings = document.entity if document is not None and isinstance(document.entity, Settings) else Settings()
    return workspace if settings == workspace.settings else attrs.evolve(workspace, settings=settings)


def _replace_faults(
    known: Mapping[str, tuple[FileProblem, ...]], new: Mapping[str, tuple[FileProblem, ...]]
) -> Mapping[str, tuple[FileProblem, ...]]:
    """Return faults by path, with those of some files replaced; files without faults are left out."""
    return {path: faults for path, faults in {**known, **new}.items() if faults}
