"""Cases and providers out to a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Place, Scope
from ogpkit.api.text import table_csv
from ogpkit_networking.cases import cases
from ogpkit_networking.directory import Wanted, found
from ogpkit_networking.tables import cases_table, providers_table, status_table

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def _cases(workspace: Workspace, place: Place) -> bytes:
    return table_csv(cases_table(cases(workspace, place.country), workspace)).encode()


def _providers(workspace: Workspace, _place: Place) -> bytes:
    return table_csv(providers_table(found(workspace, Wanted()), workspace.language)).encode()


def _measures(workspace: Workspace, place: Place) -> bytes:
    return table_csv(status_table(cases(workspace, place.country), workspace)).encode()


EXPORTERS: Final = (
    Exporter(name="networking-cases", title="Cases", suffix=".csv", scope=Scope.WORKSPACE, write=_cases),
    Exporter(name="networking-providers", title="Providers", suffix=".csv", scope=Scope.WORKSPACE, write=_providers),
    Exporter(
        name="networking-measures",
        title="Measures of the Networking Mechanism",
        suffix=".csv",
        scope=Scope.WORKSPACE,
        write=_measures,
    ),
)
"""Cases, providers and measures."""
