"""The scored years of the countries in a workspace."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Document
from ogpkit.api.text import current_language
from ogpkit_eligibility.criteria import CriteriaPart
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.scoring import Score, score

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


@attrs.frozen(kw_only=True)
class Year:
    """One year of a country, scored.

    Attributes:
        document: The evidence file.
        part: The criteria by which it counts.
        score: What it comes to.
    """

    document: Document[Evidence]
    part: CriteriaPart
    score: Score

    @property
    def country(self) -> str:
        """Return the country's identifier."""
        return self.document.country

    @property
    def year(self) -> int:
        """Return the year that the evidence counts for."""
        return get_year(self.document)

    @property
    def edition(self) -> str:
        """Return the edition by which the evidence counts."""
        return self.document.entity.edition


def get_year(document: Document[object]) -> int:
    """Return the year in an evidence file's path.

    Args:
        document: The file.
    """
    return int(document.names["year"])


def get_criteria(edition: str, workspace: Workspace) -> CriteriaPart | None:
    """Return the criteria of an edition, or None when it has none or no plugin knows it.

    Args:
        edition: Its name.
    """
    return workspace.editions.part(edition, CriteriaPart)


def score_document(document: Document[Evidence], workspace: Workspace) -> Year | None:
    """Return one evidence file, scored by its own edition; None when that edition has no criteria.

    Args:
        document: The file.
        workspace: Where it lies.
    """
    part = get_criteria(document.entity.edition, workspace)
    return _score_document(document, part, current_language()) if part else None


@lru_cache(maxsize=65536)
def _score_document(document: Document[Evidence], part: CriteriaPart, _language: str) -> Year:
    """Score a document once in each language; standings, rules and panels ask for it again and again."""
    return Year(document=document, part=part, score=score(document.entity, part))


def list_years(workspace: Workspace, country: str = "", year: int | None = None) -> tuple[Year, ...]:
    """Return the scored years, sorted by country and year.

    Args:
        country: Only those of this country.
        year: Only those of this year.
    """
    found = (score_document(document, workspace) for document in workspace.all(Evidence, country))
    kept = [one for one in found if one and year in (None, one.year)]
    return tuple(sorted(kept, key=lambda one: (one.country, one.year)))


def find_latest(workspace: Workspace, country: str) -> Year | None:
    """Return the newest scored year of a country.

    Args:
        country: Its identifier.
    """
    return next(reversed(list_years(workspace, country)), None)


def find_shown(workspace: Workspace, place: Place) -> Year | None:
    """Return the year whose file is shown; elsewhere the newest scored year of the country.

    Args:
        place: A file of evidence, or a country.
    """
    if not place.path:
        return find_latest(workspace, place.country)
    return next((year for year in list_years(workspace, place.country) if year.document.path == place.path), None)
