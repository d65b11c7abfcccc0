"""The workspaces whose files are open in an editor: what is typed lies over what is on the disk.

A large workspace is kept in parts of one country each, as `ogpkit check` divides it (see `ogpkit.check.partition`): a keystroke
then costs as much as the country has files, and nothing is read of countries that nobody has opened. What depends on several
countries is said by `ogpkit check` alone.
"""

from __future__ import annotations

import gc
import os
from datetime import date
from typing import TYPE_CHECKING, Final

from ogpkit.check.inquiry import NO_CYCLE
from ogpkit.check.locate import NOT_THERE, locate_findings
from ogpkit.check.partition import LEAST, list_wide_codes
from ogpkit.check.selection import RuleSelection
from ogpkit.editing.files import find_changed, is_plain
from ogpkit.editing.files import list_files as list_states
from ogpkit.editing.live_workspace import LiveWorkspace
from ogpkit.plugins.places import Scope
from ogpkit.workspace.files import read_file
from ogpkit.workspace.load import list_files, read_as_far_as_possible, read_settings, read_workspace
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.scan import SETTINGS, find_upwards, is_matched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.scan import FileEntry

_IDLE: Final = "OGP029"
"""The code of a path pattern that matches no file, which a part of the files cannot tell."""


MANY: Final = 20
"""Documents from which on what compares files waits until nothing more is typed; where each is faulty, it takes 5 ms of one."""

_NEEDS_OTHERS: Final = frozenset({NOT_THERE, NO_CYCLE, "OGP021", "OGP023", _IDLE})
"""Codes of the core that other files decide."""


