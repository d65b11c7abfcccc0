"""Canada's quarterly reports on its open government plan: the plugin's table of contents.

Departments report by indicator and quarter, in English and French.
"""

from __future__ import annotations

from ogpkit.api import CliCommand, Panel, Scope, hookimpl, provide
from ogpkit.api.text import N_

ogpkit_kinds = provide("ogpkit_ca.kinds", "QUARTERLY_REPORT")
ogpkit_extensions = provide("ogpkit_ca.kinds", "INDICATOR_TABLE")
ogpkit_editions = provide("ogpkit_ca.edition", "EDITION_PART")
ogpkit_rules = provide("ogpkit_ca.rules", "RULES")
ogpkit_obligations = provide("ogpkit_ca.standing", "OBLIGATIONS")  # a report for each department and quarter
ogpkit_standings = provide("ogpkit_ca.standing", "STANDINGS")
ogpkit_panels = provide(
    Panel(name="quarter", title=N_("Quarter"), scope=Scope.CYCLE, order=40, load="ogpkit_ca.panel:SECTIONS"),
)
ogpkit_actions = provide("ogpkit_ca.beginning", "BEGIN_REPORT", "BEGIN_REPORTS")
ogpkit_tables = provide("ogpkit_ca.panel", "QUARTERS")
ogpkit_cli_commands = provide(
    CliCommand(name="canada", help=N_("Canada's quarterly reports"), load="ogpkit_ca.commands:group"),
)
ogpkit_importers = provide("ogpkit_ca.form_in", "TRACKER_IN")
import_indicators = hookimpl(provide("ogpkit_ca.annotating", "INDICATORS_IN"), specname="ogpkit_importers")
ogpkit_exporters = provide("ogpkit_ca.form_out", "TRACKER_OUT")
