"""Rules about a case as a whole: whose it is, its stages, what it refers to (Roadmap XII, Networking Mechanism)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Problem,
    Rule,
    Scope,
    Severity,
    expected,
    follows_stages,
    meets_stage_guards,
    ordered,
    replace_once,
    suggest_spelling,
)
from ogpkit.api.content import Commitment, Country, Cycle, country_name
from ogpkit.api.text import N_, _
from ogpkit_networking.cases import count_stale_days, get_stage
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.model import Case
from ogpkit_networking.rules.examples import CASE, COUNTRY, RIGHT, RIGHT_VAGUE, TODAY, VAGUE, build_example
from ogpkit_networking.stages import CASE_STAGES, has_manager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_references(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    if case.cycle and workspace.one(Cycle, case.country, case.cycle) is None:
        meant = suggest_spelling(("cycle",), case.cycle, [one.cycle for one in workspace.all(Cycle, case.country)])
        yield Problem(
            message=_("{country} has no cycle “{cycle}”.").format(
                country=country_name(workspace, case.country), cycle=case.cycle
            ),
            remedy=meant.remedy,
            at=("cycle",),
            fix=meant.fix,
        )
        return
    # identifiers of commitments are unique within a plan only
    if case.commitments and not case.cycle:
        yield Problem(
            message=_("The case names commitments and no cycle in which they would lie."),
            remedy=_('Add the cycle, for example cycle = "2012-2013".'),
            at=("cycle",),
        )
        return
    there_now = {one.id for one in workspace.all(Commitment, case.country, case.cycle)} if case.commitments else set()
    for position, commitment in enumerate(case.commitments):
        if commitment not in there_now:
            meant = suggest_spelling(("commitments", position), commitment, sorted(there_now - set(case.commitments)))
            yield Problem(
                message=_("There is no commitment “{commitment}” in {country} {cycle}.").format(
                    commitment=commitment, country=case.country, cycle=case.cycle
                ),
                remedy=meant.remedy,
                at=("commitments", position),
                fix=meant.fix,
            )


def _check_participation(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    country = workspace.one(Country, document.entity.country)
    # Roadmap XII: “available to all OGP participating countries … once they signal their intent to join”
    if country is None or country.entity.joined is None:
        yield Problem(
            message=_("Nothing shows that {country} has signalled its intent to join.").format(
                country=country_name(workspace, document.entity.country)
            ),
            remedy=_("Add joined to {path}, the day of its letter of intent.").format(
                path=f"countries/{document.entity.country}/country.toml"
            ),
            at=("country",),
        )


def _check_progress(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    idle = count_stale_days(case, get_case_rules(case, workspace), workspace.today)
    if idle:
        yield Problem(
            message=_("Nothing has happened in this open case for {days} days.").format(days=idle),
            remedy=_("Ask both sides how it goes and record it under [[dialogue]], or close the case with a reason."),
            at=("history",) if case.history else (),
        )


CASE_RULES: Final[tuple[Rule[Any], ...]] = (
    # “a dedicated Case Manager will be assigned … throughout” and makes the introductions
    expected(
        Case,
        "manager",
        # what its stage needs another rule tells; twice would be noise
        when=lambda case: bool(case.introductions) and has_manager not in CASE_STAGES.guards.get(get_stage(case), ()),
        code="NET001",
        title="A case manager is assigned before introductions",
        section="Networking Mechanism",
        explanation="A dedicated case manager works with the government throughout and makes the introductions. "
        "Name them before the "
        "government meets anybody.",
        message="The government has been introduced to somebody, and nobody manages the case.",
        remedy="Name the case manager, as manager: introductions are theirs to make.",
        example=RIGHT,
    ),
    # several steps on one day are possible: one talk can scope a request and lead to an introduction
    follows_stages(
        CASE_STAGES,
        code="NET002",
        title="The stages of a case follow each other",
        section="Networking Mechanism",
        explanation="A request is received, assigned, scoped where it is vague, leads to introductions and a "
        "dialogue that goes back "
        "and forth, to a selection and an agreement. Which stage may follow which is data of the edition; a case that comes "
        "back continues as the same case. Days may not run backwards.",
        example=RIGHT,
    ),
    meets_stage_guards(
        CASE_STAGES,
        code="NET003",
        title="A case has what its stage needs",
        section="Networking Mechanism",
        explanation="Introductions need a case manager; a vague request is scoped first; a selection needs "
        "clear expectations on both "
        "sides; an agreement names its parties, terms and day; a case that is closed without one says why. Nothing is asked "
        "about how the work is done: the mechanism introduces and does not manage projects.",
        message="The case is at “{stage}”, and something is missing.",
        wrong=RIGHT.remove('terms = "Twelve days of advice; the government maintains the data."\n'),
        right=RIGHT,
    ),
    # whatever day is before the request belongs to another case, or is mistyped
    ordered(
        Case,
        "opened",
        "introductions[].on",
        "refinements[].on",
        "dialogue[].on",
        "closings[].on",
        "history[].on",
        code="NET004",
        title="Nothing in a case happens before the request",
        section="Networking Mechanism",
        explanation="A case begins when a government approaches the mechanism; everything else in it comes later.",
        message="This day is before the request came in, on {opened}.",
        remedy="Correct this day, or the day on which the case was opened.",
        example=RIGHT.append(
            Case,
            '[[refinements]]\non = 2011-11-20\nrequest = "Which data?"\nmaturity = "mature"\n\n'
            '[[closings]]\non = 2012-02-01\nreason = "no-terms"\n',
        ),
    ),
    Rule(
        code="NET005",
        title=N_("A case's cycle and commitments are there"),
        section="Roadmap XII",
        explanation=N_(
            "The mechanism helps to develop and implement commitments; a case that is about some names them with the cycle in "
            "whose plan they stand."
        ),
        entity=Case,
        check=_check_references,
        wrong=build_example(case=replace_once(CASE, 'cycle = "2012-2013"', 'cycle = "2014-2015"')),
        right=RIGHT,
        scope=Scope.WORKSPACE,
    ),
    Rule(
        code="NET006",
        title=N_("The requesting government has signalled its intent to join"),
        severity=Severity.WARNING,
        section="Roadmap XII",
        explanation=N_(
            "The mechanism is available to all participating countries; its contact information is provided once they signal "
            "their intent to join."
        ),
        entity=Case,
        check=_check_participation,
        wrong=build_example(country=replace_once(COUNTRY, "joined = 2011-09-20\n", "")),
        right=RIGHT,
    ),
    Rule(
        code="NET007",
        title=N_("An open case goes on"),
        severity=Severity.ADVICE,
        section="Networking Mechanism",
        explanation=N_(
            "The value of the mechanism is in quick and useful introductions and a fruitful dialogue. A case in which nothing "
            "happens for long is worth a question to both sides; a government that refines its plan may well take months."
        ),
        entity=Case,
        check=_check_progress,
        wrong=build_example(case=VAGUE, today=TODAY + timedelta(days=160)),
        right=RIGHT_VAGUE,
    ),
)
"""NET001 to NET007."""
