"""A guide of the documentation, to be read in the app."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Markdown

from ogpkit import PACKAGE_DIR
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

_PLACES: Final = (Path(PACKAGE_DIR, "docs"), Path(PACKAGE_DIR).parent / "docs")
"""Inside an installed package, and beside the package in a checkout."""

GUIDES: Final[Mapping[str, tuple[str, str]]] = {
    "check": (N_("Checking plan files"), N_("problems errors rules baseline ignore")),
    "consultations": (N_("Consultations"), N_("comments answers participation forum")),
    "eligibility": (N_("Eligibility"), N_("score criteria threshold values check")),
    "networking": (N_("Finding expertise"), N_("networking mechanism assistance case peer")),
    "plans-from-sheets": (N_("Plans from sheets"), N_("excel csv import mapping columns spreadsheet")),
    "portal-and-documents": (N_("The portal and documents"), N_("website publish docx word pdf print template")),
    "reports": (N_("Reports on a cycle"), N_("self-assessment end-of-term irm progress")),
    "rule-sets": (N_("The rules of the day"), N_("edition handbook articles national standards")),
}
"""Guides by the name of their file, each with its title and other words for what it is about."""


def find_guide(name: str) -> Path | None:
    """Return the file of a guide; None where it is not installed."""
    return next((path for place in _PLACES if (path := place / f"{name}.md").is_file()), None)


class GuidePage(Dialog[None]):
    """Guide; a link to another guide opens that one, a link elsewhere the browser."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", N_("Close"), id="ogpkit.guide.close")]

    text_view = getters.query_one(Markdown)

    def __init__(self, name: str) -> None:
        """Show a guide.

        Args:
            name: The name of its file.
        """
        super().__init__()
        self._guide = name

    def compose(self) -> ComposeResult:
        """Yield the text and a button."""
        with Vertical(classes="dialog guide"):
            with VerticalScroll():
                yield Markdown(self._read(self._guide), open_links=False)
            yield Button(_("Close (Esc)"), variant="primary", compact=True)

    @staticmethod
    def _read(name: str) -> str:
        path = find_guide(name)
        return path.read_text("utf-8") if path is not None else ""

    @on(Markdown.LinkClicked)
    def _follow_link(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        target = PurePosixPath(event.href.partition("#")[0])
        if target.suffix == ".md" and target.stem in GUIDES and find_guide(target.stem) is not None:
            self.text_view.update(self._read(target.stem))
            self.query_one(VerticalScroll).scroll_home(animate=False)
        elif event.href.startswith(("https://", "http://")):
            self.app.open_url(event.href)
            self.app.notify(event.href)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Close."""
        self.dismiss()
