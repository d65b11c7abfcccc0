"""The files of a workspace country by country, of which only those are read that somebody asks for.

What a file holds is known by its digest. Where the system's notes of a file are those of an earlier time, it holds what it held
then, and not even its digest is worked out again.
"""

from __future__ import annotations

import time
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.workspace.content import Workspace
from ogpkit.workspace.files import Reader
from ogpkit.workspace.load import list_files, read_entry, read_settings, rest_collector
from ogpkit.workspace.scan import LARGEST, SETTINGS, FileEntry
from ogpkit.workspace.write import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ogpkit.schema.editions import Editions
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.content import Document

Stats = dict[str, tuple[int, int, int, str]]
"""The size of each file, when it was changed and touched, and the digest of what it held then."""

_FRESH: Final = 2_000_000_000
"""Nanoseconds within which a file system may note two changes as one; files younger than that are read."""


class FilesOnDisk:
    """Files of a workspace as they lie on the disk."""

    def __init__(
        self, root: Path, kinds: Kinds, editions: Editions, today: date | None = None, stats: Stats | None = None
    ) -> None:
        """List the files.

        Args:
            root: The folder of the workspace.
            today: The day on which it is looked at; the present one when left out.
            stats: What is known of the files from an earlier time. It is brought up to date.
        """
        self._root = root
        self._kinds = kinds
        self._documents: dict[str, tuple[Document[Any], ...]] = {}
        self.is_steady = True
        """Whether each file that was read held what its digest says; otherwise somebody wrote it meanwhile."""
        settings = read_settings(root, kinds, {})
        day = today or date.today()  # noqa: DTZ011  the coordinator's own day
        self._empty = Workspace(settings=settings, kinds=kinds, editions=editions, today=day)
        self._entries: dict[str, list[FileEntry]] = {}
        for entry in list_files(root, settings, {}):
            claimed = kinds.match_path(entry.path)
            if claimed is not None:
                self._entries.setdefault(claimed[1].get("country", ""), []).append(entry)
        self._digests = self._find_digests({} if stats is None else stats)

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country that has a file, in order."""
        return tuple(sorted(self._entries.keys() - {""}))

    def list_digests(self, country: str) -> tuple[tuple[str, str], ...]:
        """Return the files of a country, each with what tells its content from others.

        Args:
            country: The country; empty for the files of none.
        """
        return tuple((entry.path, self._digests[entry.path]) for entry in self._entries.get(country, ()))

    def list_documents(self, country: str) -> tuple[Document[Any], ...]:
        """Return what the files of a country say, in the order of their paths; they are read when they are first asked for.

        Args:
            country: The country; empty for the files of none.
        """
        if country not in self._documents:
            with rest_collector(), Reader(self._root) as reader:
                self._documents[country] = self._read(reader, self._entries.get(country, ()))
        return self._documents[country]

    def forget(self, country: str) -> None:
        """Forget what the files of a country say, which is not needed for the moment.

        Args:
            country: The country.
        """
        self._documents.pop(country, None)

    @cached_property
    def base(self) -> Workspace:
        """Return the workspace with its settings, and without any other file."""
        settings = {one.path: one for one in self.list_documents("") if one.path == SETTINGS}
        return attrs.evolve(self._empty, documents=settings)

    def read_all(self) -> Workspace:
        """Return what all files say."""
        found = (one for country in ("", *self.countries) for one in self.list_documents(country))
        by_path = {one.path: one for one in found}
        return attrs.evolve(self._empty, documents={path: by_path[path] for path in sorted(by_path)})

    def _read(self, reader: Reader, entries: Iterable[FileEntry]) -> tuple[Document[Any], ...]:
        found = []
        for entry in entries:
            document, _faults = read_entry(reader, entry, self._kinds)
            if document is not None:
                found.append(document)
                self.is_steady &= document.digest == self._digests[entry.path]
        return tuple(found)

    def _find_digests(self, stats: Stats) -> dict[str, str]:
        """Return what tells the content of each file from others, and note what need not be worked out the next time."""
        settled = time.time_ns() - _FRESH
        found: dict[str, str] = {}
        noted: Stats = {}
        with Reader(self._root) as reader:
            for entry in (entry for some in self._entries.values() for entry in some):
                about = (entry.size, entry.modified, entry.touched)
                known = stats.get(entry.path)
                digest = known[3] if known is not None and known[:3] == about else _hash_file(reader, entry)
                found[entry.path] = digest
                if max(entry.modified, entry.touched) < settled:
                    noted[entry.path] = (*about, digest)
        stats.clear()
        stats.update(noted)
        return found


def _hash_file(reader: Reader, entry: FileEntry) -> str:
    """Return what tells the content of a file from others; for one that nobody reads, why not."""
    if entry.trouble or entry.size > LARGEST:
        return f"\0{entry.trouble}"
    try:
        return file_digest(reader.read(entry.path))
    except OSError as error:
        return f"\0{error.errno}"
