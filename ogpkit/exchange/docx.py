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
from ogpkit.exchange.html import safe_web_address
from ogpkit.exchange.incoming import read_incoming, unpack_archive
from ogpkit.exchange.templates import TemplateFault, template_file
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.i18n import _, message_language
from ogpkit.text.inline import LangText, Link
from ogpkit.text.phrase import phrase_parts
from ogpkit.text.pictures import Picture
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import contains_rtl, is_rtl, isolate_dates, isolate_ltr
from ogpkit.text.tables import cell_text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

    from ogpkit.text.blocks import Block, TextDocument
    from ogpkit.text.inline import Cell, Inline

_MOMENT: Final = (2000, 1, 1, 0, 0, 0)
"""The time that every part of the file bears, so that the same document gives the same bytes."""

_IN_CONTENTS: Final = 2

_IN_TABLES: Final = "Table Text"
"""The style of texts in tables; a country's own file may have one of that name."""

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
    document = _begin_document(template_file("reference.docx", templates))
    _describe(document, writing)
    pen = _Pen(document, writing.language, message_language(writing.language))
    pen.add_paragraph(writing.title, "Title")
    if writing.subtitle:
        pen.add_paragraph(writing.subtitle, "Subtitle")
    if writing.dated:
        pen.add_paragraph(day_text(writing.dated, writing.language), "")
    pen.add_contents([block for block in writing.blocks if isinstance(block, Heading) and block.level <= _IN_CONTENTS])
    for block in writing.blocks:
        pen.block(block)
    out = BytesIO()
    document.save(out)
    return _fix_times(out.getvalue())


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
    if reference is None:
        _on_a4(document)
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    return document


