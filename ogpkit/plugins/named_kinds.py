"""Kinds of document that contributions name: one that there is not would be looked for in vain, and nobody would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.model.annotations import Reference
from ogpkit.plugins.contributions import Panel
from ogpkit.schema.kinds import Extension
from ogpkit.schema.suggest import nearest_word
from ogpkit.schema.walk import walk_fields
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.plugins.guard import Guard
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.schema.fields import Shape
    from ogpkit.schema.kinds import Kind


def report_unknown_kinds(
    contributions: Iterable[OwnedContribution[Any]],
    kinds: Iterable[OwnedContribution[Kind[Any]]],
    guard: Guard,
    *,
    is_complete: bool,
) -> None:
    """Note every kind that a kind, an extension table or a panel names and that there is not.

    Args:
        kinds: Those that there are.
        guard: Takes a fault for each, with the file and line of the contribution.
        is_complete: Whether every plugin takes part; otherwise only what looks like a slip is noted. An extension table may be
            for a plugin that is not installed in any case.
    """
    known = [kind.value.name for kind in kinds]
    for owned in contributions:
        for doing, name in _list_names(owned.value):
            near = nearest_word(name, known)
            waits = isinstance(owned.value, Extension) and name == owned.value.kind
            if name in known or not (near or (is_complete and not waits)):
                continue
            message = _("There is no kind of document called “{name}”.").format(name=name)
            advice = _("Did you mean `{key}`?") if near else _("Known here: {keys}.")
            guard.report(owned.plugin, doing, message, advice.format(key=near, keys=", ".join(known)), owned.where)


def _list_names(value: Any) -> Iterator[tuple[str, str]]:
    """Yield what names a kind in a contribution, and the name."""
    if isinstance(value, Panel):
        if value.kind:
            yield f"panel {value.name}", value.kind
        return
    for at, field in walk_fields(value.entity):
        shape: Shape | None = field.shape
        while shape is not None:
            if reference := shape.meaning(Reference):
                yield f"reference {'.'.join(at)}", reference.kind
            shape = shape.item
    if isinstance(value, Extension):
        yield f"extension table {value.table}", value.kind
