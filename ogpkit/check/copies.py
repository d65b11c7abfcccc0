"""Files that are copies of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.plugins.fixes import RelatedPlace
from ogpkit.plugins.rules import Problem
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.workspace.content import Document, Workspace


def check_copies(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Check that no other file of the same folder says the very same: OGP031.

    Files that are named by a year are left out: what held in one may hold in the next.

    Args:
        document: Any document.
        workspace: Where it lies.
    """
    if "id" not in document.names or not document.digest:
        return
    same = workspace.memoize(_group_by_content)[_identify(document)]
    first = min(same, key=lambda one: (len(one.path), one.path))  # a copy has the longer name
    if first.path != document.path:
        yield Problem(
            message=_("This file says the very same as {path}.").format(path=sanitize_line(first.path)),
            remedy=_("Delete one of them, or write what is different here."),
            also=(RelatedPlace(path=first.path),),
        )


def _group_by_content(workspace: Workspace) -> dict[tuple[str, str], list[Document[Any]]]:
    """Return the documents with an identifier of their own, by folder and content."""
    found: dict[tuple[str, str], list[Document[Any]]] = {}
    for document in workspace.documents.values():
        if "id" in document.names:
            found.setdefault(_identify(document), []).append(document)
    return found


def _identify(document: Document[Any]) -> tuple[str, str]:
    return document.path.rpartition("/")[0], document.digest
