"""An independent report with every question answered, for the tests that need one."""

from __future__ import annotations

from datetime import date

from ogpkit.model import Translated
from ogpkit_reporting.model import Answer, Interview
from ogpkit_reporting.questionnaire import asked


def in_research(work):
    """A report that has been assigned and is being researched."""
    work.begin(["Local governance expert"], date(2013, 3, 15))
    work.advance("research", date(2013, 4, 1), "researcher")
    return work


def answered(work):
    """The same with one interview, on which every answer rests."""
    in_research(work)
    work.interview(Interview(id="coalition", on=date(2013, 4, 12), with_="Regional NGO coalition"))
    for one in asked(work.reports):
        work.answer(
            Answer(
                question=one.name,
                commitment=one.commitment or None,
                answer=work.reports.part.scale_of(one.name).order[-1],
                reason=Translated.of({"en": "As we saw.", "es": "Como vimos."}),
                evidence=("coalition",),
            )
        )
    return work
