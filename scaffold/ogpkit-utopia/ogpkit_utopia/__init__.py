"""What Utopia needs of ogpkit: the plugin's table of contents.

A hook imports what it gives when it is called, so that nothing is paid for before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import CliCommand, Extension, Panel, Rule


@hookimpl
def ogpkit_extensions() -> Iterator[Extension[Any]]:
    """Contribute the table `[utopia]` of a commitment."""
    from ogpkit.api import Extension
    from ogpkit_utopia.model import Budget

    yield Extension(table="utopia", kind="commitment", entity=Budget, title="Budget")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules UTO001 and on."""
    from ogpkit_utopia.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute what the commitments of a cycle cost."""
    from ogpkit.api import Panel, Scope

    yield Panel(name="costs", title="Costs", scope=Scope.CYCLE, order=60, load=_panel)


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the group `ogpkit utopia`."""
    from ogpkit.api import CliCommand

    yield CliCommand(name="utopia", help="What Utopia's commitments cost", load=_commands)


def _panel() -> Any:
    from ogpkit_utopia.panel import CostsPanel

    return CostsPanel


def _commands() -> Any:
    from ogpkit_utopia.commands import group

    return group
