"""What Utopia needs of ogpkit: the plugin's table of contents.

Each line names what a hook gives. It is imported when ogpkit calls the hook, so that nothing is paid for before.
"""

from __future__ import annotations

from ogpkit.api import CliCommand, Panel, Scope, provide

ogpkit_extensions = provide("ogpkit_utopia.model", "BUDGET")
ogpkit_rules = provide("ogpkit_utopia.rules", "RULES")
ogpkit_panels = provide(
    Panel(name="costs", title="Costs", scope=Scope.CYCLE, order=60, load="ogpkit_utopia.costs:SECTIONS"),
)
ogpkit_tables = provide("ogpkit_utopia.costs", "COSTS")
ogpkit_cli_commands = provide(
    CliCommand(name="utopia", help="What Utopia's commitments cost", load="ogpkit_utopia.commands:group"),
)
