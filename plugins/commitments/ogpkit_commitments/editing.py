"""What can be done with the commitments of a plan as a whole: begin, copy, put in another order, take away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ogpkit.api import Place
from ogpkit.api.content import Commitment, Translated
from ogpkit.api.editing import SetValue, create_document
from ogpkit.api.text import _
from ogpkit_commitments.kinds import COMMITMENT
from ogpkit_commitments.plan import plan_of

if TYPE_CHECKING:
    from ogpkit.api.editing import EditSession


def begin(desk: EditSession, country: str, cycle: str) -> str:
    """Begin a commitment from a template.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.

    Returns:
        The path of the new file.
    """
    return create_document(desk, COMMITMENT, Place(country=country, cycle=cycle))


def copy(desk: EditSession, path: str) -> str:
    """Copy a commitment under another identifier.

    Args:
        path: The commitment's file.

    Returns:
        The path of the copy.
    """
    document = desk.workspace.documents[path]
    name = _free(desk, document.country, document.cycle, document.id)
    entity = document.entity
    if isinstance(entity, Commitment):
        entity = attrs.evolve(entity, title=_mark_copy(entity.title))
    target = COMMITMENT.pattern.fill({"country": document.country, "cycle": document.cycle, "id": name})
    desk.create(target, entity)
    return target


def move(desk: EditSession, path: str, by: int) -> None:
    """Put a commitment earlier or later in its plan: all are numbered anew, as one step after the other.

    Args:
        path: The commitment's file.
        by: How many places; less than zero is earlier.
    """
    document = desk.workspace.documents[path]
    plan = plan_of(desk.workspace, document.country, document.cycle)
    if plan is None:
        return
    order = [one.path for one in plan.commitments]
    place = order.index(path)
    to = min(max(place + by, 0), len(order) - 1)
    order.insert(to, order.pop(place))
    for number, one in enumerate(order, 1):
        entity = desk.workspace.documents[one].entity
        if isinstance(entity, Commitment) and entity.number != str(number):
            desk.change(one, [SetValue(("number",), str(number))], _("Put the commitments in another order"))
    desk.settle()


def _free(desk: EditSession, country: str, cycle: str, wish: str) -> str:
    """Return an identifier that no commitment of the plan has."""
    taken = {found.id for found in desk.workspace.all(Commitment, country, cycle)}
    stem = re.sub(r"-\d+$", "", wish)
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return wish if wish not in taken else next(name for name in numbered if name not in taken)


def _mark_copy(title: Translated) -> Translated:
    if title.plain is not None:
        return Translated.of(f"{title.plain} ({_('copy')})")
    return Translated.of({language: f"{text} ({_('copy')})" for language, text in title.by_language.items()})
