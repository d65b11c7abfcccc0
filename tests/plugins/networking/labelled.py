"""The labelled requests, and how well an order finds the right providers: the tests and the benchmark share it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from statistics import mean

import attrs
from rapidfuzz import fuzz, utils

from ogpkit.api.content import Document, Workspace, read_entity
from ogpkit_networking.kinds import CASE, PROVIDER
from ogpkit_networking.matching import match_providers
from ogpkit_networking.model import Case, Provider

DATA = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text("utf-8"))
RIGHT = {case["id"]: tuple(case["right"]) for case in DATA["cases"]}
HELD_OUT = {case["id"]: tuple(case["right"]) for case in DATA["held_out"]}


def workspace(plugins) -> Workspace:
    """The providers and the cases as a workspace.

    Args:
        plugins: The installed plugins.
    """
    documents = {}
    for name, content in DATA["providers"].items():
        path = PROVIDER.pattern.fill({"id": name})
        documents[path] = Document(
            path=path, kind="provider", names={"id": name}, entity=read_entity(content, Provider)
        )
    for given in (*DATA["cases"], *DATA["held_out"]):
        content = {key: value for key, value in given.items() if key not in ("id", "right")}
        path = CASE.pattern.fill({"id": given["id"]})
        entity = read_entity({**content, "opened": date(2012, 1, 1)}, Case)
        documents[path] = Document(path=path, kind="case", names={"id": given["id"]}, entity=entity)
    return Workspace(documents=documents, kinds=plugins.kinds, editions=plugins.editions, today=date(2012, 2, 1))


@attrs.frozen
class Quality:
    """How well an order finds the right providers.

    Attributes:
        first: The share of requests whose first provider is right.
        three: Of the places among the first three that could be right, how many are.
        rank: The mean of one over the place of the first right provider.
    """

    first: float
    three: float
    rank: float


def quality(orders: dict[str, list[str]], labels: dict[str, tuple[str, ...]] = RIGHT) -> Quality:
    """The quality of an order of providers for each request.

    Args:
        orders: The identifiers of providers by that of the case, the best first.
        labels: The right providers by case.
    """
    first, three, rank = [], [], []
    for case, right in labels.items():
        order = orders[case]
        first.append(order[:1] != [] and order[0] in right)
        three.append(len(set(order[:3]) & set(right)) / min(3, len(right)))
        rank.append(next((1 / place for place, name in enumerate(order, 1) if name in right), 0.0))
    return Quality(mean(first), mean(three), mean(rank))


def matched(content: Workspace) -> dict[str, list[str]]:
    """The order of the matching.

    Args:
        content: The workspace.
    """
    return {case.id: [one.party for one in match_providers(case, content)] for case in content.all(Case)}


def by_text_alone(content: Workspace) -> dict[str, list[str]]:
    """A simple order: how alike the request and what a provider says of itself are, by one call of the same library.

    Args:
        content: The workspace.
    """
    orders = {}
    for case in content.all(Case):
        asked = f"{case.entity.request.best('en')} {' '.join(case.entity.topics)}"
        scores = {
            one.id: fuzz.token_set_ratio(asked, _said(one.entity), processor=utils.default_process)
            for one in content.all(Provider)
        }
        orders[case.id] = sorted(scores, key=lambda name: (-scores[name], name))
    return orders


def by_topics_alone(content: Workspace) -> dict[str, list[str]]:
    """Another simple order: how many topics the request and a provider have in common.

    Args:
        content: The workspace.
    """
    orders = {}
    for case in content.all(Case):
        shared = {one.id: len(set(case.entity.topics) & set(one.entity.expertise)) for one in content.all(Provider)}
        orders[case.id] = [name for name in sorted(shared, key=lambda name: (-shared[name], name)) if shared[name]]
    return orders


def _said(provider: Provider) -> str:
    return f"{provider.name} {provider.description.best('en') if provider.description else ''} {' '.join(provider.expertise)}"