class OpenWorkspace:
    """Workspace with the texts that editors hold of its files.

    Attributes:
        root: Its folder.
        plugins: The plugins that take part in it.
        texts: What editors hold, by path.
        wide_codes: The codes of findings that are not shown, because they depend on several countries of a large workspace.
    """

    def __init__(self, root: Path, plugins: Plugins, texts: Mapping[str, bytes]) -> None:
        """Look which files there are; what they say is read when it is asked for.

        Args:
            root: Its folder.
            plugins: The plugins that take part in it.
            texts: What editors hold already, by path.
        """
        self.root = root
        self.plugins = plugins
        self.texts = dict(texts)
        self._states = list_states(root)
        settings = read_settings(root, plugins.kinds, self.texts)
        self._exclude = settings.workspace.exclude
        self._entries = {entry.path: entry for entry in list_files(root, settings, {})}
        self._is_divided = len(self._entries) >= LEAST
        self._parts: dict[str, LiveWorkspace] = {}
        self.wide_codes: frozenset[str] = frozenset()
        self._whole: Workspace | None = None
        self._refreshed = 0
        self._sizes: dict[str, int] = {}
        self._near: dict[str, LiveWorkspace] = {}
        self._typed: dict[str, tuple[Finding, ...]] = {}
        scopes = {rule.value.code: rule.value.scope for rule in plugins.rules}
        self._needs_others = _NEEDS_OTHERS | {code for code, scope in scopes.items() if scope is not Scope.DOCUMENT}
        self._today = date.today()  # noqa: DTZ011  the person's own day

    @property
    def is_of_today(self) -> bool:
        """Tell whether it was opened on this day; rules about time count from it."""
        return self._today == date.today()  # noqa: DTZ011

    def has(self, path: str) -> bool:
        """Tell whether a file, there or not, belongs to the workspace: it is a plan file and not left out."""
        is_hidden = any(part.startswith(".") for part in path.split("/"))
        return path.endswith(".toml") and not is_hidden and not is_matched(path, self._exclude)

    def is_free(self, path: str) -> bool:
        """Tell whether there is no file under a path, neither on the disk nor in an editor."""
        return path not in self.texts and not os.path.lexists(self.root / path)

    def read_source(self, path: str) -> bytes:
        """Return what a file says, as an editor holds it or else as it is on the disk.

        Raises:
            OSError: There is no such file, or it cannot be read.
        """
        return self.texts[path] if path in self.texts else read_file(self.root, path)

    def find_part(self, path: str) -> LiveWorkspace:
        """Return the part of the workspace in which a file lies, with its findings; all of it where it is small."""
        name = self._name_part(path)
        if name not in self._parts:
            self._add_part(name, self._load_part(name))
        return self._parts[name]

    def _list_entries(self, name: str) -> list[FileEntry]:
        return [entry for entry in self._entries.values() if self._name_part(entry.path) in (name, "")]

    def _load_part(self, name: str, give_way: Callable[[], None] | None = None) -> LiveWorkspace:
        texts = {one: source for one, source in self.texts.items() if self._name_part(one) in (name, "")}
        kinds, editions, entries = self.plugins.kinds, self.plugins.editions, self._list_entries(name)
        loaded = read_workspace(self.root, kinds, editions, entries=entries)
        part = LiveWorkspace(loaded, self.plugins, check_later=True)
        part.give_way = give_way
        if texts:
            part.take(texts)
        else:
            part.check_again()
        return part

    def _add_part(self, name: str, part: LiveWorkspace) -> None:
        self._parts[name], part.give_way = part, None
        if self._is_divided:
            self.wide_codes |= self._list_wide_codes(part.workspace)
        gc.freeze()  # what was read stays: to look through all of it again and again would hold keys up

    def _part_load(self, name: str, give_way: Callable[[], None]) -> Callable[[], Callable[[], None]]:
        """Return the reading of a part, for another thread; what it returns takes it over, unless files changed meanwhile."""
        refreshed = self._refreshed

        def load() -> Callable[[], None]:
            part = self._load_part(name, give_way)

            def adopt() -> None:
                if name not in self._parts and self._refreshed == refreshed:
                    self._add_part(name, part)
                    self._pass_on(dict(self.texts))

            return adopt

        return load

    def read_around(self, path: str) -> Workspace:
        """Return what a file and others of its part say; only what it belongs to while thousands of files are being read."""
        is_there = self._name_part(path) in self._parts or not self.has_many(path)
        return (self.find_part(path) if is_there else self._find_near(path)).workspace

    def read_whole(self) -> Workspace:
        """Return what all files say; of a large workspace they are read for it."""
        self.pass_typed()
        if not self._is_divided:
            return self.find_part(SETTINGS).workspace
        if self._whole is None:
            kinds, editions, entries = self.plugins.kinds, self.plugins.editions, self._entries.values()
            self._whole = read_workspace(self.root, kinds, editions, instead=self.texts, entries=entries).workspace
        return self._whole

    def _name_part(self, path: str) -> str:
        claimed = self.plugins.kinds.match_path(path) if self._is_divided else None
        return claimed[1].get("country", "") if claimed else ""

    def _list_wide_codes(self, workspace: Workspace) -> frozenset[str]:
        kinds = {one.kind: self.plugins.kinds.by_name(one.kind) for one in workspace.documents.values()}
        whole = {one.kind for one in workspace.documents.values() if not one.country and one.path != SETTINGS}
        chosen = RuleSelection.from_settings(workspace.settings.check)
        return list_wide_codes(self.plugins, chosen, [kind for kind in kinds.values() if kind], whole) | {_IDLE}

    def list_findings(self, path: str) -> tuple[Finding, ...]:
        """Return what is wrong with a file; of a large workspace only what the files of one country can tell."""
        if path in self._typed:
            return self._typed[path]
        found = self.find_part(path).findings
        return tuple(one for one in found if one.path == path and one.code not in self.wide_codes)

    def has_many(self, path: str) -> bool:
        """Tell whether the part in which a file lies has so many documents that comparing them takes its time."""
        name = self._name_part(path)
        if name in self._parts:
            return len(self._parts[name].workspace.documents) >= MANY
        if name not in self._sizes:
            self._sizes[name] = len(self._list_entries(name))
        return self._sizes[name] >= MANY

    def take_soon(self, path: str, source: bytes) -> None:
        """Take in what is being typed, and check what the file itself tells; `part_checks` compare it with others.

        Args:
            path: The file.
            source: Its text.
        """
        is_known = path in self._typed or self._name_part(path) in self._parts
        before = [one for one in self.list_findings(path) if one.code in self._needs_others] if is_known else []
        self.texts[path] = source
        near = self._find_near(path)
        near.take({path: source})
        own = [one for one in near.findings if one.path == path and one.code not in self._needs_others]
        found = finish_steps(
            locate_findings((*before, *own), lambda one: source if one == path else self.read_source(one))
        )
        self._typed[path] = tuple(one for one in found if one.code not in self.wide_codes)

    def find_judge(self, path: str) -> LiveWorkspace:
        """Return what tells at once what would be wrong with a file that said something else."""
        return self._find_near(path) if self.has_many(path) else self.find_part(path)

    def _find_near(self, path: str) -> LiveWorkspace:
        """Return a file with those that say to what it belongs."""
        if path not in self._near:
            entries = [self._entries[one] for one in self._list_near(path) if one in self._entries]
            loaded = read_workspace(self.root, self.plugins.kinds, self.plugins.editions, entries=entries)
            self._near[path] = LiveWorkspace(loaded, self.plugins, check_later=True)
            self._near[path].take({one: self.texts[one] for one in self._list_near(path) if one in self.texts})
        return self._near[path]

    @property
    def is_behind(self) -> bool:
        """Tell whether something was typed or changed that was not compared with all files yet."""
        return bool(self._typed) or any(part.is_behind for part in self._parts.values())

    def pass_typed(self) -> None:
        """Let all that is asked of the workspace be answered from what was typed; findings follow."""
        if typed := {path: self.texts[path] for path in self._typed if path in self.texts}:
            self._pass_on(typed)

    def part_checks(self, give_way: Callable[[], None]) -> list[Callable[[], Callable[[], None]]]:
        """Return the checks of what was typed, for another thread; what each returns takes over what it has found.

        Args:
            give_way: Waits while there is something more urgent.
        """
        self.pass_typed()
        unread = {name for path in self._typed if (name := self._name_part(path)) not in self._parts}
        checks = [part.part_check(give_way) for part in self._parts.values() if part.is_behind]
        return [*checks, *(self._part_load(name, give_way) for name in sorted(unread))]

    def drop_settled(self) -> None:
        """Show of what was typed the findings of all files, where they are about what was typed last."""
        for path in list(self._typed):
            parts, is_read = list(self._list_parts(path)), self._name_part(path) in self._parts
            is_settled = is_read and all(not one.is_behind and one.is_of(path, self.texts[path]) for one in parts)
            if path not in self.texts or is_settled:
                del self._typed[path]

    def _list_near(self, path: str) -> list[str]:
        """Return the files that say to what a file belongs, and the file itself."""
        claimed = self.plugins.kinds.match_path(path)
        names = {key: value for key, value in (claimed[1] if claimed else {}).items() if key in ("country", "cycle")}
        patterns = [kind.pattern for kind in self.plugins.kinds]
        above = [pattern.fill(names) for pattern in patterns if names.keys() >= set(pattern.names)]
        return list(dict.fromkeys([*above, path]))

    def take(self, files: Mapping[str, bytes | None]) -> None:
        """Take in what editors hold now, and check what depends on it.

        Args:
            files: The text of each file; None where no editor holds it any more, so that the disk counts.
        """
        for path, source in files.items():
            if source is None:
                self.texts.pop(path, None)
                self._typed.pop(path, None)
            else:
                self.texts[path] = source
                is_read = self._name_part(path) in self._parts
                if self.has_many(path) and not (is_read and self._is_known(path, source)):
                    self.take_soon(path, source)
        self._pass_on({path: self._read_or_none(path) for path in files if path not in self._typed})

    def refresh(self) -> bool:
        """Take in what other programs have changed on the disk; tell whether there was anything."""
        before, self._states = self._states, list_states(self.root)
        changed = {path: entry for path, entry in find_changed(before, self._states) if self.has(path)}
        if not changed:
            return False
        self._refreshed += 1
        self._sizes.clear()
        for path, entry in changed.items():
            if entry is None:
                self._entries.pop(path, None)
            else:
                self._entries[path] = entry
        known = {path: self._read_or_none(path, entry) for path, entry in changed.items() if path not in self.texts}
        self._pass_on({path: source for path, source in known.items() if not self._is_known(path, source)})
        return True

    def _is_known(self, path: str, source: bytes | None) -> bool:
        return all(part.is_of(path, source) for part in self._list_parts(path))

    def _read_or_none(self, path: str, entry: FileEntry | None = None) -> bytes | None:
        if path in self.texts:
            return self.texts[path]
        if entry is not None and not is_plain(entry):
            return None
        try:
            return read_file(self.root, path)
        except OSError:
            return None

    def _pass_on(self, files: Mapping[str, bytes | None]) -> None:
        self._near = {path: near for path, near in self._near.items() if files.keys() <= {path}}
        if self._whole is not None:
            kinds = self.plugins.kinds
            read = [read_as_far_as_possible(path, one, kinds)[0] for path, one in files.items() if one is not None]
            self._whole = self._whole.with_documents([one for one in read if one is not None], files)
        for name, part in self._parts.items():
            mine = {path: source for path, source in files.items() if self._name_part(path) in (name, "")}
            changed = {path: source for path, source in mine.items() if not part.is_of(path, source)}
            if changed and len(part.workspace.documents) >= MANY:
                part.take_content(changed)
            else:
                part.take(changed)

    def _list_parts(self, path: str) -> Iterator[LiveWorkspace]:
        mine = self._name_part(path)
        yield from (part for name, part in self._parts.items() if mine in (name, ""))


