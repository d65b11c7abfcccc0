"""The summary of the consultation as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from ogpkit.api.output import render_markdown
from ogpkit.api.text import Heading, TextDocument, _, current_language
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.paper import write_summary

if TYPE_CHECKING:
    from textual.app import ComposeResult

MOST: Final = 120
"""Parts of the document that are shown."""


class Report(ConsultationPart):
    """Document as it would be handed in, in the language in use."""

    def compose(self) -> ComposeResult:
        """Yield one document."""
        with VerticalScroll():
            yield Markdown("", open_links=False)

    def show(self) -> None:
        """Set the document."""
        writing = write_summary(self.desk.workspace, self.place, current_language())
        text = (
            render_markdown(_shorten_document(writing)) if writing else _("There is no file about a consultation yet.")
        )
        if writing and len(writing.blocks) > MOST:
            text += "\n" + _("… and more: the whole report is in “ogpkit consultation report”.") + "\n"
        self.query_one(Markdown).update(text)


def _shorten_document(writing: TextDocument) -> TextDocument:
    """Return the beginning of a long document, without names for links, which are of no use on a screen."""
    blocks = [attrs.evolve(block, id="") if isinstance(block, Heading) else block for block in writing.blocks[:MOST]]
    return attrs.evolve(writing, blocks=blocks)
