"""What people outside send in with a form, whatever it asks: its day, its country, its sender, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api import Import, ImportProblem
from ogpkit.api.content import check_values
from ogpkit.api.output import write_form_file
from ogpkit.api.text import _, fold, sanitize_line
from ogpkit_networking.cases import find_named_country

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import Answers
    from ogpkit.api.output import Questionnaire


def write_blank_form(sheet: type[Questionnaire], title: str) -> bytes:
    """Return a form as a text file.

    Args:
        sheet: What it asks.
        title: What it is for.
    """
    help_text = _("Write your answers after the keys at the end of this file and send it back. Do not change the keys.")
    return write_form_file(sheet, title, help_text)


def find_day(answers: Answers, workspace: Workspace) -> date:
    """Return the day on which something came in; a mail can bear any day, so that it is today at the latest."""
    return min(answers.received or workspace.today, workspace.today)


def find_country(answers: Answers, workspace: Workspace, wrong: dict[str, str]) -> str | None:
    """Return the code of the country that somebody named, or None; a name that is none is noted as wrong.

    Args:
        wrong: What is wrong with each answer.
    """
    said = answers.values.get("country")
    if said is None:
        return None
    found = find_named_country(said, workspace)
    if found is None:
        text = _("“{country}” is not a country. Give its code, for example KE.")
        wrong.setdefault("country", text.format(country=sanitize_line(said)))
    return found


def judge_contact(entity: object) -> dict[str, str]:
    """Return what is wrong with the sender's address, by the answer that gives it.

    Args:
        entity: What was made of the answers.
    """
    if any(mismatch.at[:1] == ("contact",) for mismatch in check_values(entity)):
        return {"email": _("This is not an e-mail address. Correct it in the file, or delete it.")}
    return {}


def report_wrong(wrong: Mapping[str, str]) -> Import:
    """Return the import of something that was not understood.

    Args:
        wrong: What is wrong with each answer.
    """
    problems = tuple(ImportProblem(row=0, column=key, message=message) for key, message in wrong.items())
    return Import(files={}, not_understood=problems, records=1)


def normalize_words(text: str) -> str:
    """Return a text by which one that is sent twice is recognised."""
    return " ".join(fold(text).split())
