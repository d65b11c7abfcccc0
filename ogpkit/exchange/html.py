"""Documents and pages as HTML that anybody can read: with a screen reader, without script, from right to left.

Every text is escaped; nothing in it can become markup, and what would act is written as its code point.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs
from markupsafe import Markup, escape

from ogpkit.exchange.templates import environment, filled
from ogpkit.text.blocks import Bullets, Facts, Grid, Heading, Link, Paragraph, Quote, Said, Share
from ogpkit.text.i18n import _, own_language
from ogpkit.text.phrase import Phrase
from ogpkit.text.sanitize import in_xml
from ogpkit.text.scripts import direction, from_right, holds_from_right, steady
from ogpkit.text.tables import cell_text, day_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from ogpkit.text.blocks import Block, Cell, Inline, Writing

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
        "title": steady(in_xml(writing.title)),
        "heading": hand.line(writing.title),
        "subtitle": hand.line(writing.subtitle),
        "dated": hand.day(writing.dated) if writing.dated else "",
        "language": writing.language,
        "direction": direction(writing.language),
        "own": hand.own_words,
        "contents": [(level, anchor(name), hand.line(text)) for level, name, text in hand.headings],
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
    """Writes blocks as HTML, so that the language of every text is the one that stands nearest above it.

    Attributes:
        language: The language of the page.
        find: Gives the reference for the address of a link, or None where it leads nowhere.
        own: The language of ogpkit's own words.
        headings: What was written of the upper two levels: level, name and text.
    """

    language: str
    find: Callable[[str], str | None] = web
    own: str = attrs.field()
    headings: list[tuple[int, str, str | Said]] = attrs.field(factory=list)
    _names: Counter[str] = attrs.field(factory=Counter)
    _level: int = 1
    _above: str = ""
    _around: str = attrs.field(init=False)
    _from_right: bool = attrs.field(init=False)

    @own.default
    def _own_language(self) -> str:
        return own_language(self.language)

    @_around.default
    def _language_around(self) -> str:
        return self.own

    @_from_right.default
    def _runs_from_right(self) -> bool:
        return from_right(self.own)

    @property
    def own_words(self) -> Markup:
        """The attributes of an element that holds ogpkit's own words; none where they are in the page's language."""
        return Markup("" if self.own == self.language else _spoken_in(self.own))  # noqa: S704  every text has passed `_text`

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks, from top to bottom, in an element of their own where the page speaks another language than ogpkit.

        Args:
            blocks: The blocks.
        """
        written = "\n".join(self._block(block) for block in blocks)
        foreign = written and self.own != self.language
        return Markup(f"<div{_spoken_in(self.own)}>{written}</div>" if foreign else written)  # noqa: S704  as above

    def line(self, text: str | Said) -> Markup:
        """A text on its own, which says its language wherever it is put.

        Args:
            text: A string, or a text in a language of its own.
        """
        self._around = self.language if self.own == self.language else ""
        try:
            return Markup(self._piece(text))  # noqa: S704  as above
        finally:
            self._around = self.own

    def day(self, day: date) -> Markup:
        """A day as the language writes days, and as programs read it.

        Args:
            day: The day.
        """
        return Markup(self._day(day))  # noqa: S704  as above

    # From here on everything is HTML, put together as plain text for speed; what came from outside has passed `_text`.

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return f"<p>{self._pieces(block.pieces)}</p>"
            case Bullets():
                return self._bullets(block) if block.items else ""
            case Facts():
                return self._facts(block)
            case Grid():
                return self._grid(block)
            case Quote():
                return self._quote(block)

    def _heading(self, heading: Heading) -> str:
        # a level is never left out, so that the outline of a page has no holes
        self._level = max(2, min(heading.level + 1, self._level + 1, 6))
        identity = heading.id if heading.id and not self._names[heading.id] else f"section-{len(self.headings) + 1}"
        shown_above = heading.level <= _IN_CONTENTS
        name = self._id(identity if shown_above else heading.id)
        text: str | Said = Said(heading.text, heading.language) if heading.language else heading.text
        if shown_above:
            self.headings.append((heading.level, identity, text))
        self._above = heading.text
        return f"<h{self._level}{name}>{self._piece(text)}</h{self._level}>"

    def _bullets(self, bullets: Bullets) -> str:
        name = "ol" if bullets.numbered else "ul"
        items = (f"<li>{self._pieces(item)}</li>" for item in bullets.items)
        return f"<{name}>{''.join(items)}</{name}>"

    def _facts(self, facts: Facts) -> str:
        rows = [
            f"<div><dt>{self._words(label)}</dt><dd>{self._cell(cell)}</dd></div>"
            for label, cell in facts.rows
            if cell not in (None, "")
        ]
        return f"<dl>{''.join(rows)}</dl>" if rows else ""

    def _grid(self, grid: Grid) -> str:
        heads = "".join(
            f'<th scope="col">{self._words(head)}</th>' if head.strip() else "<td></td>" for head in grid.heads
        )
        ids = grid.ids or ("",) * len(grid.rows)
        rows = "\n".join(
            f"<tr{self._id(name)}>{''.join(self._cells(row))}</tr>" for name, row in zip(ids, grid.rows, strict=True)
        )
        caption = self._caption(grid.caption) if grid.caption else ""
        return (
            f'<div class="table" role="group" tabindex="0" aria-label="{_text(grid.caption or _("Table"))}"><table>'
            f"{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
        )

    def _caption(self, caption: str) -> str:
        """The caption; where the heading above says the same, it is for those who cannot see that it stands above."""
        unseen = ' class="unseen"' if caption == self._above else ""
        return f"<caption{unseen}>{self._words(caption)}</caption>"

    def _cells(self, row: tuple[Cell, ...]) -> Iterator[str]:
        for column, cell in enumerate(row):
            if column == 0 and cell not in (None, ""):
                yield f'<th scope="row">{self._cell(cell)}</th>'
            elif isinstance(cell, int | float) and not isinstance(cell, bool):
                yield f'<td class="number">{self._cell(cell)}</td>'
            else:
                yield f"<td>{self._cell(cell)}</td>"

    def _quote(self, quote: Quote) -> str:
        by = f"<footer>— <cite>{self._words(quote.by)}</cite></footer>" if quote.by else ""
        words = f"<p{self._spoken(quote.text, quote.language or self.language)}>{_text(quote.text)}</p>"
        return f"<blockquote{self._id(quote.id)}>{words}{by}</blockquote>"

    def _cell(self, cell: Cell) -> str:
        if isinstance(cell, Link | Said):
            return self._piece(cell)
        if isinstance(cell, Share):
            return _SHARE.format(width=min(max(round(cell.percent), 0), 100), text=_text(cell_text(cell)))
        if isinstance(cell, str):
            return self._words(cell)
        if cell is None or isinstance(cell, bool | int | float):
            return self._said(cell_text(cell), self.own)
        return self._day(cell)

    def _day(self, day: date) -> str:
        language = "" if self._around == self.language else _spoken_in(self.language)
        return f'<time datetime="{day.isoformat()}"{language}>{_text(day_text(day, self.language))}</time>'

    def _pieces(self, pieces: Iterable[Inline]) -> str:
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Inline) -> str:
        if isinstance(piece, Link):
            return self._link(piece)
        return (
            self._said(piece.text, piece.language or self.language) if isinstance(piece, Said) else self._words(piece)
        )

    def _words(self, text: str) -> str:
        """Ogpkit's own words, and the texts from files among them."""
        if isinstance(text, Phrase):
            return "".join(self._piece(piece) for piece in text.pieces)
        return self._said(text, self.own)

    def _link(self, link: Link) -> str:
        target = self.find(link.address)
        if target is None:
            return self._words(link.text)
        outside = ' rel="external noopener nofollow"' if WEB.fullmatch(target) else ""
        return f'<a href="{_inert(target)}"{outside}>{self._words(link.text or link.address)}</a>'

    def _said(self, text: str, language: str) -> str:
        if language == self._around:
            return self._apart(text)
        return f"<span{_spoken_in(language)}>{_text(text)}</span>" if text else ""

    def _apart(self, text: str) -> str:
        """A text kept apart where its direction could be another one than that around it; a mark alone has none."""
        could_turn = any(map(str.isalnum, text)) and (self._from_right or holds_from_right(text))
        return f"<bdi>{_text(text)}</bdi>" if could_turn else _text(text)

    def _spoken(self, text: str, language: str) -> str:
        """The language and direction of a text, where they are not those around it."""
        if language != self._around:
            return _spoken_in(language)
        return ' dir="auto"' if self._from_right or holds_from_right(text) else ""

    def _id(self, name: str) -> str:
        """A name that stands in the page once; a second one of the same name goes without."""
        if not name:
            return ""
        self._names[name] += 1
        return f' id="{anchor(name)}"' if self._names[name] == 1 else ""


_SHARE: Final = (
    '<span class="share"><svg viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none">'
    '<rect class="whole" width="100" height="8"/><rect width="{width}" height="8"/></svg> {text}</span>'
)


def _spoken_in(language: str) -> str:
    """The attributes of an element in a language."""
    return f' lang="{_text(language)}" dir="{direction(language)}"'


def _text(text: str) -> str:
    """A text as HTML that says the same and does nothing, in an element as in an attribute; a line each on its own."""
    harmless = _inert(steady(text.strip("\n")))
    return harmless.replace("\n", "<br>") if "\n" in harmless else harmless


def _inert(text: str) -> str:
    return str(escape(in_xml(text)))
