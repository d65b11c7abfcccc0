"""A plugin's rules explain themselves, and their examples show what they say."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.testing.contracts.subject import Complaint, Subject
from ogpkit.devkit.testing.workspaces import EXAMPLE_TODAY, WorkspaceBuilder
from ogpkit.plugins.examples import UnusableExample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.plugins.examples import Example
    from ogpkit.plugins.rules import Rule

_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")


def check_rules(subject: Subject) -> Iterator[Complaint]:
    """Check that codes are well formed, texts say why, the wrong example has the finding and the right one has not.

    Args:
        subject: The plugin.
    """
    given: tuple[Rule[Any], ...] = subject.given["ogpkit_rules"]
    before = len(subject.faults)
    letters = {rule.code[:3] for rule in given}
    if len(letters) > 1:
        yield Complaint("rules", f"They begin with different letters: {', '.join(sorted(letters))}. Choose three.")
    for rule in given:
        about = f"rule {rule.code}"
        yield from (Complaint(about, said) for said in _check_texts(rule))
        yield from (Complaint(about, said) for said in _check_examples(rule, subject))
    yield from subject.list_new_faults(before)


def _check_texts(rule: Rule[Any]) -> Iterator[str]:
    if not _CODE.fullmatch(rule.code):
        yield "A code is three capital letters and three digits, for example ELI001."
    if not rule.title[:1].isupper() or rule.title.endswith("."):
        yield "Its title is one line that begins with a capital letter and ends without a full stop."
    if not rule.explanation.strip().endswith("."):
        yield "Its explanation is whole sentences: why the rule is there and how to keep it."
    if not rule.section.strip():
        yield "Name the section of the source that it enforces."


def _check_examples(rule: Rule[Any], subject: Subject) -> Iterator[str]:
    try:
        if rule.code not in list_codes(rule.wrong, subject):
            yield "Its wrong example does not break it."
        if rule.code in list_codes(rule.right, subject):
            yield "Its right example breaks it."
        for number, example in enumerate(rule.more_wrong, start=1):
            if rule.code not in list_codes(example, subject):
                yield f"Number {number} of its further wrong examples does not break it."
        for number, example in enumerate(rule.more_right, start=1):
            if rule.code in list_codes(example, subject):
                yield f"Number {number} of its further right examples breaks it."
    except UnusableExample as error:
        yield str(error)


def list_codes(example: Example, subject: Subject) -> list[str]:
    """Return what the check says of an example.

    Args:
        subject: The plugin whose it is.
    """
    with TemporaryDirectory() as folder:
        today = example.today or EXAMPLE_TODAY
        return WorkspaceBuilder(Path(folder), subject.plugins, today).files(example.files).codes()
