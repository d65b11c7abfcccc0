"""Documents and pages as HTML that anybody can read: with a screen reader, without script, from right to left.

Every text is escaped; nothing in it can become markup, and what would act is written as its code point.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import attrs
from markupsafe import Markup, escape

from ogpkit import serve_old_names
from ogpkit.exchange.templates import render_template, template_environment
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.figures import number_text
from ogpkit.text.i18n import _, message_language
from ogpkit.text.inline import LangText, Link, Share, is_numeric
from ogpkit.text.marks import EMPHASIS, POINT, STRONG
from ogpkit.text.phrase import Phrase, say_days
from ogpkit.text.pictures import Matrix, Picture
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import contains_rtl, is_rtl, isolate_dates, text_direction
from ogpkit.text.states import STATE_SIGNS, StateText
from ogpkit.text.tables import cell_text, day_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from ogpkit.text.blocks import Block, FormField, TextDocument
    from ogpkit.text.inline import Cell, Inline

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Hand", "anchor", "as_html", "web")


WEB: Final = re.compile(r"https?://[^\s<>\"'\\\x00-\x20\x7f]+", re.IGNORECASE)
"""The only addresses outside that anything links to."""

_IN_CONTENTS: Final = 2
"""The lowest level of heading that a table of contents holds."""

_LONG: Final = 40
"""Letters from which on a text in a cell is long."""

_LONGEST: Final = 10_000
"""Letters of a long answer, as `ogpkit.exchange.questionnaires` takes them in."""

_NARROWED_FROM: Final = 4
"""Rows from which on a table can be narrowed to those with a value."""

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.-]")


def render_html(writing: TextDocument, templates: Path | None = None) -> str:
    """Return a document as one HTML file that needs nothing beside it.

    Args:
        templates: A folder with templates of the country's own.

    Raises:
        TemplateFault: The country's `document.html` does not work.
    """
    hand = HtmlWriter(writing.language)
    content = hand.blocks(writing.blocks)
    values = {
        "title": isolate_dates(for_xml(writing.title)),
        "heading": hand.line(writing.title),
        "subtitle": hand.line(writing.subtitle),
        "dated": hand.day(writing.dated) if writing.dated else "",
        "language": writing.language,
        "direction": text_direction(writing.language),
        "own": hand.own_words,
        "contents": [(level, html_anchor(name), hand.line(text)) for level, name, text in hand.headings],
        "contents_title": _("Contents"),
        "content": content,
    }
    return render_template(template_environment(templates), "document.html", values)


def html_anchor(name: str) -> str:
    """Return a name as the target of a link within a page: letters, digits, points and hyphens; others as their code."""
    return _UNSAFE.sub(lambda found: f"~{ord(found[0]):x}", name)


def safe_web_address(address: str) -> str | None:
    """Return an address if it leads to the web and cannot do anything else, otherwise None.

    Args:
        address: What somebody wrote.
    """
    return address if WEB.fullmatch(address) else None


@attrs.define
class HtmlWriter:
    """Writes blocks as HTML, so that the language of every text is the one that stands nearest above it.

    Attributes:
        language: The language of the page.
        find: Gives the reference for the address of a link, or None where it leads nowhere.
        own: The language of ogpkit's own words.
        headings: What was written of the upper two levels: level, name and text.
    """

    language: str
    find: Callable[[str], str | None] = safe_web_address
    own: str = attrs.field()
    headings: list[tuple[int, str, str | LangText]] = attrs.field(factory=list)
    _names: Counter[str] = attrs.field(factory=Counter)
    _level: int = 1
    _above: str = ""
    _around: str = attrs.field(init=False)
    _from_right: bool = attrs.field(init=False)

    @own.default
    def _own_language(self) -> str:
        return message_language(self.language)

    @_around.default
    def _language_around(self) -> str:
        return self.own

    @_from_right.default
    def _is_rtl(self) -> bool:
        return is_rtl(self.own)

    @property
    def own_words(self) -> Markup:
        """Return the attributes of an element that holds ogpkit's own words; none where they are in the page's language."""
        return Markup("" if self.own == self.language else _write_language_attributes(self.own))  # noqa: S704  every text has passed `_escape_text`

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Return blocks, from top to bottom, in an element of their own where the page speaks another language than ogpkit."""
        written = "\n".join(self._block(block) for block in blocks)
        foreign = written and self.own != self.language
        return Markup(f"<div{_write_language_attributes(self.own)}>{written}</div>" if foreign else written)  # noqa: S704  as above

    def line(self, text: str | LangText) -> Markup:
        """Return a text on its own, which says its language wherever it is put.

        Args:
            text: A string, or a text in a language of its own.
        """
        self._around = self.language if self.own == self.language else ""
        try:
            return Markup(self._write_piece(text))  # noqa: S704  as above
        finally:
            self._around = self.own

    def day(self, day: date) -> Markup:
        """Return a day as the language writes days, and as programs read it."""
        return Markup(self._write_day(day))  # noqa: S704  as above

    # From here on everything is HTML, put together as plain text for speed; what came from outside has passed `_escape_text`.

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._write_heading(block)
            case Paragraph():
                return f"<p>{self._write_pieces(block.pieces)}</p>"
            case Bullets():
                return self._write_bullets(block) if block.items else ""
            case KeyValues():
                return self._write_facts(block)
            case Grid() | Form() | Picture():
                return self._write_table(block)
            case Quote():
                return self._quote(block)

    def _write_heading(self, heading: Heading) -> str:
        # a level is never left out, so that the outline of a page has no holes
        self._level = max(2, min(heading.level + 1, self._level + 1, 6))
        identity = heading.id if heading.id and not self._names[heading.id] else f"section-{len(self.headings) + 1}"
        shown_above = heading.level <= _IN_CONTENTS
        name = self._make_id(identity if shown_above else heading.id)
        text: str | LangText = LangText(heading.text, heading.language) if heading.language else heading.text
        if shown_above:
            self.headings.append((heading.level, identity, text))
        self._above = heading.text
        return f"<h{self._level}{name}>{self._write_piece(text)}</h{self._level}>"

    def _write_bullets(self, bullets: Bullets) -> str:
        name = "ol" if bullets.numbered else "ul"
        items = (f"<li>{self._write_pieces(item)}</li>" for item in bullets.items)
        return f"<{name}>{''.join(items)}</{name}>"

    def _write_facts(self, facts: KeyValues) -> str:
        told = [row for row in facts.rows if row[1] not in (None, "")]
        # several values of one label stand below it once
        rows = [
            f"<div><dt>{self._write_words(label)}</dt>"
            f"{''.join(f'<dd>{self._write_cell(cell)}</dd>' for _label, cell in values)}</div>"
            for label, values in groupby(told, key=itemgetter(0))
        ]
        return f"<dl>{''.join(rows)}</dl>" if rows else ""

    def _write_table(self, block: Grid | Form | Picture) -> str:
        if isinstance(block, Form):
            return _write_form(block, self._write_words, _make_inert)
        return self._write_grid(block) if isinstance(block, Grid) else self._write_picture(block)

    def _write_picture(self, picture: Picture) -> str:
        from ogpkit.exchange.svg import PictureWriter  # noqa: PLC0415  only what has pictures needs it

        unseen = ' class="unseen"' if picture.caption == self._above else ""
        caption = f"<figcaption{unseen}>{self._write_words(picture.caption)}</figcaption>"
        writer = PictureWriter(
            words=self._write_words,
            link=lambda words, address: self._link(Link(words, address)),
            text=_make_inert,
            day=self._write_day,
            table=self._write_picture_table,
            is_rtl=self._from_right,
        )
        return writer.write(picture, caption)

    def _write_picture_table(self, picture: Picture) -> str:
        if not isinstance(picture, Matrix):
            return self._write_grid(as_grid(picture))
        from ogpkit.exchange.svg import write_square  # noqa: PLC0415  as above

        return self._write_grid(as_grid(picture), lambda row, column: write_square(picture, row, column))

    def _write_grid(self, grid: Grid, draw: Callable[[int, int], str] | None = None) -> str:
        first = grid.rows[0] if grid.rows else (None,) * len(grid.heads)
        heads = "".join(
            f'<th scope="col"{_align(cell)}>{self._write_words(head)}</th>' if head.strip() else "<td></td>"
            for head, cell in zip(grid.heads, first, strict=False)
        )
        ids = grid.ids or ("",) * len(grid.rows)
        rows = "\n".join(
            f"<tr{self._make_id(name)}>{''.join(self._write_cells(row, draw and partial(draw, number)))}</tr>"
            for number, (name, row) in enumerate(zip(ids, grid.rows, strict=True))
        )
        caption = self._write_caption(grid.caption) if grid.caption else ""
        written = (
            f'<div class="table" role="group" tabindex="0" aria-label="{_escape_text(grid.caption or _("Table"))}"'
            f"{_write_facets(grid)}><table>"
            f"{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
        )
        if not grid.is_folded:
            return written
        said = _("Show all {count}").format(count=cell_text(len(grid.rows)))
        return f"<details><summary>{self._write_words(said)}</summary>{written}</details>"

    def _write_caption(self, caption: str) -> str:
        """Return the caption; where the heading above says the same, it is for those who cannot see that it stands above."""
        unseen = ' class="unseen"' if caption == self._above else ""
        return f"<caption{unseen}>{self._write_words(caption)}</caption>"

    def _write_cells(self, row: tuple[Cell, ...], draw: Callable[[int], str] | None) -> Iterator[str]:
        for column, cell in enumerate(row):
            long = ' class="long"' if _is_long(cell) else ""
            if column == 0 and cell not in (None, ""):
                yield f'<th scope="row"{long}>{self._write_cell(cell)}</th>'
            elif is_numeric(cell):
                drawn = draw(column - 1) if draw else ""
                yield f'<td class="number">{drawn}{self._write_cell(cell)}</td>'
            else:
                yield f"<td{long}>{self._write_cell(cell)}</td>"

    def _quote(self, quote: Quote) -> str:
        by = f"<footer>— <cite>{self._write_words(quote.by)}</cite></footer>" if quote.by else ""
        words = f"<p{self._write_language(quote.text, quote.language or self.language)}>{_escape_text(quote.text)}</p>"
        return f"<blockquote{self._make_id(quote.id)}>{words}{by}</blockquote>"

    def _write_cell(self, cell: Cell) -> str:
        if isinstance(cell, Link | LangText):
            return self._write_piece(cell)
        if isinstance(cell, Share):
            return _SHARE.format(width=min(max(round(cell.percent), 0), 100), text=_escape_text(cell_text(cell)))
        if isinstance(cell, str):
            return self._write_words(cell)
        if cell is None or isinstance(cell, bool):
            return self._write_lang_text(cell_text(cell), self.own)
        if isinstance(cell, int | float):
            return self._write_lang_text(number_text(cell, self.own), self.own)
        return self._write_day(cell)

    def _write_day(self, day: date) -> str:
        language = "" if self._around == self.language else _write_language_attributes(self.language)
        return f'<time datetime="{day.isoformat()}"{language}>{_escape_text(day_text(day, self.language))}</time>'

    def _write_pieces(self, pieces: Iterable[Inline]) -> str:
        return "".join(self._write_piece(piece) for piece in pieces)

    def _write_piece(self, piece: Inline) -> str:
        if isinstance(piece, Link):
            return self._link(piece)
        return (
            _write_marks(self._write_lang_text(piece.text, piece.language or self.language))
            if isinstance(piece, LangText)
            else self._write_words(piece)
        )

    def _write_words(self, text: str) -> str:
        """Return ogpkit's own words, and the texts from files among them."""
        if isinstance(text, StateText):
            said = self._write_words(f"{STATE_SIGNS[text.state]} {text}")
            return f'<span class="state state-{text.state.value}">{said}</span>'
        if isinstance(text, Phrase):
            return "".join(self._write_piece(piece) for piece in text.pieces)
        return self._write_lang_text(say_days(text, self.own), self.own)

    def _link(self, link: Link) -> str:
        target = self.find(link.address)
        if target is None:
            return self._write_words(link.text)
        outside = ' rel="external noopener nofollow"' if WEB.fullmatch(target) else ""
        return f'<a href="{_make_inert(target)}"{outside}>{self._write_words(link.text or link.address)}</a>'

    def _write_lang_text(self, text: str, language: str) -> str:
        if language == self._around:
            return self._isolate(text)
        return f"<span{_write_language_attributes(language)}>{_escape_text(text)}</span>" if text else ""

    def _isolate(self, text: str) -> str:
        """Return a text kept apart where its direction could be another one than that around it; a mark alone has none."""
        could_turn = any(map(str.isalnum, text)) and (self._from_right or contains_rtl(text))
        return f"<bdi>{_escape_text(text)}</bdi>" if could_turn else _escape_text(text)

    def _write_language(self, text: str, language: str) -> str:
        """Return the language and direction of a text, where they are not those around it."""
        if language != self._around:
            return _write_language_attributes(language)
        return ' dir="auto"' if self._from_right or contains_rtl(text) else ""

    def _make_id(self, name: str) -> str:
        """Return a name that stands in the page once; a second one of the same name goes without."""
        if not name:
            return ""
        self._names[name] += 1
        return f' id="{html_anchor(name)}"' if self._names[name] == 1 else ""


