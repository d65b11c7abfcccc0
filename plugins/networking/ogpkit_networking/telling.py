"""What this plugin tells of a cycle for the reports of others: which expertise was sought, and what came of it (Roadmap XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Place, ReportInput, ReportInputs
from ogpkit.api.text import _, _n, join_list, write_day
from ogpkit_networking.cases import get_party_name, is_open, list_cases, list_introduced, request_of
from ogpkit_networking.measures import is_agreed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.model import Case


def tell(workspace: Workspace, place: Place, language: str) -> Iterator[ReportInput]:
    """Yield the requests for expertise of a cycle, each with what came of it.

    Args:
        place: The cycle.
        language: The language in which it is told.
    """
    for document in list_cases(workspace, place.country):
        if document.entity.cycle == place.cycle and place.cycle:
            yield ReportInput(
                text=_describe_case(document, workspace, language),
                section="Roadmap XII",
                shown_by=(Place(path=document.path),),
            )


def _describe_case(document: Document[Case], workspace: Workspace, language: str) -> str:
    case = document.entity
    sentences = [
        _("On {day} the government asked the Networking Mechanism for expertise: {request}").format(
            day=write_day(case.opened), request=request_of(case).best(language, workspace.language, "en")
        )
    ]
    met = list_introduced(case)
    if met:
        count = _n(
            "It was introduced to {count} party: {names}.", "It was introduced to {count} parties: {names}.", len(met)
        )
        names = join_list(get_party_name(workspace, party) for party in met)
        sentences.append(count.format(count=len(met), names=names))
    if is_agreed(case) and case.agreement:
        names = join_list(get_party_name(workspace, party) for party in case.agreement.parties)
        sentences.append(_("An agreement was signed with {names}.").format(names=names))
    elif is_open(case):
        sentences.append(_("The case is still open."))
    else:
        sentences.append(_("The case was closed without an agreement."))
    return " ".join(sentences)


ACCOUNTS: Final = ReportInputs(name="networking", title="Expertise through the Networking Mechanism", tell=tell)
"""The requests for expertise of a cycle."""
