"""What is due in consultations and with peers, as the rule set that holds asks for it (Roadmap IV, VIII; standards of 2022)."""

from __future__ import annotations

from datetime import timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import ActionCall, DueDate, DueDates, Place, Severity, Task, Tasks
from ogpkit.api.content import Cycle, country_name
from ogpkit.api.text import N_, _, _n, current_language, format_phrase, localized
from ogpkit_consultation.dossier import find_deposit_day, find_dossier, find_dossier_to_come
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.forum import find_next_meeting
from ogpkit_consultation.local import find_next_website_update
from ogpkit_consultation.model import Comment
from ogpkit_consultation.peers import list_sessions, list_unsettled
from ogpkit_consultation.principles import find_requirement, find_severity
from ogpkit_consultation.standards import find_first_day, find_next_update, has_response, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.dossier import Dossier

_SECTIONS: Final = {"CON020": "Roadmap IV.2", "CON005": "Roadmap IV.2", "CON006": "Roadmap IV.2"}
"""Where what is due stands in the Roadmap, for points that no requirement of a rule set has."""


def list_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    """Yield what is due in consultations and with peers."""
    for cycle in workspace.all(Cycle):
        here = cycle.country, cycle.cycle
        dossier = find_dossier(workspace, *here) or find_dossier_to_come(workspace, *here)
        # a file that is to come has days only where the rule set counts them from co-creation
        if dossier is not None and (dossier.is_begun or dossier.part.timeline_days is not None):
            yield from _list_dates_before(dossier)
            yield from _list_dates_after(dossier)
            yield from _list_implementation_dates(dossier)
        if get_rules(workspace, *here).groups:
            yield from _list_peer_dates(cycle, workspace)


def _list_date(
    dossier: Dossier,
    codes: str,
    said: tuple[str, str],
    due: date | None,
    *at: str | int,
    done: date | bool | None = None,
    action: ActionCall | None = None,
) -> Iterator[DueDate]:
    """Yield something that is due where the rule set that holds asks for it.

    Args:
        codes: The codes of the rules that ask for it, with a space between; the first decides.
        said: What is to be done, and what the news say once it is.
        done: The day on which it was done; True where no file says on which day.
    """
    document, names = dossier.document, codes.split()
    severity, requirement = find_severity(names[0], dossier), find_requirement(dossier, *names)
    # what is only advised is of no use any more once the cycle is over
    title, happened = said
    is_done = bool(done)
    is_past = severity == Severity.ADVICE.value and dossier.is_cycle_over and not is_done
    if due is None or severity is None or is_past:
        return
    if requirement and requirement.unconfirmed:
        title = format_phrase(_("{title} (advice: not confirmed)"), title=title)
    known = dossier.is_begun or dossier.cycle is None
    yield DueDate(
        title=title,
        due=due,
        place=Place(
            country=document.country,
            cycle=document.cycle,
            path=document.path if known or dossier.cycle is None else dossier.cycle.path,
            at=at if known else (),
        ),
        section=requirement.section if requirement and requirement.section else _SECTIONS.get(names[0], ""),
        done=None if isinstance(done, bool) else done,
        action=action,
        is_done=is_done,
        happened=happened,
        key=f"{names[0]}-{'-'.join(map(str, at))}" if known else names[0],
    )


def _list_dates_before(dossier: Dossier) -> Iterator[DueDate]:
    found, part = dossier.consultation, dossier.part
    begins = find_first_day(dossier)
    if part.timeline_days is not None and begins:
        due = begins - timedelta(days=part.timeline_days)
        said = (
            _("Publish the timeline and ways to take part"),
            _("The timeline and ways to take part were published"),
        )
        yield from _list_date(dossier, "CON039", said, due, "published", done=found.published)
    elif found.opens:
        # “prior to the consultation” (Roadmap IV.1): the last day on which it is still prior
        due = found.opens - timedelta(days=1)
        title = _("Put the process and timeline of the consultation online")
        said = title, _("The process and timeline of the consultation were published")
        yield from _list_date(dossier, "CON001", said, due, "published", done=found.published)
    for place, event in enumerate(found.events):
        due = event.on - timedelta(days=part.forewarning_days)
        name = localized(event.title, current_language(), dossier.workspace.language)
        title = format_phrase(_("Announce “{title}”"), title=name)
        said, at = (title, format_phrase(_("“{title}” was announced"), title=name)), ("events", place, "announced")
        yield from _list_date(dossier, "CON009", said, due, *at, done=event.announced)


def _list_dates_after(dossier: Dossier) -> Iterator[DueDate]:
    found, part, comments = dossier.consultation, dossier.part, dossier.comments
    due = dossier.add_to_closing_day(part.summary_days)
    done = found.summary.published if found.summary else None
    said = _("Publish the summary of the consultation"), _("The summary of the consultation was published")
    yield from _list_date(dossier, "CON005", said, due, "summary", done=done)
    if comments:
        due = dossier.add_to_closing_day(part.comments_days)
        # no file says on which day they came online
        is_online = bool(found.comments_url) or all(one.entity.url for one in comments)
        said = _("Put every written comment online"), _("Every written comment is online")
        yield from _list_date(dossier, "CON006", said, due, "comments_url", done=is_online)
        yield from _list_answers_date(dossier)
    if find_requirement(dossier, "CON040") and dossier.cycle:
        yield from _list_response_date(dossier, dossier.cycle.entity)


