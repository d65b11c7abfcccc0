"""The United Kingdom: departments lead commitments and report on them each quarter in red, amber or green."""

from __future__ import annotations

from ogpkit.api import provide

ogpkit_kinds = provide("ogpkit_gb.model", "REGISTER", "UPDATE")
ogpkit_extensions = provide("ogpkit_gb.model", "LEADERSHIP")
ogpkit_editions = provide("ogpkit_gb.model", "EDITION_PART")
ogpkit_rules = provide("ogpkit_gb.rules", "RULES")
ogpkit_obligations = provide("ogpkit_gb.quarters", "DUE_DATES")
ogpkit_tables = provide("ogpkit_gb.views", "UPDATES")
ogpkit_importers = provide("ogpkit_gb.views", "SHEET.importer")
ogpkit_pages = provide("ogpkit_gb.views", "PAGES")
