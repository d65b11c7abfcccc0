"""Cases and providers out to a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Place, Scope
from ogpkit.api.text import table_csv
from ogpkit_networking.cases import list_cases
from ogpkit_networking.directory import Wanted, find_providers
from ogpkit_networking.tables import build_cases_table, build_providers_table, build_status_table

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def _export_cases(workspace: Workspace, place: Place) -> bytes:
    return table_csv(build_cases_table(list_cases(workspace, place.country), workspace)).encode()


def _export_providers(workspace: Workspace, _place: Place) -> bytes:
    return table_csv(build_providers_table(find_providers(workspace, Wanted()), workspace.language)).encode()


def _export_measures(workspace: Workspace, place: Place) -> bytes:
    return table_csv(build_status_table(list_cases(workspace, place.country), workspace)).encode()


EXPORTERS: Final = (
    Exporter(name="networking-cases", title="Cases", suffix=".csv", scope=Scope.WORKSPACE, write=_export_cases),
    Exporter(
        name="networking-providers", title="Providers", suffix=".csv", scope=Scope.WORKSPACE, write=_export_providers
    ),
    Exporter(
        name="networking-measures",
        title="Measures of the Networking Mechanism",
        suffix=".csv",
        scope=Scope.WORKSPACE,
        write=_export_measures,
    ),
)
"""Cases, providers and measures."""
