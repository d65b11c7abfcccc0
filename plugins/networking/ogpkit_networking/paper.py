"""The written agreements of a country, ready to be signed: parties, request, expectations, terms (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import DocumentTemplate, Scope
from ogpkit.api.content import country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    N_,
    Bullets,
    Grid,
    Heading,
    Paragraph,
    TextDocument,
    _,
    format_phrase,
    join_phrases,
    lang_text,
    localized,
)
from ogpkit_networking.cases import find_commitments, get_party_name, get_stage, list_cases, list_selected, request_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.text import Block
    from ogpkit_networking.model import Case

_READY: Final = ("selection", "agreed", "closed")
"""The stages at which there is something to be signed, or was."""


def write_agreements(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the agreements of a country, signed ones and those to be signed; None where there are none.

    Args:
        place: The country.
        language: The language of the document.
    """
    there = [
        one
        for one in list_cases(workspace, place.country)
        if list_parties(one.entity) and get_stage(one.entity) in _READY
    ]
    if not there:
        return None
    country = country_name(workspace, place.country, language)
    return TextDocument(
        title=_("Agreement on assistance through the OGP Networking Mechanism"),
        subtitle=country,
        language=language,
        blocks=[block for one in there for block in _write_agreement(one, workspace, language)],
    )


def list_parties(case: Case) -> tuple[str, ...]:
    """Return with whom the government agrees: the parties of its agreement, else those whom it has selected."""
    return case.agreement.parties if case.agreement and case.agreement.parties else list_selected(case)


def _write_agreement(document: Document[Case], workspace: Workspace, language: str) -> Iterator[Block]:
    case, agreement = document.entity, document.entity.agreement
    country = country_name(workspace, case.country, language)
    names = [get_party_name(workspace, party) for party in list_parties(case)]
    plain = workspace.language
    yield Heading(
        format_phrase(_("{country} and {names}"), country=country, names=join_phrases(", ", names)), id=document.id
    )
    about = [lang_text(one.entity.title, language, plain) for one in find_commitments(case, workspace)]
    commitments = (_("Commitments"), join_phrases("; ", about))
    terms = ("agreement.start", "agreement.end", "agreement.signed")
    yield FieldText(workspace, language).key_values(case, "cycle", commitments, "manager", *terms)
    if request := request_of(case):
        yield Heading(_("The request"), level=2)
        yield Paragraph(localized(request, language, plain))
    if case.expectations:
        yield Heading(_("What each side expects"), level=2)
        yield Bullets(
            [
                join_phrases(": ", (get_party_name(workspace, one.party), lang_text(one.text, language, plain)))
                for one in case.expectations
            ]
        )
    yield Heading(_("Terms of engagement"), level=2)
    said = localized(agreement.terms, language, plain) if agreement else ""
    yield Paragraph(said or _("The terms are not written yet."))
    yield Paragraph(
        _(
            "The Networking Mechanism has introduced the parties to each other. It is neither a party to this agreement nor an "
            "implementing entity or project manager."
        )
    )
    yield Grid(
        heads=(_("Party"), _("Name"), _("Date and signature")),
        rows=[(name, "", "") for name in (country, *names)],
        caption=_("Signatures"),
    )


AGREEMENT_PAPER: Final = DocumentTemplate(
    name="networking-agreement", title=N_("Networking agreements"), scope=Scope.COUNTRY, write=write_agreements
)
"""The agreements of a country."""
