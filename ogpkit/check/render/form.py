"""Findings in the words of a form: fields by their labels, what to do by the buttons and controls that do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.check.fault_findings import SEVERITIES
from ogpkit.schema.form_words import AS_IN_FILES, FormWords
from ogpkit.schema.naming import FieldNames
from ogpkit.text.i18n import current_language, message_language
from ogpkit.text.phrase import say_days
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from ogpkit.check.finding import Finding
    from ogpkit.plugins.fixes import Fix
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.reading import FileProblem


def word_finding(finding: Finding, kinds: Kinds) -> FormWords:
    """Return what a form says of a finding.

    Args:
        finding: What is wrong.
        kinds: The installed kinds, whose fields have labels.
    """
    names, own = FieldNames.of_file(kinds, finding.path), finding.in_form
    message = own.message or finding.message
    if finding.code not in SEVERITIES:  # what is wrong with a file itself shows how days stand in files
        message = say_days(message, message_language(current_language()))
    return FormWords(
        message=sanitize_line(names.say(message, finding.at, finding.add)),
        remedy=sanitize_line(names.say(own.remedy or finding.remedy, finding.at, finding.add)),
    )


def word_fix(fix: Fix, finding: Finding, kinds: Kinds) -> str:
    """Return what a form says that a fix does.

    Args:
        fix: The change.
        finding: What it mends.
        kinds: The installed kinds, whose fields have labels.
    """
    return sanitize_line(FieldNames.of_file(kinds, finding.path).say(fix.title, fix.at))


def word_file_problem(fault: FileProblem, kinds: Kinds) -> FormWords:
    """Return what a form says of why a file cannot be read.

    Args:
        fault: What is wrong.
        kinds: The installed kinds, whose fields have labels.
    """
    names = FieldNames.of_file(kinds, fault.path)
    own = fault.mismatch.in_form if fault.mismatch is not None and not fault.is_empty else AS_IN_FILES
    message = names.say(own.message or fault.message, fault.at)
    return FormWords(
        message=sanitize_line(message[:1].upper() + message[1:]),
        remedy=sanitize_line(names.say(own.remedy or fault.remedy, fault.at)),
    )
