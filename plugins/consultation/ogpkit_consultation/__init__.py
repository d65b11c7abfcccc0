"""Public consultation and the standing forum, and peer consultation (Roadmap IV, VIII)."""

from __future__ import annotations

from ogpkit.api import CliCommand, provide

ogpkit_kinds = provide("ogpkit_consultation.kinds", "CONSULTATION", "COMMENT", "PEER_SESSION")
ogpkit_editions = provide("ogpkit_consultation.edition", "EDITION_PART")
ogpkit_rules = provide("ogpkit_consultation.rules", "RULES")
# what peers judged insufficient is settled, and those who contributed are answered, before a plan is deposited
ogpkit_stage_guards = provide("ogpkit_consultation.guards", "GUARDS")
ogpkit_obligations = provide("ogpkit_consultation.due_dates", "OBLIGATIONS")
ogpkit_tasks = provide("ogpkit_consultation.due_dates", "TASKS")
ogpkit_standings = provide("ogpkit_consultation.standing", "STANDINGS")
ogpkit_panels = provide("ogpkit_consultation.panels", "PANELS")
ogpkit_actions = provide("ogpkit_consultation.actions", "ACTIONS")
ogpkit_cli_commands = provide(
    CliCommand(
        name="consultation", help="Consult the public and peers", load="ogpkit_consultation.commands:consultation"
    )
)
ogpkit_tables = provide("ogpkit_consultation.views", "TABLES")
ogpkit_importers = provide("ogpkit_consultation.importing", "IMPORTERS")
ogpkit_papers = provide("ogpkit_consultation.paper", "SUMMARY_PAPER")
ogpkit_accounts = provide("ogpkit_consultation.standing", "ACCOUNTS")  # what was done to consult
ogpkit_pages = provide("ogpkit_consultation.pages", "PAGES")
ogpkit_tours = provide("ogpkit_consultation.tours", "ANSWERING")