class OpenWorkspaces:
    """All workspaces of which an editor has opened files."""

    def __init__(self, load_plugins: Callable[[Path, bytes | None], Plugins]) -> None:
        """Begin with none.

        Args:
            load_plugins: Gives the plugins that take part in the workspace in a folder, and with the text of its settings.
        """
        self._load_plugins = load_plugins
        self._open: dict[Path, OpenWorkspace] = {}

    def __iter__(self) -> Iterator[OpenWorkspace]:
        """Go through the workspaces, in the order of their opening."""
        return iter(tuple(self._open.values()))

    def find(self, file: Path) -> tuple[OpenWorkspace, str] | None:
        """Return the workspace of a file and its path there; None where it lies in none.

        Args:
            file: The file, which need not be on the disk.
        """
        root = find_upwards(file.parent)
        if root is None:
            return None
        path = next(_list_places(file, root), None)
        if path is None:
            return None
        if root not in self._open or not self._open[root].is_of_today:
            texts = self._open[root].texts if root in self._open else {}
            self._open[root] = OpenWorkspace(root, self._load_plugins(root, texts.get(SETTINGS)), texts)
        return self._open[root], path

    def reopen(self, root: Path) -> None:
        """Forget what was read of a workspace, whose settings say now which plugins and files there are."""
        known = self._open.pop(root, None)
        if known is not None:
            plugins = self._load_plugins(root, known.texts.get(SETTINGS))
            self._open[root] = OpenWorkspace(root, plugins, known.texts)


def _list_places(file: Path, root: Path) -> Iterator[str]:
    for one in (file.parent.resolve() / file.name, file.absolute()):
        if one.is_relative_to(root):
            yield one.relative_to(root).as_posix()
