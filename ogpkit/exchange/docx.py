"""Documents as Word files: real styles, a table of contents, tables with header rows, and the language of every text.

What a country wants to look otherwise it says in a `reference.docx` of its own: its styles, margins, header and footer are taken.
"""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.docx_looks import (
    BLUE,
    IN_TABLES,
    NO_COLOUR,
    STATE_COLOURS,
    TABLE,
    add_entry_styles,
    add_field,
    add_running_lines,
    make_element,
    qualify,
    set_looks,
    turn_pages,
)
from ogpkit.exchange.html import safe_web_address
from ogpkit.exchange.incoming import read_incoming, unpack_archive
from ogpkit.exchange.templates import TemplateFault, template_file
from ogpkit.text.blocks import IN_CONTENTS, Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.i18n import _, message_language
from ogpkit.text.inline import LangText, Link
from ogpkit.text.marks import Stress, split_marks
from ogpkit.text.phrase import phrase_parts, say_days, trim_lines
from ogpkit.text.pictures import Picture
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import contains_rtl, find_direction, is_rtl, isolate_dates, isolate_ltr
from ogpkit.text.states import StateText
from ogpkit.text.tables import cell_text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

    from ogpkit.text.blocks import Block, TextDocument
    from ogpkit.text.inline import Cell, Inline
    from ogpkit.text.states import State

_MOMENT: Final = (2000, 1, 1, 0, 0, 0)
"""The time that every part of the file bears, so that the same document gives the same bytes."""

_SHORT: Final = 14
"""How many letters a text has at most that is set on one line, whatever stands beside it."""

_TOO_LONG_TO_KEEP_TOGETHER: Final = 400
"""From how many letters on a row may be broken at the end of a page."""

