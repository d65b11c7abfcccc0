"""A small plan with a report for the examples of the rules, from which each wrong one differs in one thing."""

from __future__ import annotations

from datetime import date
from typing import Final

from ogpkit.api import Example

HOME: Final = "countries/CA/cycles/2022-2024"
SECTION: Final = "Canada, tracker of the fifth plan"

_FILES: Final = {
    "ogpkit.toml": '[workspace]\nname = "Canada"\nlanguages = ["en", "fr"]\n',
    "countries/CA/country.toml": 'name = { en = "Canada", fr = "Canada" }\nlanguages = ["fr"]\n',
    f"{HOME}/cycle.toml": 'edition = "canada-nap5"\nstart = 2022-01-01\nend = 2024-12-31\n',
    f"{HOME}/commitments/c01.toml": """\
title = { en = "Climate change", fr = "Changements climatiques" }

[[milestones]]
id = "c01-1"
title = { en = "A platform", fr = "Une plateforme" }

[[milestones.indicators]]
id = "c01-1-1"
title = { en = "Add content", fr = "Ajouter du contenu" }
lead = "nrcan-rncan"
""",
}

UPDATE: Final = """\
[[indicators]]
id = "c01-1-1"
status = "limited"
progress = { en = "Two topics were added.", fr = "Deux thèmes ont été ajoutés." }
challenges = { en = "Translation is late.", fr = "La traduction est en retard." }
"""


def example(update: str = UPDATE, *, period: str = "2022-03", department: str = "nrcan-rncan", **more: str) -> Example:
    """Return a workspace with one report.

    Args:
        update: What the report says.
        period: The quarter of the report.
        department: Whose it is.
        more: Further reports of the same department, by quarter with an underscore, for example `q2022_06`.
    """
    reports = {period: update} | {name[1:].replace("_", "-"): text for name, text in more.items()}
    files = {f"{HOME}/quarterly/{quarter}/{department}.toml": text for quarter, text in reports.items()}
    return Example(files=_FILES | files, today=date(2022, 7, 15))


RIGHT: Final = example()
"""A report that keeps every rule."""
