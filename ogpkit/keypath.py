"""How a place in a file is named: the keys and list positions that lead to it."""

from __future__ import annotations

KeyPath = tuple[str | int, ...]
"""For example `("milestones", 0, "title", "en")`; list positions count from zero."""
