"""Minimum eligibility criteria and the expert group's oversight (Roadmap I)."""

from __future__ import annotations

from ogpkit.api import CliCommand, provide

ogpkit_kinds = provide("ogpkit_eligibility.kinds", "EVIDENCE", "REVIEW")
ogpkit_editions = provide("ogpkit_eligibility.criteria", "EDITION_PART")
ogpkit_rules = provide("ogpkit_eligibility.rules", "RULES")
ogpkit_stages = provide("ogpkit_eligibility.reviews", "REVIEW_STAGES")
ogpkit_obligations = provide("ogpkit_eligibility.standing", "OBLIGATIONS")  # when a country that fell must be back
ogpkit_standings = provide("ogpkit_eligibility.standing", "STANDINGS")
ogpkit_panels = provide("ogpkit_eligibility.panels", "PANELS")
ogpkit_actions = provide("ogpkit_eligibility.actions", "ACTIONS")
ogpkit_cli_commands = provide(
    CliCommand(
        name="eligibility", help="Who may take part in OGP, and why", load="ogpkit_eligibility.commands:eligibility"
    )
)
ogpkit_importers = provide("ogpkit_eligibility.views", "EVIDENCE_IMPORT.importer")
ogpkit_exporters = provide("ogpkit_eligibility.views", "SCORES_EXPORT")
ogpkit_tables = provide("ogpkit_eligibility.views", "TABLES")
ogpkit_pages = provide("ogpkit_eligibility.card", "PAGES")
ogpkit_tours = provide("ogpkit_eligibility.tours", "WHY_ELIGIBLE")
