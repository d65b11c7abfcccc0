"""Documents and pages as HTML that anybody can read: with a screen reader, without script, from right to left.

Every text is escaped; nothing in it can become markup, and what would act is written as its code point.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs
from markupsafe import Markup, escape

from ogpkit.exchange.cells import cell_text, day_text
from ogpkit.exchange.templates import environment, filled
from ogpkit.language import _
from ogpkit.scripts import direction, from_right, holds_from_right
from ogpkit.untrusted import in_xml
from ogpkit.writing import Bullets, Facts, Grid, Heading, Link, Paragraph, Quote, Said, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from ogpkit.writing import Block, Cell, Inline, Writing

WEB: Final = re.compile(r"https?://[^\s<>\"'\\\x00-\x20\x7f]+", re.IGNORECASE)
"""The only addresses outside that anything links to."""

_IN_CONTENTS: Final = 2
"""The lowest level of heading that a table of contents holds."""

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.-]")


def as_html(writing: Writing, templates: Path | None = None) -> str:
    """A document as one HTML file that needs nothing beside it.

    Args:
        writing: The document.
        templates: A folder with templates of the country's own.

    Raises:
        TemplateFault: The country's `document.html` does not work.
    """
    hand = Hand(writing.language)
    content = hand.blocks(writing.blocks)
    values = {
        "title": in_xml(writing.title),
        "subtitle": in_xml(writing.subtitle),
        "dated": hand.day(writing.dated) if writing.dated else "",
        "language": writing.language,
        "direction": direction(writing.language),
        "contents": [(level, anchor(name), in_xml(text)) for level, name, text in hand.headings],
        "contents_title": _("Contents"),
        "content": content,
    }
    return filled(environment(templates), "document.html", values)


def anchor(name: str) -> str:
    """A name as the target of a link within a page: letters, digits, points and hyphens; others as their code.

    Args:
        name: The name.
    """
    return _UNSAFE.sub(lambda found: f"~{ord(found[0]):x}", name)


def web(address: str) -> str | None:
    """An address if it leads to the web and cannot do anything else, otherwise None.

    Args:
        address: What somebody wrote.
    """
    return address if WEB.fullmatch(address) else None


@attrs.define
class Hand:
    """Writes blocks as HTML.

    Attributes:
        language: The language of the page.
        find: Gives the reference for the address of a link, or None where it leads nowhere.
        headings: What was written of the upper two levels: level, name and text.
    """

    language: str
    find: Callable[[str], str | None] = web
    headings: list[tuple[int, str, str]] = attrs.field(factory=list)
    _names: Counter[str] = attrs.field(factory=Counter)
    _level: int = 1
    _above: str = ""
    _from_right: bool = attrs.field(init=False)

    @_from_right.default
    def _runs_from_right(self) -> bool:
        return from_right(self.language)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks, from top to bottom.

        Args:
            blocks: The blocks.
        """
        return Markup("\n").join(self._block(block) for block in blocks)

    def day(self, day: date) -> Markup:
        """A day as the language writes days, and as programs read it.

        Args:
            day: The day.
        """
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), day_text(day, self.language))

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return Markup("<p{}>{}</p>").format(self._turn(block.pieces), self._pieces(block.pieces))
            case Bullets():
                name = Markup("ol") if block.numbered else Markup("ul")
                items = (Markup("<li{}>{}</li>").format(self._turn(item), self._pieces(item)) for item in block.items)
                return Markup("<{0}>{1}</{0}>").format(name, Markup().join(items)) if block.items else Markup()
            case Facts():
                return self._facts(block)
            case Grid():
                return self._grid(block)
            case Quote():
                return self._quote(block)

    def _heading(self, heading: Heading) -> Markup:
        # a level is never left out, so that the outline of a page has no holes
        self._level = max(2, min(heading.level + 1, self._level + 1, 6))
        identity = heading.id if heading.id and not self._names[heading.id] else f"section-{len(self.headings) + 1}"
        shown_above = heading.level <= _IN_CONTENTS
        name = self._id(identity if shown_above else heading.id)
        if shown_above:
            self.headings.append((heading.level, identity, heading.text))
        self._above = heading.text
        text = self._piece(Said(heading.text, heading.language))
        return Markup("<h{0}{1}>{2}</h{0}>").format(self._level, name, text)

    def _facts(self, facts: Facts) -> Markup:
        rows = [
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(self._apart(label), self._cell(cell))
            for label, cell in facts.rows
            if cell not in (None, "")
        ]
        return Markup("<dl>{}</dl>").format(Markup().join(rows)) if rows else Markup()

    def _grid(self, grid: Grid) -> Markup:
        heads = Markup().join(
            Markup('<th scope="col">{}</th>').format(self._apart(head)) if head.strip() else Markup("<td></td>")
            for head in grid.heads
        )
        rows = Markup("\n").join(
            Markup("<tr{}>{}</tr>").format(self._id(grid.ids[number] if grid.ids else ""), self._row(row))
            for number, row in enumerate(grid.rows)
        )
        caption = self._caption(grid.caption) if grid.caption else Markup()
        label = grid.caption or _("Table")
        return Markup(
            '<div class="table" role="group" tabindex="0" aria-label="{}"><table>{}'
            "<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>"
        ).format(in_xml(label), caption, heads, rows)

    def _caption(self, caption: str) -> Markup:
        """The caption; where the heading above says the same, it is for those who cannot see that it stands above."""
        unseen = Markup(' class="unseen"') if caption == self._above else Markup()
        return Markup("<caption{}>{}</caption>").format(unseen, self._apart(caption))

    def _row(self, row: tuple[Cell, ...]) -> Markup:
        return Markup().join(self._cells(row))

    def _cells(self, row: tuple[Cell, ...]) -> Iterator[Markup]:
        for column, cell in enumerate(row):
            if column == 0 and cell not in (None, ""):
                yield Markup('<th scope="row">{}</th>').format(self._cell(cell))
            elif isinstance(cell, int | float) and not isinstance(cell, bool):
                yield Markup('<td class="number">{}</td>').format(self._cell(cell))
            else:
                yield Markup("<td>{}</td>").format(self._cell(cell))

    def _quote(self, quote: Quote) -> Markup:
        by = Markup("<footer>— <cite>{}</cite></footer>").format(_text(quote.by)) if quote.by else Markup()
        return Markup("<blockquote{}><p{}>{}</p>{}</blockquote>").format(
            self._id(quote.id), self._spoken(quote.text, quote.language), _text(quote.text), by
        )

    def _cell(self, cell: Cell) -> Markup:
        if isinstance(cell, Link | Said):
            return self._piece(cell)
        if isinstance(cell, Share):
            text = _text(cell_text(cell))
            share = min(max(cell.percent, 0), 100)
            return Markup('<span class="share"><svg viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none">'
                          '<rect class="whole" width="100" height="8"/><rect width="{:.0f}" height="8"/></svg> {}</span>'
                          ).format(share, text)  # fmt: skip
        if cell is None or isinstance(cell, str | bool | int | float):
            return self._apart(cell_text(cell))
        return self.day(cell)

    def _pieces(self, pieces: Iterable[Inline]) -> Markup:
        return Markup().join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Inline) -> Markup:
        if isinstance(piece, Link):
            target = self.find(piece.address)
            if target is None:
                return self._apart(piece.text)
            outside = Markup(' rel="external noopener nofollow"') if WEB.fullmatch(target) else Markup()
            return Markup('<a href="{}"{}>{}</a>').format(target, outside, self._apart(piece.text or piece.address))
        if isinstance(piece, Said):
            if not piece.language or piece.language == self.language:
                return self._apart(piece.text)
            return Markup("<span{}>{}</span>").format(self._spoken(piece.text, piece.language), _text(piece.text))
        return _text(piece)

    def _apart(self, text: str) -> Markup:
        """A text of unknown language, kept apart where its direction could be another one than that around it."""
        if self._from_right or holds_from_right(text):
            return Markup("<bdi>{}</bdi>").format(_text(text))
        return _text(text)

    def _spoken(self, text: str, language: str) -> Markup:
        """The language and direction of a text, where they are not the page's own."""
        if language and language != self.language:
            return Markup(' lang="{}" dir="{}"').format(language, direction(language))
        return self._turn((text,))

    def _turn(self, pieces: Iterable[object]) -> Markup:
        """A text of unknown language finds its own direction where the page's could be wrong for it."""
        texts = [piece for piece in pieces if isinstance(piece, str)]
        apart = self._from_right or any(holds_from_right(text) for text in texts)
        return Markup(' dir="auto"') if texts and apart else Markup()

    def _id(self, name: str) -> Markup:
        """A name that stands in the page once; a second one of the same name goes without."""
        if not name:
            return Markup()
        self._names[name] += 1
        return Markup(' id="{}"').format(anchor(name)) if self._names[name] == 1 else Markup()


def _text(text: str) -> Markup:
    lines = in_xml(text.strip("\n")).split("\n")
    return escape(lines[0]) if len(lines) == 1 else Markup("<br>").join(escape(line) for line in lines)
