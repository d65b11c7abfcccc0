"""What OGP Local asks of local members beside what is asked of countries."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ogpkit.api.content import add_months, get_cocreation_day
from ogpkit.api.text import _, _n
from ogpkit_consultation.dossier import KeptEvidence, MissingEvidence, PendingEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit_consultation.dossier import Dossier, Found


def look_at_website_updates(dossier: Dossier) -> Iterator[Found]:
    """Check that information on the OGP website is updated at least every four months (OGP Local)."""
    months, cycle = dossier.part.website_months, dossier.cycle
    if not months or cycle is None or not dossier.consultation.website:
        return
    known = sorted(one.on for one in dossier.consultation.website_updates if one.on <= dossier.today)
    begins, end = get_cocreation_day(cycle.entity), min(dossier.today, cycle.entity.end)
    # the time to the first update is counted from the day on which co-creation begins
    days = [*(known or [begins]), max(end, *(known or [begins]))]
    silent = [(before, after) for before, after in pairwise(days) if after > add_months(before, months)]
    if silent:
        before, after = silent[-1]
        yield MissingEvidence(
            message=_("The OGP website had no update between {since} and {until}.").format(since=before, until=after),
            remedy=_("Update the website, and add each update under `website_updates` with `on` and `what`."),
            at=("website_updates",) if known else ("website",),
        )
    elif known:
        text = _n("The website had {count} update.", "The website had {count} updates.", len(known))
        yield KeptEvidence(text=text.format(count=len(known)), at=("website_updates",))
    due = find_next_website_update(dossier)
    if not silent and dossier.today < cycle.entity.end:
        yield PendingEvidence(text=_("Update the information on the OGP website."), due=due, at=("website_updates",))


def find_next_website_update(dossier: Dossier) -> date | None:
    """Return the day by which the website is to be updated next; None where the rule set does not ask for that."""
    months, cycle = dossier.part.website_months, dossier.cycle
    if not months or cycle is None:
        return None
    known = [one.on for one in dossier.consultation.website_updates if one.on <= dossier.today]
    return add_months(max(known, default=get_cocreation_day(cycle.entity)), months)
