"""The Networking Mechanism with its cases, and the Steering Committee (Roadmap III, XII and the Networking Mechanism paper)."""

from __future__ import annotations

from ogpkit.api import CliCommand, provide

ogpkit_kinds = provide("ogpkit_networking.kinds", "COMMITTEE", "PROVIDER", "CASE", "STORY", "STEERING")
ogpkit_extensions = provide("ogpkit_networking.kinds", "NEIGHBOURS")
ogpkit_editions = provide("ogpkit_networking.edition", "EDITION_PART")
ogpkit_stages = provide("ogpkit_networking.stages", "CASE_STAGES")
ogpkit_referrals = provide("ogpkit_networking.beginning", "REFERRALS")  # turns a need for expertise into a case
ogpkit_rules = provide("ogpkit_networking.rules", "RULES")
ogpkit_standings = provide("ogpkit_networking.standing", "STANDINGS")
ogpkit_tasks = provide("ogpkit_networking.standing", "TASKS")  # what was sent in, cases that wait
ogpkit_accounts = provide("ogpkit_networking.telling", "ACCOUNTS")  # which expertise was sought in a cycle
ogpkit_actions = provide("ogpkit_networking.actions", "ACTIONS")
ogpkit_cli_commands = provide(
    CliCommand(
        name="networking",
        help="Requests for expertise and those who can help",
        load="ogpkit_networking.commands:networking",
    )
)
ogpkit_importers = provide("ogpkit_networking.importing", "IMPORTERS")
ogpkit_exporters = provide("ogpkit_networking.importing", "EXPORTERS")
ogpkit_events = provide("ogpkit_networking.story_pages", "STORY_EVENTS")  # for the news of the portal
ogpkit_tables = provide("ogpkit_networking.views", "TABLES")
ogpkit_papers = provide("ogpkit_networking.paper", "AGREEMENT_PAPER")
ogpkit_pages = provide("ogpkit_networking.pages", "PAGES")
ogpkit_panels = provide("ogpkit_networking.panels", "PANELS")
