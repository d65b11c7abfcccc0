"""Both views of every commitment out to a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Place, Scope
from ogpkit.api.output import csv_bytes
from ogpkit.api.text import N_
from ogpkit_reporting.comparison import compare_reports
from ogpkit_reporting.reports import list_reports
from ogpkit_reporting.tables import build_comparison_table

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def write_comparison(workspace: Workspace, place: Place) -> bytes:
    """Return what governments and experts say of each commitment, differences first, as CSV.

    Args:
        place: A country or a cycle; nothing for the whole workspace.
    """
    places = (place,) if place.country else ()
    return csv_bytes(build_comparison_table(compare_reports(list_reports(workspace, places)), workspace))


EXPORTERS: Final = (
    Exporter(
        name="comparison",
        title=N_("Both reports on every commitment side by side"),
        suffix=".csv",
        scope=Scope.WORKSPACE,
        write=write_comparison,
    ),
)
"""Both views side by side."""
