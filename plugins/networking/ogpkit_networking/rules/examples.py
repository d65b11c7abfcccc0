"""Small workspaces for the examples of the rules: a right one, from which each wrong one differs in one thing."""

from __future__ import annotations

from datetime import date
from typing import Final

from ogpkit.api import Example
from ogpkit_networking.model import Case, MechanismCommittee, Provider, SteeringCommittee

HOME: Final = "countries/XX/cycles/2012-2013"

CASE: Final = """\
country = "XX"
cycle = "2012-2013"
commitments = ["mining-revenues"]
opened = 2011-10-03
manager = "Ana Case"
request = "Sub-national transparency reforms in mineral-rich regions."
topics = ["extractives"]
maturity = "mature"

[[introductions]]
on = 2011-10-20
provider = "mining-watch"
purpose = "expertise"
outcome = "selected"

[[dialogue]]
on = 2011-11-02
from = "XX"
to = "mining-watch"
summary = "Which data the regions hold."

[[expectations]]
party = "XX"
text = "Advice on what to publish, within three months."

[[expectations]]
party = "mining-watch"
text = "Access to the registers of concessions."

[agreement]
signed = 2012-02-01
providers = ["mining-watch"]
terms = "Twelve days of advice; the government maintains the data."

[[history]]
stage = "received"
on = 2011-10-03

[[history]]
stage = "assigned"
on = 2011-10-05

[[history]]
stage = "introductions"
on = 2011-10-20

[[history]]
stage = "selection"
on = 2012-01-15

[[history]]
stage = "agreed"
on = 2012-02-01
"""

VAGUE: Final = """\
country = "XX"
opened = 2011-10-10
manager = "Ana Case"
request = "We want to implement open government data."
topics = ["open-data"]
maturity = "vague"

[[introductions]]
on = 2011-10-25
provider = "strategists"
purpose = "scoping"
outcome = "dialogue"

[[refinements]]
on = 2012-02-20
request = "A data visualisation platform for what public services spend."
maturity = "mature"
what = "Monthly payments of clinics and schools."
change = "Parents and patients compare, and offices answer for the differences."

[[introductions]]
on = 2012-03-01
provider = "map-makers"
purpose = "technology"

[[history]]
stage = "received"
on = 2011-10-10

[[history]]
stage = "assigned"
on = 2011-10-12

[[history]]
stage = "scoping"
on = 2011-10-25

[[history]]
stage = "refinement"
on = 2012-02-20

[[history]]
stage = "introductions"
on = 2012-03-01
"""

PROVIDER: Final = """\
name = "Mining Watch"
kind = "non-government"
expertise = ["extractives"]
challenges = ["public-resources"]
"""

STEERING: Final = """\
[[governments]]
country = "BR"

[[governments]]
country = "US"
since = 2011
until = 2014

[[civil_society]]
name = "Instituto de Estudos Socioeconômicos"
country = "BR"

[[civil_society]]
name = "Revenue Watch Institute"

[[chairs]]
year = 2011
countries = ["US", "BR"]
"""

COMMITTEE: Final = """\
[[members]]
name = "Global Integrity"
chair = true

[[members]]
name = "World Bank Institute"
"""

COUNTRY: Final = 'name = "Country X"\nlanguages = []\njoined = 2011-09-20\n'

TODAY: Final = date(2012, 3, 10)
"""The day on which the examples are looked at."""

_COMMITMENT: Final = 'title = "Publish mining revenues by region"\nchallenge = "public-resources"\n'

_OTHERS: Final = {
    "strategists": 'name = "Strategists"\nkind = "non-government"\nexpertise = ["open-data", "strategy"]\n',
    "map-makers": 'name = "Map Makers"\nkind = "private"\nexpertise = ["data-visualisation"]\n',
}


def build_example(
    *, case: str = CASE, provider: str = PROVIDER, country: str = COUNTRY, today: date = TODAY, **more: str
) -> Example:
    """Return a workspace with one case.

    Args:
        case: The case's file; empty for none.
        provider: The file of the provider `mining-watch`.
        country: The country's file.
        today: The day on which it is looked at.
        more: Further files: `committee` or `steering`.
    """
    places = {"committee": "networking/committee.toml", "steering": "partnership/steering-committee.toml"}
    files = {
        "ogpkit.toml": '[workspace]\nname = "Example"\nlanguages = ["en"]\n',
        "countries/XX/country.toml": country,
        f"{HOME}/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n',
        f"{HOME}/commitments/mining-revenues.toml": _COMMITMENT,
        "networking/providers/mining-watch.toml": provider,
        **{f"networking/providers/{name}.toml": text for name, text in _OTHERS.items()},
        **({"networking/cases/one.toml": case} if case else {}),
        **{places[name]: text for name, text in more.items()},
    }
    paths = {
        Case: "networking/cases/one.toml",
        Provider: "networking/providers/mining-watch.toml",
        MechanismCommittee: places["committee"],
        SteeringCommittee: places["steering"],
    }
    return Example(files=files, today=today, paths=paths)


RIGHT: Final = build_example()
"""A case that keeps every rule."""

RIGHT_VAGUE: Final = build_example(case=VAGUE)
"""A vague request that was scoped first."""
