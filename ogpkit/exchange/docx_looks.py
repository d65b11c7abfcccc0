"""How ogpkit's Word files look where a country has no `reference.docx`: styles, page, header, footer, title page.

All of it is in styles, so that whoever opens the file changes the looks in one place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ogpkit.text.i18n import _
from ogpkit.text.scripts import is_rtl

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

IN_TABLES: Final = "Table Text"
"""The style of texts in tables; a country's own file may have one of that name."""

TABLE: Final = "Document Table"
"""The style of tables; a country's own file may have one of that name, else its `Table Grid` is taken."""

BLUE: Final = "0B3D5C"

STATE_COLOURS: Final = {
    "complete": ("E3F1E4", "14532D"),
    "on-track": ("E1ECF7", BLUE),
    "due-soon": ("FBF1D6", "5F4300"),
    "attention": ("FBF1D6", "5F4300"),
    "overdue": ("FBE3E1", "7F1D1D"),
    "action": ("FBE3E1", "7F1D1D"),
}
"""Paper and ink of the states; what is in none of these is grey. `document.typ` has the same."""

NO_COLOUR: Final = ("ECECEC", "333333")

_LETTERS: Final = "Arial"
"""A typeface that Word, LibreOffice and phones have or draw something for, in Latin, Greek, Cyrillic, Arabic and Hebrew."""

_EAST_ASIAN: Final = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}

_SIZES: Final = {
    "Title": (26, BLUE),
    "Subtitle": (13, "444444"),
    "Heading 1": (16, BLUE),
    "Heading 2": (13, BLUE),
    "Heading 3": (11, BLUE),
    "Caption": (9.5, "333333"),
    "Quote": (10.5, "333333"),
    "Header": (8.5, "505050"),
    "Footer": (8.5, "505050"),
}
"""Points and ink of Word's own styles."""