def _on_a4(document: Document) -> None:
    """Set ogpkit's own looks, where a country has none of its own: A4, and smaller letters in tables."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415  only this form needs it
    from docx.shared import Cm, Pt  # noqa: PLC0415

    style: Any = document.styles.add_style(_IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(9)
    style.element.get_or_add_rPr().append(_make_element("w:szCs", val="18"))  # the same for scripts from right to left
    style.paragraph_format.space_after = Pt(0)

    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.4)


def _describe(document: Document, writing: TextDocument) -> None:
    about = document.core_properties
    moment = writing.dated or datetime(*_MOMENT).date()  # noqa: DTZ001  a day, wherever one is
    about.title, about.subject = for_xml(writing.title)[:255], for_xml(writing.subtitle)[:255]
    about.language, about.author, about.last_modified_by, about.comments = writing.language, "ogpkit", "ogpkit", ""
    about.created = about.modified = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001
    about.revision = 1
    usual = document.styles.element.find(f".//{_name('w:rPrDefault')}/{_name('w:rPr')}")
    if usual is not None:
        for old in usual.findall(_name("w:lang")):
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
    """

    document: Document
    language: str
    own: str
    bookmarks: int = 0
    chapters: int = 0

    def block(self, block: Block) -> None:
        """Add one block after those that are there."""
        match block:
            case Heading():
                self._add_heading(block)
            case Paragraph():
                self.add_paragraph(block.pieces, "")
            case Bullets():
                for item in block.items:
                    self.add_paragraph(item, "List Number" if block.numbered else "List Bullet")
            case KeyValues():
                self._add_facts(block)
            case Grid() | Form() | Picture():
                self._add_grid(as_grid(block))
            case Quote():
                self.add_paragraph([LangText(block.text, block.language)], "Quote")
                if block.by:
                    self.add_paragraph(["— ", block.by], "Quote")

    def add_paragraph(self, pieces: str | Iterable[Inline], style: str) -> WordParagraph:
        """Return a paragraph in a style; one that the country's file does not have is left to the usual one."""
        made = self.document.add_paragraph(style=self._style(style))
        self._fill(made, (pieces,) if isinstance(pieces, str) else tuple(pieces))
        return made

    def add_contents(self, headings: list[Heading]) -> None:
        """Add a table of contents: a field that Word fills anew, already filled with links for programs that do not."""
        from docx.shared import Cm  # noqa: PLC0415  only this form needs it

        if not headings:
            return
        self.add_paragraph(_("Contents"), "TOC Heading")
        for number, heading in enumerate(headings):
            made = self.document.add_paragraph(style=self._style(f"toc {heading.level}"))
            pieces = tuple(phrase_parts(_flatten_heading(heading)))
            self._turn(made, is_rtl(self._find_main_language(pieces)))
            if heading.level > 1:
                made.paragraph_format.left_indent = Cm(0.6 * (heading.level - 1))
            if number == 0:
                _add_field(made, "begin", ' TOC \\o "1-2" \\h \\z \\u ')
            link = _make_element("w:hyperlink", anchor=f"chapter{number + 1}", history="1")
            made._p.append(link)  # noqa: SLF001  python-docx has no way to a link of its own
            for piece in pieces:
                link.append(self._run(made, piece)._r)  # noqa: SLF001
            if number == len(headings) - 1:
                _add_field(made, "end")

    def _add_heading(self, heading: Heading) -> None:
        made = self.add_paragraph((_flatten_heading(heading),), f"Heading {min(max(heading.level, 1), 9)}")
        if heading.level <= _IN_CONTENTS:
            self.chapters += 1
            self._mark(made, f"chapter{self.chapters}")

    def _mark(self, made: WordParagraph, name: str) -> None:
        self.bookmarks += 1
        place = 1 if made._p.pPr is not None else 0  # noqa: SLF001
        made._p.insert(place, _make_element("w:bookmarkStart", id=str(self.bookmarks), name=name))  # noqa: SLF001
        made._p.append(_make_element("w:bookmarkEnd", id=str(self.bookmarks)))  # noqa: SLF001

    def _add_facts(self, facts: KeyValues) -> None:
        rows = [(label, cell) for label, cell in facts.rows if cell not in (None, "")]
        if not rows:
            return
        table = self._add_table(len(rows), 2)
        for row, (label, cell) in zip(table.rows, rows, strict=True):
            self._put(row.cells[0], label, bold=True)
            self._put(row.cells[1], cell)
        self.document.add_paragraph()

    def _add_grid(self, grid: Grid) -> None:
        if grid.caption:
            self.add_paragraph(grid.caption, "Caption").paragraph_format.keep_with_next = True
        table = self._add_table(1 + len(grid.rows), len(grid.heads))
        # the cells of a big table are asked for once: python-docx works all of them out at every question
        cells = table._cells  # noqa: SLF001
        width = len(grid.heads)
        for column, head in enumerate(grid.heads):
            self._put(cells[column], head, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(_make_element("w:tblHeader"))  # noqa: SLF001
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row):
                self._put(cells[number * width + column], cell)
        self._share_width(grid, table)
        for line, row in zip(table._tbl.tr_lst[1:], grid.rows, strict=True):  # noqa: SLF001
            if max(map(self._measure_cell, row), default=0) < _TOO_LONG_TO_KEEP_TOGETHER:
                line.get_or_add_trPr().append(_make_element("w:cantSplit"))
        self.document.add_paragraph()

    def _share_width(self, grid: Grid, table: Table) -> None:
        """Give each column the room that its texts need: a short one what it takes, the others by how long they are."""
        from docx.shared import Cm  # noqa: PLC0415  only this form needs it

        section = self.document.sections[-1]
        page, left, right = (
            length or Cm(least)
            for length, least in ((section.page_width, 21), (section.left_margin, 2), (section.right_margin, 2))
        )
        room = (page - left - right) / 360_000  # centimetres
        longest = [max(map(self._measure_cell, column)) for column in zip(grid.heads, *grid.rows, strict=True)]
        short = {place: 0.21 * length + 0.5 for place, length in enumerate(longest) if length <= _SHORT}
        others = {place: min(length, 120) ** 0.5 for place, length in enumerate(longest) if length > _SHORT}
        left_over = max(room - sum(short.values()), 2.0 * len(others))
        widths = short | {place: left_over * part / sum(others.values()) for place, part in others.items()}
        for number, cell in enumerate(table._cells):  # noqa: SLF001  Word asks the cells, others the columns
            cell.width = Cm(widths[number % len(longest)])
        for place, column in enumerate(table.columns):
            column.width = Cm(widths[place])

    def _add_table(self, rows: int, columns: int) -> Table:
        table: Table = self.document.add_table(rows=rows, cols=columns, style=self._style("Table Grid"))
        if is_rtl(self.own):
            properties = table._tbl.tblPr  # noqa: SLF001
            properties.insert(
                1 if properties.find(_name("w:tblStyle")) is not None else 0, _make_element("w:bidiVisual")
            )
        return table

    def _put(self, place: _Cell, cell: Cell, *, bold: bool = False) -> None:
        made = place.paragraphs[0]
        made.style = self._style(_IN_TABLES)
        self._fill(made, (self._flatten_cell(cell),))
        for run in made.runs if bold else ():
            run.bold = run.font.cs_bold = True  # the second one is for scripts from right to left

    def _flatten_cell(self, cell: Cell) -> Inline:
        if isinstance(cell, date):
            return LangText(day_text(cell, self.language), self.language)
        return cell if isinstance(cell, Link | LangText | str) else cell_text(cell)

    def _measure_cell(self, cell: Cell) -> int:
        text = self._flatten_cell(cell)
        return len(text if isinstance(text, str) else text.text)

    def _fill(self, made: WordParagraph, pieces: tuple[Inline, ...]) -> None:
        flat = tuple(
            part for piece in pieces for part in ((piece,) if isinstance(piece, Link) else phrase_parts(piece))
        )
        self._turn(made, is_rtl(self._find_main_language(flat)))
        for piece in flat:
            if isinstance(piece, Link):
                self._link(made, piece)
            else:
                self._run(made, piece)

    def _find_main_language(self, pieces: tuple[Inline, ...]) -> str:
        """Return the language in whose direction a paragraph runs: that of its only text, else that of ogpkit's own words."""
        only = pieces[0] if len(pieces) == 1 else ""
        return only.language or self.language if isinstance(only, LangText) else self.own

    def _link(self, made: WordParagraph, link: Link) -> None:
        runs = [self._run(made, piece) for piece in phrase_parts(link.text or link.address)]
        if safe_web_address(link.address) is None:
            return
        target = made.part.relate_to(link.address, _HYPERLINK, is_external=True)
        element = _make_element("w:hyperlink")
        element.set(_name("r:id"), target)
        made._p.append(element)  # noqa: SLF001
        for run in runs:
            run.font.underline = True
            element.append(run._r)  # noqa: SLF001

    def _run(self, made: WordParagraph, piece: str | LangText) -> Any:
        text = piece if isinstance(piece, str) else piece.text
        letters = isolate_dates(for_xml(text.strip("\n")))
        run = made.add_run(isolate_ltr(letters) if is_rtl(self.own) else letters)
        spoken = self.own if isinstance(piece, str) else piece.language or self.language
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        known = isinstance(piece, LangText) and piece.language
        if is_rtl(spoken) if known else contains_rtl(text):
            properties.append(_make_element("w:rtl", val="1"))
        properties.append(_make_language(spoken))
        return run

    def _turn(self, made: WordParagraph, rightwards: bool) -> None:  # noqa: FBT001  one of two directions
        if rightwards:
            # Word takes the parts of a paragraph's properties in one order only
            made._p.get_or_add_pPr().insert_element_before(_make_element("w:bidi", val="1"), *_AFTER_BIDI)  # noqa: SLF001

    def _style(self, name: str) -> str | None:
        return name if name and name in self.document.styles else None


def _flatten_heading(heading: Heading) -> str | LangText:
    return LangText(heading.text, heading.language) if heading.language else heading.text


_HYPERLINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _name(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415

    return str(qn(name))


def _make_element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(_name(f"w:{key}"), value)
    return made


def _make_language(language: str) -> Any:
    # Word asks for the language of letters and for that of scripts from right to left in attributes of their own
    return _make_element("w:lang", **({"bidi": language} if is_rtl(language) else {"val": language}))


def _add_field(made: WordParagraph, part: str, instruction: str = "") -> None:
    """Add the beginning of a field with what it computes, or its end."""

    def put(child: Any) -> None:
        made.add_run()._r.append(child)  # noqa: SLF001

    if part == "end":
        put(_make_element("w:fldChar", fldCharType="end"))
        return
    put(_make_element("w:fldChar", fldCharType="begin", dirty="true"))
    said = _make_element("w:instrText")
    said.text = instruction
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    put(said)
    put(_make_element("w:fldChar", fldCharType="separate"))


def _fix_times(data: bytes) -> bytes:
    """Return the same package with one fixed time in place of the present one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            target.writestr(part, source.read(name))
    return out.getvalue()
