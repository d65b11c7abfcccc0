"""Self-assessment and the Independent Reporting Mechanism (Roadmap X, XI, XIII)."""

from __future__ import annotations

from ogpkit.api import CliCommand, provide

ogpkit_kinds = provide("ogpkit_reporting.kinds", "SELF_ASSESSMENT", "INDEPENDENT", "ANSWERS", "DRAFT", "PANEL")
ogpkit_editions = provide("ogpkit_reporting.process_review", "EDITION_PARTS")
ogpkit_stages = provide("ogpkit_reporting.stages", "INDEPENDENT_STAGES")
ogpkit_rules = provide("ogpkit_reporting.rules", "RULES")
ogpkit_obligations = provide("ogpkit_reporting.standing", "OBLIGATIONS", "NEXT_PLAN", "RECOMMENDATION_DATES")
ogpkit_tasks = provide("ogpkit_reporting.standing", "TASKS")
ogpkit_events = provide("ogpkit_reporting.events", "EVENTS")  # for the history of each commitment
ogpkit_standings = provide("ogpkit_reporting.standing", "STANDINGS", "PROCESS_STANDING", "RECOMMENDATION_STANDING")
ogpkit_panels = provide("ogpkit_reporting.panels", "PANELS")
ogpkit_actions = provide("ogpkit_reporting.actions", "ACTIONS")
ogpkit_cli_commands = provide(
    CliCommand(name="report", help="Assess a cycle, and compare both reports", load="ogpkit_reporting.commands:report")
)
ogpkit_importers = provide("ogpkit_reporting.importing", "IMPORTERS")
ogpkit_extensions = provide("ogpkit_reporting.kinds", "DATABASE_TABLE")
ogpkit_tables = provide("ogpkit_reporting.views", "TABLES")
ogpkit_papers = provide("ogpkit_reporting.papers", "PAPERS")
ogpkit_pages = provide("ogpkit_reporting.pages", "PAGES")
ogpkit_tours = provide("ogpkit_reporting.tours", "HANDING_IN")
