"""What the participation and co-creation standards of 2022 ask for beside the principles of 2011."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from ogpkit.api.content import get_cocreation_day
from ogpkit.api.text import _, _n, current_language, format_phrase, localized
from ogpkit_consultation.comments import is_answered
from ogpkit_consultation.dossier import KeptEvidence, MissingEvidence, PendingEvidence, find_deposit_day, format_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit_consultation.dossier import Dossier, Found


def find_first_day(dossier: Dossier) -> date | None:
    """Return the day on which co-creation begins; None where there is no cycle that can be read."""
    if dossier.consultation.opens:
        return dossier.consultation.opens
    return get_cocreation_day(dossier.cycle.entity) if dossier.cycle else None


def look_at_website(dossier: Dossier) -> Iterator[Found]:
    """Check that a public OGP website is maintained (requirement 2.1)."""
    found = dossier.consultation.website
    if found:
        yield KeptEvidence(text=_("OGP website: {url}.").format(url=found), at=("website",))
    else:
        yield MissingEvidence(
            message=_("The address of your OGP website is missing."),
            remedy=_("Add `website`: its address. A page about OGP on a ministry's site is enough."),
            at=("website",),
        )


def find_next_update(dossier: Dossier) -> date | None:
    """Return the day by which the repository is to be updated next; None where nothing says."""
    found, most = dossier.consultation.repository, dossier.part.repository_days
    known = [one.on for one in (found.updates if found else ()) if one.on <= dossier.today]
    since = max(known, default=find_first_day(dossier))
    return since + timedelta(days=most) if since and most else None


def has_response(dossier: Dossier) -> bool:
    """Tell whether those who contributed were told what became of it: with a response, or with an answer to each comment."""
    found = dossier.consultation.response
    if found is not None and found.published is not None and found.published <= dossier.today:
        return True
    # an answer to every comment, with what changed or why nothing did, is a reasoned response too
    return bool(dossier.comments) and all(is_answered(one.entity) for one in dossier.comments)


def look_at_repository(dossier: Dossier) -> Iterator[Found]:
    """Check that there is a document repository, updated at least twice a year (requirement 2.2)."""
    found, most = dossier.consultation.repository, dossier.part.repository_days
    if found is None or found.url is None:
        yield MissingEvidence(
            message=_("The address of your document repository is missing."),
            remedy=_("Add `url` under `repository`: a public folder or page with the evidence of co-creation."),
            at=("repository",),
        )
        return
    known = sorted(one.on for one in found.updates if one.on <= dossier.today)
    end = min(dossier.today, dossier.cycle.entity.end) if dossier.cycle else dossier.today
    # “twice a year” is counted from one update to the next, so that two in one week do not stand for a year
    silent = [(before, after) for before, after in pairwise([*known, end]) if most and (after - before).days > most]
    due, begins = find_next_update(dossier), find_first_day(dossier)
    if not known and due and due < end:
        yield MissingEvidence(
            message=_("No update of the repository is recorded since co-creation began on {day}.").format(day=begins),
            remedy=_("Update it, and add each update under `repository.updates` with `on` and `what`."),
            at=("repository", "updates"),
        )
    elif not known:
        yield PendingEvidence(text=_("Add the first update of the repository."), due=due, at=("repository", "updates"))
    elif silent:
        before, after = silent[-1]
        yield MissingEvidence(
            message=_("The repository had no update between {since} and {until}, {days}.").format(
                since=before, until=after, days=format_days((after - before).days)
            ),
            remedy=_("Update it, and add each update under `repository.updates` with `on` and `what`."),
            at=("repository", "updates"),
        )
    else:
        text = _n("The repository had {count} update.", "The repository had {count} updates.", len(known))
        yield KeptEvidence(text=text.format(count=len(known)), at=("repository", "updates"))
        if dossier.cycle and dossier.today < dossier.cycle.entity.end:
            yield PendingEvidence(text=_("Update the repository."), due=due, at=("repository", "updates"))


def look_at_cocreation_timeline(dossier: Dossier) -> Iterator[Found]:
    """Check that timeline and ways to take part are public before co-creation begins (requirement 3.1)."""
    least, published = dossier.part.timeline_days, dossier.consultation.published
    if least is None or dossier.cycle is None:
        return
    begins = find_first_day(dossier)
    if begins is None:
        return
    due = begins - timedelta(days=least)
    if published is not None and published <= due:
        text = _("The timeline and ways to take part were public on {published}, {days} before co-creation began.")
        yield KeptEvidence(
            text=text.format(published=published, days=format_days((begins - published).days)), at=("published",)
        )
    elif published is not None or due < dossier.today:
        yield MissingEvidence(
            message=_(
                "The timeline and ways to take part should have been public by {due}, {days} before co-creation."
            ).format(due=due, days=format_days(least)),
            remedy=_("Add `published`: the day on which they were published. Next time, publish them earlier."),
            at=("published",),
        )
    else:
        yield PendingEvidence(text=_("Publish the timeline and ways to take part."), due=due, at=("published",))


def look_at_response(dossier: Dossier) -> Iterator[Found]:
    """Check that those who contributed were told how their contributions were considered (requirement 4.1)."""
    found = dossier.consultation.response
    deposited = find_deposit_day(dossier.cycle.entity) if dossier.cycle else None
    if found is not None and found.published is not None and found.published <= dossier.today:
        yield KeptEvidence(
            text=_("Reasoned response published on {day}.").format(day=found.published), at=("response",)
        )
    elif has_response(dossier):
        text = _n("The comment has an answer.", "All {count} comments have an answer.", len(dossier.comments))
        yield KeptEvidence(text=text.format(count=len(dossier.comments)))
    elif deposited is not None and deposited <= dossier.today:
        yield MissingEvidence(
            message=_describe_no_response(dossier, deposited),
            remedy=_("Publish how you considered contributions. Then add `published` and `url` under `response`."),
            at=("response",),
        )
    else:
        yield PendingEvidence(
            text=_("Tell people who contributed how you considered their contributions, before you submit the plan."),
            due=dossier.cycle.entity.start if dossier.cycle else None,
            at=("response",),
        )


def _describe_no_response(dossier: Dossier, deposited: date) -> str:
    response = dossier.consultation.response
    why = localized(response.why_none, current_language(), dossier.workspace.language) if response else ""
    if why:
        return format_phrase(
            _("The plan was submitted on {day} without a reasoned response. The reason given: {why}"),
            day=deposited,
            why=why,
        )
    text = _("The plan was submitted on {day}, but people who contributed got no reasoned response.")
    return text.format(day=deposited)


def look_at_results_meetings(dossier: Dossier) -> Iterator[Found]:
    """Check that enough meetings each year present results of implementation (requirement 5.1)."""
    least, forum, cycle = dossier.part.results_meetings, dossier.consultation.forum, dossier.cycle
    if not least or cycle is None or cycle.entity.start > dossier.today:
        return
    held = sorted(one.on for one in (forum.meetings if forum else ()) if one.about_results and one.on <= dossier.today)
    for begins, ends in list_years(cycle.entity.start, cycle.entity.end):
        count = sum(1 for day in held if begins <= day <= ends)
        period = _("{begins} to {ends}").format(begins=begins, ends=ends)
        if count >= least:
            text = _n("{count} meeting on results, {period}.", "{count} meetings on results, {period}.", count)
            yield KeptEvidence(text=text.format(count=count, period=period), at=("forum", "meetings"))
        elif ends < dossier.today:
            yield MissingEvidence(
                message=_("{count} of {least} meetings on results were held, {period}.").format(
                    count=count, least=least, period=period
                ),
                remedy=_("Add each meeting under `forum.meetings` with `about_results = true`."),
                at=("forum", "meetings"),
            )
        elif begins <= dossier.today:
            text = _n("Hold {count} more meeting on results.", "Hold {count} more meetings on results.", least - count)
            yield PendingEvidence(text=text.format(count=least - count), due=ends, at=("forum", "meetings"))


def list_years(start: date, end: date) -> Iterator[tuple[date, date]]:
    """Yield the years of implementation, each from the day on which it begins to its last one; a rest of a year is left out."""
    begins = start
    while begins <= end:
        following = _add_year(begins)
        if following - timedelta(days=1) <= end:
            yield begins, following - timedelta(days=1)
        begins = following


def _add_year(day: date) -> date:
    # 29 February comes again as 1 March
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)
