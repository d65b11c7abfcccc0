"""The tables of comments: as everybody may read them, and as those who answer them need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Scope, TableColumn, TableRow, TableView
from ogpkit.api.text import N_, current_language
from ogpkit_consultation.model import Comment
from ogpkit_consultation.publishing import publish_comment

if TYPE_CHECKING:
    from ogpkit.api.content import Document
    from ogpkit_consultation.publishing import Public


def _publish(row: TableRow[Comment]) -> Public:
    document: Document[Comment] | None = row.document
    if document is None:
        raise LookupError("A comment stands in a file.")
    return publish_comment(document, current_language(), row.workspace)


def _get_answer(row: TableRow[Comment]) -> str:
    text = row.item.response.text if row.item.response else None
    return text.best(current_language(), row.workspace.language, "en") if text else ""


_ID: Final = TableColumn("id", label=N_("No."))
_RECEIVED: Final = TableColumn("received")
_AUTHOR: Final = TableColumn("author", derive=lambda row: _publish(row).author, label=N_("Author"), empty="")
_ABOUT: Final = (
    TableColumn("group"),
    TableColumn("language"),
    TableColumn("commitments"),
    TableColumn("outcome", derive=lambda row: row.item.response and row.item.response.outcome, label=N_("Outcome")),
    TableColumn("answered", derive=lambda row: row.item.response and row.item.response.on, label=N_("Answered")),
)
_TEXT: Final = TableColumn("text", derive=lambda row: _publish(row).text, label=N_("Comment"), empty="")
_ANSWER: Final = TableColumn("answer", derive=lambda row: _publish(row).answer, label=N_("Answer"), empty="")

COMMENTS: Final = TableView(
    name="comments",
    title="Comments and answers",
    scope=Scope.CYCLE,
    entity=Comment,
    columns=(_ID, _RECEIVED, _AUTHOR, *_ABOUT, _TEXT, _ANSWER, "url"),
    exports={"comments-csv": ".csv", "comments-xlsx": ".xlsx"},
    public=True,
    open_data=True,
)
"""Comments as everybody may read them, with answers in the language in use; all of its columns are public."""

PRIVATE_COMMENTS: Final = TableView(
    name="comments-private",
    title="Comments, with authors' addresses and numbers",
    scope=Scope.CYCLE,
    entity=Comment,
    columns=(
        _ID,
        _RECEIVED,
        TableColumn("author", empty=""),
        *_ABOUT,
        TableColumn("text", empty=""),
        TableColumn("answer", derive=_get_answer, label=N_("Answer"), empty=""),
        "email",
        "telephone",
    ),
    exports={},
)
"""Comments as those who answer them need them: for themselves, not for others."""

TABLES: Final = (COMMENTS, PRIVATE_COMMENTS)
"""Comments, public and private."""
