"""`ogpkit networking`: what changes a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import click

from ogpkit.api import Place
from ogpkit.api.cli import day_option, day_or_today, edit_workspace, print_message, workspace_option
from ogpkit.api.content import Translated, find_country_code, is_identifier
from ogpkit.api.editing import advance_stage
from ogpkit.api.text import _
from ogpkit_networking import editing
from ogpkit_networking.lookup import find_case, find_party
from ogpkit_networking.model import (
    Agreement,
    Case,
    Closing,
    ClosingReason,
    Expectation,
    Introduction,
    Maturity,
    Message,
    Outcome,
    Purpose,
    Refinement,
)
from ogpkit_networking.referral import refer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from ogpkit.api.editing import EditSession

_Done: TypeAlias = tuple[str, ...]
"""What a command says once its change is saved."""

_ON: Final = day_option("--on", "The day; the present one when left out.")
_BY: Final = click.option("--by", default="", help="Who does it.")
_CASE: Final = click.argument("case")


@click.command("new")
@click.argument("country")
@click.argument("request")
@click.option("--cycle", default="", help="The cycle that the request is about.")
@click.option("--commitment", "commitments", multiple=True, help="A commitment that it is about; once for each.")
@click.option("--topic", "topics", multiple=True, help="What it is about, for example open-data; once for each.")
@click.option(
    "--maturity",
    type=click.Choice([one.value for one in Maturity]),
    default="vague",
    show_default=True,
    help="How clear the request is.",
)
@click.option("--id", "name", default="", help="Its identifier; made of country and topics when left out.")
@_ON
@workspace_option
def new_case(country: str, request: str, on: datetime | None, workspace: Path | None, **said: Any) -> None:
    """Begin a case: a government asks for expertise."""
    code = find_country_code(country)
    if code is None:
        raise click.UsageError(_("“{country}” is no country. Give its code, for example KE.").format(country=country))
    if said["name"] and not is_identifier(said["name"]):
        raise click.UsageError(_("An identifier has only lower-case letters, digits and hyphens."))
    case = Case(
        country=code,
        cycle=said["cycle"],
        commitments=said["commitments"],
        opened=day_or_today(on),
        request=Translated.of(request),
        topics=said["topics"],
        maturity=Maturity(said["maturity"]),
    )

    def edit(desk: EditSession) -> _Done:
        path = editing.begin_case(desk, case, said["name"])
        return _report_done(desk, path, _("{path} is begun.").format(path=path))

    _tell(edit_workspace(workspace, edit))


@click.command("refer")
@click.argument("place", metavar="COUNTRY/CYCLE[/COMMITMENT]")
@click.option("--text", default="", help="What is needed; the commitment's own words when left out.")
@_ON
@workspace_option
def refer_commitment(place: str, text: str, on: datetime | None, workspace: Path | None) -> None:
    """Refer a commitment, or a plan as a whole, to the mechanism that takes needs for expertise up."""
    country, cycle, commitment = (*place.split("/", 2), "", "")[:3]
    path = f"countries/{country}/cycles/{cycle}/commitments/{commitment}.toml" if commitment else ""

    def edit(desk: EditSession) -> _Done:
        if not cycle or (path and path not in desk.workspace.documents):
            raise click.UsageError(
                _(
                    "There is no “{place}” here. Name it as COUNTRY/CYCLE/COMMITMENT, for example KE/2012-2013/portal."
                ).format(place=place)
            )
        referral = refer(desk, Place(country=country, cycle=cycle, path=path), day_or_today(on), text)
        return _report_done(desk, referral.path, _("{path} takes it up.").format(path=referral.path))

    _tell(edit_workspace(workspace, edit))


@click.command("assign")
@_CASE
@click.argument("manager")
@_ON
@workspace_option
def assign(case: str, manager: str, on: datetime | None, workspace: Path | None) -> None:
    """Assign a case manager."""

    def edit(desk: EditSession, path: str) -> str:
        editing.assign(desk, path, manager, day_or_today(on))
        return _("{manager} manages the case {case}.").format(manager=manager, case=case)

    _change(workspace, case, edit)


@click.command("introduce")
@_CASE
@click.argument("party", metavar="PROVIDER|COUNTRY")
@click.option("--purpose", type=click.Choice([one.value for one in Purpose]), help="What for; a country is a peer.")
@click.option("--with", "others", multiple=True, metavar="PROVIDER", help="A provider who comes along; once for each.")
@click.option(
    "--outcome",
    type=click.Choice([one.value for one in Outcome]),
    default="pending",
    show_default=True,
    help="What has become of it.",
)
@click.option("--note", default="", help="What was said on the occasion.")
@_ON
@workspace_option
def introduce(case: str, party: str, on: datetime | None, workspace: Path | None, **said: Any) -> None:
    """Introduce the government to a provider or to a peer country."""

    def edit(desk: EditSession, path: str) -> str:
        provider, country = find_party(desk.workspace, party)
        others = tuple(find_party(desk.workspace, other)[0] for other in said["others"])
        if "" in others:
            raise click.UsageError(_("Only providers can come along; introduce a country by itself."))
        usual = Purpose.PEER if country else Purpose.EXPERTISE
        introduction = Introduction(
            on=day_or_today(on),
            provider=provider,
            country=country or None,
            with_=others,
            purpose=Purpose(said["purpose"]) if said["purpose"] else usual,
            outcome=Outcome(said["outcome"]),
            note=said["note"],
        )
        editing.introduce(desk, path, introduction)
        return _("The introduction to {party} is noted in {path}.").format(party=party, path=path)

    _change(workspace, case, edit)


@click.command("outcome")
@_CASE
@click.argument("party", metavar="PROVIDER|COUNTRY")
@click.argument("outcome", type=click.Choice([one.value for one in Outcome]))
@workspace_option
def set_outcome(case: str, party: str, outcome: str, workspace: Path | None) -> None:
    """Say what has come of an introduction."""

    def edit(desk: EditSession, path: str) -> str:
        provider, country = find_party(desk.workspace, party)
        editing.set_outcome(desk, path, provider or country, Outcome(outcome))
        return _("Noted in {path}.").format(path=path)

    _change(workspace, case, edit)


@click.command("record")
@_CASE
@click.argument("speaker", metavar="FROM")
@click.argument("listener", metavar="TO")
@click.argument("summary")
@_ON
@workspace_option
def record(case: str, speaker: str, listener: str, summary: str, on: datetime | None, workspace: Path | None) -> None:
    """Record a turn of the dialogue: who said what to whom."""

    def edit(desk: EditSession, path: str) -> str:
        editing.record(desk, path, Message(on=day_or_today(on), from_=speaker, to=listener, summary=summary))
        return _("Noted in {path}.").format(path=path)

    _change(workspace, case, edit)


@click.command("refine")
@_CASE
@click.argument("request")
@click.option(
    "--maturity",
    type=click.Choice([one.value for one in Maturity]),
    default="scoped",
    show_default=True,
    help="How clear the request is.",
)
@click.option("--topic", "topics", multiple=True, help="What it is about by now; once for each.")
@click.option("--possibilities", default="", help="What the government knows of possibilities and limits.")
@click.option("--what", default="", help="What exactly is meant, for example which types of data.")
@click.option("--change", default="", help="Why it would have an impact on a commitment.")
@click.option("--url", default="", help="Where the plan of action can be read.")
@_ON
@workspace_option
def refine(case: str, request: str, on: datetime | None, workspace: Path | None, **said: Any) -> None:
    """Take in how the government's request stands now."""

    def edit(desk: EditSession, path: str) -> str:
        refinement = Refinement(
            on=day_or_today(on),
            request=Translated.of(request),
            maturity=Maturity(said["maturity"]),
            topics=said["topics"],
            possibilities=_parse_text(said["possibilities"]),
            what=_parse_text(said["what"]),
            change=_parse_text(said["change"]),
            url=said["url"] or None,
        )
        editing.refine(desk, path, refinement)
        return _("The request of {case} is refined.").format(case=case)

    _change(workspace, case, edit)


