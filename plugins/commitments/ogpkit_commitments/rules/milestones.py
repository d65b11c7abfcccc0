"""Rules about milestones: time frames, benchmarks, status, evidence (Roadmap VII)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Refusal, Rule, Scope, Severity, checked, expected, ordered, refused, unique
from ogpkit.api.content import Commitment, Cycle, MilestoneStatus
from ogpkit.api.text import _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.progress import has_overdue_step, is_overdue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Indicator, KeyPath, Milestone, Workspace

_NUMBER: Final = re.compile(r"\d")
_COMPLETE: Final = MilestoneStatus.COMPLETE
_WITHDRAWN: Final = MilestoneStatus.WITHDRAWN


def _is_after_end(milestone: Milestone, document: Document[Commitment], workspace: Workspace) -> bool:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    if cycle is None or milestone.due is None:
        return False
    # Roadmap VII looks at “year one and beyond”: a commitment may outlast the cycle, if it says so itself
    last = max(cycle.entity.end, document.entity.end or cycle.entity.end)
    return milestone.due > last and not _is_outside(document.entity, cycle.entity)


def _is_before_start(milestone: Milestone, document: Document[Commitment], workspace: Workspace) -> Refusal:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    if cycle is None or milestone.due is None:
        return False
    # what was reached before the plan is an existing effort (Roadmap V), not something promised
    is_early = milestone.due < cycle.entity.start and not _is_outside(document.entity, cycle.entity)
    return is_early and {"start": cycle.entity.start}


def _is_outside(commitment: Commitment, cycle: Cycle) -> bool:
    """Tell whether a commitment lies outside of its cycle; of its milestones nothing more is said then."""
    return _is_begun_after(commitment, cycle) or _is_ended_before(commitment, cycle)


def _is_begun_after(commitment: Commitment, cycle: Cycle) -> bool:
    return commitment.start is not None and commitment.start > cycle.end and not _is_reversed(commitment)


def _is_ended_before(commitment: Commitment, cycle: Cycle) -> bool:
    return commitment.end is not None and commitment.end < cycle.start and not _is_reversed(commitment)


def _is_reversed(commitment: Commitment) -> bool:
    # one of the two days is wrong, and which one is not known: that is told first
    return commitment.start is not None and commitment.end is not None and commitment.end < commitment.start


def _begins_too_late(commitment: Commitment, document: Document[Commitment], workspace: Workspace) -> bool:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    return cycle is not None and _is_begun_after(commitment, cycle.entity)


def _ends_too_early(commitment: Commitment, document: Document[Commitment], workspace: Workspace) -> bool:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    return cycle is not None and _is_ended_before(commitment, cycle.entity)


def _has_no_first_year(commitment: Commitment, document: Document[Commitment], workspace: Workspace) -> Refusal:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    end = commitment.end
    # one that ends with the cycle is judged at its end anyway; the benchmark for year one matters for those beyond
    if cycle is None or end is None or end <= cycle.entity.end or not commitment.milestones:
        return False
    early = (milestone for milestone in commitment.milestones if milestone.due and milestone.due <= cycle.entity.end)
    # a date alone does not “indicate what will be accomplished in year one” (Roadmap VII)
    return not any(one.benchmark or one.indicators for one in early) and {"end": cycle.entity.end}


def _check_status(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    for position, milestone in enumerate(document.entity.milestones):
        # a complete milestone without its day is told by COM012; here the day says more than the status
        if milestone.completed and milestone.with_reports().status is not _COMPLETE:
            yield Problem(
                message=_("The milestone “{id}” has a completion date, but its status is not “{status}”.").format(
                    id=milestone.id, status=_COMPLETE
                ),
                remedy=_('Set `status` to "complete", or remove `completed`.'),
                at=("milestones", position, "completed"),
                fix=_complete(("milestones", position))
                # the fix is offered only where what the file says already would satisfy the other rules
                if milestone.evidence and milestone.completed <= workspace.today
                else None,
            )


def _complete(at: KeyPath) -> Fix:
    return Fix(title=_('Set `status` to "complete"'), at=(*at, "status"), value="complete", safe=False)


def _check_overdue(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    current = document.entity.list_current_milestones(workspace.today)
    late = [(position, one) for position, one in enumerate(current) if has_overdue_step(one, workspace.today)]
    steps = [step for _position, one in late for step in _list_overdue(one, workspace.today)]
    # whoever has reported on nothing is told once: a coordinator asks the institution for a report, not for each step of it
    if len(steps) > 1 and not any(_is_reported(one) for one in document.entity.milestones):
        yield Problem(
            message=_(
                "No one has reported on this commitment. {count} of its steps were due, the first on {due}."
            ).format(count=len(steps), due=min(one.due for one in steps if one.due)),
            remedy=_("Report the progress of its milestones. Withdraw those that are given up, with a reason."),
            at=("milestones",),
        )
        return
    for position, milestone in late:
        # a day that only follows from indicators is told at these
        if document.entity.milestones[position].due is not None and is_overdue(milestone, workspace.today):
            yield Problem(
                message=_("The milestone “{id}” was due on {due} and is not complete.").format(
                    id=milestone.id, due=milestone.due
                ),
                remedy=_(
                    "Set its status, with evidence if it is complete. If it is given up, withdraw it with a reason."
                ),
                at=("milestones", position, "due"),
            )
        yield from _check_overdue_indicators(milestone, position, workspace.today)


def _list_overdue(milestone: Milestone, today: date) -> list[Milestone | Indicator]:
    """Return what is overdue of a milestone: its indicators, or itself where it has none that are."""
    return [one for one in milestone.indicators if is_overdue(one, today)] or [milestone]


def _is_reported(milestone: Milestone) -> bool:
    """Tell whether somebody has said how far a milestone or one of its indicators has come."""
    steps: tuple[Milestone | Indicator, ...] = (milestone, *milestone.indicators)
    return any(one.updates or one.status not in (None, MilestoneStatus.NOT_STARTED) for one in steps)


def _check_overdue_indicators(milestone: Milestone, position: int, today: date) -> Iterator[Problem]:
    overdue = [(number, one) for number, one in enumerate(milestone.indicators) if is_overdue(one, today)]
    if len(overdue) > 1:
        yield Problem(
            message=_(
                "{count} indicators of the milestone “{id}” were due and are not complete, the first on {due}."
            ).format(count=len(overdue), id=milestone.id, due=min(one.due for _number, one in overdue if one.due)),
            remedy=_("Report progress on them, or on the milestone."),
            at=("milestones", position, "indicators"),
        )
        return
    for number, indicator in overdue:
        yield Problem(
            message=_("The indicator “{id}” was due on {due} and is not complete.").format(
                id=indicator.id, due=indicator.due
            ),
            remedy=_("Set its status, or the status of its milestone."),
            at=("milestones", position, "indicators", number, "due"),
        )


def _check_vague_words(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    # which words promise too little is a judgement and differs by language; it is data of the edition, and advice only
    words = get_rules(workspace, document.country, document.cycle).vague
    for position, milestone in enumerate(document.entity.milestones):
        benchmark = milestone.benchmark
        # a number is something to count, so that a vague verb beside it does no harm: “improve access in 9 regions”
        if benchmark is None or (benchmark.plain is not None and _NUMBER.search(benchmark.plain)):
            continue
        for language, text in benchmark.texts(workspace.language):
            # a regional form such as pt-BR has the words of its language
            found = _find_vague_word(text, words.get(language.split("-")[0], ()))
            if found:
                where = ("benchmark", language) if benchmark.by_language else ("benchmark",)
                yield Problem(
                    message=_("No one can verify “{word}” in this benchmark.").format(word=found),
                    remedy=_("Say how many, how much, or what will exist that does not exist today."),
                    at=("milestones", position, *where),
                )


def _find_vague_word(text: str, words: tuple[str, ...]) -> str:
    """Return the first vague word of a text that has no number in it and so nothing to count."""
    if _NUMBER.search(text) or not _match_words(words).search(text):
        return ""
    return next((word for word in words if _match_words((word,)).search(text)), "")


@cache
def _match_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds some words as whole words; nothing where there are none."""
    either = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{either})\b" if words else "(?!)", re.IGNORECASE)


