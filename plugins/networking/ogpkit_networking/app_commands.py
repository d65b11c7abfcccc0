"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.content import Translated, free_identifier, make_identifier
from ogpkit.api.text import _
from ogpkit_networking.editing import begin_case
from ogpkit_networking.kinds import COMMITTEE, PROVIDER, STEERING
from ogpkit_networking.model import (
    Case,
    MechanismCommittee,
    MechanismMember,
    Provider,
    ProviderKind,
    SteeringCommittee,
)
from ogpkit_networking.referral import refer

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def request_expertise(desk: EditSession, place: Place) -> str:
    """Begin a case of the country that is shown.

    Args:
        place: The country, or a place in it.
    """
    return _("{path} is begun: write the request down.").format(path=create_request(desk, place))


def create_request(desk: EditSession, place: Place) -> str:
    """Begin a case of a country.

    Args:
        place: The country, or a cycle of it.

    Returns:
        The path of the new file.
    """
    case = Case(
        country=place.country,
        cycle=place.cycle,
        opened=desk.workspace.today,
        request=Translated.of(_("What expertise is sought?")),
    )
    wish = f"{make_identifier(place.country)}-{desk.workspace.today.year}"
    return begin_case(desk, case, free_identifier(wish, {found.id for found in desk.workspace.all(Case)}))


def refer_to_networking(desk: EditSession, place: Place) -> str:
    """Refer the commitment that is shown, or the plan of the cycle, to the Networking Mechanism.

    Args:
        place: The commitment, or the cycle.
    """
    return _("{path} takes it up.").format(path=refer(desk, place, desk.workspace.today).path)


def begin_provider(desk: EditSession, _place: Place) -> str:
    """Begin an entry of the directory."""
    return _("{path} is begun: say who it is and what it knows about.").format(path=create_provider(desk))


def create_provider(desk: EditSession, name: str = "") -> str:
    """Begin an entry of the directory.

    Args:
        name: What the provider is called.

    Returns:
        The path of the new file.
    """
    taken = {found.id for found in desk.workspace.all(Provider)}
    path = PROVIDER.pattern.fill({"id": free_identifier(make_identifier(name) or "provider", taken)})
    desk.create(path, Provider(name=name or _("New provider"), kind=ProviderKind.NON_GOVERNMENT))
    return path


def begin_committees(desk: EditSession, _place: Place) -> str:
    """Begin the files of the committees that are not there yet."""
    made = []
    for kind, entity in (
        (COMMITTEE, MechanismCommittee(members=(MechanismMember(name=_("New member"), chair=True),))),
        (STEERING, SteeringCommittee()),
    ):
        path = kind.pattern.text
        if path not in desk.workspace.documents:
            desk.create(path, entity)
            made.append(path)
    return _("Begun: {paths}").format(paths=", ".join(made)) if made else _("Both committees have their files already.")


APP_COMMANDS: Final = (
    AppCommand(
        name="networking-request",
        title="Request expertise",
        help="Begins a case of this country with the Networking Mechanism",
        scope=Scope.COUNTRY,
        run=request_expertise,
    ),
    AppCommand(
        name="networking-refer",
        title="Refer to the Networking Mechanism",
        help="Makes a case of the commitment that is shown, or of the plan of this cycle",
        scope=Scope.CYCLE,
        run=refer_to_networking,
    ),
    AppCommand(
        name="networking-provider",
        title="Add a provider of expertise",
        help="Begins an entry of the directory",
        run=begin_provider,
    ),
    AppCommand(
        name="networking-committees",
        title="Begin the committees",
        help="Makes the files of the Networking Mechanism’s committee and of the Steering Committee",
        run=begin_committees,
    ),
)
"""Request expertise, refer, add a provider, begin the committees."""
