"""What is wrong, in lines under a field or a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.app.safe_text import plain_content
from ogpkit.check.render.form import word_finding
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _, _n

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.widgets import Static

    from ogpkit.check.finding import Finding
    from ogpkit.schema.form_words import FormWords
    from ogpkit.schema.kinds import Kinds

SIGNS: Final[Mapping[Severity, str]] = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}


def list_messages(findings: Iterable[Finding], kinds: Kinds) -> Iterator[str]:
    """Yield findings in the words of a form, one a line.

    Args:
        kinds: The installed kinds, whose fields have labels.
    """
    for finding in findings:
        yield f"{SIGNS[finding.severity]} {join_words(word_finding(finding, kinds))}"


def join_words(words: FormWords) -> str:
    """Return what is wrong and what to do about it, one after the other."""
    return f"{words.message} {words.remedy}".strip()


def show_lines(place: Static, lines: Sequence[str]) -> None:
    """Show lines where there are any; where nothing changes, the page is not laid out anew.

    Args:
        place: Where they stand.
    """
    text = "\n".join(lines)
    if text != str(place.content):
        place.update(plain_content(text))
    place.display = bool(text)


def count_mark(problems: int) -> str:
    """Return a number of problems as a mark behind a title; nothing when there are none.

    Args:
        problems: How many.
    """
    return "  " + _n("! {count} problem", "! {count} problems", problems).format(count=problems) if problems else ""


def place_in_file(finding: Finding) -> str:
    """Return where in its file a finding is, for a file that can only be shown as text."""
    return _("line {line}, column {column}").format(line=finding.span.line, column=finding.span.column)