_TABLE_STYLE: Final = f"""
<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  w:type="table" w:customStyle="1" w:styleId="DocumentTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      {
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="45" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
      <w:bottom w:w="45" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E8EEF2"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol">
    <w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3F6F8"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""

_COMPATIBILITY: Final = "compatibilityMode"


def qualify(name: str) -> str:
    """Return the full name of an element or attribute, for example of `w:p`."""
    from docx.oxml.ns import qn  # noqa: PLC0415  only this form needs it

    return str(qn(name))


def make_element(tag: str, **attributes: str) -> Any:
    """Return a new element of Word's.

    Args:
        tag: Its name, for example `w:bidi`.
        attributes: Its attributes in the same namespace.
    """
    from docx.oxml import OxmlElement  # noqa: PLC0415  only this form needs it

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qualify(f"w:{key}"), value)
    return made


def add_field(made: Paragraph, part: str, instruction: str = "", *, is_outdated: bool = False) -> None:
    """Add the beginning of a field with what it computes, or its end.

    Args:
        part: `begin` or `end`; what stands between them is what the field says until it is computed.
        instruction: What it computes.
        is_outdated: Whether Word shall compute it when it opens the file.
    """

    def put(child: Any) -> None:
        made.add_run()._r.append(child)  # noqa: SLF001  python-docx has no fields

    if part == "end":
        put(make_element("w:fldChar", fldCharType="end"))
        return
    put(make_element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if is_outdated else {})))
    said = make_element("w:instrText")
    said.text = instruction
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    put(said)
    put(make_element("w:fldChar", fldCharType="separate"))


def set_looks(document: Document, language: str) -> None:
    """Set ogpkit's own looks: A4, one typeface, and smaller letters in tables.

    Args:
        language: The language of the document.
    """
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415  only this form needs it
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    styles: Any = document.styles
    _set_letters(styles, language)
    for name, (size, ink) in _SIZES.items():
        font = styles[name].font
        font.size, font.color.rgb, font.italic, font.cs_italic = Pt(size), RGBColor.from_string(ink), False, False
        _set_complex_size(styles[name], size)
    styles["Title"].font.bold = styles["Title"].font.cs_bold = True
    for name, tag in (("Title", "w:pBdr"), ("Subtitle", "w:numPr")):
        properties = styles[name].element.pPr
        properties.remove(properties.find(qualify(tag)))
    styles["Quote"].paragraph_format.left_indent = styles["Quote"].paragraph_format.right_indent = Cm(0.8)
    styles["Caption"].paragraph_format.space_before, styles["Caption"].paragraph_format.space_after = Pt(8), Pt(4)
    style = styles.add_style(IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.font.size, style.paragraph_format.space_after = Pt(9), Pt(0)
    style.paragraph_format.line_spacing = 1.05
    _set_complex_size(style, 9)
    styles.element.append(parse_xml(_TABLE_STYLE))
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.4)
    for level in (1, 2):
        style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.paragraph_format.space_after = styles["Normal"], Pt(3)
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    _leave_compatibility_mode(document)


def _set_letters(styles: Any, language: str) -> None:
    """Set the typeface once, in what all styles begin with, and the distances of paragraphs."""
    for fonts in styles.element.iter(qualify("w:rFonts")):
        for key in list(fonts.attrib):
            del fonts.attrib[key]
    usual = styles.element.find(f".//{qualify('w:rPrDefault')}//{qualify('w:rFonts')}")
    east = _EAST_ASIAN.get(language.split("-", maxsplit=1)[0], _LETTERS)
    for key, face in (("ascii", _LETTERS), ("hAnsi", _LETTERS), ("cs", _LETTERS), ("eastAsia", east)):
        usual.set(qualify(f"w:{key}"), face)
    for size in ("w:sz", "w:szCs"):
        usual.getparent().find(qualify(size)).set(qualify("w:val"), "21")
    spacing = styles.element.find(f".//{qualify('w:pPrDefault')}//{qualify('w:spacing')}")
    spacing.set(qualify("w:after"), "120")


def _set_complex_size(style: Any, size: float) -> None:
    """Set the size of letters of scripts from right to left, of which Word keeps account beside the others."""
    properties = style.element.get_or_add_rPr()
    found = properties.find(qualify("w:szCs"))
    if found is None:
        properties.append(found := make_element("w:szCs"))
    found.set(qualify("w:val"), str(round(2 * size)))


def _leave_compatibility_mode(document: Document) -> None:
    """Let Word take the file for one of today, and not for one of 2007 to which it says so in its title."""
    settings = document.settings.element
    compatibility = settings.find(qualify("w:compat"))
    if compatibility is None:
        return
    for found in compatibility.findall(qualify("w:compatSetting")):
        if found.get(qualify("w:name")) == _COMPATIBILITY:
            compatibility.remove(found)
    address = "http://schemas.microsoft.com/office/word"
    compatibility.append(make_element("w:compatSetting", name=_COMPATIBILITY, uri=address, val="15"))


def add_entry_styles(document: Document) -> None:
    """Add styles of headings that look like Word's and that its table of contents leaves out."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415  only this form needs it

    styles: Any = document.styles
    for level in (1, 2):
        name = f"Entry Heading {level}"
        if name not in styles and f"Heading {level}" in styles:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.next_paragraph_style = styles[f"Heading {level}"], styles["Normal"]


def add_running_lines(document: Document, running: str, *, has_cover: bool) -> None:
    """Add what stands above and below every page: whose document it is, and which page.

    Args:
        running: The line above, harmless already.
        has_cover: Whether the first page is a title page, which has neither.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  only this form needs it

    section = document.sections[0]
    section.different_first_page_header_footer = has_cover
    section.header.paragraphs[0].text = running
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{pages?\})", _("Page {page} of {pages}")):
        if part in {"{page}", "{pages}"}:
            add_field(line, "begin", " PAGE " if part == "{page}" else " NUMPAGES ")
            line.add_run("1")
            add_field(line, "end")
        else:
            line.add_run(part)


def turn_pages(document: Document, language: str) -> None:
    """Let the pages of a document run from right to left where its language does, with their header and footer.

    Args:
        language: The language of ogpkit's own words in it.
    """
    if not is_rtl(language):
        return
    for section in document.sections:
        properties = section._sectPr  # noqa: SLF001  python-docx has no direction of pages
        properties.append(make_element("w:bidi"))
        grid = properties.find(qualify("w:docGrid"))
        if grid is not None:  # which comes last
            properties.append(grid)
