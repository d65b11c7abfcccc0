"""The Networking Mechanism with its cases, and the Steering Committee (Roadmap III, XII and the Networking Mechanism paper)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Referrals, Rule
    from ogpkit.editions import EditionPart
    from ogpkit.kinds import Extension, Kind
    from ogpkit.stages import StageGraph


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """The mechanism's committee, providers, cases and the Steering Committee."""
    from ogpkit_networking.kinds import CASE, COMMITTEE, PROVIDER, STEERING

    yield COMMITTEE
    yield PROVIDER
    yield CASE
    yield STEERING


@hookimpl
def ogpkit_extensions() -> Iterator[Extension[Any]]:
    """Further neighbours of a country."""
    from ogpkit_networking.kinds import NEIGHBOURS

    yield NEIGHBOURS


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """The stages of a case, the vocabulary of topics and the weights of the matching, as `[networking]` of every edition."""
    from ogpkit.editions import EditionPart
    from ogpkit_networking.edition import NetworkingPart

    yield EditionPart(name="networking", entity=NetworkingPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_stages() -> Iterator[StageGraph[Any]]:
    """The stages of a case."""
    from ogpkit_networking.stages import CASE_STAGES

    yield CASE_STAGES


@hookimpl
def ogpkit_referrals() -> Iterator[Referrals]:
    """A need for expertise becomes a case."""
    from ogpkit_networking.referral import REFERRALS

    yield REFERRALS


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """The rules NET001 and on."""
    from ogpkit_networking.rules import RULES

    yield from RULES
