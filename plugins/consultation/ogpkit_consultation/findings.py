"""What the Independent Reporting Mechanism found of a consultation, as its process database has it, for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api.text import Grid, Heading, LangText, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.output import FieldText
    from ogpkit.api.text import Block
    from ogpkit_consultation.model import Consultation

COUNT: Final = "_Number of steps followed (out of 6)"
"""The heading of the database under which it counts the steps of a consultation that were followed."""

STEP: Final = "Step "
"""How the headings begin under which it says whether each of them was."""

STEPS: Final = 6
"""Steps that the mechanism looks at."""

_LANGUAGE: Final = "en"
"""The language of the database."""


def count_steps(consultation: Consultation) -> int | None:
    """Return how many of its six steps the mechanism found followed; None where it does not say."""
    said = next((one.answer for one in consultation.findings if one.question == COUNT), "")
    return int(said) if said.isdecimal() else None


def list_findings(consultation: Consultation) -> Iterator[tuple[str, str]]:
    """Yield what the mechanism looked at, each with what it found, without the codes by which its database repeats answers."""
    for one in consultation.findings:
        if not one.question.startswith("_") or one.question == COUNT:
            # the database has marks of a web page where an answer has several lines
            yield one.question.lstrip("_"), " ".join(one.answer.replace("<br/>", " ").split())


def build_findings(consultation: Consultation, text: FieldText) -> Iterator[Block]:
    """Yield what the mechanism found, with where it published that.

    Args:
        consultation: The consultation.
        text: Writes its fields.
    """
    if not consultation.findings:
        return
    caption = _("What the Independent Reporting Mechanism found")
    yield Heading(caption, id="findings")
    yield text.key_values(consultation, "findings_published", "findings_url")
    yield Grid(
        heads=(_("What it checked"), _("What it found")),
        rows=[
            (LangText(question, _LANGUAGE), LangText(answer, _LANGUAGE))
            for question, answer in list_findings(consultation)
        ],
        caption=caption,
    )
