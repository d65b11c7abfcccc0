"""A finding: a fact about the user's files, with its place and its remedy."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from ogpkit import serve_old_names
from ogpkit.model.keypath import KeyPath
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.fixes import Fix, RelatedPlace
from ogpkit.schema.form_words import AS_IN_FILES, FormWords
from ogpkit.workspace.positions import START, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
else:
    __getattr__ = serve_old_names(__name__, "Related", "in_order")

T = TypeVar("T")

PLUGIN_FAILED: Final = "OGP020"
"""The code of a plugin that failed, which is told whatever a check is limited to."""


@attrs.frozen(kw_only=True)
class RelatedLocation:
    """Another place that a finding is about.

    Attributes:
        path: The file, relative to the workspace.
        span: Where in it.
        note: Why it matters; may be empty.
    """

    path: str
    span: Span = START
    note: str = ""


@attrs.frozen(kw_only=True)
class Finding:
    """Something that a person should look at.

    Attributes:
        path: The file, relative to the workspace.
        span: Where in it.
        at: The key path that it is about; empty for the file as a whole.
        code: Which rule says so.
        severity: How much it matters.
        message: What is wrong.
        remedy: What to do.
        section: The section of the source that the rule comes from.
        plugin: The plugin whose rule it is.
        also: Other places that it is about, as key paths.
        related: The same places, found in their files.
        fix: A change that mends it, where one exists.
        subject: The file that the rule was given, which may be another one than the finding's.
        of_key: Whether it is about a key and not about its value.
        calendar: Whether it may have come with the calendar alone, without a change of a file.
        add: The table, or list of tables, to which something is to be added, which the remedy tells first.
        in_form: What a form says instead; `ogpkit.check.render.form` gives all of it.
    """

    path: str
    span: Span
    at: KeyPath = ()
    code: str
    severity: Severity
    message: str
    remedy: str
    section: str = ""
    plugin: str = ""
    also: tuple[RelatedPlace, ...] = ()
    related: tuple[RelatedLocation, ...] = ()
    fix: Fix | None = None
    subject: str = ""
    of_key: bool = False
    calendar: bool = False
    add: KeyPath = ()
    in_form: FormWords = AS_IN_FILES

    @property
    def line(self) -> int:
        """Return the line, counting from one."""
        return self.span.line

    @property
    def column(self) -> int:
        """Return the column in characters, counting from one."""
        return self.span.column


_FEW: Final = 20
"""Items to which there is one that is put where it belongs; of more of them all are sorted."""


def merge_ordered(ordered: Sequence[T], others: Sequence[T], key: Callable[[T], Any]) -> list[T]:
    """Return items in order; few are put where they belong among those that are, which takes less than to look at all.

    Args:
        ordered: Items that are in order.
        others: Others, in any order.
        key: Gives what they are put in order by.
    """
    if len(others) * _FEW > len(ordered):
        return sorted([*ordered, *others], key=key)
    merged = list(ordered)
    for one in others:
        insort(merged, one, key=key)
    return merged


def sort_findings(finding: Finding) -> tuple[str, int, int, str, str, str, str]:
    """Return the key by which findings are sorted: by place, then by code; nothing that is shown is left to chance."""
    return (
        finding.path,
        finding.line,
        finding.column,
        finding.code,
        finding.message,
        finding.remedy,
        finding.subject,
    )
