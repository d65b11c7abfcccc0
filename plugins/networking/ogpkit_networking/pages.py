"""The public pages: what the mechanism is and who is in it, signed agreements, and the Steering Committee (Roadmap III, XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages
from ogpkit.api.content import country_name
from ogpkit.api.text import Grid, Heading, KeyValues, Link, Paragraph, Phrase, _, join_phrases, plain_text, use_language
from ogpkit_networking.cases import get_party_name, list_cases
from ogpkit_networking.committees import find_mechanism_committee, find_steering_committee, list_years
from ogpkit_networking.directory import Wanted, find_providers, format_topics
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.publication import count_figures, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_networking.model import Case, SteeringCommittee


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield the pages in one language; none where the workspace holds no files of the mechanism.

    Args:
        language: The language of the pages.
    """
    with use_language(language):
        pages = list(_build_pages(workspace, language))
    yield from pages


def _build_pages(workspace: Workspace, language: str) -> Iterator[Page]:
    blocks = list(_build_mechanism(workspace, language))
    if blocks:
        yield Page(address="networking", title=_("Networking Mechanism"), blocks=blocks)
    committee = find_steering_committee(workspace)
    if committee:
        blocks = list(_build_steering(committee.entity, workspace, language))
        yield Page(address="steering-committee", title=_("OGP Steering Committee"), blocks=blocks)


def _build_mechanism(workspace: Workspace, language: str) -> Iterator[Block]:
    committee = find_mechanism_committee(workspace)
    providers = find_providers(workspace, Wanted(ready=True))
    public = tuple(one for one in list_cases(workspace) if is_public(one.entity, workspace.today))
    said = workspace.memoize(count_figures)
    if not (committee or providers or said.requests):
        return
    yield Paragraph(
        _(
            "The Networking Mechanism connects governments with peer governments and with providers of expertise. It "
            "introduces; it does not carry projects out."
        )
    )
    if committee:
        members = join_phrases(
            ", ",
            (
                join_phrases(" ", (plain_text(one.name, workspace.language), f"({_('chair')})" if one.chair else None))
                for one in committee.entity.members
                if one.until is None
            ),
        )
        form = committee.entity.form
        yield KeyValues([(_("Governed by"), members), (_("Web form"), Link(form, form) if form else None)])
    if providers:
        yield Heading(_("Providers of expertise"), id="providers")
        yield _build_providers(workspace, language)
    if public:
        yield Heading(_("Signed agreements"), id="agreements")
        yield _build_agreements(public, workspace, language)
    if said.requests:
        yield Heading(_("In numbers"), id="numbers")
        yield KeyValues(
            [
                (_("Requests"), said.requests),
                (_("Introductions"), said.introductions),
                (_("Introductions that led to a dialogue"), said.dialogues),
                (_("Agreements"), said.agreements),
            ]
        )


def _build_providers(workspace: Workspace, language: str) -> Grid:
    part = get_usual_rules(workspace)
    rows: list[tuple[Cell, ...]] = []
    documents = find_providers(workspace, Wanted(ready=True))
    for document in documents:
        provider = document.entity
        countries = join_phrases(", ", (country_name(workspace, country, language) for country in provider.countries))
        name = Phrase([plain_text(provider.name, workspace.language)])
        rows.append(
            (
                Link(name, provider.url) if provider.url else name,
                _(provider.kind.label),
                format_topics(provider, part),
                countries or _("anywhere"),
            )
        )
    heads = (_("Name"), _("Kind"), _("Expertise"), _("Works in"))
    ids = tuple(document.id for document in documents)
    return Grid(heads=heads, rows=rows, caption=_("Providers who are ready to be introduced"), ids=ids)


def _build_agreements(public: tuple[Document[Case], ...], workspace: Workspace, language: str) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    for document in public:
        agreement = document.entity.agreement
        if agreement is not None and agreement.url:
            names = join_phrases(", ", (get_party_name(workspace, party) for party in agreement.parties))
            country = country_name(workspace, document.entity.country, language)
            rows.append((country, names, agreement.signed, Link(_("Read it"), agreement.url)))
    heads = (_("Country"), _("With"), _("Signed"), _("Agreement"))
    return Grid(heads=heads, rows=rows, caption=_("Agreements that the parties have published"))


def _build_steering(committee: SteeringCommittee, workspace: Workspace, language: str) -> Iterator[Block]:
    yield Paragraph(_("The OGP is overseen by a committee of governments and civil society representatives."))
    yield Heading(_("Governments"), id="governments")
    yield Grid(
        heads=(_("Government"), _("Term")),
        rows=[
            (country_name(workspace, one.country, language), _format_term(one.since, one.until))
            for one in committee.governments
        ],
        caption=_("Governments in the Steering Committee"),
    )
    yield Heading(_("Civil society"), id="civil-society")
    yield Grid(
        heads=(_("Organisation"), _("Country"), _("Term")),
        rows=[
            (
                plain_text(one.name, workspace.language),
                country_name(workspace, one.country, language) if one.country else _("international"),
                _format_term(one.since, one.until),
            )
            for one in committee.civil_society
        ],
        caption=_("Civil society in the Steering Committee"),
    )
    years = [year for year in list_years(committee) if _describe_year(committee, workspace, language, year) != ("", "")]
    if years:
        yield Heading(_("Chairs and meetings"), id="chairs")
        yield Grid(
            heads=(_("Year"), _("Chairs"), _("Annual meeting in")),
            rows=[(str(year), *_describe_year(committee, workspace, language, year)) for year in years],
            caption=_("Chairs and annual meetings by year"),
        )


def _describe_year(committee: SteeringCommittee, workspace: Workspace, language: str, year: int) -> tuple[str, str]:
    chairs = [
        name
        for one in committee.chairs
        if one.year == year
        for name in (
            *(country_name(workspace, country, language) for country in one.countries),
            *(plain_text(one, workspace.language) for one in one.civil_society),
        )
    ]
    hosts = [country_name(workspace, one.host, language) for one in committee.meetings if one.year == year]
    return join_phrases(", ", chairs), join_phrases(", ", hosts)


def _format_term(since: int | None, until: int | None) -> str:
    return f"{since or ''}–{until or ''}" if since or until else ""


PAGES: Final = Pages(
    name="networking",
    title="Networking Mechanism",
    render=render,
    kinds=("mechanism-committee", "provider", "case", "steering-committee"),
)
"""The mechanism, its providers and published agreements, and the Steering Committee."""
