"""Putting what only Canada's plan says of its indicators beside them, from a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.codec import written
from ogpkit.errors import OgpkitError
from ogpkit.exchange.sheets import read_sheet
from ogpkit.language import _
from ogpkit.model import Commitment
from ogpkit.storage.patch import SetValue
from ogpkit_ca.model import NationalIndicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Place
    from ogpkit.desk import Desk
    from ogpkit.keypath import KeyPath


class NotAnnotated(OgpkitError):
    """A sheet that names indicators that the plan does not have."""


def annotate(desk: Desk, place: Place, data: bytes) -> int:
    """Write the national table of every indicator that a sheet names.

    Args:
        desk: The workspace.
        place: The cycle.
        data: A CSV or XLSX sheet with the columns indicator, supporting and summit.

    Returns:
        How many tables are new or different.

    Raises:
        NotAnnotated: It names an indicator that the plan does not have; nothing is changed then.
    """
    there = dict(_indicators(desk, place))
    wanted = {
        str(row.get("indicator") or ""): NationalIndicator(
            supporting=str(row.get("supporting") or ""), summit=str(row.get("summit") or "").lower() == "true"
        )
        for _number, row in read_sheet(data).rows
    }
    unknown = [number for number in wanted if number not in there]
    if unknown:
        raise NotAnnotated(_("The plan has no indicator “{code}”.").format(code=", ".join(unknown)))
    changed = 0
    for number, table in wanted.items():
        path, at = there[number]
        if desk.workspace.documents[path].extension(NationalIndicator, at) != table:
            desk.change(path, [SetValue((*at, "canada"), written(table))], _("Annotate the indicators"))
            desk.settle()
            changed += 1
    return changed


def _indicators(desk: Desk, place: Place) -> Iterator[tuple[str, tuple[str, KeyPath]]]:
    for document in desk.workspace.all(Commitment, place.country, place.cycle):
        for position, milestone in enumerate(document.entity.milestones):
            for place_in_list, indicator in enumerate(milestone.indicators):
                at = ("milestones", position, "indicators", place_in_list)
                yield indicator.number or indicator.id, (document.path, at)
