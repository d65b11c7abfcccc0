"""The two reports side by side, for the public portal (Roadmap X, XI, XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.contributions import Page, Pages
from ogpkit.countries import called
from ogpkit.language import _, marked, speaking
from ogpkit.phrase import told, worded
from ogpkit.writing import Facts, Grid, Heading, Link, Paragraph, Share, said
from ogpkit_reporting.comparison import agreements, compared
from ogpkit_reporting.papers import response, title_of_commitment
from ogpkit_reporting.reports import at_places
from ogpkit_reporting.standing import published_independent, published_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.model import Translated
    from ogpkit.workspace import Workspace
    from ogpkit.writing import Block, Cell
    from ogpkit_reporting.comparison import Compared
    from ogpkit_reporting.reports import Reports


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """A page for each cycle of which a report is published; drafts are nobody's business but their authors'.

    Args:
        workspace: The workspace.
        language: The language of the pages.
    """
    for reports in at_places(workspace):
        if published_own(reports) or published_independent(reports):
            with speaking(language):
                yield Page(
                    address=f"{reports.country}/{reports.cycle}/reports",
                    title=told(
                        _("{country}, {cycle}: reports"),
                        country=called(workspace, reports.country, language),
                        cycle=reports.cycle,
                    ),
                    blocks=tuple(_blocks(reports, workspace, language)),
                )


def _blocks(reports: Reports, workspace: Workspace, language: str) -> Iterator[Block]:
    own = reports.own.entity if reports.own and published_own(reports) else None
    independent = reports.independent.entity if reports.independent and published_independent(reports) else None
    publication = independent.publication if independent else None
    yield Facts(
        [
            (_("Self-assessment"), _link(own.url if own else None, language) or _("not published yet")),
            (_("Published"), own.published if own else None),
            (
                _("Independent report"),
                _link(publication.url if publication else None, language) or _("not published yet"),
            ),
            (_("Published"), published_independent(reports)),
        ]
    )
    if own and independent:
        yield from _side_by_side(reports, workspace, language)
    elif own:
        yield Heading(_("What the government says"), id="commitments")
        yield Grid(
            heads=(_("Commitment"), _("Completion"), _("On time"), _("Summary")),
            rows=[
                (
                    title_of_commitment(reports, one.commitment, workspace, language),
                    _(one.completion.label) if one.completion else None,
                    one.on_time,
                    said(one.summary, language, workspace.language),
                )
                for one in own.assessments
            ],
            caption=_("Self-assessment of the commitments"),
        )
    if independent:
        yield from response(independent, language, workspace.language)


def _link(url: Translated | None, language: str) -> Link | None:
    address = url.best(language, "en") if url else ""
    return Link(address, address) if address else None


def _side_by_side(reports: Reports, workspace: Workspace, language: str) -> Iterator[Block]:
    rows = compared([reports])
    yield Heading(_("What the government says, and what the independent expert says"), id="comparison")
    yield Grid(
        heads=(_("Commitment"), _("Question"), _("Government"), _("Expert"), _("Same"), _("Expert's reason")),
        rows=[_row(row, reports, workspace, language) for row in rows],
        caption=_("Both reports, differences first"),
        ids=tuple(f"{row.commitment.id}-{row.name}" for row in rows),
    )
    for one in agreements(rows):
        if one.found.share is not None:
            yield Paragraph(worded(one.question.title, language, "en"))
            yield Facts(
                [
                    (_("Agreement"), Share(one.found.share)),
                    (_("Weighted kappa"), one.found.rounded_kappa(2)),
                ]
            )


def _row(row: Compared, reports: Reports, workspace: Workspace, language: str) -> tuple[Cell, ...]:
    reason = row.answer.reason if row.answer else None
    return (
        title_of_commitment(reports, row.commitment.id, workspace, language),
        worded(row.question.title, language, "en"),
        row.scale.title_of(row.government, language) if row.government else None,
        row.scale.title_of(row.expert, language) if row.expert else None,
        row.agrees,
        said(reason, language, workspace.language),
    )


PAGES: Final = Pages(name="reports", title=marked("Reports"), render=render)
"""Both reports on each cycle."""
