"""Which providers and which peer countries fit a case, each with its reasons in words (Roadmap XII, Networking Mechanism).

Everything comes from the workspace: the same files give the same order. Each reason that counts is told with its points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Document, GrandChallenge, country_name
from ogpkit.api.text import N_, _, current_language, join_list
from ogpkit_networking.cases import find_commitments, get_maturity, list_challenges, list_topics, request_of
from ogpkit_networking.edition import NetworkingPart, get_case_rules, get_topic_title
from ogpkit_networking.experience import (
    STRETCH,
    Similar,
    find_agreements,
    find_partners,
    find_similar_commitments,
    join_texts,
)
from ogpkit_networking.kept import Kept
from ogpkit_networking.likeness import Index, Likeness, join_parts, split_words
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
    from collections.abc import Iterator, Mapping, Sequence

    from ogpkit.api.content import Workspace

_KEPT: Final = Kept()

_HINTED: Final = 0.6
"""How much a topic counts that the request names without listing it among its topics, where a listed one is 1."""

CAUTION: Final = N_(
    "The request is vague: introduce experts first who help to see the possibilities and limits of it, to name what exactly is "
    "meant, and to say why it would have an impact. A technology provider would build before that is known."
)
"""Why a vague request does not meet a technology provider first (Networking Mechanism, example 2)."""


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
    """

    party: str
    name: str
    is_peer: bool
    purpose: Purpose
    reasons: tuple[Reason, ...]
    caution: str = ""

    @property
    def points(self) -> float:
        """Return how well it fits; only the order means something."""
        return sum(reason.points for reason in self.reasons)


@attrs.frozen(kw_only=True)
class Asked:
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
    similar: tuple[Similar, ...]

    @property
    def country(self) -> str:
        """Return the requesting country."""
        return self.case.entity.country


