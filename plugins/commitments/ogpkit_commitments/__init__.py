"""Action plans, grand challenges and commitments, the common expectations and the declaration (Roadmap II, V to VII, IX)."""

from __future__ import annotations

from ogpkit.api import CliCommand, provide

ogpkit_kinds = provide("ogpkit_commitments.kinds", "CYCLE", "COMMITMENT", "SHEET_MAPPING")
ogpkit_editions = provide("ogpkit_commitments.edition", "EDITION_PART")
ogpkit_settings = provide("ogpkit_commitments.edition", "SETTINGS")  # how often progress is reported
ogpkit_rules = provide("ogpkit_commitments.rules", "RULES")
ogpkit_stages = provide("ogpkit_commitments.stages", "CYCLE_STAGES")
ogpkit_obligations = provide("ogpkit_commitments.standing", "OBLIGATIONS")  # the plan and its milestones
ogpkit_standings = provide("ogpkit_commitments.standing", "STANDINGS")
ogpkit_panels = provide("ogpkit_commitments.panels", "PANELS")
ogpkit_actions = provide("ogpkit_commitments.actions", "ACTIONS")
ogpkit_cli_commands = provide(
    CliCommand(name="plan", help="Show an action plan and its progress", load="ogpkit_commitments.commands:plan"),
    CliCommand(
        name="commitment", help="Add commitments and report progress", load="ogpkit_commitments.commands:commitment"
    ),
    CliCommand(
        name="cycle", help="Start a cycle and move it through its stages", load="ogpkit_commitments.commands:cycle"
    ),
)
ogpkit_importers = provide("ogpkit_commitments.exchange", "IMPORTERS")
ogpkit_exporters = provide("ogpkit_commitments.exchange", "PLAN_EXPORTERS")
ogpkit_tables = provide("ogpkit_commitments.views", "TABLES")
ogpkit_papers = provide("ogpkit_commitments.paper", "PLAN_PAPER", "LIST_PAPER")
ogpkit_pages = provide("ogpkit_commitments.pages", "PAGES")
ogpkit_tours = provide("ogpkit_commitments.tours", "PROMISE")
