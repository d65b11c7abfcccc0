"""Self-assessment, the Independent Reporting Mechanism, and the portal (Roadmap X, XI, XIII)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import AppCommand, CliCommand


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """The group `ogpkit portal`."""
    from ogpkit.contributions import CliCommand

    yield CliCommand(name="portal", help="Publish the workspace as a site of plain files", load=_portal)


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Build the public site, write the documents of a cycle."""
    from ogpkit_reporting.portal.app_commands import APP_COMMANDS

    yield from APP_COMMANDS


def _portal() -> Any:
    from ogpkit_reporting.portal.commands import portal

    return portal
