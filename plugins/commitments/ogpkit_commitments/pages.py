"""The pages of the public portal about plans: the plan, each commitment, progress, and the declarations (Roadmap V to IX, XIII).

The addresses are stable: `XX/2012-2013/plan`, `XX/2012-2013/commitments/ID`, and within the latter `#milestones-ID` for each
milestone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from ogpkit.api import Page, Pages
from ogpkit.api.content import Commitment, Country, Cycle, Milestone, country_name, get_member_term
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    N_,
    Bullets,
    Grid,
    Heading,
    KeyValues,
    Link,
    Paragraph,
    _,
    format_phrase,
    language_phrase,
)
from ogpkit_commitments.declaration import build_text
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.lists import build_lists, build_ways, group_commitments, name_state
from ogpkit_commitments.paper import build_commitment, build_effort, build_heading, build_updates, has_content
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.progress import (
    is_late,
    list_milestones,
    measure_by_challenge,
    measure_by_principle,
    measure_progress,
)
from ogpkit_commitments.timeline import (
    Titles,
    draw_commitment,
    draw_course,
    draw_plan,
    draw_progress,
    draw_statuses,
    get_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from ogpkit.api.content import Document, GrandChallenge, Principle, Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan
    from ogpkit_commitments.progress import Progress


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield the pages of every cycle's plan.

    Args:
        language: The language of the pages.
    """
    made = _Pages(workspace, language)
    for cycle in workspace.all(Cycle):
        plan = plan_of(workspace, cycle.country, cycle.cycle)
        if plan is None or not has_content(plan, workspace):
            continue
        part = get_rules(workspace, cycle.country, cycle.cycle)
        yield from made.build_plan(plan, part)
        # without milestones there is no progress to tell of
        if any(one.entity.milestones for one in plan.commitments):
            yield made.build_progress(plan, part)
        for one in plan.commitments:
            yield made.build_commitment(one, plan, part)


