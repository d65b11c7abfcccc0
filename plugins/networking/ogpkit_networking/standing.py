"""What this plugin says of a country at a glance: its own cases, and what it shares with others (Roadmap II.5, XII).

Nothing here is due on a day: the sources give the mechanism no time limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Place, Scope, Status, StatusSource, Verdict, stage_title
from ogpkit.api.content import Country
from ogpkit.api.text import _, _n, join_phrases
from ogpkit_networking.cases import count_stale_days, get_stage, list_cases
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.model import Case, Provider
from ogpkit_networking.sharing import describe_sharing
from ogpkit_networking.stages import CASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def list_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield how a country stands; nothing where the workspace holds no files of the mechanism.

    Args:
        place: The country.
    """
    own = list_cases(workspace, place.country, only_open=True)
    if own:
        yield _open_cases(own, workspace)
    country = workspace.one(Country, place.country)
    joined = country is not None and country.entity.joined is not None
    is_kept = bool(workspace.all(Case)) or bool(workspace.all(Provider))
    # without any file of the mechanism nothing is known, which is not the same as nothing shared (Roadmap II.5)
    if joined and is_kept:
        shared = describe_sharing(place.country, workspace)
        if shared.shown_by or not workspace.is_public:  # what is not public may show it all the same
            yield shared


def _open_cases(own: tuple[Document[Case], ...], workspace: Workspace) -> Status:
    count = _n("{count} request for expertise open", "{count} requests for expertise open", len(own))
    newest = own[-1]
    stage = stage_title(CASE_STAGES, newest, workspace, get_stage(newest.entity))
    headline = join_phrases(": ", (count.format(count=len(own)), stage if len(own) == 1 else ""))
    idle = [one for one in own if count_stale_days(one.entity, get_case_rules(one.entity, workspace), workspace.today)]
    missing = [_("A word on how {case} goes").format(case=one.id) for one in idle]
    missing += [_("A case manager for {case}").format(case=one.id) for one in own if not one.entity.manager]
    return Status(
        verdict=Verdict.ATTENTION if missing else Verdict.GOOD,
        headline=headline,
        shown_by=tuple(Place(path=one.path) for one in own),
        missing=tuple(missing),
    )


STANDINGS: Final = StatusSource(name="networking", title="Networking", scope=Scope.COUNTRY, derive=list_statuses)
"""The open requests of a country, and what it shares."""