def _write_facets(grid: Grid) -> str:
    """Return by which columns a table can be narrowed, and what the form for it says; nothing for a short table."""
    columns = [str(grid.heads.index(head)) for head in grid.facets if head in grid.heads]
    if not columns or len(grid.rows) < _NARROWED_FROM:
        return ""
    words = {"facets": " ".join(columns), "all": _("All"), "shown": _("Rows shown: {count} of {all}")}
    return "".join(f' data-{name}="{_make_inert(said)}"' for name, said in words.items())


_SHARE: Final = (
    '<span class="share"><svg viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none">'
    '<rect class="whole" width="100" height="8"/><rect width="{width}" height="8"/></svg> {text}</span>'
)


def _align(cell: Cell) -> str:
    """Return the class of a heading above numbers; none above anything else."""
    return ' class="number"' if is_numeric(cell) else ""


def _is_long(cell: Cell) -> bool:
    """Tell whether a cell holds a text that a narrow screen must not press into a column of a few letters."""
    words = cell.text if isinstance(cell, Link | LangText) else cell
    return isinstance(words, str) and len(words) > _LONG


def _write_language_attributes(language: str) -> str:
    """Return the attributes of an element in a language."""
    return f' lang="{_escape_text(language)}" dir="{text_direction(language)}"'


