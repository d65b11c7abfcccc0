"""What a country has shared with others (Roadmap II.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api import Place, Status, Verdict
from ogpkit.api.content import CommonExpectation
from ogpkit.api.text import _, _n
from ogpkit_networking.cases import register
from ogpkit_networking.measures import has_led_to_dialogue
from ogpkit_networking.model import Case, Provider, ProviderKind
from ogpkit_networking.stories import is_story_public, list_stories

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


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
            headline=_("No experience shared through the Networking Mechanism yet"),
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
