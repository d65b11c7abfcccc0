"""What this plugin says of a country at a glance: its own cases, and what it shares with others (Roadmap II.5, XII).

Nothing here is due on a day: the sources give the mechanism no time limits.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import ActionCall, Place, Scope, Status, StatusSource, Task, Tasks, Verdict, stage_title
from ogpkit.api.content import Country
from ogpkit.api.text import N_, _, _n, current_language, format_phrase, join_phrases, localized
from ogpkit_networking.cases import count_stale_days, find_last_day, get_stage, is_open, list_cases, request_of
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.model import Case, Provider
from ogpkit_networking.sharing import describe_sharing
from ogpkit_networking.stages import CASE_STAGES
from ogpkit_networking.stories import Story, StoryState

_ROOM: Final = 60
"""Letters of a text by which it is known again."""

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
    missing = [_("A report on how {case} is going").format(case=one.id) for one in idle]
    missing += [_("A case manager for {case}").format(case=one.id) for one in own if not one.entity.manager]
    return Status(
        verdict=Verdict.ATTENTION if missing else Verdict.GOOD,
        headline=headline,
        shown_by=tuple(Place(path=one.path) for one in own),
        missing=tuple(missing),
    )


def list_tasks(workspace: Workspace) -> Iterator[Task]:
    """Yield the cases that nobody manages or that nobody has taken further for long, and what was sent in and not decided."""
    for case in workspace.all(Case):
        yield from _list_case_tasks(case, workspace)
    for story in workspace.all(Story):
        found, here = story.entity, Place(country=story.country, path=story.path)
        if found.state is StoryState.SENT_IN:
            title = localized(found.title, current_language(), workspace.language)
            yield Task(
                title=format_phrase(_("Decide about the story “{title}”"), title=title),
                place=attrs.evolve(here, at=("state",)),
                since=found.on,
            )
        for position, reply in enumerate(found.replies):
            if reply.state is StoryState.SENT_IN:
                text = shorten(localized(reply.text, current_language(), workspace.language), _ROOM, placeholder=" …")
                yield Task(
                    title=format_phrase(_("Decide about the reply “{text}”"), text=text),
                    place=attrs.evolve(here, at=("replies", position, "state")),
                    since=reply.on,
                )


def _list_case_tasks(document: Document[Case], workspace: Workspace) -> Iterator[Task]:
    case = document.entity
    if not is_open(case):
        return
    here = Place(country=document.country, path=document.path)
    request = shorten(localized(request_of(case), current_language(), workspace.language), _ROOM, placeholder=" …")
    if not case.manager:
        yield Task(
            title=format_phrase(_("Assign a case manager: {request}"), request=request),
            place=attrs.evolve(here, at=("manager",)),
            since=case.opened,
            action=ActionCall(action="networking-assign", place=here),
        )
    elif count_stale_days(case, get_case_rules(case, workspace), workspace.today):
        yield Task(
            title=format_phrase(_("Say how the case is going: {request}"), request=request),
            place=here,
            since=find_last_day(case),
            action=ActionCall(action="networking-record", place=here),
        )


TASKS: Final = Tasks(name="networking", title=N_("Cases and stories"), derive=list_tasks)
"""What waits for the mechanism."""

STANDINGS: Final = StatusSource(name="networking", title="Networking", scope=Scope.COUNTRY, derive=list_statuses)
"""The open requests of a country, and what it shares."""
