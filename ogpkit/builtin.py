"""What the core itself contributes, through the same hooks as every plugin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ogpkit.model import Country, CountryLevel, MemberStatus
from ogpkit.plugins.cli_commands import CliCommand
from ogpkit.plugins.places import Place, Scope, Status, Verdict
from ogpkit.plugins.providing import hookimpl, import_named, provide
from ogpkit.schema.kinds import Kind
from ogpkit.text.i18n import N_, _
from ogpkit.text.phrase import write_day
from ogpkit.workspace.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.plugins.contributions import AppCommand, Mask, StatusSource
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.workspace.content import Workspace

COUNTRY_EXAMPLE: Final = """\
name.en = "Georgia"
name.ka = "საქართველო"
languages = ["ka"]                  # local languages required for plans and reports, besides English
level = "national"                  # or "local"
joined = 2011-09-20                 # letter of intent received

[contact]
institution = "Ministry of Justice"
email = "ogp@example.org"
"""

WORKSPACE_EXAMPLE: Final = """\
[workspace]
name = "Georgia in the OGP"
languages = ["en", "ka"]            # first: the language of plain strings

[plugins]
disable = []                        # names of installed plugins to leave out

[check]
ignore = []                         # rule codes
"""


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """Contribute the kinds without which there is no workspace: its settings and its countries."""
    yield Kind(
        name="workspace",
        entity=Settings,
        pattern="ogpkit.toml",
        title=N_("Workspace"),
        titles=N_("Workspaces"),
        example=WORKSPACE_EXAMPLE,
    )
    yield Kind(
        name="country",
        entity=Country,
        pattern="countries/{country}/country.toml",
        title=N_("Country"),
        titles=N_("Countries"),
        example=COUNTRY_EXAMPLE,
        published=True,
    )


ogpkit_rules = provide("ogpkit.check.core_rules", "RULES")


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the portal, and what the author of a plugin works with."""
    yield CliCommand(
        name="portal",
        help=N_("Publish the workspace as a site of plain files"),
        load="ogpkit.cli.commands.portal:portal",
    )
    about = {
        "new": N_("Create a plugin: a complete, working distribution with tests that pass."),
        "check": N_("Check that an installed plugin keeps the contract with ogpkit."),
        "translate": N_("Update the translations of a plugin to match its code, and compile them."),
    }
    for name, title in about.items():
        yield CliCommand(name=name, help=title, group="plugin", load=f"ogpkit.devkit.commands:{name}")


ogpkit_actions = provide("ogpkit.editing.new_documents", "NEW_DOCUMENT", "ADD_COUNTRY")


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Build the public site, and write the documents of a cycle."""
    from ogpkit.plugins.contributions import AppCommand  # noqa: PLC0415  a check does without

    yield AppCommand(
        name="portal-build",
        title=N_("Build the public site"),
        help=N_("Creates the portal in the folder “site” of the workspace"),
        scope=Scope.WORKSPACE,
        is_long=True,
        run=partial(_run_in_app, "build_site"),
    )
    yield AppCommand(
        name="portal-documents",
        title=N_("Create the documents of this cycle"),
        help=N_("Creates Word files in the folder “documents” of the workspace"),
        scope=Scope.CYCLE,
        is_long=True,
        run=partial(_run_in_app, "write_documents"),
    )


ogpkit_tours = provide("ogpkit.plugins.core_tours", "MORNING")


def _run_in_app(name: str, session: EditSession, place: Place) -> str:
    answer: str = import_named("ogpkit.app.portal_actions", name)(session, place)
    return answer


@hookimpl
def ogpkit_masks() -> Iterator[Mask]:
    """Contribute the mask of e-mail addresses and telephone numbers: no set of plugins publishes those of people."""
    from ogpkit.plugins.contributions import Mask  # noqa: PLC0415  a check does without

    yield Mask(name="contacts", title=N_("E-mail addresses and telephone numbers"), for_country=make_contact_mask)


def make_contact_mask(workspace: Workspace, country: str) -> Callable[[str], str]:
    """Return what takes e-mail addresses and telephone numbers out of texts, all but those that the country gives as its own.

    Args:
        country: The country's identifier.
    """
    from ogpkit.workspace.personal_data import official_contacts, redact_contacts  # noqa: PLC0415  only what is published needs it

    spared = official_contacts(workspace, country)
    return lambda text: redact_contacts(text, country, spared)


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute what a country says of itself."""
    from ogpkit.plugins.contributions import StatusSource  # noqa: PLC0415  a check does without

    yield StatusSource(name="membership", title=N_("Membership"), scope=Scope.COUNTRY, derive=derive_membership)


def derive_membership(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield since when a country takes part, and at which level, as its own file says (letter of intent, and what came later).

    Args:
        place: The country.
    """
    document = workspace.one(Country, place.country)
    if document is None:
        missing = _("the file country.toml")
        yield Status(verdict=Verdict.UNKNOWN, headline=_("No information yet"), missing=(missing,))
        return
    country = document.entity
    joined = Place(country=place.country, path=document.path, at=("joined",))
    if country.joined is not None and country.joined > workspace.today:
        headline = _("Joins on {day}").format(day=write_day(country.joined))
        yield Status(verdict=Verdict.GOOD, headline=headline, shown_by=(joined,))
        return
    found = country.find_status(workspace.today)
    if found is None:
        # what could be read of OGP Local asks for no letter of intent
        is_local = country.level is CountryLevel.LOCAL
        headline = _("Date of joining not known") if is_local else _("No letter of intent yet")
        yield Status(verdict=Verdict.UNKNOWN, headline=headline, shown_by=(joined,))
    elif found.status is MemberStatus.ACTIVE and found.on and found.on == country.joined:
        is_local = country.level is CountryLevel.LOCAL
        headline = _("Local member since {day}") if is_local else _("Member since {day}")
        yield Status(
            verdict=Verdict.GOOD,
            headline=headline.format(day=write_day(found.on)),
            shown_by=(joined,),
            term=_(found.status.label),
        )
    else:
        at = ("membership", country.membership.index(found))
        yield Status(
            verdict=_STANDS[found.status],
            headline=_("{status} since {day}").format(status=_(found.status.label), day=write_day(found.on))
            if found.on
            else _("{status}, date not known").format(status=_(found.status.label)),
            shown_by=(Place(country=place.country, path=document.path, at=at),),
            term=_(found.status.label),
        )


_STANDS: Final = {
    MemberStatus.ACTIVE: Verdict.GOOD,
    MemberStatus.PROCEDURAL_REVIEW: Verdict.ATTENTION,
    MemberStatus.ELIGIBILITY_REVIEW: Verdict.ATTENTION,
    MemberStatus.INACTIVE: Verdict.BAD,
    MemberStatus.SUSPENDED: Verdict.BAD,
    MemberStatus.WITHDRAWN: Verdict.BAD,
}
"""How each status of a member stands."""
