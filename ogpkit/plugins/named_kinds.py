"""Kinds of document that contributions name: one that there is not would be looked for in vain, and nobody would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.model.annotations import Reference
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.schema.suggest import nearest_word
from ogpkit.schema.walk import walk_fields
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.plugins.guard import Guard
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.schema.fields import Shape

_SLIP: Final = 2
"""So many letters a slip leaves out or adds; `commitment` is no slip for `comment`."""


def report_misspelt_kinds(
    contributions: Iterable[OwnedContribution[Any]], kinds: Iterable[OwnedContribution[Kind[Any]]], guard: Guard
) -> None:
    """Note every kind that a kind, an extension table or a panel names and that there is not, where it is spelt like one.

    Any other unknown kind may be that of a plugin which is not installed: what names it waits, as an extension table does.

    Args:
        kinds: Those that there are.
        guard: Takes a fault for each, with the file and line of the contribution.
    """
    known = [kind.value.name for kind in kinds]
    for owned in contributions:
        for doing, name in _list_names(owned.value):
            near = nearest_word(name, known) if name not in known else None
            if near is None or abs(len(near) - len(name)) > _SLIP:
                continue
            message = _("There is no kind of document called “{name}”.").format(name=name)
            guard.report(owned.plugin, doing, message, _("Did you mean `{key}`?").format(key=near), owned.where)


def _list_names(value: Any) -> Iterator[tuple[str, str]]:
    """Yield what names a kind in a contribution, and the name."""
    if not isinstance(value, Kind | Extension):
        from ogpkit.plugins.panel_sections import list_sections  # noqa: PLC0415  a check asks for no panel

        if value.kind:
            yield f"panel {value.name}", value.kind
        for section in list_sections(value.sections):  # those that are imported later say so in their place
            if kind := getattr(section, "kind", ""):
                yield f"panel {value.name}", kind
        return
    for at, field in walk_fields(value.entity):
        shape: Shape | None = field.shape
        while shape is not None:
            if reference := shape.meaning(Reference):
                yield f"reference {'.'.join(at)}", reference.kind
            shape = shape.item
    if isinstance(value, Extension):
        yield f"extension table {value.table}", value.kind
