"""Where the documents of this plugin lie, and the table that it adds to a country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Extension, Kind
from ogpkit.api.content import Translated
from ogpkit.api.text import _
from ogpkit_networking.committees import MechanismCommittee, MechanismMember, SteeringCommittee
from ogpkit_networking.model import Case, Neighbours, Provider, ProviderKind
from ogpkit_networking.publication import count_figures, redact_case, redact_provider

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


def new_case(workspace: Workspace, place: Place) -> Case:
    """Return what a case begins with: opened today, for the country of the place or the only one of the workspace."""
    known = workspace.countries
    country = place.country or (known[0] if len(known) == 1 else "")
    request = Translated.of({workspace.language: _("New request")})
    return Case(country=country, opened=workspace.today, request=request)


COMMITTEE: Final = Kind(
    name="mechanism-committee",
    entity=MechanismCommittee,
    new=lambda _workspace, _place: MechanismCommittee(members=(MechanismMember(name=_("New member"), chair=True),)),
    pattern="networking/committee.toml",
    title="Networking Mechanism",
    titles="Networking Mechanism",
    published=True,
    example="""\
case_managers = ["Ana Case"]

[[members]]
name = "Global Integrity"
chair = true                        # the primary point of contact

[[members]]
name = "World Bank Institute"
""",
)

PROVIDER: Final = Kind(
    name="provider",
    entity=Provider,
    new=lambda _workspace, _place: Provider(name=_("New provider"), kind=ProviderKind.NON_GOVERNMENT),
    pattern="networking/providers/{id}.toml",
    title="Provider",
    titles="Providers",
    public_part=redact_provider,
    example="""\
name = "Revenue Watch Institute"
kind = "non-government"             # "government", "non-government", "private", "hybrid"
countries = []                      # where it works; empty: anywhere
languages = ["en", "es", "fr"]
expertise = ["extractives", "revenue-transparency"]
challenges = ["public-resources"]
""",
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
    example="""\
country = "XX"
cycle = "2012-2013"
opened = 2011-10-03
manager = "Case manager"
request = "Sub-national transparency reforms in mineral-rich regions."
topics = ["extractives", "geo-referencing"]
maturity = "mature"                 # "vague", "scoped", "mature": a vague request is scoped first

[[introductions]]
on = 2011-10-20
provider = "revenue-watch-institute"
purpose = "expertise"               # "scoping", "expertise", "technology", "peer"
outcome = "dialogue"                # "pending", "dialogue", "selected", "declined"

[[dialogue]]                        # it goes back and forth
on = 2011-11-02
from = "XX"
to = "revenue-watch-institute"
summary = "Which data the regions hold."

[[history]]
stage = "received"
on = 2011-10-03
""",
)

STEERING: Final = Kind(
    name="steering-committee",
    entity=SteeringCommittee,
    new=lambda _workspace, _place: SteeringCommittee(),
    pattern="partnership/steering-committee.toml",
    title="Steering Committee",
    titles="Steering Committee",
    published=True,
    example="""\
[[governments]]
country = "BR"

[[governments]]
country = "US"

[[civil_society]]
name = "Revenue Watch Institute"

[[chairs]]
year = 2011
countries = ["US", "BR"]

[[meetings]]
year = 2012
host = "BR"
""",
)

NEIGHBOURS: Final = Extension(table="networking", kind="country", entity=Neighbours, title="Neighbours for networking")