_AFTER_BIDI: Final = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *(
        "w:suppressOverlap",
        "w:jc",
        "w:textDirection",
        "w:textAlignment",
        "w:textboxTightWrap",
        "w:outlineLvl",
        "w:divId",
    ),
    *("w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)


def render_docx(writing: TextDocument, templates: Path | None = None) -> bytes:
    """Return a document as a Word file.

    Args:
        templates: A folder with templates of the country's own.

    Raises:
        TemplateFault: The country's `reference.docx` is no Word file.
    """
    reference = template_file("reference.docx", templates)
    document = _begin_document(reference)
    pen = _Pen(document, writing.language, message_language(writing.language))
    if reference is None:
        set_looks(document, writing.language)
        running = " · ".join(filter(None, (writing.title, writing.subtitle)))
        add_running_lines(document, isolate_dates(for_xml(running)), has_cover=writing.has_cover)
    add_entry_styles(document)
    turn_pages(document, pen.own)
    _describe(document, writing)
    pen.add_front(writing)
    pen.add_contents(writing.contents)
    above = len(document.element.body)
    for block in writing.blocks:
        pen.block(block)
    if writing.has_cover:
        pen.begin_page(above)
    pen.turn_running_lines()
    out = BytesIO()
    document.save(out)
    return fix_times(out.getvalue())


def _begin_document(reference: Path | None) -> Document:
    from docx import Document  # noqa: PLC0415  only this form needs it
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        if reference is not None:
            unpack_archive(read_incoming(reference), lambda _name: True)
        document = Document(str(reference) if reference else None)
    except (
        OgpkitError,
        OSError,
        ValueError,
        KeyError,
        AttributeError,
        SyntaxError,
        OpcError,
        zipfile.BadZipFile,
    ) as error:
        raise TemplateFault("reference.docx", str(error)) from error
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    return document


def _describe(document: Document, writing: TextDocument) -> None:
    about = document.core_properties
    about.title, about.subject = for_xml(writing.title)[:255], for_xml(writing.subtitle)[:255]
    author = for_xml(writing.author)[:255] or "ogpkit"
    about.language, about.author, about.last_modified_by, about.comments = writing.language, author, author, ""
    if moment := writing.dated:
        about.created = about.modified = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001  a day
    else:  # when it was made is not in it: the same document gives the same bytes
        for tag in ("dcterms:created", "dcterms:modified"):
            found = about._element.find(qualify(tag))  # noqa: SLF001  python-docx sets times and never takes them out
            if found is not None:
                about._element.remove(found)  # noqa: SLF001
    about.revision = 1
    usual = document.styles.element.find(f".//{qualify('w:rPrDefault')}/{qualify('w:rPr')}")
    if usual is not None:
        for old in usual.findall(qualify("w:lang")):
            usual.remove(old)
        usual.append(_make_language(writing.language))


@attrs.define
class _Pen:
    """Writes blocks into a Word file.

    Attributes:
        document: The file.
        language: The language of the document.
        own: The language of ogpkit's own words.
        bookmarks: How many names were given so far.
        chapters: How many headings of the upper levels were written so far.
        above: The heading last written, which says what a table without a caption is about.
    """

    document: Document
    language: str
    own: str
    bookmarks: int = 0
    chapters: int = 0
    above: str = ""

    def block(self, block: Block) -> None:
        """Add one block after those that are there."""
        match block:
            case Heading():
                self.above = block.text
                self._add_heading(block)
            case Paragraph():
                self.add_paragraph(block.pieces, "")
            case Bullets():
                for item in block.items:
                    self.add_paragraph(item, "List Number" if block.numbered else "List Bullet", is_placed=True)
            case KeyValues():
                self._add_facts(block)
            case Grid() | Form() | Picture():
                self._add_grid(as_grid(block))
            case Quote():
                self.add_paragraph([LangText(block.text, block.language)], "Quote")
                if block.by:
                    self.add_paragraph(["— ", block.by], "Quote")

    def add_front(self, writing: TextDocument) -> None:
        """Add the title with what stands below it: on a title page lower down, with a line and whose document it is."""
        from docx.shared import Cm  # noqa: PLC0415  only this form needs it

        title = self.add_paragraph(writing.title, "Title", is_placed=True)
        lines = [
            (writing.subtitle, "Subtitle"),
            (day_text(writing.dated, writing.language) if writing.dated else "", ""),
        ]
        if writing.has_cover:
            title.paragraph_format.space_before = Cm(5)
            if writing.author not in writing.title:
                lines.insert(1, (writing.author, ""))
        last = title
        for text, style in lines:
            last = self.add_paragraph(text, style, is_placed=True) if text else last
        if writing.has_cover:
            line = make_element("w:bottom", val="single", sz="12", space="12", color=BLUE)
            border = make_element("w:pBdr")
            border.append(line)
            last._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:bidi", *_AFTER_BIDI)  # noqa: SLF001
            last.paragraph_format.space_after = Cm(1)

    def begin_page(self, place: int) -> None:
        """Let what stands at a place of the body begin a page."""
        from docx.text.paragraph import Paragraph as WordParagraph  # noqa: PLC0415  only this form needs it

        first = self.document.element.body[place - 1]
        if first.tag == qualify("w:p"):
            WordParagraph(first, self.document).paragraph_format.page_break_before = True

    def turn_running_lines(self) -> None:
        """Let header and footer run in the direction of ogpkit's own words."""
        for section in self.document.sections:
            for paragraph in (*section.header.paragraphs, *section.footer.paragraphs):
                self._turn(paragraph, is_rtl(self.own))

    def add_paragraph(self, pieces: str | Iterable[Inline], style: str, *, is_placed: bool = False) -> WordParagraph:
        """Return a paragraph in a style; one that the country's file does not have is left to the usual one.

        Args:
            is_placed: Whether it begins where the document's own words begin, whatever its language.
        """
        made = self.document.add_paragraph(style=self._style(style))
        self._fill(made, (pieces,) if isinstance(pieces, str) else tuple(pieces), is_placed=is_placed)
        return made

    def add_contents(self, headings: Sequence[Heading]) -> None:
        """Add a table of contents: a field that Word fills anew, already filled with links for programs that do not."""
        if not headings:
            return
        self.add_paragraph(_("Contents"), "TOC Heading")
        for number, heading in enumerate(headings):
            made = self.document.add_paragraph(style=self._style(f"toc {heading.level}"))
            pieces = tuple(phrase_parts(_flatten_heading(heading)))
            self._turn(made, is_rtl(self.own))
            if number == 0:
                add_field(made, "begin", ' TOC \\o "1-2" \\h \\z ', is_outdated=True)
            link = make_element("w:hyperlink", anchor=f"chapter{number + 1}", history="1")
            made._p.append(link)  # noqa: SLF001  python-docx has no way to a link of its own
            for piece in pieces:
                link.append(self._run(made, piece)._r)  # noqa: SLF001
            if number == len(headings) - 1:
                add_field(made, "end")

    def _add_heading(self, heading: Heading) -> None:
        level = min(max(heading.level, 1), 9)
        style = f"Heading {level}" if heading.listed or level > IN_CONTENTS else f"Entry Heading {level}"
        made = self.add_paragraph((_flatten_heading(heading),), style, is_placed=True)
        if heading.listed and heading.level <= IN_CONTENTS:
            self.chapters += 1
            self._mark(made, f"chapter{self.chapters}")

    def _mark(self, made: WordParagraph, name: str) -> None:
        self.bookmarks += 1
        place = 1 if made._p.pPr is not None else 0  # noqa: SLF001
        made._p.insert(place, make_element("w:bookmarkStart", id=str(self.bookmarks), name=name))  # noqa: SLF001
        made._p.append(make_element("w:bookmarkEnd", id=str(self.bookmarks)))  # noqa: SLF001

    def _add_facts(self, facts: KeyValues) -> None:
        rows = [(label, cell) for label, cell in facts.rows if cell not in (None, "")]
        if not rows:
            return
        table = self._add_table(len(rows), 2, self.above, heads="firstColumn")
        for row, (label, cell) in zip(table.rows, rows, strict=True):
            self._put(row.cells[0], label, bold=True)
            self._put(row.cells[1], cell)
        room = self._measure_room()
        self._set_widths(table, [room * 28 // 100, room * 72 // 100])
        self._keep_rows(table._tbl.tr_lst, rows)  # noqa: SLF001
        self._add_gap()

    def _add_grid(self, grid: Grid) -> None:
        if grid.caption:
            self.add_paragraph(grid.caption, "Caption", is_placed=True).paragraph_format.keep_with_next = True
        table = self._add_table(1 + len(grid.rows), len(grid.heads), grid.caption or self.above, heads="firstRow")
        # the cells of a big table are asked for once: python-docx works all of them out at every question
        cells = table._cells  # noqa: SLF001
        width = len(grid.heads)
        for column, head in enumerate(grid.heads):
            self._put(cells[column], head, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(make_element("w:tblHeader"))  # noqa: SLF001
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row):
                self._put(cells[number * width + column], cell)
        self._share_width(grid, table)
        self._keep_rows(table._tbl.tr_lst[1:], grid.rows)  # noqa: SLF001
        self._add_gap()

    def _keep_rows(self, lines: Iterable[Any], rows: Iterable[Iterable[Cell]]) -> None:
        """Keep each row on one page, unless it is so long that this would leave a page half empty."""
        for line, row in zip(lines, rows, strict=True):
            if max(map(self._measure_cell, row), default=0) < _TOO_LONG_TO_KEEP_TOGETHER:
                line.get_or_add_trPr().insert(0, make_element("w:cantSplit"))

    def _add_gap(self) -> None:
        """Add the paragraph without which Word makes one table of two."""
        from docx.shared import Pt  # noqa: PLC0415  only this form needs it

        gap = self.document.add_paragraph().paragraph_format
        gap.space_after, gap.line_spacing = Pt(0), Pt(8)

    def _measure_room(self) -> int:
        """Return how wide the text of a page is."""
        from docx.shared import Cm  # noqa: PLC0415  only this form needs it

        section = self.document.sections[-1]
        sizes = ((section.page_width, 21), (section.left_margin, 2), (section.right_margin, 2))
        page, left, right = (length or Cm(least) for length, least in sizes)
        return int(page - left - right)

    @staticmethod
    def _set_widths(table: Table, widths: Sequence[int]) -> None:
        for number, cell in enumerate(table._cells):  # noqa: SLF001  Word asks the cells, others the columns
            cell.width = widths[number % len(widths)]  # type: ignore[assignment]
        for place, column in enumerate(table.columns):
            column.width = widths[place]

    def _share_width(self, grid: Grid, table: Table) -> None:
        """Give each column the room that its texts need: a short one what it takes, the others by how long they are."""
        from docx.shared import Cm  # noqa: PLC0415  only this form needs it

        room = self._measure_room() / 360_000  # centimetres
        columns = list(zip(grid.heads, *grid.rows, strict=True))
        longest = [max(map(self._measure_cell, column)) for column in columns]
        short = {place: 0.21 * length + 0.5 for place, length in enumerate(longest) if length <= _SHORT}
        others = {place: min(length, 120) ** 0.5 for place, length in enumerate(longest) if length > _SHORT}
        left_over = max(room - sum(short.values()), 2.0 * len(others))
        widths = short | {place: left_over * part / sum(others.values()) for place, part in others.items()}
        if sum(widths.values()) > room:  # many columns: each at least the room for a word, as far as there is room
            wanted = [max(widths[place] / 2, self._measure_word(column)) for place, column in enumerate(columns)]
            widths = {place: room * part / sum(wanted) for place, part in enumerate(wanted)}
        self._set_widths(table, [Cm(widths[place]) for place in range(len(longest))])

    def _measure_word(self, column: Iterable[Cell]) -> float:
        """Return how many centimetres the longest word of a column needs, up to a bound."""
        cells = (self._flatten_cell(cell) for cell in column)
        words = (word for cell in cells for word in (cell if isinstance(cell, str) else cell.text).split())
        return 0.19 * min(max(map(len, words), default=1), 14) + 0.4

    def _add_table(self, rows: int, columns: int, about: str, *, heads: str) -> Table:
        """Return a new table.

        Args:
            about: What it shows, for whoever does not see it.
            heads: Where its headings are, as Word says it: `firstRow` or `firstColumn`.
        """
        style = self._style(TABLE) or self._style("Table Grid")
        table: Table = self.document.add_table(rows=rows, cols=columns, style=style)
        properties = table._tbl.tblPr  # noqa: SLF001
        looks = properties.find(qualify("w:tblLook"))
        if looks is not None:
            properties.remove(looks)
        places = {key: str(int(key == heads)) for key in ("firstRow", "lastRow", "firstColumn", "lastColumn")}
        # the same in one number, as programs before 2010 read it
        value = {"firstRow": "0620", "firstColumn": "0680"}[heads]
        properties.append(make_element("w:tblLook", val=value, **places, noHBand="1", noVBand="1"))
        if about:
            properties.append(make_element("w:tblCaption", val=for_xml(about)[:255]))
        if is_rtl(self.own):
            properties.insert(
                1 if properties.find(qualify("w:tblStyle")) is not None else 0, make_element("w:bidiVisual")
            )
        return table

    def _put(self, place: _Cell, cell: Cell, *, bold: bool = False) -> None:
        made = place.paragraphs[0]
        made.style = self._style(IN_TABLES)
        self._fill(made, (self._flatten_cell(cell),), is_placed=True)
        for run in made.runs if bold else ():
            run.bold = run.font.cs_bold = True  # the second one is for scripts from right to left

    def _flatten_cell(self, cell: Cell) -> Inline:
        if isinstance(cell, date):
            return LangText(day_text(cell, self.language), self.language)
        return cell if isinstance(cell, Link | LangText | str) else cell_text(cell)

    def _measure_cell(self, cell: Cell) -> int:
        text = self._flatten_cell(cell)
        return len(text if isinstance(text, str) else text.text)

    def _fill(self, made: WordParagraph, pieces: tuple[Inline, ...], *, is_placed: bool = False) -> None:
        flat = tuple(
            part for piece in pieces for part in ((piece,) if isinstance(piece, Link) else phrase_parts(piece))
        )
        flat = trim_lines(flat)
        runs_leftwards = self._runs_leftwards(flat)
        self._turn(made, runs_leftwards)
        if is_placed and runs_leftwards is not is_rtl(self.own):
            from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  only this form needs it

            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # which Word takes for where a line ends, in both directions
        for piece in flat:
            if isinstance(piece, Link):
                self._link(made, piece)
            elif isinstance(piece, LangText):
                for part, stress in split_marks(piece.text):
                    _stress(self._run(made, attrs.evolve(piece, text=part)), stress)
            else:
                self._run(made, piece)

    def _runs_leftwards(self, pieces: tuple[Inline, ...]) -> bool:
        """Tell whether a paragraph runs as its only text does, or else as ogpkit's own words do, from right to left."""
        only = pieces[0] if len(pieces) == 1 else ""
        if isinstance(only, LangText):
            return find_direction(only.text, only.language or self.language) == "rtl"
        return is_rtl(self.own)

    def _link(self, made: WordParagraph, link: Link) -> None:
        runs = [self._run(made, piece) for piece in phrase_parts(link.text or link.address)]
        if safe_web_address(link.address) is None:
            return
        target = made.part.relate_to(link.address, _HYPERLINK, is_external=True)
        element = make_element("w:hyperlink")
        element.set(qualify("r:id"), target)
        made._p.append(element)  # noqa: SLF001
        for run in runs:
            run.font.underline = True
            element.append(run._r)  # noqa: SLF001

    def _run(self, made: WordParagraph, piece: str | LangText) -> Any:
        text = say_days(piece, self.own) if isinstance(piece, str) else piece.text
        letters = isolate_dates(for_xml(text))
        run = made.add_run(isolate_ltr(letters) if is_rtl(self.own) else letters)
        spoken = self.own if isinstance(piece, str) else piece.language or self.language
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        if isinstance(piece, StateText):
            _colour(run, piece.state)
        known = isinstance(piece, LangText) and piece.language
        if find_direction(text, spoken) == "rtl" if known else contains_rtl(text):
            properties.append(make_element("w:rtl", val="1"))
        properties.append(_make_language(spoken))
        return run

    def _turn(self, made: WordParagraph, rightwards: bool) -> None:  # noqa: FBT001  one of two directions
        if rightwards:
            # Word takes the parts of a paragraph's properties in one order only
            made._p.get_or_add_pPr().insert_element_before(make_element("w:bidi", val="1"), *_AFTER_BIDI)  # noqa: SLF001

    def _style(self, name: str) -> str | None:
        return name if name and name in self.document.styles else None


def _stress(run: Any, stress: Stress) -> None:
    """Set what is stressed bold or slanted, in scripts from right to left too."""
    if stress is Stress.STRONG:
        run.font.bold = run.font.cs_bold = True
    elif stress is Stress.EMPHASIS:
        run.font.italic = run.font.cs_italic = True


def _colour(run: Any, state: State) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415  only this form needs it

    paper, ink = STATE_COLOURS.get(state.value, NO_COLOUR)
    run.font.color.rgb = RGBColor.from_string(ink)
    run._r.get_or_add_rPr().append(make_element("w:shd", val="clear", color="auto", fill=paper))  # noqa: SLF001


def _flatten_heading(heading: Heading) -> str | LangText:
    return LangText(heading.text, heading.language) if heading.language else heading.text


_HYPERLINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _make_language(language: str) -> Any:
    # Word asks for the language of letters and for that of scripts from right to left in attributes of their own
    return make_element("w:lang", **({"bidi": language} if is_rtl(language) else {"val": language}))


def fix_times(data: bytes) -> bytes:
    """Return the same package with one fixed time in place of the present one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            target.writestr(part, source.read(name))
    return out.getvalue()
