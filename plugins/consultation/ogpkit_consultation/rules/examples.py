"""Small workspaces for the examples of the rules: a right one, from which each wrong one differs in one thing."""

from __future__ import annotations

from datetime import date
from typing import Final

from ogpkit.api import Example
from ogpkit.api.content import Cycle
from ogpkit_consultation.model import Comment, Consultation, PeerSession

HOME: Final = "countries/XX/cycles/2012-2013"

SETTINGS: Final = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'

COUNTRY: Final = 'name = "Country X"\nlanguages = []\n'

CYCLE: Final = """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31

[[history]]
stage = "consultation"
on = 2011-12-01

[[history]]
stage = "peer-consultation"
on = 2012-02-07

[[history]]
stage = "deposited"
on = 2012-04-10
"""

COMMITMENT: Final = 'title = "Publish mining revenues by region"\n'

PROCESS: Final = """\
published = 2011-11-15
url = "https://example.org/consultation"
opens = 2011-12-01
closes = 2012-01-31

[[awareness]]
on = 2011-11-20
title = "Radio programme"
audience = ["citizens"]

[[awareness]]
on = 2011-12-05
title = "Poster in every town hall"

[[events]]
title = "Regional hearing"
mechanism = "in-person"
announced = 2011-11-18
on = 2011-12-10
groups = ["civil-society", "private-sector", "citizens"]
participants = 140

[[events]]
title = "Web forum"
mechanism = "online"
announced = 2011-11-15
on = 2011-12-01
until = 2012-01-31
groups = ["citizens", "academia"]

[summary]
published = 2012-02-20
url = "https://example.org/summary"

[forum]
name = "Open government table"
meets_every_days = 90
members = ["Ministry of Mines", "Publish What You Pay"]

[[forum.meetings]]
on = 2012-05-15
minutes = "https://example.org/minutes-1"
"""

COMMENT: Final = """\
received = 2011-12-10
author = "Publish What You Pay"
group = "civil-society"
language = "es"
text = "Los pagos deben publicarse por proyecto."
commitments = ["mining-revenues"]
url = "https://example.org/comments/1"

[response]
on = 2012-01-15
outcome = "accepted"
text = "Payments are now reported by project."
"""

SESSION: Final = """\
on = 2012-02-07
place = "Brasília"
participants = ["BR", "MX", "XX"]
steering_committee = true
presented = ["mining-revenues"]

[[feedback]]
from = "MX"
commitment = "mining-revenues"
ambition = "insufficient"
text = "Plan for training."
action = "Training added to the first milestone."
"""

TODAY: Final = date(2012, 6, 15)
"""The day on which the examples are looked at."""


def build_example(  # noqa: PLR0913  one for each file that an example may change
    *,
    process: str = PROCESS,
    comment: str = COMMENT,
    session: str = SESSION,
    cycle: str = CYCLE,
    country: str = COUNTRY,
    more: str = "",
    today: date = TODAY,
) -> Example:
    """Return a workspace with one consultation.

    Args:
        process: The consultation's file; empty for none.
        comment: The comment's file; empty for none.
        session: The file of the session with peers; empty for none.
        cycle: The cycle's file.
        country: The country's file.
        more: A second comment.
        today: The day on which it is looked at.
    """
    files = {
        "ogpkit.toml": SETTINGS,
        "countries/XX/country.toml": country,
        f"{HOME}/cycle.toml": cycle,
        f"{HOME}/commitments/mining-revenues.toml": COMMITMENT,
        f"{HOME}/consultation/process.toml": process,
        f"{HOME}/consultation/comments/0001.toml": comment,
        f"{HOME}/consultation/comments/0002.toml": more,
        f"{HOME}/peer-sessions/2012-02-07-brasilia.toml": session,
    }
    paths = {
        Cycle: f"{HOME}/cycle.toml",
        Consultation: f"{HOME}/consultation/process.toml",
        Comment: f"{HOME}/consultation/comments/0001.toml",
        PeerSession: f"{HOME}/peer-sessions/2012-02-07-brasilia.toml",
    }
    return Example(files={path: text for path, text in files.items() if text}, today=today, paths=paths)


RIGHT: Final = build_example()
"""A consultation that keeps every rule."""
