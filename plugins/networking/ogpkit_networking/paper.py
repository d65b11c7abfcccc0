"""The written agreements of a country, ready to be signed: parties, request, expectations, terms (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.contributions import Paper, Scope
from ogpkit.countries import called
from ogpkit.language import _, marked
from ogpkit.phrase import joined, told, worded, written
from ogpkit.writing import Bullets, Facts, Grid, Heading, Paragraph, Writing, said
from ogpkit_networking.cases import cases, commitments_of, party_name, request_of, selected, stage_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Place
    from ogpkit.workspace import Document, Workspace
    from ogpkit.writing import Block
    from ogpkit_networking.model import Case

_READY: Final = ("selection", "agreed", "closed")
"""The stages at which there is something to be signed, or was."""


def write_agreements(workspace: Workspace, place: Place, language: str) -> Writing | None:
    """The agreements of a country, signed ones and those to be signed; None where there are none.

    Args:
        workspace: The workspace.
        place: The country.
        language: The language of the document.
    """
    there = [
        one for one in cases(workspace, place.country) if parties_of(one.entity) and stage_of(one.entity) in _READY
    ]
    if not there:
        return None
    country = called(workspace, place.country, language)
    return Writing(
        title=_("Agreement on assistance through the OGP Networking Mechanism"),
        subtitle=country,
        language=language,
        blocks=[block for one in there for block in _agreement(one, workspace, language)],
    )


def parties_of(case: Case) -> tuple[str, ...]:
    """With whom the government agrees: the parties of its agreement, else those whom it has selected.

    Args:
        case: The case.
    """
    return case.agreement.parties if case.agreement and case.agreement.parties else selected(case)


def _agreement(document: Document[Case], workspace: Workspace, language: str) -> Iterator[Block]:
    case, agreement = document.entity, document.entity.agreement
    country = called(workspace, case.country, language)
    names = [party_name(workspace, party) for party in parties_of(case)]
    plain = workspace.language
    yield Heading(told(_("{country} and {names}"), country=country, names=joined(", ", names)), id=document.id)
    about = [said(one.entity.title, language, plain) for one in commitments_of(case, workspace)]
    yield Facts(
        [
            (_("Cycle"), case.cycle),
            (_("Commitments"), joined("; ", about)),
            (_("Case manager"), written(case.manager, plain)),
            (_("Begins"), agreement.start if agreement else None),
            (_("Ends"), agreement.end if agreement else None),
            (_("Signed"), agreement.signed if agreement else None),
        ]
    )
    if request := request_of(case):
        yield Heading(_("What is asked for"), level=2)
        yield Paragraph(worded(request, language, plain))
    if case.expectations:
        yield Heading(_("What each side expects"), level=2)
        yield Bullets(
            [
                joined(": ", (party_name(workspace, one.party), said(one.text, language, plain)))
                for one in case.expectations
            ]
        )
    yield Heading(_("Terms of engagement"), level=2)
    terms = worded(agreement.terms, language, plain) if agreement else ""
    yield Paragraph(terms or _("The terms are still to be written."))
    yield Paragraph(
        _(
            "The Networking Mechanism has introduced the parties to each other. It is neither a party to this agreement nor an "
            "implementing entity or project manager."
        )
    )
    yield Grid(
        heads=(_("Party"), _("Name"), _("Day and signature")),
        rows=[(name, "", "") for name in (country, *names)],
        caption=_("Signatures"),
    )


AGREEMENT_PAPER: Final = Paper(
    name="networking-agreement", title=marked("Networking agreements"), scope=Scope.COUNTRY, write=write_agreements
)
"""The agreements of a country."""
