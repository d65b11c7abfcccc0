"""Scores out to a program, with what was possible for each criterion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Place, Scope
from ogpkit.api.text import for_json
from ogpkit_eligibility.years import list_years, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api.content import Workspace
    from ogpkit_eligibility.years import Year


def format_scores_json(found: Iterable[Year]) -> str:
    """Return scored years as JSON."""
    return for_json(json.dumps([record(year) for year in found], ensure_ascii=False, indent=2)) + "\n"


def _export_scores_json(workspace: Workspace, place: Place) -> bytes:
    return format_scores_json(list_years(workspace, place.country)).encode()


EXPORTERS: Final = (
    Exporter(
        name="eligibility-scores-json",
        title="Eligibility scores, for programs",
        suffix=".json",
        scope=Scope.WORKSPACE,
        write=_export_scores_json,
    ),
)
"""Scores as JSON."""
