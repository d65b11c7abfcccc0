"""The text of a page, from top to bottom, without frames and colours: for the clipboard and for programs that read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Button, Checkbox, DataTable, Input, OptionList, Select, Static, TextArea, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


def read_page(page: Widget) -> str:
    """Return all that stands on a page, what is scrolled out of sight included.

    Args:
        page: The widget that shows it.
    """
    said = (line.rstrip() for one in _list_shown(page) for text in _list_texts(one) for line in text.splitlines())
    lines = list(said)
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip() + "\n"


def _list_shown(page: Widget) -> Iterator[Widget]:
    """Yield the widgets that say something, in their order; those within such a one belong to it."""
    for child in page.children:
        if not child.display:
            continue
        if isinstance(child, _SPEAKING):
            yield child
        else:
            yield from _list_shown(child)


_SPEAKING = (Button, Checkbox, DataTable, Input, OptionList, Select, Static, TextArea, Tree)


def _list_texts(widget: Widget) -> Iterator[str]:
    match widget:
        case DataTable():
            yield "\t".join(str(column.label) for column in widget.ordered_columns)
            for row in widget.ordered_rows:
                yield "\t".join(str(cell) for cell in widget.get_row(row.key))
        case OptionList():
            yield from (str(option.prompt) for option in widget.options)
        case Input():
            yield widget.value
        case TextArea():
            yield widget.text
        case Checkbox():
            yield f"[{'x' if widget.value else ' '}] {widget.label}"
        case Button():
            yield f"[{str(widget.label).strip()}]"
        case Select():
            labels = {value: str(label) for label, value in widget._options}  # noqa: SLF001  there is no public way to them
            yield labels.get(widget.value, "") if not widget.is_blank() else ""
        case Static():
            yield str(widget.content)
