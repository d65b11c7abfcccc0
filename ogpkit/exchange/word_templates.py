"""Word files of a country's own with names in braces, filled with what the files of the workspace say.

The names are the keys of the files, as the reference of kinds has them: `{{ cycle.start }}`, and within
`{% for commitment in commitments %}` for example `{{ commitment.title }}`.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ogpkit.errors import OgpkitError
from ogpkit.exchange.docx import fix_times
from ogpkit.exchange.field_text import FieldText
from ogpkit.exchange.incoming import read_incoming, unpack_archive
from ogpkit.exchange.sandbox import ChildFailure, OutOfBounds, Sandbox
from ogpkit.exchange.templates import PAGE_LIMITS, TEMPLATES_FOLDER
from ogpkit.exchange.word_filling import NO_WORD_FILE, OUTSIDE, UNKNOWN_NAMES, WRONG_TAG
from ogpkit.model.annotations import Audience
from ogpkit.schema.fields import Sort, field_audience, fields_of
from ogpkit.text.figures import number_text
from ogpkit.text.i18n import _, join_list, use_language
from ogpkit.text.inline import LangText, Link
from ogpkit.text.marks import drop_marks
from ogpkit.text.sanitize import for_xml, sanitize_line
from ogpkit.text.tables import cell_text, day_text
from ogpkit.workspace.placeholders import leave_out_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.plugins.places import Place
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Extension, Kind, Kinds
    from ogpkit.text.blocks import TextDocument
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Document, Workspace

_INSTALL: Final = "pip install docxtpl"

_SHOWN: Final = 40
"""How many known names a message lists."""


class WordTemplateFault(OgpkitError):
    """Raised when a Word file with names in braces does not work."""

    exit_code = 1


def fill_word_template(template: Path, writing: TextDocument, workspace: Workspace, place: Place) -> bytes:
    """Return a Word file of a country's own, filled with what the workspace says of a place.

    Args:
        template: The file with names in braces.
        writing: The document for which it stands.
        workspace: What the files say.
        place: What the document is about.

    Raises:
        WordTemplateFault: The file does not work, or what fills it is not installed.
    """
    called = template.name if template.parent.name != TEMPLATES_FOLDER else f"{TEMPLATES_FOLDER}/{template.name}"
    if find_spec("docxtpl") is None:
        said = _("A package that fills in Word files is missing. Install it with `{command}`.")
        raise _refuse(called, said.format(command=_INSTALL))
    properties = {"title": writing.title, "subject": writing.subtitle, "author": writing.author or "ogpkit"}
    with use_language(writing.language):
        values = list_values(writing, workspace, place)
    request = {
        "values": values,
        "properties": {name: for_xml(said)[:255] for name, said in properties.items()},
    }
    sandbox = Sandbox("fill", PAGE_LIMITS)
    try:
        content = read_incoming(template)
        unpack_archive(content, lambda _name: True)
        return fix_times(sandbox.ask(request, content))
    except ChildFailure as failure:
        raise _refuse(called, _explain(failure)) from failure
    except OutOfBounds as bounds:
        raise _refuse(called, str(bounds)) from bounds
    except OgpkitError as error:
        raise _refuse(called, str(error)) from error
    finally:
        sandbox.close()


def _refuse(called: str, said: str) -> WordTemplateFault:
    return WordTemplateFault(f"{sanitize_line(called)}: {said}")


def _explain(failure: ChildFailure) -> str:
    """Return what is wrong with a file, in the words of whoever wrote it in Word."""
    if failure.reason == UNKNOWN_NAMES:
        return " ".join(_explain_name(*one) for one in json.loads(failure.place))
    if failure.reason == OUTSIDE:
        said = _("When someone opens this file, Word loads {address}. Delete the linked picture or template in Word.")
        return said.format(address=sanitize_line(failure.place))
    if failure.reason == NO_WORD_FILE:
        return _("This is not a Word file. Save it in Word as “Word document (.docx)”, then try again.")
    if failure.reason != WRONG_TAG:
        return sanitize_line(_(failure.reason))
    near, reason = map(sanitize_line, json.loads(failure.place))
    if "Unexpected end of template" in reason:
        said = _(
            "A part that starts with `{loop}` or `{condition}` has no end. Add `{loop_end}` or `{condition_end}` after it."
        )
        tags = {"loop": "for", "condition": "if", "loop_end": "endfor", "condition_end": "endif"}
        return said.format(**{name: f"{{% {tag} %}}" for name, tag in tags.items()})
    said = _("ogpkit cannot read this paragraph: “{paragraph}”. Check its braces. The reason, in English: {reason}")
    return said.format(paragraph=near or "…", reason=reason)


def _explain_name(within: str, name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    values = {"name": sanitize_line(name), "within": within}
    said = (
        _("“{within}” has no name “{name}”.").format(**values)
        if within
        else _("ogpkit knows no “{name}”.").format(**values)
    )
    if close:
        return said + " " + _("Did you mean “{name}”?").format(name=close[0])
    return said + " " + _("You can use: {names}.").format(names=join_list(known[:_SHOWN]))


def list_values(writing: TextDocument, workspace: Workspace, place: Place) -> dict[str, Any]:
    """Return what a Word file can say of a place, by name; of what is never public it can say nothing.

    Args:
        writing: The document for which the file stands.
        workspace: What the files say.
        place: What the document is about.
    """
    text = FieldText(workspace.memoize(leave_out_placeholders), writing.language)
    about = {
        "title": writing.title,
        "subtitle": writing.subtitle,
        "author": writing.author,
        "language": writing.language,
    }
    dated = day_text(writing.dated, writing.language) if writing.dated else ""
    values: dict[str, Any] = {"document": {**{name: for_xml(said) for name, said in about.items()}, "dated": dated}}
    for kind, name, is_single in list_kinds_at(workspace.kinds, place):
        cycle = place.cycle if "cycle" in kind.pattern.names else ""
        found = text.workspace.all(kind.entity, place.country, cycle)
        if is_single:
            values[name] = _list_entry(text, found[0], kind) if found else make_empty_entry(kind.entity)
        else:
            values[name] = [_list_entry(text, one, kind) for one in found]
    return values


def list_kinds_at(kinds: Kinds, place: Place) -> Iterator[tuple[Kind[Any], str, bool]]:
    """Yield the kinds of whose files a document about a place can speak: the kind, its name in a template, whether there is one.

    Args:
        kinds: All kinds.
        place: What the document is about.
    """
    held = {name for name, said in (("country", place.country), ("cycle", place.cycle)) if said}
    for kind in kinds:
        names = set(kind.pattern.names)
        above = names & {"country", "cycle"}
        if not kind.published or not above <= held or bool(above) != bool(held):
            continue
        is_single = names == above
        name = kind.name.replace("-", "_") if is_single else "_".join(kind.titles.lower().split())
        yield kind, name, is_single


def list_extensions(kinds: Kinds, kind: Kind[Any]) -> tuple[Extension[Any], ...]:
    """Return the tables that plugins add to files of a kind and that are for everybody.

    Args:
        kinds: All kinds.
        kind: One of them.
    """
    return tuple(one for one in kinds.extensions(kind.name) if one.published)


def make_empty_entry(entity: type) -> dict[str, Any]:
    """Return the names of a table that is not there, which say nothing.

    Args:
        entity: The class of the table.
    """
    return {field.key: _make_nothing(field) for field, _whose in list_fields(entity, Audience.PUBLIC)}


def _make_nothing(field: Field) -> object:
    nested = field.shape.nested()
    if nested is None:
        return ""
    return make_empty_entry(nested) if field.shape.sort is Sort.TABLE else []


def list_fields(entity: type, audience: Audience) -> Iterator[tuple[Field, Audience]]:
    """Yield the fields of a table that a document may say, each with for whom it is: none that leads to a person.

    Args:
        entity: The class of the table.
        audience: For whom the table is.
    """
    for field in fields_of(entity):
        whose = field_audience(field, audience)
        if whose is Audience.PUBLIC:
            yield field, whose


def _list_entry(text: FieldText, document: Document[Any], kind: Kind[Any]) -> dict[str, Any]:
    added = list_extensions(text.workspace.kinds, kind)
    return {"id": for_xml(document.id), **_list_table(text, document.entity, Audience.PUBLIC, added)}


def _list_table(
    text: FieldText, entity: object, audience: Audience, added: tuple[Extension[Any], ...], within: str = ""
) -> dict[str, Any]:
    """Return what a table says by name, with the tables that plugins add to it.

    Args:
        audience: For whom the table is.
        added: What plugins add to files of this kind.
        within: The list of tables in which it is, as an extension names it.
    """
    found: dict[str, Any] = {}
    for field, whose in list_fields(type(entity), audience):
        value, nested = getattr(entity, field.name), field.shape.nested()
        below = f"{within}.{field.key}".lstrip(".")
        if nested is None:
            found[field.key] = _write_cell(text.cell(entity, field.name), text.language)
        elif field.shape.sort is Sort.TABLE:
            found[field.key] = (
                make_empty_entry(nested) if value is None else _list_table(text, value, whose, added, below)
            )
        else:
            items = list(value.items()) if field.shape.sort is Sort.MAPPING else [("", one) for one in value]
            found[field.key] = [
                ({"id": for_xml(str(key))} if key else {}) | _list_table(text, one, whose, added, below)
                for key, one in items
            ]
    found |= {one.table: make_empty_entry(one.entity) for one in added if one.within == within}
    for one in text.list_added(entity):
        if one.extension in added:
            found[one.extension.table] = _list_table(text, one.table, one.audience, ())
    return found


def _write_cell(cell: Cell, language: str) -> str:
    if isinstance(cell, Link | LangText):
        return drop_marks(for_xml(cell.text))
    if isinstance(cell, bool) or cell is None:
        return cell_text(cell)
    if isinstance(cell, int | float):
        return number_text(cell, language)
    return drop_marks(for_xml(cell)) if isinstance(cell, str) else day_text(cell, language)
