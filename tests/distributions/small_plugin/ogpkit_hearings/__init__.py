"""Parliamentary hearings about an action plan: a whole mechanism in one file, all of it declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final

import attrs

from ogpkit.api import (
    DocumentTemplate,
    DueDate,
    DueDates,
    Example,
    Kind,
    Place,
    Rule,
    Scope,
    Severity,
    SheetImport,
    SheetLevel,
    Stage,
    StageGraph,
    TableColumn,
    TableView,
    Verdict,
    expected,
    follows_stages,
    in_owed_languages,
    meets_stage_guards,
    ordered,
    provide,
    unique,
)
from ogpkit.api.content import (
    Choice,
    Document,
    Identifier,
    Length,
    Reference,
    Step,
    Translated,
    WebAddress,
    Workspace,
)
from ogpkit.api.output import FieldText, field_columns
from ogpkit.api.text import N_, TextDocument, _, use_language


class Side(Choice):
    """For whom somebody speaks."""

    GOVERNMENT = "government", "Government"
    CIVIL_SOCIETY = "civil-society", "Civil society"
    EXPERT = "expert", "Expert"


@attrs.frozen(kw_only=True)
class Witness:
    """Somebody who is heard.

    Attributes:
        id: A short identifier.
        name: The name.
        side: Whom they speak for.
    """

    id: Identifier
    name: str = ""
    side: Side | None = None


@attrs.frozen(kw_only=True)
class Question:
    """Question of a member of parliament.

    Attributes:
        id: A short identifier.
        text: The question.
        commitment: The commitment that it is about.
        asked: The day on which it was asked.
        due: The day by which an answer is due.
        answer: The answer.
    """

    id: Identifier
    text: Annotated[Translated, Length.LONG]
    commitment: Annotated[str, Reference("commitment", within="cycle")] = ""
    asked: date | None = None
    due: date | None = None
    answer: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Hearing:
    """Hearing of a committee of parliament about an action plan.

    Attributes:
        title: What it is about.
        announced: The day of its announcement.
        held: The day of the hearing.
        minutes: The address of the minutes.
        witnesses: Who speaks at the hearing.
        questions: What members of parliament ask.
        history: Its stages, oldest first.
    """

    title: Translated
    announced: date | None = None
    held: date | None = None
    minutes: WebAddress | None = None
    witnesses: tuple[Witness, ...] = ()
    questions: tuple[Question, ...] = ()
    history: tuple[Step, ...] = ()


HEARING: Final = Kind(
    name="hearing",
    entity=Hearing,
    pattern="countries/{country}/cycles/{cycle}/hearings/{id}.toml",
    title=N_("Hearing"),
    titles=N_("Hearings"),
    published=True,
    example="""\
title.en = "Progress of the first year"
announced = 2012-04-02
held = 2012-05-07
minutes = "https://parliament.example/minutes/1"

[[witnesses]]
id = "minister"
name = "Minister of Finance"
side = "government"                 # government, civil-society, expert

[[questions]]
id = "budget"
text.en = "When will the budget be in open formats?"
asked = 2012-05-07
due = 2012-12-05
answer.en = "In March."

[[history]]
stage = "announced"
on = 2012-04-02