@click.command("expect")
@_CASE
@click.argument("party", metavar="PROVIDER|COUNTRY")
@click.argument("text")
@workspace_option
def expect(case: str, party: str, text: str, workspace: Path | None) -> None:
    """Write down what one side expects of the other."""

    def edit(desk: EditSession, path: str) -> str:
        provider, country = find_party(desk.workspace, party)
        editing.expect(desk, path, Expectation(party=provider or country, text=Translated.of(text)))
        return _("Noted in {path}.").format(path=path)

    _change(workspace, case, edit)


@click.command("agree")
@_CASE
@click.option("--party", "parties", multiple=True, required=True, metavar="PROVIDER|COUNTRY", help="Once for each.")
@click.option("--terms", required=True, help="The terms of engagement.")
@day_option("--signed", "The day of signature; the present one when left out.")
@day_option("--start", "The day on which the assistance begins.")
@day_option("--end", "The day by which it ends.")
@click.option("--url", default="", help="Where the agreement can be read.")
@workspace_option
def agree(case: str, parties: Sequence[str], terms: str, workspace: Path | None, **said: Any) -> None:
    """Write the agreement down."""

    def edit(desk: EditSession, path: str) -> str:
        named = [find_party(desk.workspace, party) for party in parties]
        agreement = Agreement(
            signed=day_or_today(said["signed"]),
            providers=tuple(provider for provider, _country in named if provider),
            countries=tuple(country for _provider, country in named if country),
            terms=Translated.of(terms),
            start=said["start"].date() if said["start"] else None,
            end=said["end"].date() if said["end"] else None,
            url=said["url"] or None,
        )
        editing.agree(desk, path, agreement)
        return _("The agreement is written down in {path}.").format(path=path)

    _change(workspace, case, edit)