def _escape_text(text: str) -> str:
    """Return a text as HTML that says the same and does nothing, in an element as in an attribute; a line each on its own."""
    harmless = _make_inert(isolate_dates(text.strip("\n")))
    return harmless.replace("\n", "<br>") if "\n" in harmless else harmless


_MARKS: Final = (
    (STRONG, r"<strong>\1</strong>"),
    (EMPHASIS, r"<em>\1</em>"),
    (POINT, r"\1• "),
)
"""What marks in the texts of a plan mean on a page."""


def _write_marks(escaped: str) -> str:
    """Return a text from a file, already harmless, with what its marks stress stressed and its points as points."""
    if "*" in escaped or "- " in escaped:
        for mark, meaning in _MARKS:
            escaped = mark.sub(meaning, escaped)
    return escaped


def _make_inert(text: str) -> str:
    return str(escape(for_xml(text)))


def _write_form(form: Form, write_words: Callable[[str], str], escape: Callable[[str], str]) -> str:
    """Return a form as HTML.

    Args:
        write_words: Writes ogpkit's own words so that they are harmless.
        escape: Makes a value harmless in an attribute.
    """
    address = f"mailto:{quote(form.mail, safe='@')}?subject={quote(form.subject)}"
    fields = "\n".join(_write_field(field, write_words, escape) for field in form.fields)
    # text/plain is what people can read, and what `ogpkit import` takes in again
    buttons = f"<button>{write_words(form.button)}</button>"
    if target := safe_web_address(form.endpoint):
        kind = 'formenctype="application/x-www-form-urlencoded"'
        buttons = f'<button formaction="{escape(target)}" {kind}>{write_words(_("Send"))}</button> {buttons}'
    return (
        f'<form class="answers" method="post" enctype="text/plain" action="{escape(address)}" '
        f'aria-label="{escape(form.title)}" data-save="{escape(_("Save as a file"))}">\n'
        f"{fields}\n<p>{buttons}</p>\n</form>"
    )


def _write_field(field: FormField, write_words: Callable[[str], str], escape: Callable[[str], str]) -> str:
    name = escape(field.name)
    hint = f'<span class="hint" id="hint-{name}">{write_words(field.hint)}</span>' if field.hint else ""
    optional = "" if field.is_required else f" <span>{write_words(_('(optional)'))}</span>"
    common = f'id="answer-{name}" name="{name}"' + (f' aria-describedby="hint-{name}"' if hint else "")
    common += " required" if field.is_required else ""
    if field.value:
        control = f'<input {common} value="{escape(field.value)}" readonly>'
    elif field.choices:
        options = "".join(
            f'<option value="{escape(value)}">{write_words(said)}</option>' for value, said in field.choices
        )
        control = f'<select {common}><option value="">{write_words(_("Choose"))}</option>{options}</select>'
    elif field.is_long:
        control = f'<textarea {common} rows="6" maxlength="{_LONGEST}"></textarea>'
    else:
        control = f'<input {common} maxlength="200">'
    return f'<p><label for="answer-{name}">{write_words(field.label)}{optional}</label>{hint}{control}</p>'
