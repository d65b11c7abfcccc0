"""Which providers and which peer countries fit a case, each with its reasons in words (Roadmap XII, Networking Mechanism).

Everything comes from the workspace: the same files give the same order. Each reason that counts is told with its points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Scope, TableColumn, TableRow, TableView, Verdict
from ogpkit.api.content import Country, Document, GrandChallenge, country_name
from ogpkit.api.text import N_, _, current_language, join_list
from ogpkit_networking.cases import (
    CAUTION,
    find_commitments,
    find_provider,
    get_maturity,
    list_challenges,
    list_introduced,
    list_topics,
    request_of,
)
from ogpkit_networking.edition import NetworkingPart, get_case_rules, get_topic_title
from ogpkit_networking.experience import (
    STRETCH,
    SimilarCommitment,
    find_agreements,
    find_partners,
    find_similar_commitments,
    join_texts,
)
from ogpkit_networking.interests import find_member
from ogpkit_networking.kept import Kept
from ogpkit_networking.likeness import Index, Likeness, join_languages, join_parts, split_words
from ogpkit_networking.model import Case, Maturity, Provider, Purpose
from ogpkit_networking.neighbourhood import are_in_one_region, are_neighbours, list_languages
from ogpkit_networking.topics import (
    SAME,
    compute_closeness,
    find_challenges,
    find_topics,
    is_technical_only,
    list_names,
    list_purposes,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace

_KEPT: Final = Kept()

_HINTED: Final = 0.6
"""How much a topic counts that the request names without listing it among its topics, where a listed one is 1."""

INTEREST: Final = N_(
    "It governs the Networking Mechanism, which introduces others and does not implement anything. Also "
    "introduce someone else, or introduce them first."
)
"""Why a member of the mechanism's committee comes last (Networking Mechanism: “an agent of introduction”)."""


@attrs.frozen(kw_only=True)
class Reason:
    """Why somebody fits.

    Attributes:
        name: The weight that it counts by, for example `topics`.
        points: How much it counts; less than zero for what speaks against it.
        text: The same in words, in the language in use.
    """

    name: str
    points: float
    text: str


@attrs.frozen(kw_only=True)
class Match:
    """Somebody who may be able to help.

    Attributes:
        party: The identifier of a provider, or of a peer country.
        name: What it is called.
        is_peer: Whether it is a peer government.
        purpose: What an introduction would be for.
        reasons: Why, the weightiest first.
        caution: Why not now; empty where nothing speaks against it.
        rank: Its place among all that were found, from one.
    """

    party: str
    name: str
    is_peer: bool
    purpose: Purpose
    reasons: tuple[Reason, ...]
    caution: str = ""
    rank: int = 0

    @property
    def points(self) -> float:
        """Return how well it fits; only the order means something."""
        return sum(reason.points for reason in self.reasons)


@attrs.frozen(kw_only=True)
class CaseDemand:
    """Demand of a case, worked out once for all who might help.

    Attributes:
        case: The case.
        workspace: Where it lies.
        part: The rules.
        topics: What it is about, and how much each topic counts.
        challenges: Its grand challenges.
        languages: The languages in which one works in the country.
        scoping: Whether the request has to be scoped before anything else.
        similar: Commitments about something like it, the best examples first.
    """

    case: Document[Case]
    workspace: Workspace
    part: NetworkingPart
    topics: Mapping[str, float] = attrs.field(hash=False)
    challenges: tuple[GrandChallenge, ...]
    languages: tuple[str, ...]
    scoping: bool
    similar: tuple[SimilarCommitment, ...]

    @property
    def country(self) -> str:
        """Return the requesting country."""
        return self.case.entity.country

    def weigh(self, name: str, text: str, share: float = 1.0) -> Reason:
        """Return a reason that counts by its weight in the edition.

        Args:
            name: The weight.
            text: The reason in words, in the language in use.
            share: How much of the weight it counts; less than zero where it speaks against somebody.
        """
        return Reason(name=name, points=getattr(self.part.weights, name) * share, text=text)


def read_request(document: Document[Case], workspace: Workspace) -> CaseDemand:
    """Return what a case asks for.

    Args:
        workspace: Where it lies.
    """
    case, part = document.entity, get_case_rules(document.entity, workspace)
    topics = dict.fromkeys(list_topics(case), 1.0)
    for hinted in find_topics(_join_request_words(document, workspace), part):
        # a topic that somebody chose says more than one that a word happens to name
        topics.setdefault(hinted, _HINTED)
    return CaseDemand(
        case=document,
        workspace=workspace,
        part=part,
        topics=topics,
        challenges=list_challenges(case, workspace, part),
        languages=list_languages(case.country, workspace),
        scoping=get_maturity(case) is Maturity.VAGUE,
        similar=find_similar_commitments(_join_request_words(document, workspace), topics, workspace, part),
    )