def _list_answers_date(dossier: Dossier) -> Iterator[DueDate]:
    """Yield one entry for all comments: open ones are due when the first of them is."""
    last = max((day for one in dossier.comments if (day := dossier.answer_by(one.entity))), default=None)
    waiting = [one.entity for one in dossier.comments if one.entity.response is None]
    if not waiting:
        answered = max((one.entity.response.on for one in dossier.comments if one.entity.response), default=last)
        said = _("Answer the comments"), _("All comments were answered")
        yield from _list_date(dossier, "CON020 CON040", said, last, done=answered)
        return
    due = min((dossier.answer_by(comment) or last for comment in waiting), default=last) if last else None
    title = _n("Answer {count} comment", "Answer {count} comments", len(waiting)).format(count=len(waiting))
    first = min((one for one in dossier.comments if one.entity.response is None), key=lambda one: one.entity.received)
    yield from _list_date(dossier, "CON020 CON040", (title, ""), due, action=_call_answer(first))


def _call_answer(comment: Document[Comment]) -> ActionCall:
    place = Place(country=comment.country, cycle=comment.cycle, path=comment.path)
    said = comment.entity.text
    about = f"{comment.entity.author}: {said}" if comment.entity.author else said
    return ActionCall(action="consultation-answer", place=place, about=about)


def list_tasks(workspace: Workspace) -> Iterator[Task]:
    """Yield the comments that nobody has answered yet."""
    for comment in workspace.all(Comment):
        if comment.entity.response is None:
            text, call = shorten(comment.entity.text, 60, placeholder=" …"), _call_answer(comment)
            yield Task(
                title=format_phrase(_("Answer the comment “{text}”"), text=text),
                place=attrs.evolve(call.place, at=("response",)),
                since=comment.entity.received,
                action=call,
            )


def _list_response_date(dossier: Dossier, cycle: Cycle) -> Iterator[DueDate]:
    response = dossier.consultation.response
    done = response.published if response else None
    # who said why there is none owes it no longer; every comment answered is a response too, and has its own entry
    if done is None and (has_response(dossier) or (response and response.why_none)):
        return
    due = find_deposit_day(cycle) or cycle.start
    said = _("Publish the reasoned response"), _("The reasoned response was published")
    yield from _list_date(dossier, "CON040", said, due, "response", done=done)


def _list_implementation_dates(dossier: Dossier) -> Iterator[DueDate]:
    forum, cycle = dossier.consultation.forum, dossier.cycle.entity if dossier.cycle else None
    if cycle is None:
        return
    if forum:
        title = _("Call the next meeting of the forum")
        yield from _list_date(dossier, "CON012", (title, ""), find_next_meeting(dossier), "forum", "meetings")
    said = _("Name the forum for consultation on implementation"), _("The forum for consultation was named")
    yield from _list_date(dossier, "CON011", said, cycle.start, "forum", done=forum is not None)
    if (due := find_next_update(dossier)) and due <= cycle.end:
        yield from _list_date(dossier, "CON038", (_("Update the repository"), ""), due, "repository", "updates")
    if (due := find_next_website_update(dossier)) and due <= cycle.end:
        title = _("Update the information on the OGP website")
        yield from _list_date(dossier, "CON042", (title, ""), due, "website_updates")
    least = dossier.part.results_meetings
    held = sorted(one.on for one in (forum.meetings if forum else ()) if one.about_results)
    for year, (begins, ends) in enumerate(list_years(cycle.start, cycle.end) if least else ()):
        of_year = [day for day in held if begins <= day <= min(ends, dossier.today)]
        title = _n("Hold {count} meeting on results", "Hold {count} meetings on results", least).format(count=least)
        done = of_year[least - 1] if len(of_year) >= least else None
        happened = _n("{count} meeting on results was held", "{count} meetings on results were held", least)
        said = title, happened.format(count=least)
        for one in _list_date(dossier, "CON041", said, ends, "forum", "meetings", done=done):
            yield attrs.evolve(one, key=f"{one.key}-{year}")


def _list_peer_dates(cycle: Document[Cycle], workspace: Workspace) -> Iterator[DueDate]:
    met = list_sessions(workspace, cycle.country, cycle.cycle)
    day = find_deposit_day(cycle.entity)
    here = Place(country=cycle.country, cycle=cycle.cycle, path=met[0].path if met else cycle.path)
    yield DueDate(
        title=_("Present the commitments to peers"),
        # sessions belong to “the commitment development phase” (Roadmap VIII), which ends when implementation begins
        due=cycle.entity.start,
        place=here,
        section="Roadmap VIII",
        done=met[0].entity.on if met else None,
        happened=_("The commitments were presented to peers"),
        key="present-to-peers",
    )
    for said in list_unsettled(workspace, cycle.country, cycle.cycle):
        yield DueDate(
            title=format_phrase(
                _("Respond to what {who} said, or say why you do not"),
                who=country_name(workspace, said.feedback.from_, current_language()),
            ),
            due=day or cycle.entity.start,
            place=Place(country=cycle.country, cycle=cycle.cycle, path=said.session.path, at=said.at),
            section="Roadmap VIII",
            key=f"{said.session.path}#{'-'.join(map(str, said.at))}",
        )


TASKS: Final = Tasks(name="comments", title=N_("Comments without an answer"), derive=list_tasks)
"""The comments that wait for an answer."""

OBLIGATIONS: Final = DueDates(name="consultation", derive=list_due_dates, by_country=True)
"""What is due in consultations and with peers."""
