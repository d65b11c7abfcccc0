"""What the app shows of this plugin: the mechanism, the Steering Committee, a country's cases, and a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import (
    BoardSection,
    FormSection,
    PictureSection,
    Place,
    SectionGroup,
    SessionSection,
    StageSection,
    TableSection,
    TextSection,
)
from ogpkit.api.content import country_name
from ogpkit.api.text import N_, Bar, Bars, Heading, Matrix, _, current_language, join_list
from ogpkit_networking.card import (
    list_events,
    write_facts,
    write_mechanism,
    write_sides,
)
from ogpkit_networking.cases import (
    count_stale_days,
    find_last_day,
    get_maturity,
    get_stage,
    list_cases,
    list_topics,
    request_of,
)
from ogpkit_networking.edition import get_case_rules, get_stage_title, get_topic_title, get_usual_rules
from ogpkit_networking.likeness import join_languages
from ogpkit_networking.matching import MATCHES
from ogpkit_networking.measures import group_by_age
from ogpkit_networking.model import Case, Maturity
from ogpkit_networking.steering import write_terms
from ogpkit_networking.story_pages import write_story
from ogpkit_networking.views import CASES, REPLIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import TableRow
    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit.api.text import Block
    from ogpkit_networking.matching import Match
    from ogpkit_networking.stories import Story


def _write_card(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    """Yield the country with the age of the case in days, what the case is about, and who manages it."""
    case, part = document.entity, get_case_rules(document.entity, workspace)
    is_stale, is_vague = count_stale_days(case, part, workspace.today), get_maturity(case) is Maturity.VAGUE
    signs = ("!" if is_stale else "") + ("~" if is_vague else "")
    days = max((workspace.today - find_last_day(case)).days, 0)
    country = country_name(workspace, case.country, current_language())
    yield f"{signs} {country} · {_('{days} d').format(days=days)}".strip()
    topics = join_list(get_topic_title(part, topic) for topic in list_topics(case))
    yield topics or request_of(case).best(current_language(), workspace.language, "en")
    yield case.manager or _("no case manager yet")


def _list_card_words(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    case, part = document.entity, get_case_rules(document.entity, workspace)
    yield from (case.country, country_name(workspace, case.country, current_language()), case.manager, case.cycle)
    yield from (text for topic in list_topics(case) for text in (topic, get_topic_title(part, topic)))
    yield join_languages(request_of(case))


def _order_by_last_day(document: Document[Case], _workspace: Workspace) -> str:
    # the longest untouched case comes first
    return find_last_day(document.entity).isoformat()


def _tell_story(row: TableRow[Story]) -> Iterator[Block | str]:
    if row.document is not None:
        yield from write_story(row.workspace, Place(path=row.document.path))


def show_open_cases(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield how many open cases there are at each stage, and how old they are.

    Args:
        place: A country; nothing for the whole workspace.
    """
    part = get_usual_rules(workspace)
    found = [one.entity for one in list_cases(workspace, place.country, only_open=True)]
    if not found:
        yield _("No case is open. Open a case to see its stage and its age here.")
        return
    by_stage = {stage: [case for case in found if get_stage(case) == stage] for stage in map(get_stage, found)}
    stages = [stage for stage in dict.fromkeys((*part.stages, *by_stage)) if stage in by_stage]
    bars = [
        Bar(label=get_stage_title(part, stage), value=len(by_stage[stage]), text=str(len(by_stage[stage])))
        for stage in stages
    ]
    yield Bars(caption=_("Open cases by stage"), bars=bars)
    spans = [
        f"{least}–{most}" if most is not None else f"{least}+"
        for least, most, _count in group_by_age(found, part.ages, workspace.today)
    ]
    yield Matrix(
        caption=_("Open cases by stage and by age in days"),
        down=[get_stage_title(part, stage) for stage in stages],
        across=spans,
        counts=[
            [count for _least, _most, count in group_by_age(by_stage[stage], part.ages, workspace.today)]
            for stage in stages
        ],
        down_title=_("Stage"),
    )


MECHANISM: Final = (
    BoardSection(
        title="Cases",
        kind="case",
        card=_write_card,
        search=_list_card_words,
        order=_order_by_last_day,
        prompt=N_("Filter by country, topic or case manager"),
        when_empty=N_(
            "This board shows each case in the column of its stage. A case starts when a government asks for expertise."
        ),
        actions=("networking-new",),
    ),
    TableSection(title="Providers", table="networking-providers", actions=("networking-provider",)),
    TableSection(title="Stories", table="networking-stories", actions=("networking-story",), detail=_tell_story),
    PictureSection(title=N_("Open cases"), write=show_open_cases, actions=("networking-new",)),
    TableSection(title="Figures", table="networking-measures"),
    SectionGroup(
        title="Committee",
        sections=(
            TextSection(write=write_mechanism),
            FormSection(kind="mechanism-committee", actions=("networking-committees",)),
        ),
    ),
)
"""The mechanism: its cases, those who can help, how well it works, who governs it."""

STEERING: Final = (
    TextSection(title="Members", write=write_terms),
    FormSection(title="Form", kind="steering-committee", actions=("networking-committees",)),
)
"""The OGP Steering Committee (Roadmap III)."""


def _write_standings(session: EditSession, place: Place) -> Iterator[str]:
    said = [one.value.headline for one in session.standings(place) if one.plugin == "networking"]
    yield from said or (_("There are no requests for expertise yet."),)


COUNTRY: Final = (
    SessionSection(write=_write_standings),
    TableSection(
        table=attrs.evolve(CASES, shown=("case", "stage", "last", "maturity", "request")), actions=("networking-new",)
    ),
)
"""A country's cases, and what it has shared with others."""


def _write_facts(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    document = workspace.documents.get(place.path)
    if document is None or not isinstance(document.entity, Case):
        yield _("ogpkit cannot read this case. Its form says why.")
        return
    yield from write_facts(document, workspace)  # type: ignore[arg-type]  # its entity is a case


def _write_story(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    document = workspace.documents.get(place.path)
    if document is not None and isinstance(document.entity, Case):
        yield from list_events(document.entity, workspace)
        yield from write_sides(document.entity, workspace)


def _explain_match(row: TableRow[Match]) -> Iterator[Block | str]:
    match = row.item
    yield Heading(f"{match.name} · {_(match.purpose.label)}")
    if match.caution:
        yield f"⚠ {match.caution}"
    yield from (f"{round(reason.points):>3}  {reason.text}" for reason in match.reasons)


CASE: Final = (
    TextSection(write=_write_facts),
    SectionGroup(
        title="Dialogue",
        beside=True,
        sections=(
            TextSection(write=_write_story),
            TableSection(
                table=attrs.evolve(MATCHES, shown=("name", "purpose", "points")),
                actions=("networking-introduce", "networking-outcome", "networking-record"),
                detail=_explain_match,
            ),
        ),
    ),
    StageSection(
        title="Stages",
        kind="case",
        actions=("networking-assign", "networking-hand-over", "networking-refine", "networking-close"),
    ),
)
"""How a case stands, its timeline with the matching beside it, and what comes next."""

STORY: Final = (
    SectionGroup(
        beside=True,
        sections=(
            TextSection(write=write_story),
            TableSection(table=REPLIES, actions=("networking-accept", "networking-refuse", "networking-reply")),
        ),
    ),
)
"""A story with the replies to it, and what can be decided about them."""