def read_request(document: Document[Case], workspace: Workspace) -> Asked:
    """Return what a case asks for.

    Args:
        workspace: Where it lies.
    """
    case, part = document.entity, get_case_rules(document.entity, workspace)
    topics = dict.fromkeys(list_topics(case), 1.0)
    for hinted in find_topics(_join_request_words(document, workspace), part):
        # a topic that somebody chose says more than one that a word happens to name
        topics.setdefault(hinted, _HINTED)
    return Asked(
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
    case, request = document.entity, request_of(document.entity)
    # a request is about commitments (Roadmap XII), and often they alone say what it means
    own = (one.entity for one in find_commitments(case, workspace))
    return join_parts((request.plain or "", *request.by_language.values(), *map(join_texts, own)))


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
    return tuple(sorted((*_match_providers(asked), *_match_peers(asked)), key=_order))


def _order(match: Match) -> tuple[bool, float, str, bool]:
    # rounded, so that the order does not hang on the last digit of a float and is the same on every machine
    return bool(match.caution), -round(match.points, 6), match.party, match.is_peer


def _match_providers(asked: Asked) -> tuple[Match, ...]:
    documents = asked.workspace.all(Provider)
    index = _KEPT.get(documents, lambda found: index_providers(found, asked.part), id(asked.part))
    alike = index.find_alike(_join_request_words(asked.case, asked.workspace))
    partners = find_partners(asked.similar)
    earlier = find_agreements(tuple(asked.topics), asked.workspace, asked.case.id)
    found: list[Match] = []
    for document in documents:
        # Roadmap XII: “ready and willing to share”; who is not must not be called upon
        if not document.entity.ready:
            continue
        about = (
            *_weigh_topics(document.entity, asked),
            *_weigh_text(alike.get(document.id), asked),
            *_weigh_challenges(document.entity, asked),
            *_weigh_experience(document, asked, partners, earlier),
        )
        # a grand challenge is as wide as a fifth of all commitments: alone it says nothing about fitting
        if any(reason.name != "challenge" for reason in about):
            found.append(_match_provider(document, asked, about))
    return tuple(sorted(found, key=_order))


def _match_provider(document: Document[Provider], asked: Asked, about: Sequence[Reason]) -> Match:
    provider = document.entity
    reasons = (
        *about,
        *_weigh_place(provider, asked),
        *_weigh_languages(provider, asked),
        *_weigh_purpose(provider, asked),
    )
    # example 2: “rather than introduce the government to a technical provider”; it is not left out, it comes later
    waits = asked.scoping and is_technical_only(provider, asked.part)
    return Match(
        party=document.id,
        name=provider.name,
        is_peer=False,
        purpose=_find_purpose(provider, asked),
        reasons=_select_weightiest(reasons),
        caution=_(CAUTION) if waits else "",
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
    said = provider.description
    own = (said.plain or "", *said.by_language.values()) if said else ()
    return join_parts(
        (provider.name, *own, *(name for topic in provider.expertise for name in list_names(topic, part)))
    )


def _weigh_topics(provider: Provider, asked: Asked) -> Iterator[Reason]:
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
        yield Reason(name="topics", points=asked.part.weights.topics * covered / whole, text=join_list(said, "; "))


def _weigh_text(alike: Likeness | None, asked: Asked) -> Iterator[Reason]:
    if alike is None:
        return
    points = asked.part.weights.text * min(1.0, STRETCH * alike.share)
    yield Reason(
        name="text", points=points, text=_("uses the request’s words: {words}").format(words=join_list(alike.words[:5]))
    )


def _weigh_challenges(provider: Provider, asked: Asked) -> Iterator[Reason]:
    # what a provider says of itself comes before what its topics suggest
    known = provider.challenges or find_challenges(provider.expertise, asked.part)
    for challenge in asked.challenges:
        if challenge in known:
            text = _("serves the grand challenge “{challenge}”").format(challenge=_(challenge.label))
            # several shared challenges would count several times what says little even once
            yield Reason(name="challenge", points=asked.part.weights.challenge, text=text)
            return


def _weigh_experience(
    document: Document[Provider],
    asked: Asked,
    partners: Mapping[tuple[str, ...], Similar],
    earlier: Mapping[str, tuple[Document[Case], ...]],
) -> Iterator[Reason]:
    weight = asked.part.weights.experience
    helped = earlier.get(document.id, ())
    if helped:
        names = [country_name(asked.workspace, case.entity.country, current_language()) for case in helped]
        text = _("has helped with it before: {countries}").format(countries=join_list(dict.fromkeys(names)))
        # one earlier case is three quarters and two are all: more would crowd out who is new; own numbers
        yield Reason(name="experience", points=weight * min(1.0, 0.5 + len(helped) / 4), text=text)
        return
    shared = partners.get(split_words(document.entity.name))
    # being named in a plan is no experience before something of it is complete
    if shared is not None and shared.done:
        text = _("was a partner in {commitment}").format(commitment=_name_commitment(shared, asked))
        yield Reason(name="experience", points=weight * shared.worth, text=text)


def _weigh_place(provider: Provider, asked: Asked) -> Iterator[Reason]:
    weights, workspace, country = asked.part.weights, asked.workspace, asked.country
    places = tuple(dict.fromkeys((*provider.countries, *((provider.based_in,) if provider.based_in else ()))))
    name = country_name(workspace, country, current_language())
    if country in places:
        yield Reason(name="country", points=weights.country, text=_("works in {country}").format(country=name))
        return
    # example 1: “local-level NGOs in neighboring countries”, so that near counts almost as much as within
    near = [place for place in places if are_neighbours(place, country, workspace)]
    if near:
        text = _("works in {country}, a neighbour").format(country=country_name(workspace, near[0], current_language()))
        yield Reason(name="neighbour", points=weights.neighbour, text=text)
        return
    around = [place for place in places if are_in_one_region(place, country)]
    if around:
        text = _("works in {country}, in the same region").format(
            country=country_name(workspace, around[0], current_language())
        )
        yield Reason(name="region", points=weights.region, text=text)
    # who names no country works anywhere, and is nobody's stranger
    elif not provider.countries:
        yield Reason(name="region", points=weights.region, text=_("works in any country"))
    else:
        names = join_list(country_name(workspace, place, current_language()) for place in provider.countries[:3])
        yield Reason(
            name="elsewhere", points=-weights.elsewhere, text=_("works elsewhere: {countries}").format(countries=names)
        )


def _weigh_languages(provider: Provider, asked: Asked) -> Iterator[Reason]:
    # the dialogue goes “back and forth” (Networking Mechanism), for which both need a common language
    shared = [language for language in provider.languages if language in asked.languages]
    if shared:
        text = _("works in a language of the country: {languages}").format(languages=join_list(shared))
        yield Reason(name="language", points=asked.part.weights.language, text=text)


def _weigh_purpose(provider: Provider, asked: Asked) -> Iterator[Reason]:
    # example 2: experts in “strategy and objectives” come first for a vague request
    if asked.scoping and Purpose.SCOPING in list_purposes(provider, asked.part):
        yield Reason(
            name="purpose",
            points=asked.part.weights.purpose,
            text=_("can help to scope the request, which comes first"),
        )


def _find_purpose(provider: Provider, asked: Asked) -> Purpose:
    """Return what an introduction to a provider would be for at present."""
    offers = list_purposes(provider, asked.part)
    if asked.scoping and Purpose.SCOPING in offers:
        return Purpose.SCOPING
    # knowing comes before building (example 2), and being a peer where nothing else is offered
    usual = (Purpose.EXPERTISE, Purpose.TECHNOLOGY, Purpose.SCOPING, Purpose.PEER)
    return min(offers, key=usual.index)


def _match_peers(asked: Asked) -> tuple[Match, ...]:
    best: dict[str, list[Similar]] = {}
    for one in asked.similar:
        # a country is no peer of its own
        if one.document.country != asked.country:
            best.setdefault(one.document.country, []).append(one)
    found = (_match_peer(country, several, asked) for country, several in best.items())
    return tuple(sorted(found, key=_order))


def _match_peer(country: str, several: Sequence[Similar], asked: Asked) -> Match:
    """Return what a peer has done: its best example counts most, further ones a little."""
    weights, workspace = asked.part.weights, asked.workspace
    first = several[0]
    # a tenth for each of three further examples: a peer with one good one beats a peer with many weak ones; own number
    worth = min(1.0, first.worth + 0.1 * sum(one.worth for one in several[1:4]))
    reasons = [
        Reason(
            name="experience", points=(weights.topics + weights.experience) * worth, text=_describe_done(first, asked)
        )
    ]
    if first.document.entity.challenge in asked.challenges:
        label = _(first.document.entity.challenge.label) if first.document.entity.challenge else ""
        text = _("serves the grand challenge “{challenge}”").format(challenge=label)
        reasons.append(Reason(name="challenge", points=weights.challenge, text=text))
    if are_neighbours(country, asked.country, workspace):
        reasons.append(Reason(name="neighbour", points=weights.neighbour, text=_("is a neighbour")))
    # a neighbour is in the region as a rule: the two do not add up
    elif are_in_one_region(country, asked.country):
        reasons.append(Reason(name="region", points=weights.region, text=_("lies in the same region")))
    shared = [language for language in list_languages(country, workspace) if language in asked.languages]
    if shared:
        text = _("works in a language of the country: {languages}").format(languages=join_list(shared))
        reasons.append(Reason(name="language", points=weights.language, text=text))
    name = country_name(workspace, country, current_language())
    return Match(party=country, name=name, is_peer=True, purpose=Purpose.PEER, reasons=_select_weightiest(reasons))


def _describe_done(similar: Similar, asked: Asked) -> str:
    if similar.done == 1:
        return _("has completed {commitment}").format(commitment=_name_commitment(similar, asked))
    if similar.done:
        return _("has completed {share} % of {commitment}").format(
            share=round(100 * similar.done), commitment=_name_commitment(similar, asked)
        )
    return _("has committed to {commitment}").format(commitment=_name_commitment(similar, asked))


def _name_commitment(similar: Similar, asked: Asked) -> str:
    title = similar.document.entity.title.best(current_language(), asked.workspace.language, "en")
    return f"“{title or similar.document.id}” ({similar.document.country} {similar.document.cycle})"