def _join_request_words(document: Document[Case], workspace: Workspace) -> str:
    # a request is about commitments (Roadmap XII), and often they alone say what it means
    own = (join_texts(one.entity) for one in find_commitments(document.entity, workspace))
    return join_parts((join_languages(request_of(document.entity)), *own))


def match_providers(document: Document[Case], workspace: Workspace) -> tuple[Match, ...]:
    """Return the providers that fit a case, the best first; those who should wait come last.

    Args:
        workspace: Where it lies.
    """
    return _match_providers(read_request(document, workspace))


def match_peers(document: Document[Case], workspace: Workspace) -> tuple[Match, ...]:
    """Return the peer countries that have done something like what a case asks for, the best first.

    Args:
        workspace: Where it lies.
    """
    return _match_peers(read_request(document, workspace))


def match_all(document: Document[Case], workspace: Workspace) -> tuple[Match, ...]:
    """Return providers and peer countries that fit a case, the best first; those who should wait come last.

    Args:
        workspace: Where it lies.
    """
    asked = read_request(document, workspace)
    return _rank((*_match_providers(asked), *_match_peers(asked)))


def _rank(found: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(attrs.evolve(match, rank=rank) for rank, match in enumerate(sorted(found, key=_order), 1))


def _order(match: Match) -> tuple[bool, float, str, bool]:
    # rounded, so that the order does not hang on the last digit of a float and is the same on every machine
    return bool(match.caution), -round(match.points, 6), match.party, match.is_peer


def _match_providers(asked: CaseDemand) -> tuple[Match, ...]:
    documents = asked.workspace.all(Provider)
    index = _KEPT.get(documents, lambda found: index_providers(found, asked.part), id(asked.part))
    alike = index.find_alike(_join_request_words(asked.case, asked.workspace))
    partners = find_partners(asked.similar)
    earlier = find_agreements(tuple(asked.topics), asked.workspace, asked.case.id)
    found: list[Match] = []
    for document in documents:
        provider = document.entity
        # Roadmap XII: “ready and willing to share”; who is not must not be called upon
        if not provider.ready:
            continue
        about = (
            *_weigh_topics(provider, asked),
            *_weigh_text(alike.get(document.id), asked),
            # what a provider says of itself comes before what its topics suggest
            *_weigh_challenges(provider.challenges or find_challenges(provider.expertise, asked.part), asked),
            *_weigh_experience(document, asked, partners, earlier),
        )
        # a grand challenge is as wide as a fifth of all commitments: alone it says nothing about fitting
        if any(reason.name != "challenge" for reason in about):
            found.append(_match_provider(document, asked, about))
    return _rank(found)


def _match_provider(document: Document[Provider], asked: CaseDemand, about: Sequence[Reason]) -> Match:
    provider = document.entity
    reasons = (
        *about,
        *_weigh_place(provider, asked),
        *_weigh_languages(provider.languages, asked),
        *_weigh_purpose(provider, asked),
    )
    # example 2: “rather than introduce the government to a technical provider”; it is not left out, it comes later
    waits = asked.scoping and is_technical_only(provider, asked.part)
    governs = find_member(asked.workspace, provider.name, asked.workspace.today) is not None
    return Match(
        party=document.id,
        name=provider.name,
        is_peer=False,
        purpose=_find_purpose(provider, asked),
        reasons=_select_weightiest(reasons),
        caution=_(CAUTION) if waits else _(INTEREST) if governs else "",
    )


def _select_weightiest(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted((one for one in reasons if one.points), key=lambda one: -one.points))


def index_providers(documents: Sequence[Document[Provider]], part: NetworkingPart) -> Index:
    """Return the texts of providers: what they say of themselves, and the names of what they know in all languages.

    Args:
        part: The rules, with the vocabulary and filler words.
    """
    return Index({document.id: _join_texts(document.entity, part) for document in documents}, part.filler)


def _join_texts(provider: Provider, part: NetworkingPart) -> str:
    names = (name for topic in provider.expertise for name in list_names(topic, part))
    return join_parts((provider.name, join_languages(provider.description), *names))


def _weigh_topics(provider: Provider, asked: CaseDemand) -> Iterator[Reason]:
    whole = sum(asked.topics.values())
    covered = 0.0
    same: list[str] = []
    close: list[str] = []
    for topic, counts in asked.topics.items():
        near = max((compute_closeness(topic, known, asked.part) for known in provider.expertise), default=0.0)
        # a share of what is asked for, so that knowing many other things as well is no merit
        covered += counts * near
        (same if near == SAME else close if near else []).append(get_topic_title(asked.part, topic))
    if covered:
        said = [_("knows about {topics}").format(topics=join_list(same))] if same else []
        said += [_("knows something close to {topics}").format(topics=join_list(close))] if close else []
        yield asked.weigh("topics", join_list(said, "; "), covered / whole)


def _weigh_text(alike: Likeness | None, asked: CaseDemand) -> Iterator[Reason]:
    if alike is not None:
        text = _("uses the request’s words: {words}").format(words=join_list(alike.words[:5]))
        yield asked.weigh("text", text, min(1.0, STRETCH * alike.share))


def _weigh_challenges(known: Collection[GrandChallenge], asked: CaseDemand) -> Iterator[Reason]:
    # several shared challenges would count several times what says little even once
    challenge = next((one for one in asked.challenges if one in known), None)
    if challenge is not None:
        text = _("serves the grand challenge “{challenge}”").format(challenge=_(challenge.label))
        yield asked.weigh("challenge", text)


def _weigh_experience(
    document: Document[Provider],
    asked: CaseDemand,
    partners: Mapping[tuple[str, ...], SimilarCommitment],
    earlier: Mapping[str, tuple[Document[Case], ...]],
) -> Iterator[Reason]:
    helped = earlier.get(document.id, ())
    if helped:
        names = [country_name(asked.workspace, case.entity.country, current_language()) for case in helped]
        text = _("has helped with it before: {countries}").format(countries=join_list(dict.fromkeys(names)))
        # one earlier case is three quarters and two are all: more would crowd out who is new; own numbers
        yield asked.weigh("experience", text, min(1.0, 0.5 + len(helped) / 4))
        return
    shared = partners.get(split_words(document.entity.name))
    # being named in a plan is no experience before something of it is complete
    if shared is not None and shared.done:
        text = _("was a partner in {commitment}").format(commitment=_name_commitment(shared, asked))
        yield asked.weigh("experience", text, shared.worth)


def _weigh_place(provider: Provider, asked: CaseDemand) -> Iterator[Reason]:
    workspace, country = asked.workspace, asked.country

    def name_countries(*countries: str) -> str:
        return join_list(country_name(workspace, one, current_language()) for one in countries)

    places = tuple(dict.fromkeys((*provider.countries, *((provider.based_in,) if provider.based_in else ()))))
    if country in places:
        yield asked.weigh("country", _("works in {country}").format(country=name_countries(country)))
    # example 1: “local-level NGOs in neighboring countries”, so that near counts almost as much as within
    elif near := [place for place in places if are_neighbours(place, country, workspace)]:
        text = _("works in {country}, a neighbour").format(country=name_countries(near[0]))
        yield asked.weigh("neighbour", text)
    elif around := [place for place in places if are_in_one_region(place, country)]:
        text = _("works in {country}, in the same region").format(country=name_countries(around[0]))
        yield asked.weigh("region", text)
    # who names no country works anywhere, and is nobody's stranger
    elif not provider.countries:
        yield asked.weigh("region", _("works in any country"))
    else:
        text = _("works elsewhere: {countries}").format(countries=name_countries(*provider.countries[:3]))
        yield asked.weigh("elsewhere", text, -1.0)


def _weigh_languages(languages: Sequence[str], asked: CaseDemand) -> Iterator[Reason]:
    # the dialogue goes “back and forth” (Networking Mechanism), for which both need a common language
    shared = [language for language in languages if language in asked.languages]
    if shared:
        text = _("works in a language of the country: {languages}").format(languages=join_list(shared))
        yield asked.weigh("language", text)


def _weigh_purpose(provider: Provider, asked: CaseDemand) -> Iterator[Reason]:
    # example 2: experts in “strategy and objectives” come first for a vague request
    if asked.scoping and Purpose.SCOPING in list_purposes(provider, asked.part):
        yield asked.weigh("purpose", _("can help to scope the request, which comes first"))


def _find_purpose(provider: Provider, asked: CaseDemand) -> Purpose:
    """Return what an introduction to a provider would be for at present."""
    offers = list_purposes(provider, asked.part)
    if asked.scoping and Purpose.SCOPING in offers:
        return Purpose.SCOPING
    # knowing comes before building (example 2), and being a peer where nothing else is offered
    usual = (Purpose.EXPERTISE, Purpose.TECHNOLOGY, Purpose.SCOPING, Purpose.PEER)
    return min(offers, key=usual.index)


def _match_peers(asked: CaseDemand) -> tuple[Match, ...]:
    best: dict[str, list[SimilarCommitment]] = {}
    for one in asked.similar:
        # a country is no peer of its own
        if one.document.country != asked.country:
            best.setdefault(one.document.country, []).append(one)
    return _rank(_match_peer(country, several, asked) for country, several in best.items())


def _match_peer(country: str, several: Sequence[SimilarCommitment], asked: CaseDemand) -> Match:
    """Return what a peer has done: its best example counts most, further ones a little."""
    weights, workspace = asked.part.weights, asked.workspace
    first = several[0]
    # a tenth for each of three further examples: a peer with one good one beats a peer with many weak ones; own number
    worth = min(1.0, first.worth + 0.1 * sum(one.worth for one in several[1:4]))
    points = (weights.topics + weights.experience) * worth
    reasons = [
        Reason(name="experience", points=points, text=_describe_done(first, asked)),
        *_weigh_challenges(first.document.entity.all_challenges, asked),
        *_weigh_languages(list_languages(country, workspace), asked),
    ]
    if are_neighbours(country, asked.country, workspace):
        reasons.append(asked.weigh("neighbour", _("is a neighbour")))
    # a neighbour is in the region as a rule: the two do not add up
    elif are_in_one_region(country, asked.country):
        reasons.append(asked.weigh("region", _("is in the same region")))
    name = country_name(workspace, country, current_language())
    return Match(party=country, name=name, is_peer=True, purpose=Purpose.PEER, reasons=_select_weightiest(reasons))


def _describe_done(similar: SimilarCommitment, asked: CaseDemand) -> str:
    if similar.done == 1:
        text = _("has completed {commitment}")
    else:
        text = _("has completed {share} % of {commitment}") if similar.done else _("has committed to {commitment}")
    return text.format(share=round(100 * similar.done), commitment=_name_commitment(similar, asked))


def _name_commitment(similar: SimilarCommitment, asked: CaseDemand) -> str:
    title = similar.document.entity.title.best(current_language(), asked.workspace.language, "en")
    return f"“{title or similar.document.id}” ({similar.document.country} {similar.document.cycle})"


def _list_match_rows(workspace: Workspace, place: Place) -> Iterator[TableRow[Match]]:
    document = workspace.documents.get(place.path)
    if document is None or not isinstance(document.entity, Case):
        return
    for match in match_all(document, workspace):  # type: ignore[arg-type]  # its entity is a case
        party = workspace.one(Country, match.party) if match.is_peer else find_provider(workspace, match.party)
        yield TableRow(item=match, workspace=workspace, place=place, document=party)


def _show_name(row: TableRow[Match]) -> str:
    """Return what a match is called, with a sign where the government has been introduced to it already."""
    document = row.workspace.documents.get(row.place.path)
    met = list_introduced(document.entity) if document is not None and isinstance(document.entity, Case) else ()
    return f"+ {row.item.name}" if row.item.party in met else row.item.name


def _judge_match(row: TableRow[Match]) -> Verdict | None:
    return Verdict.ATTENTION if row.item.caution else None


MATCHES: Final = TableView(
    name="networking-matches",
    title="Who can help",
    scope=Scope.WORKSPACE,
    rows=_list_match_rows,
    when_empty=N_("This list shows providers and countries that can help with this request. There is no match yet."),
    columns=(
        TableColumn("rank", derive=lambda row: row.item.rank, label=N_("Rank")),
        TableColumn("party", derive=lambda row: row.item.party, label=N_("Party")),
        TableColumn("name", derive=lambda row: row.item.name, display=_show_name, tone=_judge_match, label=N_("Name")),
        TableColumn("peer", derive=lambda row: row.item.is_peer, label=N_("Peer")),
        TableColumn("purpose", derive=lambda row: row.item.purpose, label=N_("Purpose")),
        TableColumn("points", derive=lambda row: round(row.item.points, 1), label=N_("Points")),
        TableColumn("reasons", derive=lambda row: "; ".join(one.text for one in row.item.reasons), label=N_("Reasons")),
        TableColumn("caution", derive=lambda row: row.item.caution, label=N_("Caution"), empty=""),
    ),
    shown=("rank", "party", "purpose", "points", "reasons", "caution"),
)
"""Who can help in the case that is shown, the best first; a country or a cycle has none, so that it is on no list of tables."""
