"""What this plugin says of a country at a glance: its own cases, and what it shares with others (Roadmap II.5, XII).

Nothing here is due on a day: the sources give the mechanism no time limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Place, Scope, Status, StatusSource, Verdict, stage_title
from ogpkit.api.content import CommonExpectation, Country
from ogpkit.api.text import _, _n, join_phrases
from ogpkit_networking.cases import count_stale_days, get_stage, list_cases, register
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.measures import has_led_to_dialogue
from ogpkit_networking.model import Case, Provider, ProviderKind
from ogpkit_networking.stages import CASE_STAGES
from ogpkit_networking.stories import is_story_public, list_stories

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


def describe_sharing(country: str, workspace: Workspace) -> Status:
    """Return what a country has shared with others (Roadmap II.5).

    Args:
        country: Its identifier.
    """
    helped = [one for one in register(workspace).peers.get(country, ()) if _has_helped(country, one.entity)]
    offers = [
        one
        for one in workspace.all(Provider)
        # “contribute … in other countries” (Roadmap II.5) is the government's own part, so firms and NGOs do not count
        if one.entity.kind is ProviderKind.GOVERNMENT and one.entity.based_in == country and one.entity.ready
    ]
    told = [
        one
        for one in list_stories(workspace)
        if one.entity.kind is ProviderKind.GOVERNMENT
        and one.entity.country == country
        and (workspace.is_public or is_story_public(one.entity, workspace.today))
    ]
    shown_by = tuple(Place(path=one.path) for one in (*helped, *offers, *told))
    if helped:
        count = _n(
            "Has shared its experience in {count} case", "Has shared its experience in {count} cases", len(helped)
        )
        headline = count.format(count=len(helped))
    elif offers:
        headline = _("Offers its expertise to other countries")
    elif told:
        count = _n("Has shared {count} story of its practice", "Has shared {count} stories of its practice", len(told))
        headline = count.format(count=len(told))
    else:
        return Status(
            # sharing is expected “as appropriate” (Roadmap II.5), so that none so far is no fault
            verdict=Verdict.UNKNOWN,
            headline=_("Nothing shared through the Networking Mechanism yet"),
            missing=(
                _("An introduction as a peer, a government provider in the directory, or a story of its practice"),
            ),
            expectation=CommonExpectation.SHARING,
        )
    return Status(verdict=Verdict.GOOD, headline=headline, shown_by=shown_by, expectation=CommonExpectation.SHARING)


def _has_helped(country: str, case: Case) -> bool:
    """Tell whether a country that was brought in as a peer has talked with the one that asked."""
    return case.country != country and any(
        one.country == country and has_led_to_dialogue(case, one) for one in case.introductions
    )


STANDINGS: Final = StatusSource(name="networking", title="Networking", scope=Scope.COUNTRY, derive=list_statuses)
"""The open requests of a country, and what it shares."""
