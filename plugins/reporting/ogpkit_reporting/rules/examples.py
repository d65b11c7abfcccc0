"""Small workspaces for the examples of the rules: a right one, from which each wrong one differs in one thing."""

from __future__ import annotations

from datetime import date
from typing import Final

from ogpkit.api import Example
from ogpkit.api.content import Cycle
from ogpkit_reporting.drafts import build_path, name_of
from ogpkit_reporting.model import IndependentReport, SelfAssessment

HOME: Final = "countries/XX/cycles/2012-2013"

SETTINGS: Final = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'

COUNTRY: Final = 'name = "Country X"\nlanguages = []\n'

CYCLE: Final = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\nchallenges = ["public-resources"]\n'

COMMITMENT: Final = 'title = "Publish mining revenues by region"\nchallenge = "public-resources"\n'

OWN: Final = """\
published = 2013-06-25
deposited = 2013-06-26
url = "https://example.org/self"
consultation = "Comments on the draft were invited for two weeks."

[[assessments]]
commitment = "mining-revenues"
completion = "substantial"
on_time = true
summary = "Two regions online on time."
evidence = ["https://example.org/map"]
"""

DRAFT: Final = 'researchers = ["Local governance expert"]\n'
"""A draft as it was sent."""

SENT: Final = name_of(DRAFT)
"""What identifies it."""

REPORT: Final = f"""\
researchers = ["Local governance expert"]

[[interviews]]
id = "coalition"
on = 2013-04-12
with = "Regional NGO coalition"
group = "civil-society"

[[answers]]
question = "commitment-completion"
commitment = "mining-revenues"
answer = "limited"
reason = "The map omits suspended concessions."
evidence = ["coalition"]

[[answers]]
question = "commitment-on-time"
commitment = "mining-revenues"
answer = "yes"
evidence = ["coalition"]

[[answers]]
question = "commitment-stretch"
commitment = "mining-revenues"
answer = "yes"
reason = "Payments by region were not public before."

[[answers]]
question = "consultation-announced"
answer = "yes"
reason = "The timeline was online two weeks before."
evidence = ["coalition"]

[[answers]]
question = "consultation-wide"
answer = "partly"
reason = "Companies were not heard."
evidence = ["coalition"]

[[answers]]
question = "consultation-awareness"
answer = "yes"
reason = "A radio programme in four languages."
evidence = ["coalition"]

[[answers]]
question = "consultation-accessible"
answer = "yes"
reason = "Hearings and a site."
evidence = ["coalition"]

[[answers]]
question = "consultation-forum"
answer = "yes"
reason = "It met each quarter."
evidence = ["coalition"]

[[reviews]]
on = 2013-05-20
reviewer = "International expert"
text = "Name the interviews behind the finding."
resolved = true

[[government_comments]]
on = 2013-06-01
text = "Suspended concessions were added in May."
resolved = true

[publication]
url = "https://example.org/irm"
deposited = 2013-06-30

[government_response]
on = 2013-07-10
url = "https://example.org/response"

[[history]]
stage = "assigned"
on = 2013-03-15
by = "irm"

[[history]]
stage = "research"
on = 2013-04-01
by = "researcher"

[[history]]
stage = "peer-review"
on = 2013-05-10
by = "researcher"
draft = "{SENT}"

[[history]]
stage = "government-comment"
on = 2013-05-25
by = "expert-committee"
draft = "{SENT}"

[[history]]
stage = "final"
on = 2013-06-15
by = "researcher"
draft = "{SENT}"

[[history]]
stage = "published"
on = 2013-06-30
by = "irm"
"""

TODAY: Final = date(2013, 9, 1)
"""The day on which the examples are looked at: both reports are due, and more than “approximately” so."""


def build_example(
    *,
    own: str = OWN,
    report: str = REPORT,
    country: str = COUNTRY,
    cycle: str = CYCLE,
    draft: str = DRAFT,
    today: date = TODAY,
) -> Example:
    """Return a workspace with one cycle and the reports on it.

    Args:
        own: The self-assessment's file; empty for none.
        report: The independent report's file; empty for none.
        country: The country's file.
        cycle: The cycle's file.
        draft: The text of the draft that was sent; empty for none.
        today: The day on which it is looked at.
    """
    files = {
        "ogpkit.toml": SETTINGS,
        "countries/XX/country.toml": country,
        f"{HOME}/cycle.toml": cycle,
        f"{HOME}/commitments/mining-revenues.toml": COMMITMENT,
        f"{HOME}/reports/self-assessment.toml": own,
        f"{HOME}/reports/independent.toml": report,
        build_path("XX", "2012-2013", SENT): f"text = '''\n{draft}'''\n" if draft else "",
    }
    paths = {
        Cycle: f"{HOME}/cycle.toml",
        SelfAssessment: f"{HOME}/reports/self-assessment.toml",
        IndependentReport: f"{HOME}/reports/independent.toml",
    }
    return Example(files={path: text for path, text in files.items() if text}, today=today, paths=paths)


RIGHT: Final = build_example()
"""Reports that keep every rule."""
