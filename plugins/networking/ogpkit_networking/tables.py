"""Cases, providers, matches and measures as tables, for the command line and for sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import Table, _
from ogpkit_networking.cases import (
    find_last_day,
    get_maturity,
    get_stage,
    is_open,
    list_introduced,
    list_rounds,
    list_topics,
    request_of,
)
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.measures import count_days_to_introduction, is_agreed, measure_cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.matching import Match
    from ogpkit_networking.measures import Funnel, Measures
    from ogpkit_networking.model import Case, Provider

CASE_COLUMNS = (
    *("case", "country", "cycle", "stage", "open", "maturity", "manager", "opened", "age", "last", "round"),
    *("topics", "introductions", "days_to_introduction", "agreed", "request"),
)


def build_cases_table(found: Iterable[Document[Case]], workspace: Workspace) -> Table:
    """Return one row a case.

    Args:
        workspace: Where they lie.
    """
    return Table(CASE_COLUMNS, [_build_case_row(one, workspace) for one in found])


def _build_case_row(document: Document[Case], workspace: Workspace) -> tuple[object, ...]:
    case = document.entity
    return (
        document.id,
        case.country,
        case.cycle,
        get_stage(case),
        is_open(case),
        get_maturity(case).value,
        case.manager,
        case.opened,
        (workspace.today - case.opened).days,
        find_last_day(case),
        len(list_rounds(case, get_case_rules(case, workspace))),
        list_topics(case),
        len(list_introduced(case)),
        count_days_to_introduction(case),
        is_agreed(case),
        request_of(case).best(workspace.language, "en"),
    )


PROVIDER_COLUMNS = (
    *("provider", "name", "kind", "expertise", "challenges", "countries", "based_in", "languages", "ready", "url"),
)


def build_providers_table(found: Iterable[Document[Provider]], language: str = "en") -> Table:
    """Return one row a provider, with a column for each language in which somebody describes what they do.

    Args:
        language: The language of plain strings in the workspace.
    """
    documents = list(found)
    said = {one.id: dict(one.entity.description.texts(language)) if one.entity.description else {} for one in documents}
    languages = tuple(dict.fromkeys(code for texts in said.values() for code in texts))
    return Table(
        (*PROVIDER_COLUMNS, *(f"description.{code}" for code in languages)),
        [(*_build_provider_row(one), *(said[one.id].get(code) for code in languages)) for one in documents],
    )


def _build_provider_row(document: Document[Provider]) -> tuple[object, ...]:
    provider = document.entity
    return (
        document.id,
        provider.name,
        provider.kind.value,
        provider.expertise,
        tuple(challenge.value for challenge in provider.challenges),
        provider.countries,
        provider.based_in,
        provider.languages,
        provider.ready,
        provider.url,
    )


MATCH_COLUMNS = ("rank", "party", "name", "peer", "purpose", "points", "reasons", "caution")


def build_matches_table(found: Sequence[Match]) -> Table:
    """Return one row a provider or peer, the best first.

    Args:
        found: The matches.
    """
    rows = [
        (
            rank,
            match.party,
            match.name,
            match.is_peer,
            match.purpose.value,
            round(match.points, 1),
            "; ".join(reason.text for reason in match.reasons),
            match.caution,
        )
        for rank, match in enumerate(found, 1)
    ]
    return Table(MATCH_COLUMNS, rows)


def build_status_table(found: Sequence[Document[Case]], workspace: Workspace) -> Table:
    """Return the measures of some cases, one a row.

    Args:
        workspace: Where they lie.
    """
    return Table(("measure", "of", "value"), list(_list_status_rows(measure_cases(found, workspace))), ("", "", ""))


def _list_status_rows(said: Measures) -> Iterator[tuple[str, str, object]]:
    yield "cases", "", said.cases
    yield "open", "", said.open
    yield from (("open", f"stage {stage or '–'}", count) for stage, count in said.by_stage.items())
    for age in said.by_age:
        yield (
            "open",
            f"age {age.least}–{age.most} days" if age.most is not None else f"age {age.least}+ days",
            age.count,
        )
    yield "waiting", "", said.waiting
    yield "idle", "", said.idle
    yield "days to first introduction", "median", said.first_introduction
    yield from _list_funnel_rows(said.introductions, "")
    for purpose, funnel in said.by_purpose.items():
        yield from _list_funnel_rows(funnel, purpose.value)
    yield "agreed", "", said.agreed
    yield "closed without agreement", "", said.without_agreement


def _list_funnel_rows(funnel: Funnel, purpose: str) -> Iterator[tuple[str, str, object]]:
    yield "introductions", purpose, funnel.made
    yield "introductions that led to dialogue", purpose, funnel.dialogue
    yield "introductions that led to agreement", purpose, funnel.agreement
    yield "introductions without answer", purpose, funnel.pending
    yield "introductions declined", purpose, funnel.declined


def measure_lines(said: Measures, titles: dict[str, str]) -> Iterator[str]:
    """Yield the measures in sentences, in the language in use.

    Args:
        titles: What a person calls each stage.
    """
    yield _("Cases: {cases}, of which open: {open}").format(cases=said.cases, open=said.open)
    for stage, count in said.by_stage.items():
        yield f"  {titles.get(stage, stage) or _('No stage yet')}: {count}"
    if said.open:
        yield _("Open cases by age, in days:")
        for age in said.by_age:
            limit = f"{age.least}–{age.most}" if age.most is not None else f"{age.least}+"
            yield f"  {limit}: {age.count}"
    yield _("Open cases without any introduction: {count}").format(count=said.waiting)
    yield _("Open cases in which nothing happens: {count}").format(count=said.idle)
    if said.first_introduction is not None:
        yield _("Days to the first introduction, median: {days}").format(days=round(said.first_introduction))
    yield _("Introductions: {made}; led to dialogue: {dialogue}; led to agreement: {agreement}").format(
        made=said.introductions.made, dialogue=said.introductions.dialogue, agreement=said.introductions.agreement
    )
    for purpose, funnel in said.by_purpose.items():
        yield f"  {_(purpose.label)}: {funnel.made} → {funnel.dialogue} → {funnel.agreement}"
    yield _("Agreed: {agreed}; closed without an agreement: {without}").format(
        agreed=said.agreed, without=said.without_agreement
    )
