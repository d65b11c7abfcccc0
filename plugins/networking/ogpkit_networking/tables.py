"""Cases, providers, matches and measures as tables, for the command line and for sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import Table, _
from ogpkit_networking.measures import measure_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.matching import Match
    from ogpkit_networking.measures import Funnel, Measures
    from ogpkit_networking.model import Case

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


def list_status_rows(found: Sequence[Document[Case]], workspace: Workspace) -> Iterator[tuple[str, str, object]]:
    """Yield the measures of some cases: what is measured, of which of them, and the value.

    Args:
        workspace: Where they lie.
    """
    said = measure_cases(found, workspace)
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