@click.command("advance")
@_CASE
@click.argument("stage")
@click.option("--note", default="", help="Why, where it needs saying.")
@_ON
@_BY
@workspace_option
def advance_case(case: str, stage: str, note: str, on: datetime | None, by: str, workspace: Path | None) -> None:
    """Move a case to another stage; a forbidden move says what is missing."""

    def edit(desk: EditSession, path: str) -> str:
        advance_stage(desk, path, stage, day_or_today(on), by, note)
        return _("{case} has entered “{stage}”.").format(case=case, stage=stage)

    _change(workspace, case, edit)


@click.command("close")
@_CASE
@click.option("--reason", type=click.Choice([one.value for one in ClosingReason]), help="Why there is no agreement.")
@click.option("--note", default="", help="More about it.")
@_ON
@_BY
@workspace_option
def close(case: str, reason: str | None, note: str, on: datetime | None, by: str, workspace: Path | None) -> None:
    """Close a case: after an agreement, or with the reason why there is none."""

    def edit(desk: EditSession, path: str) -> str:
        closing = Closing(on=day_or_today(on), reason=ClosingReason(reason), note=note) if reason else None
        editing.close(desk, path, closing, day_or_today(on), by)
        return _("{case} is closed.").format(case=case)

    _change(workspace, case, edit)


def _change(workspace: Path | None, case: str, edit: Callable[[EditSession, str], str]) -> None:
    """Change a case, and say what was done once it is saved.

    Args:
        workspace: What `--workspace` says.
        case: The case, as it was named.
        edit: Makes the change in the case's file, and gives what is to be said.
    """

    def edit_case(desk: EditSession) -> _Done:
        path = find_case(desk.workspace, case).path
        return _report_done(desk, path, edit(desk, path))

    _tell(edit_workspace(workspace, edit_case))


def _parse_text(said: str) -> Translated | None:
    return Translated.of(said) if said else None


def _report_done(desk: EditSession, path: str, said: str) -> _Done:
    """Return what was done, and what is to be thought of."""
    findings = desk.findings_at(Place(path=path))
    return said, *(f"{finding.code} {finding.message} {finding.remedy}" for finding in findings)


def _tell(lines: _Done) -> None:
    for line in lines:
        print_message(line)


WRITING: Final[tuple[click.Command, ...]] = (
    *(new_case, refer_commitment, assign, introduce, set_outcome, record),
    *(refine, expect, agree, advance_case, close),
)
"""Every command that changes a case."""