[[history]]
stage = "held"
on = 2012-05-07
""",
)

_STAGES: Final = {
    "announced": Stage(title=Translated(by_language={"en": "Announced", "fr": "Annoncée"}), next=("held",)),
    "held": Stage(title=Translated(by_language={"en": "Held", "fr": "Tenue"}), next=("closed",)),
    "closed": Stage(title=Translated(by_language={"en": "Closed", "fr": "Close"})),
}


def has_minutes(document: Document[Hearing], _workspace: Workspace) -> Iterator[str]:
    """Check that the minutes are public before a hearing is closed."""
    if document.entity.minutes is None:
        yield _("Add `minutes`: the address of the minutes.")


GRAPH: Final = StageGraph(
    name="hearing",
    entity=Hearing,
    title=N_("Hearing"),
    section="Roadmap IX",
    stages=lambda _one, _in: _STAGES,
    history=lambda hearing: hearing.history,
    guards={"closed": (has_minutes,)},
)

_CLOSED: Final = Example.of(HEARING, replace=('stage = "held"', 'stage = "closed"'))
_WHY: Final[Mapping[str, Any]] = {
    "section": "Roadmap IX",
    "explanation": "Readers learn who spoke at a hearing, and what the answers were.",
}


def _declare(number: int, pattern: Any, *paths: Any, title: str, **more: Any) -> Rule[Hearing]:
    return pattern(*paths, code=f"HEA{number:03}", title=title, **_WHY, **more)  # type: ignore[no-any-return]


RULES: Final = (
    _declare(1, expected, HEARING, "held", title="A hearing has a day"),
    _declare(2, expected, HEARING, "witnesses", title="A hearing has witnesses"),
    _declare(3, expected, HEARING, "witnesses[].name", title="A witness has a name"),
    _declare(4, expected, HEARING, "witnesses[].side", title="A witness speaks for a side", severity=Severity.ADVICE),
    _declare(5, unique, HEARING, "witnesses[].id", title="Each witness has a unique identifier"),
    _declare(6, unique, HEARING, "questions[].id", title="Each question has a unique identifier"),
    _declare(7, ordered, HEARING, "announced", "held", title="A hearing is announced before it is held"),
    _declare(8, ordered, HEARING, "questions[].asked", "questions[].due", title="Answers come after questions"),
    _declare(9, in_owed_languages, HEARING, title="Everyone can read a hearing", severity=Severity.WARNING),
    _declare(10, follows_stages, GRAPH, title="A hearing goes through its stages", example=Example.of(HEARING)),
    _declare(
        11,
        meets_stage_guards,
        GRAPH,
        title="A hearing is closed with its minutes",
        right=_CLOSED,
        wrong=_CLOSED.remove('minutes = "https://parliament.example/minutes/1"\n'),
    ),
)


def _judge(row: Any) -> Verdict:
    if row.item.answer is not None:
        return Verdict.GOOD
    return Verdict.BAD if row.item.due and row.item.due < row.workspace.today else Verdict.ATTENTION


def _say(row: Any) -> str:
    return {Verdict.GOOD: _("Answered"), Verdict.BAD: _("Overdue")}.get(_judge(row), _("Open"))


QUESTIONS: Final = TableView(
    name="hearing-questions",
    title=N_("Questions of parliament"),
    scope=Scope.CYCLE,
    entity=Hearing,
    within="questions",
    columns=(*field_columns(Question), TableColumn("state", derive=_say, tone=_judge, label=N_("State"))),
    panel=True,
    open_data=True,
)

SHEET: Final = SheetImport(
    name="hearings",
    title=N_("Hearings from a sheet"),
    kind=HEARING,
    scope=Scope.CYCLE,
    levels=(SheetLevel(name="hearing"), SheetLevel(name="question", within="questions")),
)


def derive_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    """Yield the answers that were promised."""
    for found in workspace.all(Hearing):
        for question in found.entity.questions:
            if question.due and question.answer is None:
                place = Place(country=found.country, cycle=found.cycle, path=found.path)
                yield DueDate(
                    title=_("Answer the question of parliament"), due=question.due, place=place, section="Roadmap IX"
                )


def write_record(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return all hearings of a cycle as a document; None where there are none."""
    found = workspace.all(Hearing, place.country, place.cycle)
    with use_language(language):
        text = FieldText(workspace)
        blocks = [block for one in found for block in text.details(one.entity)]
        return TextDocument(title=_("Hearings"), language=language, blocks=blocks) if found else None


ogpkit_kinds = provide(HEARING)
ogpkit_stages = provide(GRAPH)
ogpkit_rules = provide(RULES)
ogpkit_tables = provide(QUESTIONS)
ogpkit_importers = provide(SHEET.importer)
ogpkit_obligations = provide(DueDates(name="answers", derive=derive_due_dates))
ogpkit_papers = provide(
    DocumentTemplate(name="hearings", title=N_("Record of hearings"), scope=Scope.CYCLE, write=write_record)
)
