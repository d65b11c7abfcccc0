"""The public pages: what the mechanism is and who is in it, signed agreements, and the Steering Committee (Roadmap III, XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages
from ogpkit.api.output import FieldText
from ogpkit.api.text import Heading, KeyValues, Link, Paragraph, Phrase, _, _n, join_phrases, plain_text
from ogpkit_networking.cases import get_party_name, list_cases
from ogpkit_networking.committees import MechanismCommittee, MechanismMember, SteeringCommittee
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.interest import write_interest_page
from ogpkit_networking.publication import count_figures, is_public
from ogpkit_networking.steering import write_terms
from ogpkit_networking.story_pages import write_story_pages
from ogpkit_networking.views import find_providers, format_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_networking.model import Case, Provider
    from ogpkit_networking.publication import Figures


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield the pages in one language; none where the workspace holds no files of the mechanism.

    Args:
        language: The language of the pages, which is the one in use.
    """
    blocks = list(_build_mechanism(workspace, language))
    if blocks:
        yield Page(address="networking", title=_("Networking Mechanism"), blocks=blocks)
    asked = list(write_interest_page(workspace))
    if asked:
        yield Page(address="networking/interest", title=_("Ask for expertise"), blocks=asked)
    yield from write_story_pages(workspace, language)
    committee = workspace.one(SteeringCommittee)
    if committee:
        about = Paragraph(_("A committee of governments and civil society representatives oversees the OGP."))
        yield Page(
            address="steering-committee",
            title=_("OGP Steering Committee"),
            blocks=[about, *(block for block in write_terms(workspace) if not isinstance(block, str))],
        )


def _build_mechanism(workspace: Workspace, language: str) -> Iterator[Block]:
    committee, fields = workspace.one(MechanismCommittee), FieldText(workspace, language)
    providers = [one for one in find_providers(workspace) if one.entity.ready]
    public = tuple(one for one in list_cases(workspace) if is_public(one.entity, workspace.today))
    said = workspace.memoize(count_figures)
    if not (committee or providers or said.requests):
        return
    yield Paragraph(
        _(
            "The Networking Mechanism connects governments with peer governments and with providers of "
            "expertise. It makes introductions. It does not implement projects."
        )
    )
    if committee:
        members = [one for one in committee.entity.members if one.until is None]
        yield fields.grid(members, "name", "chair", caption=_("Who governs the mechanism"), of=MechanismMember)
        if committee.entity.form or committee.entity.interest:
            yield Paragraph([Link(_("Ask for expertise"), "networking/interest")])
    if providers:
        yield Heading(_("Providers of expertise"), id="providers")
        yield fields.grid(
            providers,
            (_("Name"), lambda one: _link_name(one.entity, workspace)),
            "kind",
            (_("Expertise"), lambda one: format_topics(one.entity, get_usual_rules(workspace))),
            (_("Works in"), lambda one: fields.cell(one.entity, "countries") or _("anywhere")),
            caption=_("Providers ready for an introduction"),
            ids=[one.id for one in providers],
        )
    if public:
        yield Heading(_("Signed agreements"), id="agreements")
        yield fields.grid(
            public,
            "country",
            (_("With"), lambda one: _name_parties(one.entity, workspace)),
            "agreement.signed",
            (_("Web address"), lambda one: fields.cell(one.entity, "agreement.url")),
            caption=_("Agreements that the parties have published"),
        )
    if said.requests:
        yield from _build_numbers(said, len(public))


def _build_numbers(said: Figures, published: int) -> Iterator[Block]:
    """Yield how the mechanism is used, each number with what it counts: what is public of it, or why nothing is."""
    counted = "networking#counted"
    yield Heading(_("In numbers"), id="numbers")
    yield KeyValues(
        [
            (_("Requests"), Link(str(said.requests), counted)),
            (_("Introductions"), Link(str(said.introductions), counted)),
            (_("Introductions that led to a dialogue"), Link(str(said.dialogues), counted)),
            (_("Agreements"), Link(str(said.agreements), "networking#agreements" if published else counted)),
        ]
    )
    yield Heading(_("How we count"), level=2, id="counted")
    yield Paragraph(
        _(
            "The manager of the mechanism keeps a file of each request. The numbers come from these files. "
            "Requests, introductions and dialogues are between the parties, so no page lists them."
        )
    )
    yield Paragraph(
        _n(
            "{count} signed agreement is online and listed above.",
            "{count} signed agreements are online and listed above.",
            published,
        ).format(count=published)
        if published
        else _("No signed agreement is online yet.")
    )


def _link_name(provider: Provider, workspace: Workspace) -> Cell:
    name = Phrase([plain_text(provider.name, workspace.language)])
    return Link(name, provider.url) if provider.url else name


def _name_parties(case: Case, workspace: Workspace) -> str:
    parties = case.agreement.parties if case.agreement else ()
    return join_phrases(", ", (get_party_name(workspace, party) for party in parties))


PAGES: Final = Pages(
    name="networking",
    title="Networking Mechanism",
    render=render,
    kinds=("mechanism-committee", "provider", "case", "steering-committee", "story"),
)
"""The mechanism, its providers and published agreements, and the Steering Committee."""
