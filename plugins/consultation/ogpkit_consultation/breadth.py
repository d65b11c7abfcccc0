"""Principles 2 and 4: consulting widely, in time and by several mechanisms (Roadmap IV.2, IV.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Translated
from ogpkit.api.text import (
    _,
    _n,
    current_language,
    format_phrase,
    join_list,
    language_name,
    localized,
    message_language,
)
from ogpkit_consultation.dossier import KeptEvidence, MissingEvidence, PendingEvidence, format_days, list_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from ogpkit.api.content import Document
    from ogpkit_consultation.dossier import Dossier, Found
    from ogpkit_consultation.model import Comment, Event, Group

MOST_NAMED: Final = 20
"""Comments that are named one by one when something is wrong with them; the others are counted."""


def look_at_groups(dossier: Dossier) -> Iterator[Found]:
    """Check that civil society and the private sector are among those consulted (Roadmap IV.2)."""
    for group in dossier.part.groups:
        events, comments = _count_participation(group, dossier)
        label = _(group.label)
        # a written comment is taking part too: Roadmap IV.2 asks to “consult widely”, not to meet everybody
        if events or comments:
            text = _("{group}: {events} and {comments}.").format(
                group=label,
                events=_n("{count} event", "{count} events", events).format(count=events),
                comments=_n("{count} written comment", "{count} written comments", comments).format(count=comments),
            )
            yield KeptEvidence(text=text, at=("events",))
        # until the last day a group may still come, so that nothing is missing before
        elif dossier.is_over:
            yield MissingEvidence(
                message=_("The consultation did not include “{group}”.").format(group=label),
                remedy=_('Name the groups of each event. Add "{value}" to events in which it took part.').format(
                    value=group.value
                ),
                at=("events",),
            )
        else:
            yield PendingEvidence(
                text=_("Consult “{group}”.").format(group=label), due=dossier.consultation.closes, at=("events",)
            )


def _count_participation(group: Group, dossier: Dossier) -> tuple[int, int]:
    # only events that have begun: an invitation is not yet a consultation
    events = sum(1 for event in dossier.held_events if group in list_groups(event))
    return events, sum(1 for comment in dossier.comments if comment.entity.group is group)


def look_at_views(dossier: Dossier) -> Iterator[Found]:
    """Check that a diverse range of views is sought out (Roadmap IV.2)."""
    found, least = dossier.groups, dossier.part.least_groups
    names = join_list(sorted(_(group.label) for group in found)) or "–"
    # “a diverse range of views” (Roadmap IV.2) has no number; how many groups stand for it is the edition's
    if len(found) >= least:
        text = _n("{count} group took part: {names}.", "{count} groups took part: {names}.", len(found))
        yield KeptEvidence(text=text.format(count=len(found), names=names), at=("events",))
    elif dossier.is_over:
        yield MissingEvidence(
            message=_n(
                "Only {count} group took part: {names}.", "Only {count} groups took part: {names}.", len(found)
            ).format(count=len(found), names=names),
            remedy=_("Seek views from at least {least} different groups.").format(least=least),
            at=("events",),
        )
    else:
        yield PendingEvidence(
            text=_("Consult at least {least} groups.").format(least=least),
            due=dossier.consultation.closes,
            at=("events",),
        )


def look_at_summary(dossier: Dossier) -> Iterator[Found]:
    """Check that a summary of the consultation is online, in every language that is owed (Roadmap IV.2)."""
    summary, due = dossier.consultation.summary, dossier.add_to_closing_day(dossier.part.summary_days)
    # a summary without a day of publication is a draft (Roadmap IV.2: “available online”)
    if summary is None or summary.published is None:
        yield _judge_due(
            dossier,
            due,
            MissingEvidence(
                message=_("The summary of the consultation should have been published by {due}.").format(due=due),
                remedy=_("Publish it. Then add `published` under `summary`, and its address in each language."),
                at=("summary",),
            ),
            _("Publish the summary of the consultation."),
        )
        return
    closes = dossier.consultation.closes
    # on the last day somebody may still write, but a summary of that day may have waited for it
    if closes is not None and summary.published < closes:
        yield MissingEvidence(
            message=_("The summary was published on {published}, before the consultation closed on {closes}.").format(
                published=summary.published, closes=closes
            ),
            remedy=_("Correct `published` or `closes`. A summary covers everything that was said."),
            at=("summary", "published"),
        )
        return
    # the summary is read by the country's own citizens and by other countries (Roadmap VIII), hence every owed language
    missing = (summary.url or Translated()).missing(dossier.owed_languages, dossier.workspace.language)
    if missing:
        yield MissingEvidence(
            message=_("The summary is not online in: {languages}.").format(languages=_name_languages(missing)),
            remedy=_("Add its address in each of these languages under `summary`: {keys}.").format(
                keys=", ".join(f"url.{language}" for language in missing)
            ),
            at=("summary", "url"),
        )
    else:
        yield KeptEvidence(
            text=_("The summary has been online since {published}, in: {languages}.").format(
                published=summary.published, languages=_name_languages(dossier.owed_languages)
            ),
            at=("summary",),
        )


def _name_languages(codes: Iterable[str]) -> str:
    spoken = message_language(current_language())
    return join_list(language_name(code, spoken) for code in codes)


def _judge_due(dossier: Dossier, due: date | None, lacking: MissingEvidence, waiting: str) -> Found:
    # the day itself is in time; without a known closing day nothing can be late
    if due is not None and due < dossier.today:
        return lacking
    return PendingEvidence(text=waiting, due=due, at=lacking.at)


def look_at_comments(dossier: Dossier) -> Iterator[Found]:
    """Check that every written comment is online (Roadmap IV.2)."""
    total = len(dossier.comments)
    # Roadmap IV.2 wants “all individual” submissions online: one page with all of them does that, a summary does not
    # in the public view this site itself shows each of them
    is_shown = dossier.workspace.is_public or dossier.consultation.comments_url
    online = total if is_shown else sum(1 for one in dossier.comments if one.entity.url)
    due = dossier.add_to_closing_day(dossier.part.comments_days)
    # no comment is no breach; before the end it is not known whether one comes
    if not total:
        if dossier.is_over:
            yield KeptEvidence(text=_("There are no written comments."))
        return
    if online == total:
        text = _n("The written comment is online.", "All {count} written comments are online.", total)
        yield KeptEvidence(text=text.format(count=total), at=("comments_url",))
    elif due is None or dossier.today <= due:
        text = _n("Put {count} written comment online.", "Put {count} written comments online.", total - online)
        yield PendingEvidence(text=text.format(count=total - online), due=due, at=("comments_url",))
    else:
        yield from name_missing(
            [one for one in dossier.comments if not one.entity.url],
            MissingEvidence(
                message=_("Comment {id} is not online."),
                remedy=_(
                    "Add `url`: where it is published. If all comments are on one page, add `consultation:comments_url` of the "
                    "consultation instead."
                ),
                at=("url",),
                together=_n(
                    "{count} written comment is not online.", "{count} written comments are not online.", total - online
                ).format(count=total - online),
            ),
            _count_offline,
        )


def _count_offline(count: int) -> str:
    return _n("{count} more written comment is not online.", "{count} more written comments are not online.", count)


def name_missing(
    comments: list[Document[Comment]], each: MissingEvidence, others: Callable[[int], str]
) -> Iterator[MissingEvidence]:
    """Yield the same thing missing in many comments: the first ones are named, the others counted.

    Args:
        comments: Where it is missing.
        each: What is missing, with `{id}` for the comment in its message.
        others: Gives how a number of others is said, with `{count}`.
    """
    for comment in comments[:MOST_NAMED]:
        message = each.message.format(id=comment.id)
        yield attrs.evolve(each, message=message, path=comment.path)
    if (left := len(comments) - MOST_NAMED) and left > 0:
        yield attrs.evolve(each, message=others(left).format(count=left), at=())


def look_at_announcements(dossier: Dossier) -> Iterator[Found]:
    """Check that every event is announced long enough before it (Roadmap IV.4)."""
    least = dossier.part.forewarning_days
    ahead: list[int] = []
    for place, event in enumerate(dossier.consultation.events):
        by = event.on - timedelta(days=least)
        # “sufficient forewarning” (Roadmap IV.4) is counted for each event: a late one shuts people out
        if event.announced is not None and event.announced <= by:
            ahead.append((event.on - event.announced).days)
        # as long as there is time to announce it, silence is no fault
        elif event.announced is None and dossier.today < by:
            text = format_phrase(_("Announce “{title}”."), title=_name_event(event, dossier))
            yield PendingEvidence(text=text, due=by, at=("events", place, "announced"))
        else:
            yield _describe_late(event, place, least, dossier)
    if ahead:
        text = _n(
            "{count} event had notice of at least {least}.",
            "{count} events had notice of at least {least}.",
            len(ahead),
        )
        yield KeptEvidence(text=text.format(count=len(ahead), least=format_days(min(ahead))), at=("events",))


def _describe_late(event: Event, place: int, least: int, dossier: Dossier) -> MissingEvidence:
    title = _name_event(event, dossier)
    if event.announced is None:
        message = format_phrase(_("The day on which “{title}” was announced is missing."), title=title)
    else:
        days = (event.on - event.announced).days
        message = format_phrase(
            _("“{title}” was announced {days} in advance."), title=title, days=format_days(max(days, 0))
        )
        if days < 0:
            message = _("“{title}” was announced only after it started.").format(title=title)
    return MissingEvidence(
        message=message,
        remedy=_("Announce opportunities to take part at least {least} in advance.").format(least=format_days(least)),
        at=("events", place, "announced"),
    )


def _name_event(event: Event, dossier: Dossier) -> str:
    return localized(event.title, current_language(), dossier.workspace.language)


def look_at_mechanisms(dossier: Dossier) -> Iterator[Found]:
    """Check that people can take part through a variety of mechanisms, online and in person (Roadmap IV.4)."""
    for mechanism in dossier.part.mechanisms:
        # Roadmap IV.4: “online and through in-person meetings”; many of one do not make up for the other
        count = sum(1 for event in dossier.held_events if event.mechanism is mechanism)
        label = _(mechanism.label)
        if count:
            text = _n("{mechanism}: {count} event.", "{mechanism}: {count} events.", count)
            yield KeptEvidence(text=text.format(mechanism=label, count=count), at=("events",))
        elif dossier.is_over:
            yield MissingEvidence(
                message=_("People had no opportunity to take part by this mechanism: {mechanism}.").format(
                    mechanism=label
                ),
                remedy=_('Offer it. Then add an entry under `events` with `mechanism = "{value}"`.').format(
                    value=mechanism.value
                ),
                at=("events",),
            )
        else:
            text = _("Offer this mechanism: {mechanism}.")
            yield PendingEvidence(text=text.format(mechanism=label), due=dossier.consultation.closes, at=("events",))
