"""Where the documents of this plugin lie, and the table that it adds to a country."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.api import Extension, Kind
from ogpkit.api.content import Translated
from ogpkit.api.text import _
from ogpkit_networking.committees import MechanismCommittee, MechanismMember, SteeringCommittee
from ogpkit_networking.model import Case, Neighbours, Provider, ProviderKind
from ogpkit_networking.publication import count_figures, redact_case, redact_provider
from ogpkit_networking.stories import Story, redact_story

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


_EXAMPLES: Final = Path(__file__).with_name("examples")


def new_case(workspace: Workspace, place: Place) -> Case:
    """Return what a case begins with: opened today, for the country of the place or the only one of the workspace."""
    known = workspace.countries
    country = place.country or (known[0] if len(known) == 1 else "")
    request = Translated.of({workspace.language: _("New request")})
    return Case(country=country, opened=workspace.today, request=request)


def new_provider(_workspace: Workspace, _place: Place, name: str = "") -> Provider:
    """Return what a provider begins with; most providers are not part of a government."""
    return Provider(name=name or _("New provider"), kind=ProviderKind.NON_GOVERNMENT)


def new_story(workspace: Workspace, _place: Place, title: str = "") -> Story:
    """Return what a story of your own begins with: the present day and texts still to be written."""
    language = workspace.language
    return Story(
        title=Translated.of({language: title or _("New story")}),
        text=Translated.of({language: _("Say what was done, and what came of it.")}),
        on=workspace.today,
    )


COMMITTEE: Final = Kind(
    name="mechanism-committee",
    entity=MechanismCommittee,
    new=lambda _workspace, _place: MechanismCommittee(members=(MechanismMember(name=_("New member"), chair=True),)),
    pattern="networking/committee.toml",
    title="Networking Mechanism",
    titles="Networking Mechanism",
    published=True,
    example=_EXAMPLES / "mechanism-committee.toml",
)

PROVIDER: Final = Kind(
    name="provider",
    entity=Provider,
    new=new_provider,
    pattern="networking/providers/{id}.toml",
    title="Provider",
    titles="Providers",
    public_part=redact_provider,
    example=_EXAMPLES / "provider.toml",
)

CASE: Final = Kind(
    name="case",
    entity=Case,
    new=new_case,
    pattern="networking/cases/{id}.toml",
    title="Case",
    titles="Cases",
    public_part=redact_case,
    figures=(count_figures,),
    example=_EXAMPLES / "case.toml",
)

STORY: Final = Kind(
    name="story",
    entity=Story,
    new=new_story,
    pattern="networking/stories/{id}.toml",
    title="Story",
    titles="Stories",
    published=True,
    public_part=redact_story,
    example=_EXAMPLES / "story.toml",
)

STEERING: Final = Kind(
    name="steering-committee",
    entity=SteeringCommittee,
    new=lambda _workspace, _place: SteeringCommittee(),
    pattern="partnership/steering-committee.toml",
    title="Steering Committee",
    titles="Steering Committee",
    published=True,
    example=_EXAMPLES / "steering-committee.toml",
)

NEIGHBOURS: Final = Extension(table="networking", kind="country", entity=Neighbours, title="Neighbours for networking")