def render_declarations(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield a page about the declarations of all countries, if there are any.

    Args:
        language: The language of the page.
    """
    if declarations := _Pages(workspace, language).build_declarations():
        yield declarations


class _Pages:
    """Makes the pages in the language in use."""

    def __init__(self, workspace: Workspace, language: str) -> None:
        self._workspace = workspace
        self._language = language
        self._text = FieldText(workspace, language)
        self._titles = Titles(language, workspace.language)

    def build_declarations(self) -> Page | None:
        """Return who endorsed the Declaration of Principles, and when (Roadmap IX)."""
        holders: tuple[Document[Cycle] | Document[Country], ...] = (
            *self._workspace.all(Country),
            *self._workspace.all(Cycle),
        )
        found = [one for one in holders if one.entity.declaration]
        if not found:
            return None
        grid = self._text.grid(
            found,
            (_("Country"), lambda one: Link(country_name(self._workspace, one.country, self._language), one.country)),
            (_("Cycle"), lambda one: Link(one.cycle, f"{one.country}/{one.cycle}") if one.cycle else None),
            *("declaration.endorsed", "declaration.signatory", "declaration.url"),
            caption=_("Endorsements of the Declaration of Principles"),
            extended=False,
        )
        return Page(
            address="declarations", title=_("Declaration of Principles"), blocks=[*build_text(self._workspace), grid]
        )

    def build_plan(self, plan: ActionPlan, part: CommitmentsPart) -> Iterator[Page]:
        """Yield what exists, and the commitments with how far each is (Roadmap V), then lists of them."""
        cycle, groups = plan.cycle.entity, group_commitments(plan, part, self._text)
        yield Page(
            address=f"{_get_plan_address(plan)}/plan",
            title=self._format_title(_("Action plan of {country}, {cycle}"), plan),
            blocks=[
                self._text.key_values(
                    cycle,
                    *("start", "end", "challenges", "plan.published"),
                    (_("Declaration endorsed"), self._text.cell(cycle, "declaration.endorsed")),
                ),
                *self._text.added(cycle, level=1),
                *self._build_published(cycle),
                *self._build_efforts(cycle),
                Heading(_("Commitments"), id="commitments"),
                *build_ways(plan, groups),
                self._build_commitments(plan, part),
            ],
        )
        yield from build_lists(plan, groups, self._text)

    def _build_published(self, cycle: Cycle) -> Iterator[Block]:
        if cycle.plan and cycle.plan.url:
            yield Paragraph(_("The plan as it was published:"))
            urls = cycle.plan.url.texts(self._workspace.language)
            yield Bullets([[language_phrase(code, self._language), ": ", Link(url, url)] for code, url in urls])

    def _build_efforts(self, cycle: Cycle) -> Iterator[Block]:
        if cycle.efforts:
            yield Heading(_("Existing efforts"), id="efforts")
            for effort in cycle.efforts:
                yield from build_effort(effort, self._text)

    def _build_commitments(self, plan: ActionPlan, part: CommitmentsPart) -> Grid:
        done = {
            one.id: measure_progress(list_milestones((one.entity,), self._workspace.today), part, self._workspace.today)
            for one in plan.commitments
        }
        figures: tuple[tuple[str, Callable[[Document[Commitment]], Cell]], ...] = (
            (_("Status"), lambda one: name_state(done[one.id])),
            (_("Milestones"), lambda one: done[one.id].milestones),
            (_("Complete"), lambda one: done[one.id].complete),
            (_("Done"), lambda one: done[one.id].bar),
            (_("Late"), lambda one: len(done[one.id].late)),
            (_("Due, not reported"), lambda one: len(done[one.id].unreported)),
        )
        grid = self._text.grid(
            plan.commitments,
            (
                _("Commitment"),
                lambda one: Link(build_heading(self._text, one.entity).text, get_page(one)),
            ),
            *("lead", "challenge", "end"),
            *(figures if any(found.milestones for found in done.values()) else ()),
            caption=_("Commitments"),
            of=Commitment,
            ids=tuple(done),
            extended=False,
        )
        facets = (self._text.label(Commitment, "lead"), self._text.label(Commitment, "challenge"), _("Status"))
        return evolve(grid, facets=facets)

    def build_commitment(self, one: Document[Commitment], plan: ActionPlan, part: CommitmentsPart) -> Page:
        """Return a commitment with its milestones, how far they are, and how that came (Roadmap VII)."""
        today = self._workspace.today
        current = one.entity.list_current_milestones(today)
        done = measure_progress(current, part, today)
        return Page(
            address=get_page(one),
            title=build_heading(self._text, one.entity).text,
            context=(one.entity.lead, name_state(done) if current else ""),
            blocks=[
                KeyValues(
                    [
                        (
                            get_member_term(self._workspace, one.country),
                            Link(country_name(self._workspace, one.country, self._language), one.country),
                        ),
                        (_("Plan"), Link(plan.cycle.cycle, f"{_get_plan_address(plan)}/plan")),
                        (_("Done"), done.bar),
                    ]
                ),
                *self._draw_milestones(one, plan, part),
                *build_commitment(one.entity, self._text, level=1),
                *self._build_milestones(one.entity, today),
                *_build_history(current, today),
            ],
        )

    def _draw_milestones(self, one: Document[Commitment], plan: ActionPlan, part: CommitmentsPart) -> Iterator[Block]:
        if one.entity.milestones:
            yield draw_commitment(one, plan, part, self._titles, self._workspace.today)

    def _build_milestones(self, commitment: Commitment, today: date) -> Iterator[Block]:
        if not commitment.milestones:
            return
        yield Heading(_("Milestones"), id="milestones")
        for milestone, current in zip(commitment.milestones, commitment.list_current_milestones(today), strict=True):
            yield build_heading(self._text, milestone, level=2, id=f"milestones-{milestone.id}")
            yield self._text.key_values(
                current,
                (self._text.label(Milestone, "status"), self._text.cell(current, "status") or _("Not reported")),
                *("start", "due|deadline"),
                (_("Late"), _("A due day has passed, and it is not complete.") if is_late(current, today) else None),
                *("completed", "lead", "partners", "benchmark", "outputs", "reason", "evidence"),
            )
            yield from build_updates(milestone, self._text)
            yield from self._text.added(milestone, level=3)
            if milestone.indicators:
                yield self._text.grid(
                    milestone.indicators,
                    (_("Indicator"), lambda one: build_heading(self._text, one).text),
                    *("due|deadline", "baseline", "target", "unit", "lead", "status"),
                    caption=_("Indicators"),
                    ids=tuple(f"indicators-{milestone.id}-{one.id}" for one in milestone.indicators),
                )
                for indicator in milestone.indicators:
                    yield from build_updates(indicator, self._text)

    def build_progress(self, plan: ActionPlan, part: CommitmentsPart) -> Page:
        """Return how far the plan is: by challenge, by principle, over time, and what is late."""
        today = self._workspace.today
        every = list_milestones((one.entity for one in plan.commitments), today)
        heads = (_("Milestones"), _("Complete"), _("Done"), _("Late"), _("Due, not reported"))
        challenges, principles = measure_by_challenge(plan, part, today), measure_by_principle(plan, part, today)
        return Page(
            address=f"{_get_plan_address(plan)}/progress",
            title=self._format_title(_("Progress of {country}, {cycle}"), plan),
            blocks=[
                KeyValues(
                    [
                        (_("Plan"), Link(plan.cycle.cycle, f"{_get_plan_address(plan)}/plan#commitments")),
                        (_("Done"), measure_progress(every, part, today).bar),
                        (_("As of"), today),
                    ]
                ),
                next(draw_progress(plan, part, self._titles, today)),
                draw_statuses(plan, part, today),
                *_build_parts(
                    (_("Grand challenge"), *heads), challenges.items(), _("By grand challenge"), "challenges"
                ),
                *_build_parts((_("Principle"), *heads), principles.items(), _("By principle"), "principles"),
                *self._build_late(plan, today),
                Heading(_("Milestones over time"), id="timeline"),
                draw_plan(plan, part, self._titles, today),
                *_build_history(every, today),
            ],
        )

    def _build_late(self, plan: ActionPlan, today: date) -> Iterator[Block]:
        rows = [
            (
                Link(
                    build_heading(self._text, milestone).text,
                    f"{get_page(one)}#milestones-{milestone.id}",
                ),
                milestone.due,
            )
            for one in plan.commitments
            for milestone in one.entity.list_current_milestones(today)
            if is_late(milestone, today)
        ]
        if rows:
            yield Heading(_("Late"), id="late")
            yield Grid((_("Milestone"), _("Due")), rows, caption=_("Late milestones"))

    def _format_title(self, form: str, plan: ActionPlan) -> str:
        country = country_name(self._workspace, plan.cycle.country, self._language)
        return format_phrase(form, country=country, cycle=plan.cycle.cycle)


def _get_plan_address(plan: ActionPlan) -> str:
    return f"{plan.cycle.country}/{plan.cycle.cycle}"


def _format_figures(found: Progress) -> tuple[Cell, ...]:
    return found.milestones, found.complete, found.bar, len(found.late), len(found.unreported)


def _build_parts(
    heads: tuple[str, ...], parts: Iterable[tuple[GrandChallenge | Principle, Progress]], caption: str, name: str
) -> Iterator[Block]:
    """Yield how far each part has come; nothing where no commitment names any."""
    rows = [(_(part.label), *_format_figures(found)) for part, found in parts]
    if rows:
        yield Heading(caption, id=name)
        yield Grid(heads, rows, caption=caption)


def _build_history(milestones: Iterable[Milestone], today: date) -> Iterator[Block]:
    """Yield how it came: planned against actual at each day on which either changed."""
    if course := draw_course(milestones, today):
        yield Heading(_("History"), id="history")
        yield course


PAGES: Final = (
    Pages(name="plan", title=N_("Action plans"), render=render, kinds=("cycle", "commitment"), by_country=True),
    Pages(
        name="declarations",
        title=N_("Declaration of Principles"),
        render=render_declarations,
        kinds=("cycle", "country"),
    ),
)
"""Plans, commitments, progress and declarations."""
