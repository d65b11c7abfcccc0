"""Comments as a sheet that may be handed to anybody: what is public of them and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Scope
from ogpkit.api.output import csv_bytes, xlsx_bytes
from ogpkit.api.text import Table, _, current_language
from ogpkit_consultation.model import Comment
from ogpkit_consultation.publishing import publish_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace

COLUMNS: Final = (
    "id",
    "received",
    "author",
    "group",
    "language",
    "commitments",
    "outcome",
    "answered",
    "text",
    "answer",
    "url",
)
"""The columns; all of them are public."""


def build_public_table(comments: Iterable[Document[Comment]], workspace: Workspace) -> Table:
    """Return comments as everybody may read them, one a row, with answers in the language in use.

    Args:
        workspace: Where they lie.
    """
    rows = [
        (
            one.id,
            one.comment.received,
            one.author,
            one.comment.group.value if one.comment.group else None,
            one.comment.language,
            ", ".join(one.comment.commitments),
            one.comment.response.outcome.value if one.comment.response else None,
            one.comment.response.on if one.comment.response else None,
            one.text,
            one.answer,
            one.comment.url,
        )
        for one in publish_comments(comments, current_language(), workspace)
    ]
    return Table(COLUMNS, rows)


def _export_csv(workspace: Workspace, place: Place) -> bytes:
    return csv_bytes(build_public_table(workspace.all(Comment, place.country, place.cycle), workspace))


def _export_xlsx(workspace: Workspace, place: Place) -> bytes:
    return xlsx_bytes(
        {_("Comments"): build_public_table(workspace.all(Comment, place.country, place.cycle), workspace)}
    )


EXPORTERS: Final = (
    Exporter(
        name="comments-csv",
        title="Comments and answers",
        suffix=".csv",
        scope=Scope.CYCLE,
        write=_export_csv,
        public=True,
    ),
    Exporter(
        name="comments-xlsx",
        title="Comments and answers",
        suffix=".xlsx",
        scope=Scope.CYCLE,
        write=_export_xlsx,
        public=True,
    ),
)
"""Comments as CSV and XLSX."""
