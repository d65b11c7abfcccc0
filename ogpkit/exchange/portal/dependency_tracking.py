"""A workspace that notes for which kinds somebody asks, so that one knows when what was made of it is to be made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from ogpkit.workspace.content import Document, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F")

EVERYTHING: Final = "*"
"""Stands for every kind."""

COUNTRIES: Final = "countries"
"""Stands for which countries there are; no kind is called like several."""


class _RecordingDocuments(Mapping[str, Document[object]]):
    """Documents by path, which note the kinds of those that somebody asks for."""

    def __init__(self, whole: Workspace) -> None:
        self.whole = whole
        self.noted: set[str] = set()

    def __getitem__(self, path: str) -> Document[object]:
        claimed = self.whole.kinds.match_path(path)
        if claimed:  # what no kind claims is never there
            self.noted.add(claimed[0].name)
        return self.whole.documents[path]

    def __iter__(self) -> Iterator[str]:
        self.noted.add(EVERYTHING)
        return iter(self.whole.documents)

    def __len__(self) -> int:
        self.noted.add(EVERYTHING)
        return len(self.whole.documents)


class _RecordingWorkspace(Workspace):
    """Workspace whose documents are watched; one that is made of it with others is a workspace like any."""

    def all(self, entity: type[F], country: str = "", cycle: str = "") -> tuple[Document[F], ...]:
        """Return the documents of one class."""
        watched = self.documents
        if not isinstance(watched, _RecordingDocuments):
            return super().all(entity, country, cycle)
        kind = self.kinds.for_entity(entity)
        watched.noted.add(kind.name if kind is not None else EVERYTHING)
        return watched.whole.all(entity, country, cycle)

    def of_country(self, country: str) -> tuple[Document[object], ...]:
        """Return the documents of every class that lie with a country."""
        watched = self.documents
        if not isinstance(watched, _RecordingDocuments):
            return super().of_country(country)
        watched.noted.add(f"@{country}")
        return watched.whole.of_country(country)

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country identifier that some document's path names, in order."""
        watched = self.documents
        if not isinstance(watched, _RecordingDocuments):
            return super().countries
        watched.noted.add(COUNTRIES)
        return watched.whole.countries


def record_dependencies(
    whole: Workspace, known: Mapping[Callable[[Workspace], Any], object]
) -> tuple[Workspace, set[str]]:
    """Return a workspace that says the same as another one, and the kinds that were asked for, which grow.

    Args:
        whole: The other one.
        known: What is known of it, by what would work it out.
    """
    documents = _RecordingDocuments(whole)
    said = {field.name: getattr(whole, field.name) for field in attrs.fields(Workspace)}
    watched = _RecordingWorkspace(**{**said, "documents": documents})
    for derive, found in known.items():
        watched.know(derive, found)
    return watched, documents.noted
