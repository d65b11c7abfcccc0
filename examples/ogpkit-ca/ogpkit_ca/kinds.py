"""Where quarterly reports lie, and where the national table of an indicator stands."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Extension, Kind
from ogpkit.api.text import N_
from ogpkit_ca.model import NationalIndicator, QuarterlyReport

QUARTERLY_REPORT: Final = Kind(
    name="quarterly-report",
    entity=QuarterlyReport,
    pattern="countries/{country}/cycles/{cycle}/quarterly/{period}/{department}.toml",
    title=N_("Quarterly report"),
    titles=N_("Quarterly reports"),
    example="""\
[[indicators]]
id = "c01-1-1"
status = "limited"                  # not-started, limited, substantial, complete
progress.en = "- Content on two topics was added"
progress.fr = "- Du contenu a été ajouté sur deux thèmes"
challenges.en = "Translation takes longer than planned."
challenges.fr = "La traduction prend plus de temps que prévu."

[[indicators]]
id = "c01-1-2"
status = "not-started"
progress.en = "NIL"                 # nothing happened
progress.fr = "NUL"
""",
)

INDICATOR_TABLE: Final = Extension(
    table="canada",
    kind="commitment",
    within="milestones.indicators",
    entity=NationalIndicator,
    title=N_("In Canada's plan"),
)
