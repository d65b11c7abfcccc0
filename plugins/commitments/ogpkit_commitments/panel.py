"""The plan of a cycle in the app: commitments, milestones, timeline, expectations, stages, and the plan as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import (
    PictureSection,
    Place,
    Section,
    SectionGroup,
    SessionSection,
    StageSection,
    TableSection,
    TextSection,
)
from ogpkit.api.content import CommonExpectation
from ogpkit.api.output import document_title
from ogpkit.api.text import N_, Heading, _, _n, current_language, text_bar
from ogpkit_commitments.declaration import write_declaration
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.paper import plan_writing
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.progress import list_milestones, measure_progress
from ogpkit_commitments.timeline import Titles, draw_plan, draw_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit.api.text import Block

_MOST_LINES: Final = 1000
"""Lines of the timeline that are drawn."""

_MOST_COMMITMENTS: Final = 100
"""Commitments of the plan that are shown as a document."""


def summarize_plan(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield how far the plan of a cycle is, in one line.

    Args:
        place: The cycle.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None:
        yield _("This cycle has no readable cycle.toml.")
        return
    part = get_rules(workspace, plan.cycle.country, plan.cycle.cycle)
    found = measure_progress(
        list_milestones((one.entity for one in plan.commitments), workspace.today), part, workspace.today
    )
    count = _n("{count} commitment", "{count} commitments", len(plan.commitments)).format(count=len(plan.commitments))
    said = [count]
    if found.share is not None:
        said = [f"{text_bar(found.share, 100, 16)} {round(found.share)} %", count]
        said.append(_("{done} of {all} milestones complete").format(done=found.complete, all=found.milestones))
    elif found.milestones:
        said.append(_("no milestone reported yet"))
    if found.planned is not None:
        said.append(_("{share} % planned by today").format(share=round(found.planned)))
    yield " · ".join(said)


def _choose_titles(workspace: Workspace) -> Titles:
    return Titles(current_language(), workspace.language)


def show_timeline(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield the milestones of a plan over time, with today's line.

    Args:
        place: The cycle.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None or not any(one.entity.milestones for one in plan.commitments):
        yield _("This plan has no milestones yet. Add a commitment with its milestones to see them over time.")
        return
    part = get_rules(workspace, place.country, place.cycle)
    timeline = draw_plan(plan, part, _choose_titles(workspace), workspace.today)
    yield attrs.evolve(timeline, spans=timeline.spans[:_MOST_LINES])
    if len(timeline.spans) > _MOST_LINES:
        yield _say_more()


def show_progress(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield how far the plan, each commitment and each challenge are, against what was planned by today.

    Args:
        place: The cycle.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None or not plan.commitments:
        yield _("This plan has no commitments yet. Add a commitment to see its progress.")
        return
    part = get_rules(workspace, place.country, place.cycle)
    yield from draw_progress(plan, part, _choose_titles(workspace), workspace.today)


def write_expectations(session: EditSession, place: Place) -> Iterator[str]:
    """Yield for each common expectation which documents show it, and what is missing (Roadmap II).

    Args:
        place: The cycle.
    """
    country = Place(country=place.country)
    said = [owned.value for owned in (*session.standings(place), *session.standings(country))]
    for number, expectation in enumerate(CommonExpectation, 1):
        yield f"{number}. {_(expectation.label)}"
        found = [standing for standing in said if standing.expectation is expectation]
        for standing in found:
            yield f"   {_(standing.verdict.label)}: {standing.headline}"
            titles = (document_title(session.workspace, shown.path) for shown in standing.shown_by)
            yield from (f"     {_('shown by')} {title}" for title in titles)
            yield from (f"     {_('missing:')} {missing}" for missing in standing.missing)
        if not found:
            yield "   " + _("No installed plugin reports on this expectation.")
        yield ""


def preview_plan(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield the plan as it stands in the document, in the language in use.

    Args:
        place: The cycle.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None:
        return
    shown = attrs.evolve(plan, commitments=plan.commitments[:_MOST_COMMITMENTS])
    document = plan_writing(shown, workspace, current_language())
    yield Heading(document.title)
    yield document.subtitle
    yield from document.blocks
    if len(plan.commitments) > _MOST_COMMITMENTS:
        yield _say_more()


def _say_more() -> str:
    return _("… and more. Use “ogpkit plan export” to see the whole plan.")


SECTIONS: Final[tuple[Section, ...]] = (
    TextSection(write=summarize_plan),
    TableSection(
        title=N_("Commitments"),
        table="commitments",
        actions=(
            "commitments-begin-commitment",
            "commitments-note-change",
            "commitments-copy",
            "commitments-move-up",
            "commitments-move-down",
            "commitments-delete",
        ),
    ),
    TableSection(
        title=N_("Milestones"), table="milestones", actions=("commitments-report-progress", "commitments-add-milestone")
    ),
    PictureSection(title=N_("Timeline"), write=show_timeline),
    PictureSection(title=N_("Progress"), write=show_progress),
    SessionSection(title=N_("Expectations"), write=write_expectations),
    SectionGroup(
        title=N_("Stages"),
        sections=(
            StageSection(kind="cycle", actions=("commitments-note-refresh",)),
            TextSection(title=N_("Declaration of Principles"), write=write_declaration),
        ),
    ),
    TextSection(title=N_("Preview"), write=preview_plan),
)
"""The plan of a cycle, part by part."""
