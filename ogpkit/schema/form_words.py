"""How a form says what is wrong and what to do: with its fields and buttons, where a file has keys, headings and quotation marks.

A text for a form may name keys in backticks, as texts for files do; `FieldNames.say` shows the labels of their fields instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.model.annotations import Reference
from ogpkit.schema.fields import Sort
from ogpkit.text.i18n import N_, _, join_list, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Shape
    from ogpkit.schema.naming import FieldNames


@attrs.frozen(kw_only=True)
class FormWords:
    """What a form says instead of the words for a file.

    Attributes:
        message: What is wrong, translated; empty where the words for the file do.
        remedy: What to do, likewise.
    """

    message: str = ""
    remedy: str = ""


AS_IN_FILES: Final = FormWords()
"""Words for files that do in a form, once keys are replaced by the labels of their fields."""

_ENTRIES: Final[Mapping[Sort, str]] = {
    Sort.TEXT: N_("Enter a text."),
    Sort.TRANSLATED: N_("Enter a text."),
    Sort.WHOLE: N_("Enter a whole number, for example 12."),
    Sort.NUMBER: N_("Enter a number, for example 6.18."),
    Sort.TRUTH: N_("Choose Yes or No."),
    Sort.DATE: N_("Enter a date, for example 2012-04-01."),
    Sort.MOMENT: N_("Enter a date and a time, for example 2012-04-01T09:30:00Z."),
    Sort.MAPPING: N_("Add an entry."),
}


def ask_for_entry(shape: Shape) -> str:
    """Return what to do in a form about a field whose value is missing or cannot be used, translated.

    Args:
        shape: What the field takes.
    """
    if shape.choices:
        return _("Choose one of: {choices}.").format(
            choices=join_list(translate(one.label, type(one)) for one in shape.choices)
        )
    if shape.sort is Sort.LIST:
        return _ask_for_items(shape)
    if shape.sort is Sort.TABLE:
        return _("Press “{button}”.").format(button=_("Add"))
    if shape.meaning(Reference) is not None:
        return _("Choose one.")
    return _(_ENTRIES[shape.sort])


def _ask_for_items(shape: Shape) -> str:
    item = shape.item
    if item is not None and item.sort is Sort.TABLE:
        return _("Press the button below it to add one.")
    if item is not None and (item.choices or item.meaning(Reference) is not None):
        return _("Choose at least one.")
    return _("Enter at least one, each on a line of its own.")


def tell_to_add(names: FieldNames, at: KeyPath) -> tuple[str, str]:
    """Return the sentence that tells to add a table: as a file has it, and as a form does.

    Args:
        names: What people call the places of the file.
        at: Where the table is missing; of a list of tables, the list.
    """
    shape = names.find_shape(at)
    heading = ".".join(part for part in at if isinstance(part, str))
    label = names.label_at(at)
    if shape is not None and shape.sort is Sort.LIST:
        in_file = _("Add a `[[{heading}]]` table.")
        in_form = _("Press “{button}”.").format(button=_("Add to {label}").format(label=label))
    else:
        in_file = _("Add a `[{heading}]` table.")
        in_form = _("Press “{button}” at “{label}”.").format(button=_("Add"), label=label)
    return in_file.format(heading=heading), in_form
