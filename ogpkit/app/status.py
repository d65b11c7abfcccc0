"""The lines at the bottom: what a tour asks for; what is open, whether it is saved, what is wrong, what is due next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from ogpkit.app.forms.pending import list_pending
from ogpkit.app.places import place_title
from ogpkit.app.safe_text import line_text, plain_content, plain_line
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import _, _n
from ogpkit.text.phrase import write_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.editing.session import WorkspaceSession

_PART: Final = 4
_LEAST: Final = 12
"""The name of the workspace takes a fourth part of the line, and never less than these letters."""


class StatusLine(Static):
    """One line about the session."""

    def __init__(self, session: WorkspaceSession) -> None:
        """Follow a session."""
        super().__init__(id="status")
        self._session = session
        self._is_busy = False

    def show_busy(self, *, is_busy: bool) -> None:
        """Say whether another program is saving, and this one has to wait.

        Args:
            is_busy: Whether it is.
        """
        self._is_busy = is_busy
        self.refresh_status()

    def on_resize(self) -> None:
        """Leave room for what is due."""
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say how things are now."""
        text = line_text(" │ ".join(self._list_parts()))
        text.truncate(self.size.width, overflow="ellipsis")
        line = Content(text.plain)
        if line.plain != str(self.content):
            self.update(line, layout=False)  # it is one line, as wide as the screen: nothing else moves

    def _list_parts(self) -> Iterator[str]:
        session = self._session
        yield plain_line(place_title(session.workspace, Place()), max(self.size.width // _PART, _LEAST)).plain
        if session.read_only:
            yield _("read-only")
        elif session.conflicts:
            yield _("conflicting changes: press F8")
        elif session.unsaved and self._is_busy:
            yield _("not saved yet: another program is saving")
        else:
            yield _("not saved yet") if session.unsaved or list_pending(session) else _("saved")
        if not session.is_checked:
            yield _("checking …")
            return  # nor is it worked out before the first frame what is due
        count = len(session.findings)
        yield _n("{count} problem", "{count} problems", count).format(count=count) if count else _("no problems")
        if not session.knows_due_dates:
            return
        today, dues = session.workspace.today, (owned.value for owned in session.calendar())
        undone = [due for due in dues if not due.is_done]
        if count := sum(due.due < today for due in undone):
            yield _n("{count} overdue", "{count} overdue", count).format(count=count)
        if (coming := next((due for due in undone if due.due >= today), None)) is not None:
            yield _("next due {day}: {title}").format(day=write_day(coming.due), title=coming.title)


class TourBar(Static):
    """What a tour says now; it is in sight only on a tour."""

    def __init__(self, describe: Callable[[], str]) -> None:
        """Begin with what is to be done next.

        Args:
            describe: Says what to do next; nothing where there is no tour.
        """
        super().__init__()
        self._describe = describe
        self._said = ""

    def on_mount(self) -> None:
        """Say what to do next."""
        self.say_next()

    def say_next(self) -> None:
        """Say what to do next, where that is something else than before."""
        said = self._describe()
        if said != self._said:
            self._said = said
            self.update(plain_content(said))
            self.display = bool(said)
