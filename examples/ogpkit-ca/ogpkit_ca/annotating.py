"""What Canada's plan adds about its indicators, from a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Import, Importer, ImportProblem, OgpkitError, Scope
from ogpkit.api.content import Commitment, entity_values
from ogpkit.api.editing import read_sheet
from ogpkit.api.text import N_, _
from ogpkit_ca.model import NationalIndicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


class NoSuchColumn(OgpkitError):
    """Raised when a sheet has no column that names the indicators."""


def read(data: bytes, workspace: Workspace, place: Place) -> Import:
    """Give every indicator that a sheet names its national table.

    Args:
        data: A CSV or XLSX sheet with the columns indicator, supporting and summit.
        place: The cycle.

    Raises:
        NoSuchColumn: It names no indicators.
        NoSheet: It is no sheet at all.
    """
    sheet = read_sheet(data)
    if "indicator" not in sheet.headings:
        raise NoSuchColumn(_("This sheet has no column “indicator”."))
    there = dict(_indicators(workspace, place))
    files: dict[str, dict[str, Any]] = {}
    trouble: list[ImportProblem] = []
    for number, row in sheet.rows:
        code = str(row.get("indicator") or "")
        if code not in there:
            message = _("The plan has no indicator “{code}”.").format(code=code)
            trouble.append(ImportProblem(row=number, column="indicator", message=message))
            continue
        path, milestone, indicator = there[code]
        table = NationalIndicator(
            supporting=str(row.get("supporting") or ""), summit=str(row.get("summit") or "").lower() == "true"
        )
        milestones = files.setdefault(path, {"milestones": []})["milestones"]
        _item(_item(milestones, milestone).setdefault("indicators", []), indicator)["canada"] = entity_values(table)
    return Import(files=files, not_understood=tuple(trouble), records=len(sheet.rows))


def _indicators(workspace: Workspace, place: Place) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield where each indicator stands, by its number in the plan."""
    for document in workspace.all(Commitment, place.country, place.cycle):
        for milestone in document.entity.milestones:
            for indicator in milestone.indicators:
                yield indicator.number or indicator.id, (document.path, milestone.id, indicator.id)


def _item(items: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Return the table of this identifier in a list, begun where it is not there."""
    found = next((item for item in items if item["id"] == name), None)
    if found is None:
        found = {"id": name}
        items.append(found)
    return found


INDICATORS_IN: Final = Importer(
    name="canada-indicators",
    title=N_("What Canada's plan adds about its indicators"),
    suffixes=(".csv", ".xlsx"),
    scope=Scope.CYCLE,
    read=read,
)
"""The supporting departments, and the commitments for the Summit for Democracy."""
