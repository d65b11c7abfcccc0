"""Small workspaces for the examples of the rules: a right one, from which each wrong one differs in one thing."""

from __future__ import annotations

from datetime import date
from typing import Final

from ogpkit.api import Example
from ogpkit.api.content import Commitment, Cycle

HOME: Final = "countries/XX/cycles/2012-2013"

SETTINGS: Final = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'

COUNTRY: Final = 'name = "Country X"\nlanguages = []\n'

CYCLE: Final = """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]

[[efforts]]
challenge = "public-resources"
summary = "EITI member since 2008."

[plan]
url = "https://example.org/plan.pdf"

[declaration]
endorsed = 2012-04-17

[[history]]
stage = "consultation"
on = 2011-12-01

[[history]]
stage = "deposited"
on = 2012-04-10

[[history]]
stage = "declared"
on = 2012-04-17
"""

COMMITMENT: Final = """\
title = "Publish mining revenues by region"
challenge = "public-resources"
principles = ["transparency", "participation", "accountability", "innovation"]
lead = "Ministry of Mines"
start = 2012-04-01
end = 2014-03-31
baseline = "Revenues are published for the nation as a whole."
ambition = "Residents see what is extracted, paid and spent in their region."

[reflects]
transparency = "Payments by project, each quarter, as open data."
open_data = true
participation = "Residents comment on each release."
accountability = "The ministry answers comments within 30 days."
innovation = "A geo-referenced map of concessions."

[[milestones]]
id = "portal"
title = "Map of two regions online"
start = 2012-04-01
due = 2012-12-31
benchmark = "2 of 9 regions"

[[milestones]]
id = "all-regions"
title = "All regions online"
start = 2013-01-01
due = 2014-03-31
benchmark = "9 of 9 regions"
"""

TODAY: Final = date(2012, 6, 1)
"""The day on which the examples are looked at."""


def build_example(*, cycle: str = CYCLE, commitment: str = COMMITMENT, country: str = COUNTRY, **more: str) -> Example:
    """Return a workspace with one plan.

    Args:
        cycle: The cycle's file.
        commitment: The commitment's file; empty for none.
        country: The country's file.
        more: Further commitments by identifier.
    """
    commitments = {"mining-revenues": commitment, **more}
    files = {
        "ogpkit.toml": SETTINGS,
        "countries/XX/country.toml": country,
        f"{HOME}/cycle.toml": cycle,
        **{f"{HOME}/commitments/{name}.toml": text for name, text in commitments.items() if text},
    }
    paths = {Cycle: f"{HOME}/cycle.toml", Commitment: f"{HOME}/commitments/mining-revenues.toml"}
    return Example(files=files, today=TODAY, paths=paths)


RIGHT: Final = build_example()
"""A plan that keeps every rule."""
