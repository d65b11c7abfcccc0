"""What documents and pages are made of: headings, paragraphs, tables, all plain text until a format writes it.

A text in a block is data and never markup: each format (Markdown, HTML, DOCX, PDF) makes it harmless in its own way.

A plain string is ogpkit's own words (or a plugin's), in the language in use: that of the document, or English where ogpkit is not
translated into it. A text from a file is `LangText` in a language of its own, so that it is set in its direction and read in its
language; where only a string has room for it (a label, a heading, the text of a link) it is an `ogpkit.text.phrase.Phrase`.
"""

from __future__ import annotations

from collections.abc import Iterable  # noqa: TC003  attrs resolves the converters
from datetime import date
from typing import Final, TypeAlias

import attrs

from ogpkit.text.inline import Cell, Inline, LangText, Link, Share, lang_text  # noqa: F401  plugins took some from here
from ogpkit.text.pictures import Bars, Course, Matrix, Picture, TileMap, Timeline, Trend


def _convert_pieces(given: str | Iterable[Inline]) -> tuple[Inline, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _convert_items(given: Iterable[Inline | Iterable[Inline]]) -> tuple[tuple[Inline, ...], ...]:
    return tuple((item,) if isinstance(item, str | Link | LangText) else tuple(item) for item in given)


def _convert_labelled(given: Iterable[tuple[str, Cell]]) -> tuple[tuple[str, Cell], ...]:
    return tuple(given)


def _convert_heads(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _convert_rows(given: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in given)


@attrs.frozen
class Heading:
    """Heading of a chapter or of a part of one.

    Attributes:
        text: Its text.
        level: 1 for a chapter, 2 and 3 for what stands in it; the document's title is none of them.
        id: A name by which a link finds it, stable from one writing to the next; empty where none is needed.
        language: The language of its text, where that is from a file; empty for a plain string or a phrase.
        listed: Whether a table of contents names it; one among many of the same kind, such as a comment, is found without.
    """

    text: str
    level: int = 1
    id: str = ""
    language: str = ""
    listed: bool = True


@attrs.frozen
class Paragraph:
    """Paragraph of text.

    Attributes:
        pieces: Its text, in pieces; a string that holds several lines is several lines.
    """

    pieces: tuple[Inline, ...] = attrs.field(converter=_convert_pieces)


@attrs.frozen
class Bullets:
    """List of points.

    Attributes:
        items: One paragraph's pieces each.
        numbered: Whether the order means something.
    """

    items: tuple[tuple[Inline, ...], ...] = attrs.field(converter=_convert_items)
    numbered: bool = False


@attrs.frozen
class KeyValues:
    """Labels, each with what is said of it, for example “Lead: Ministry of Mines”.

    Attributes:
        rows: Label and value; a value of None or an empty text is left out by every format.
    """

    rows: tuple[tuple[str, Cell], ...] = attrs.field(converter=_convert_labelled)


@attrs.frozen
class Grid:
    """Table with a heading for each column.

    Attributes:
        heads: The headings of its columns.
        rows: Its rows, each as long as the headings.
        caption: What the table shows, in a few words; every format gives it, so that nobody has to guess.
        ids: A name for each row by which a link finds it; empty, or as long as the rows.
        is_folded: Whether a page shows only what it is until a reader opens it; documents show it as any other.
        facets: The headings of columns by whose values a page lets its readers narrow the table.
    """

    heads: tuple[str, ...] = attrs.field(converter=_convert_heads)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_convert_rows)
    caption: str = ""
    ids: tuple[str, ...] = ()
    is_folded: bool = False
    facets: tuple[str, ...] = ()


@attrs.frozen
class Quote:
    """Quotation of what somebody wrote, as they wrote it.

    Attributes:
        text: Their words, in one or more lines.
        by: Who they are; empty where that is not public.
        language: The language in which they wrote.
        id: A name by which a link finds it.
    """

    text: str
    by: str = ""
    language: str = ""
    id: str = ""


@attrs.frozen(kw_only=True)
class FormField:
    """Question of a form.

    Attributes:
        name: The key under which the answer comes back: a word of small letters.
        label: What is asked.
        hint: What helps to answer it; empty where nothing does.
        is_long: Whether the answer has several lines.
        is_required: Whether the form cannot be sent without it.
        choices: The answers that can be chosen, each with what a person reads; empty where the answer is free.
        value: The answer where it is known already; the person reads it and cannot change it.
    """

    name: str
    label: str
    hint: str = ""
    is_long: bool = False
    is_required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""


@attrs.frozen(kw_only=True)
class Form:
    """Form that needs neither a server nor script: sending it opens a mail that holds the answers, a line `key=answer` each.

    A format in which nobody can type has a table with room for the answers.

    Attributes:
        title: What the form is for.
        fields: The questions.
        mail: The address to which the answers go.
        subject: The subject of the mail.
        button: What the button says.
        endpoint: An address on the web that takes the answers too; empty where there is none.
    """

    title: str
    fields: tuple[FormField, ...]
    mail: str
    subject: str
    button: str
    endpoint: str = ""


def as_grid(block: Grid | Form | Picture) -> Grid:
    """Return a table as it is, a form as a table with room for the answers, a picture as the table that says the same."""
    if isinstance(block, Grid):
        return block
    if isinstance(block, Picture):
        return Grid(heads=block.heads, rows=block.rows, caption=block.caption)
    return Grid(
        heads=(block.title, ""), rows=[(field.label, field.value) for field in block.fields], caption=block.title
    )


IN_CONTENTS: Final = 2
"""The lowest level of heading that a table of contents names."""

_WITH_COVER: Final = 4
"""From how many entries of its table of contents on a document has a title page."""

Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | KeyValues
    | Grid
    | Quote
    | Form
    | Bars
    | Timeline
    | Matrix
    | Trend
    | Course
    | TileMap
)
"""A part of a document or page."""


def drop_empty_headings(given: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks of a document or page, from top to bottom, without what says nothing and labels above nothing.

    A heading with a name of its own, or with words from a file, is the title of a thing: it says that the thing is there.
    """
    kept: list[Block] = []
    for block in reversed(tuple(given)):
        if isinstance(block, Heading):
            stands_above = bool(kept) and (not isinstance(kept[-1], Heading) or kept[-1].level > block.level)
            is_needed = stands_above or bool(block.id) or type(block.text) is not str
        else:
            is_needed = not isinstance(block, KeyValues) or any(value not in {None, ""} for _label, value in block.rows)
        if is_needed:
            kept.append(block)
    return tuple(reversed(kept))


@attrs.frozen(kw_only=True)
class TextDocument:
    """Document in one language, ready for any format.

    Attributes:
        title: Its title.
        language: The language in which it is written.
        blocks: Its content, from top to bottom.
        subtitle: A second line under the title, for example the country and the years.
        dated: The day that it bears, where it bears one.
        author: Who issues it; who builds the document fills in whose it is, where it does not say so itself.
    """

    title: str
    language: str
    blocks: tuple[Block, ...] = attrs.field(converter=drop_empty_headings)
    subtitle: str = ""
    dated: date | None = None
    author: str = ""

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The headings that a table of contents names."""
        return tuple(one for one in self.blocks if isinstance(one, Heading) and one.listed and one.level <= IN_CONTENTS)

    @property
    def has_cover(self) -> bool:
        """Whether title and contents have a page of their own: a short document begins below its title."""
        return len(self.contents) >= _WITH_COVER
