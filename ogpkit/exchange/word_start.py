"""A Word file with every name that a document can fill in, each beside its label: with it a country's own template begins."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ogpkit.exchange.docx import fix_times
from ogpkit.exchange.word_templates import list_extensions, list_fields, list_kinds_at
from ogpkit.model.annotations import Audience
from ogpkit.plugins.places import Place, Scope
from ogpkit.schema.fields import Sort
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import for_xml

if TYPE_CHECKING:
    from docx.document import Document

    from ogpkit.plugins.contributions import DocumentTemplate
    from ogpkit.schema.kinds import Extension, Kinds

_DEEPEST: Final = 6
_PLACES: Final = {
    Scope.CYCLE: Place(country="XX", cycle="2000-2001"),
    Scope.COUNTRY: Place(country="XX"),
    Scope.WORKSPACE: Place(),
}


def make_word_template(paper: DocumentTemplate, kinds: Kinds) -> bytes:
    """Return a Word file with the names for a document, in the language in use: it can be filled in as it is.

    Args:
        paper: The document.
        kinds: All kinds.
    """
    from docx import Document  # noqa: PLC0415  only this needs it

    document = Document()
    document.add_paragraph(
        "{#p "
        + _(
            "Change this file as you like, and delete what you do not need. ogpkit fills in what is between braces. A part "
            "from `for` to `endfor` is repeated for each item. ogpkit leaves out this paragraph."
        ).replace("`", "")
        + " #}"
    )
    document.add_paragraph("{{ document.title }}", style="Title")
    document.add_paragraph("{{ document.subtitle }}", style="Subtitle")
    for kind, name, is_single in list_kinds_at(kinds, _PLACES[paper.scope]):
        added = list_extensions(kinds, kind)
        document.add_heading(for_xml(translate(kind.title if is_single else kind.titles, kind.entity)), 1)
        if is_single:
            _add_entry(document, name, kind.entity, 2, added)
            continue
        one = kind.name.replace("-", "_")
        document.add_paragraph(f"{{%p for {one} in {name} %}}")
        document.add_heading(f"{{{{ {one} }}}}", 2)
        _add_entry(document, one, kind.entity, 3, added)
        document.add_paragraph("{%p endfor %}")
    out = BytesIO()
    document.save(out)
    return fix_times(out.getvalue())


def _add_entry(
    document: Document,
    name: str,
    entity: type,
    level: int,
    added: tuple[Extension[Any], ...] = (),
    within: str = "",
) -> None:
    """Add a table of the labels and names of fields, and below it a part for each table within."""
    fields = [field for field, _whose in list_fields(entity, Audience.PUBLIC)]
    plain = [field for field in fields if field.shape.nested() is None]
    if plain:
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for field in plain:
            label, value = table.add_row().cells
            label.paragraphs[0].add_run(for_xml(translate(field.label, field.owner))).bold = True
            value.text = f"{{{{ {name}.{field.key} }}}}"
    for field in fields:
        nested = field.shape.nested()
        if nested is None:
            continue
        below = f"{within}.{field.key}".lstrip(".")
        document.add_heading(for_xml(translate(field.label, field.owner)), min(level, _DEEPEST))
        if field.shape.sort is Sort.TABLE:
            _add_entry(document, f"{name}.{field.key}", nested, level + 1, added, below)
            continue
        one = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", nested.__name__).lower()
        document.add_paragraph(f"{{%p for {one} in {name}.{field.key} %}}")
        _add_entry(document, one, nested, level + 1, added, below)
        document.add_paragraph("{%p endfor %}")
    for extension in added:
        if extension.within == within:
            title = translate(extension.title or extension.table, extension.entity)
            document.add_heading(for_xml(title), min(level, _DEEPEST))
            _add_entry(document, f"{name}.{extension.table}", extension.entity, level + 1)
