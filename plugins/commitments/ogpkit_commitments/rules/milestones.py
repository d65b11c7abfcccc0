"""Rules about milestones: time frames, benchmarks, status, evidence (Roadmap VII)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Rule, Scope, Severity, expected, ordered, replace_once, unique
from ogpkit.api.content import Commitment, Cycle, MilestoneStatus
from ogpkit.api.text import _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.indicators import ENDED, is_overdue
from ogpkit_commitments.rules.examples import COMMITMENT, RIGHT, build_example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, KeyPath, Milestone, Workspace

_NUMBER: Final = re.compile(r"\d")
_COMPLETE: Final = MilestoneStatus.COMPLETE
_WITHDRAWN: Final = MilestoneStatus.WITHDRAWN

_DONE: Final = replace_once(
    COMMITMENT,
    'benchmark = "2 of 9 regions"\n',
    'benchmark = "2 of 9 regions"\nstatus = "complete"\ncompleted = 2012-05-15\nevidence = ["https://example.org/map"]\n',
)


def _check_period(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    if cycle is None:
        return
    # Roadmap VII looks at “year one and beyond”: a commitment may outlast the cycle, if it says so itself
    until = max(cycle.entity.end, document.entity.end or cycle.entity.end)
    for position, milestone in enumerate(document.entity.milestones):
        if milestone.due and milestone.due > until:
            yield Problem(
                message=_("The milestone “{id}” is due on {due}, after the commitment ends.").format(
                    id=milestone.id, due=milestone.due
                ),
                remedy=_("Correct due, or let the commitment's end say that it reaches beyond the cycle."),
                at=("milestones", position, "due"),
            )
        # what was reached before the plan is an existing effort (Roadmap V), not something promised
        if milestone.due and milestone.due < cycle.entity.start:
            yield Problem(
                message=_("The milestone “{id}” is due on {due}, before implementation begins on {start}.").format(
                    id=milestone.id, due=milestone.due, start=cycle.entity.start
                ),
                remedy=_("Correct due; what is done already belongs under [[efforts]] in the cycle's file."),
                at=("milestones", position, "due"),
            )


def _check_first_year(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    end = document.entity.end
    # one that ends with the cycle is judged at its end anyway; the benchmark for year one matters for those beyond
    if cycle is None or end is None or end <= cycle.entity.end or not document.entity.milestones:
        return
    early = (
        milestone for milestone in document.entity.milestones if milestone.due and milestone.due <= cycle.entity.end
    )
    # a date alone does not “indicate what will be accomplished in year one” (Roadmap VII)
    if not any(milestone.benchmark or milestone.indicators for milestone in early):
        yield Problem(
            message=_(
                "This commitment reaches beyond the cycle, and nothing says what will be there by its end on {end}."
            ).format(end=cycle.entity.end),
            remedy=_("Add a milestone that is due by then, with a benchmark."),
            at=("milestones",),
        )


def _check_status(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    for position, milestone in enumerate(document.entity.milestones):
        # a complete milestone without its day is told by COM012; here the day says more than the status
        if milestone.completed and milestone.status is not _COMPLETE:
            yield Problem(
                message=_("The milestone “{id}” has a day of completion, but its status is “{status}”.").format(
                    id=milestone.id, status=milestone.status
                ),
                remedy=_('Set status to "complete", or take completed away.'),
                at=("milestones", position, "completed"),
                fix=_complete(("milestones", position))
                # the fix is offered only where what the file says already would satisfy the other rules
                if milestone.evidence and milestone.completed <= workspace.today
                else None,
            )
        if milestone.completed and milestone.completed > workspace.today:
            yield Problem(
                message=_("The milestone “{id}” was completed on {day}, which is still to come.").format(
                    id=milestone.id, day=milestone.completed
                ),
                remedy=_("Correct completed."),
                at=("milestones", position, "completed"),
            )


def _complete(at: KeyPath) -> Fix:
    return Fix(title=_('Set status to "complete"'), at=(*at, "status"), value="complete", safe=False)


def _check_overdue(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    for position, milestone in enumerate(document.entity.milestones):
        if is_overdue(milestone, workspace.today):
            yield Problem(
                message=_("The milestone “{id}” was due on {due} and is not complete.").format(
                    id=milestone.id, due=milestone.due
                ),
                remedy=_("Set its status, with evidence when it is complete; or withdraw it with a reason."),
                at=("milestones", position, "due"),
            )
        # once the milestone has come to its end, indicators that nobody updated are no news
        if milestone.status in ENDED:
            continue
        for number, indicator in enumerate(milestone.indicators):
            if is_overdue(indicator, workspace.today):
                yield Problem(
                    message=_("The indicator “{id}” was due on {due} and is not complete.").format(
                        id=indicator.id, due=indicator.due
                    ),
                    remedy=_("Set its status, or that of its milestone."),
                    at=("milestones", position, "indicators", number, "due"),
                )


def _check_vague_words(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    # which words promise too little is a judgement and differs by language; it is data of the edition, and advice only
    words = get_rules(cycle.entity.edition, workspace).vague if cycle else {}
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
                    message=_("“{word}” in this benchmark leaves nothing to verify.").format(word=found),
                    remedy=_("Say how many, how much, or what will exist that does not exist now."),
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


def _make_rule(code: str, title: str, explanation: str, check: Any, wrong: str, **more: Any) -> Rule[Any]:
    facts: dict[str, Any] = {"section": "Roadmap VII", "right": RIGHT, **more}
    return Rule(
        code=code,
        title=title,
        explanation=explanation,
        entity=Commitment,
        check=check,
        wrong=build_example(commitment=wrong),
        **facts,
    )


MILESTONE_RULES: Final[tuple[Rule[Any], ...]] = (
    _make_rule(
        "COM008",
        "Milestones lie within the cycle, or say that they reach beyond",
        "A plan says what will be accomplished in its cycle and beyond; a commitment that reaches beyond says so by its end.",
        _check_period,
        replace_once(COMMITMENT, "due = 2014-03-31", "due = 2015-03-31"),
        scope=Scope.CYCLE,
    ),
    _make_rule(
        "COM009",
        "A commitment of several years has a benchmark for year one",
        "Benchmarks indicate what will be accomplished in year one and beyond.",
        _check_first_year,
        replace_once(COMMITMENT, "due = 2012-12-31", "due = 2013-12-31"),
        scope=Scope.CYCLE,
    ),
    # a deadline in words, such as a season, is a time frame too: “wherever possible” (Roadmap VII) asks for no more
    expected(
        Commitment,
        "milestones[].due",
        when=lambda milestone: not any(one.due or one.deadline for one in milestone.indicators),
        code="COM010",
        title="Every milestone has a time frame and a benchmark",
        severity=Severity.WARNING,
        section="Roadmap VII",
        explanation="Time frames and benchmarks are attached to commitments wherever possible.",
        message="The milestone “{id}” has no time frame.",
        remedy="Add due: the day by which it will be reached.",
        example=RIGHT,
        also=[
            # indicators say what will be measured, which is what a benchmark is for
            expected(
                Commitment,
                "milestones[].benchmark",
                when=lambda milestone: not milestone.indicators,
                message="The milestone “{id}” has no benchmark.",
                remedy="Add benchmark: how anybody can verify that it is reached.",
            )
        ],
    ),
    ordered(
        Commitment,
        "milestones[].start",
        "milestones[].due",
        may_swap=lambda milestone, commitment: milestone.start <= (commitment.end or milestone.start),
        code="COM011",
        title="A milestone starts before it is due",
        section="Roadmap VII",
        explanation="The days of a milestone are in order.",
        message="The milestone “{id}” is due on {due}, before it starts on {start}.",
        remedy="Correct start or due.",
        example=RIGHT,
    ),
    expected(
        Commitment,
        "milestones[].completed",
        when=_is_complete,
        code="COM012",
        title="A complete milestone shows that it is",
        section="Roadmap VII",
        explanation="Without a day and evidence nobody can verify that a milestone is complete.",
        message="The milestone “{id}” is complete, but nothing says since when.",
        remedy="Add completed: the day on which it was completed.",
        example=build_example(commitment=_DONE),
        also=[
            expected(
                Commitment,
                "milestones[].evidence",
                when=_is_complete,
                message="The milestone “{id}” is complete, but nothing shows it.",
                remedy="Add evidence: the address of what was done.",
            )
        ],
    ),
    _make_rule(
        "COM014",
        "No milestone is overdue",
        "A milestone whose day has passed is complete, or withdrawn with a reason, or late.",
        _check_overdue,
        replace_once(COMMITMENT, "due = 2012-12-31", "due = 2012-05-01"),
        severity=Severity.WARNING,
    ),
    # withdrawing is allowed, silence is not: accountability is to “justify their actions” (Roadmap VII)
    expected(
        Commitment,
        "milestones[].reason",
        when=lambda milestone: milestone.status is _WITHDRAWN,
        code="COM015",
        title="A withdrawn milestone has a reason",
        section="Roadmap VII",
        explanation="The public is owed the reason when a promise is taken back.",
        message="The milestone “{id}” is withdrawn without a reason.",
        remedy="Add reason.",
        example=RIGHT.replace(
            'benchmark = "2 of 9 regions"\n',
            'benchmark = "2 of 9 regions"\nstatus = "withdrawn"\nreason = "The law was repealed."\n',
        ),
    ),
    _make_rule(
        "COM019",
        "A benchmark can be verified",
        "A benchmark that only promises to improve or support something can neither be kept nor broken.",
        _check_vague_words,
        replace_once(COMMITMENT, '"9 of 9 regions"', '"Improve access in all regions"'),
        severity=Severity.ADVICE,
        scope=Scope.CYCLE,
    ),
    unique(
        Commitment,
        "milestones[].id",
        code="COM021",
        title="Each milestone has an id of its own",
        section="Roadmap VII",
        explanation="Reports and addresses refer to milestones by their ids.",
        message="Another milestone of this commitment is called “{id}” as well.",
        remedy="Give each an id of its own.",
        example=RIGHT,
    ),
    expected(
        Commitment,
        "milestones",
        code="COM025",
        title="A commitment has milestones",
        severity=Severity.WARNING,
        section="Roadmap VII",
        explanation="Commitments have time frames and benchmarks; milestones carry them.",
        message="This commitment has no milestones.",
        remedy="Add a [[milestones]] table with id, title, due and benchmark for each step.",
        example=RIGHT,
    ),
    _make_rule(
        "COM026",
        "A day of completion fits the status",
        "What is completed is complete, and not in the future.",
        _check_status,
        replace_once(_DONE, 'status = "complete"', 'status = "limited"'),
        right=build_example(commitment=_DONE),
    ),
)
"""The rules about milestones."""
