"""Sections of a panel: what a plugin declares in place of a widget, and the app shows without a line of Textual.

    Panel(
        name="plan",
        title="Plan",
        scope=Scope.CYCLE,
        sections=(
            TextSection(write=summarize_plan),
            TableSection(title="Commitments", table="commitments", actions=("copy-commitment",)),
            StageSection(title="Stages", kind="cycle"),
        ),
    )

Sections without a title stand below one another, in their order. Those with a title are on tabs of their own below them; each is
made when somebody first turns to it. Whatever a section shows follows every change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ogpkit.plugins.places import Place
from ogpkit.plugins.table_views import TableRow, TableView
from ogpkit.text.blocks import Block
from ogpkit.workspace.content import Document, Workspace

if TYPE_CHECKING:
    from textual.widget import Widget

    from ogpkit.plugins.editing_protocol import EditSession

Lines: TypeAlias = Iterable[Block | str]
"""What a text is made of: blocks, as in a document or on a page of the portal; a string is a line of its own."""


@attrs.frozen(kw_only=True)
class TextSection:
    """Text about the place, in the blocks of which documents and pages are made; what has no room is scrolled to.

    Attributes:
        title: What stands on its tab, in English; without one it stands on the panel itself.
        write: Gives the text, in the language in use.
        actions: The names of actions, each with a button below the text where it is offered.
    """

    title: str = ""
    write: Callable[[Workspace, Place], Lines]
    actions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class SessionSection:
    """Text for which more than the files is asked: standings, or what is wrong at a place.

    Attributes:
        title: As for `TextSection`.
        write: Gives the text, in the language in use.
        actions: As for `TextSection`.
    """

    title: str = ""
    write: Callable[[EditSession, Place], Lines]
    actions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class DrawingSection:
    """Drawing of letters that is made for the width that there is, for example a timeline or bars; no line is broken.

    Attributes:
        title: As for `TextSection`.
        draw: Gives the lines for a width in columns, in the language in use.
        legend: Says what its signs mean, in English; it stays in sight below the drawing.
    """

    title: str = ""
    draw: Callable[[Workspace, Place, int], Iterable[str]]
    legend: str = ""


@attrs.frozen(kw_only=True)
class PictureSection:
    """Pictures about the place, and texts between them; W shows the same in words.

    A timeline is scrolled with the arrows, zoomed with plus and minus, and T goes to today.

    Attributes:
        title: As for `TextSection`.
        write: Gives the pictures, in the language in use.
        actions: As for `TextSection`.
    """

    title: str = ""
    write: Callable[[Workspace, Place], Lines]
    actions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class TableSection:
    """List of a declared table, with a button for each action; Enter opens the file of a row.

    An action that says with `Action.of_row` or by the names of its fields what it takes from a row begins with the row in which
    the cursor is. Enter in a row without a file does the first action that is offered.

    Attributes:
        title: As for `TextSection`.
        table: The table, or the name of one that any plugin contributes.
        actions: The names of the actions.
        detail: Writes about the row in which the cursor is, below the list, or beside it in a wide terminal.
    """

    title: str = ""
    table: TableView | str
    actions: tuple[str, ...] = ()
    detail: Callable[[TableRow[Any]], Lines] | None = None


Find: TypeAlias = Callable[[Workspace, Place], Document[Any] | None]
"""Gives the document that a section is about; None where there is none yet."""


@attrs.frozen(kw_only=True)
class StageSection:
    """Stages of a document: what it has gone through, what may come next and what that lacks, and a line to enter it.

    Attributes:
        title: As for `TextSection`.
        kind: The kind of the document; its class has a stage graph.
        find: Gives the document; the one that is shown, or the last of the kind at the place, when left out.
        actions: The names of actions that have buttons beside the one that enters a stage.
    """

    title: str = ""
    kind: str
    find: Find | None = None
    actions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class BoardSection:
    """Board of the documents of a kind that has a stage graph: a column a stage, a card a document.

    Left and right go from column to column, Enter opens a document, and what somebody types leaves those that have the words.

    Attributes:
        title: As for `TextSection`.
        kind: The kind of the documents.
        card: Gives the lines of a card, in the language in use; what has no room is cut.
        search: Gives the words by which a card is found beside the name of its file; what the card says when left out.
        order: Gives what a column is ordered by, least first, for example the day on which something happened last; the day of
            the last step when left out.
        prompt: What stands where one types, in English, for example what can be found.
        when_empty: What belongs on it, in a sentence of English; the app says so where it has no cards.
        actions: The names of actions, each with a button above the columns; the first one adds a first card.
    """

    title: str = ""
    kind: str
    card: Callable[[Document[Any], Workspace], Iterable[str]]
    search: Callable[[Document[Any], Workspace], Iterable[str]] | None = None
    order: Callable[[Document[Any], Workspace], Any] | None = None
    prompt: str = ""
    when_empty: str = ""
    actions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class FormSection:
    """Form of the document of a kind at the place; where there is none, what begins it.

    Attributes:
        title: As for `TextSection`.
        kind: The kind of the document.
        find: Gives the document; the one that is shown, or the last of the kind at the place, when left out.
        actions: The names of actions that begin a document where there is none.
    """

    title: str = ""
    kind: str
    find: Find | None = None
    actions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ActionSection:
    """Row of buttons, one for each action that is offered at the place.

    Attributes:
        title: As for `TextSection`.
        actions: The names of the actions.
    """

    title: str = ""
    actions: tuple[str, ...]


@attrs.frozen(kw_only=True)
class WidgetSection:
    """Widget by hand, where nothing that is declared does.

    Attributes:
        title: As for `TextSection`.
        load: Imports and gives the maker of the widget.
    """

    title: str = ""
    load: Callable[[], Callable[[EditSession, Place], Widget]]


@attrs.frozen(kw_only=True)
class SectionGroup:
    """Sections that belong together, below or beside one another.

    Attributes:
        title: As for `TextSection`.
        sections: The sections; those of them with a title have it above them.
        beside: Whether they stand beside one another in a wide terminal.
    """

    title: str = ""
    sections: tuple[Section, ...]
    beside: bool = False


Section: TypeAlias = (
    TextSection
    | SessionSection
    | DrawingSection
    | PictureSection
    | TableSection
    | StageSection
    | BoardSection
    | FormSection
    | ActionSection
    | WidgetSection
    | SectionGroup
)
"""A part of a panel that is declared."""


def find_section_document(kind: str, find: Find | None, workspace: Workspace, place: Place) -> Document[Any] | None:
    """Return the document that a section is about; None where there is none yet.

    Args:
        kind: The name of its kind.
        find: The section's own way to find it.
        workspace: What the files say.
        place: What the panel shows.
    """
    if find is not None:
        return find(workspace, place)
    shown = workspace.documents.get(place.path)
    if shown is not None and shown.kind == kind:
        return shown
    declared = workspace.kinds.by_name(kind)
    found = workspace.all(declared.entity, place.country, place.cycle) if declared else ()
    return found[-1] if found else None


def list_sections(sections: Iterable[Section]) -> Iterable[Section]:
    """Yield sections, and those in their groups."""
    for section in sections:
        yield section
        if isinstance(section, SectionGroup):
            yield from list_sections(section.sections)
