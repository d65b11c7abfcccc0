"""The question whether a fix is to be made, with what it changes in the file."""

from __future__ import annotations

from difflib import unified_diff
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.app.screens.dialog import Question
from ogpkit.check.autofix import apply_fixes_to
from ogpkit.check.render.form import word_fix
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App

    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import WorkspaceSession

_AROUND: Final = 2
"""Lines around a change that are shown."""


def ask_to_fix(app: App[object], session: WorkspaceSession, finding: Finding) -> None:
    """Show what the fix of a finding changes, and make it once the person has said so.

    Args:
        app: The app.
        session: The session of its workspace.
        finding: What is wrong; one without a fix, or whose file has changed since, is told.
    """
    try:
        source = session.source(finding.path)
    except (OgpkitError, OSError) as error:
        app.notify(str(error), severity="error")
        return
    fixed, count = apply_fixes_to(source, [finding.fix]) if finding.fix is not None else (source, 0)
    if finding.fix is None or not count:
        app.notify(_("There is no automatic fix for this. Press Enter to go to the field."))
        return
    title = word_fix(finding.fix, finding, session.workspace.kinds).rstrip(".")
    text = "\n".join((f"{title}?", "", *_list_changes(source, fixed)))
    answers = {"fix": _("Fix"), "leave": _("Cancel")}
    shown = _ShownFix(session=session, path=finding.path, source=source, fixed=fixed, title=title)
    app.push_screen(Question(text, answers, "leave"), partial(_make_fix, app, shown))


@attrs.frozen(kw_only=True)
class _ShownFix:
    """A fix as it was shown to a person.

    Attributes:
        session: The session of the workspace.
        path: The file.
        source: What it said then.
        fixed: What it says after the fix.
        title: What the fix does.
    """

    session: WorkspaceSession
    path: str
    source: bytes
    fixed: bytes
    title: str


def _make_fix(app: App[object], shown: _ShownFix, answer: str | None) -> None:
    if answer != "fix":
        return
    try:
        if shown.session.source(shown.path) != shown.source:
            app.notify(_("The file has changed since. Choose Fix again."), severity="warning")
            return
        shown.session.rewrite(shown.path, shown.fixed, shown.title)
    except OgpkitError as error:
        app.notify(str(error), severity="error")


def _list_changes(before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines that change, with those around them, as a person reads them: `-` goes and `+` comes."""
    old, new = (source.decode("utf-8", "replace").splitlines() for source in (before, after))
    for line in list(unified_diff(old, new, n=_AROUND, lineterm=""))[2:]:
        yield "…" if line.startswith("@@") else line