def _is_complete(milestone: Milestone) -> bool:
    return milestone.status is _COMPLETE


MILESTONE_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(
        Commitment,
        "milestones[].due",
        when=_is_after_end,
        code="COM008",
        scope=Scope.CYCLE,
        also=[refused(Commitment, "milestones[].due", when=_is_before_start)],
    ),
    refused(Commitment, "milestones", when=_has_no_first_year, code="COM009", scope=Scope.CYCLE),
    # a deadline in words, such as a season, is a time frame too: “wherever possible” (Roadmap VII) asks for no more
    expected(
        Commitment,
        "milestones[].due",
        when=lambda milestone: not any(one.due or one.deadline for one in milestone.indicators),
        code="COM010",
        also=[
            # indicators and expected outputs say what will be there, which is what a benchmark is for
            expected(
                Commitment,
                "milestones[].benchmark",
                when=lambda milestone: not milestone.indicators and not milestone.outputs,
            )
        ],
    ),
    ordered(
        Commitment,
        "milestones[].start",
        "milestones[].due",
        may_swap=lambda milestone, commitment: milestone.start <= (commitment.end or milestone.start),
        code="COM011",
        also=[ordered(Commitment, "milestones[].start", "milestones[].completed", may_swap=lambda *_both: False)],
    ),
    expected(
        Commitment,
        "milestones[].completed",
        when=_is_complete,
        code="COM012",
        also=[expected(Commitment, "milestones[].evidence", when=_is_complete)],
    ),
    checked(Commitment, _check_overdue, code="COM014"),
    # withdrawing is allowed, silence is not: accountability is to “justify their actions” (Roadmap VII)
    expected(Commitment, "milestones[].reason", when=lambda milestone: milestone.status is _WITHDRAWN, code="COM015"),
    checked(Commitment, _check_vague_words, code="COM019", scope=Scope.CYCLE),
    unique(Commitment, "milestones[].id", code="COM021"),
    expected(Commitment, "milestones", code="COM025"),
    checked(Commitment, _check_status, code="COM026"),
    refused(
        Commitment,
        "start",
        when=_begins_too_late,
        code="COM046",
        severity=Severity.WARNING,
        scope=Scope.CYCLE,
        also=[refused(Commitment, "end", when=_ends_too_early)],
    ),
)
"""The rules about milestones."""
