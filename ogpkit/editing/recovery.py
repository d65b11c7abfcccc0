"""Edits that were left behind, on their way back to the session: none is lost, however many there are for one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.editing.journal import discard, find_unread
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ogpkit.editing.documents import OpenDocuments
    from ogpkit.editing.journal import UnsavedEdits


class Recovery:
    """Takes leftovers up one after the other, and takes a journal away only when what it holds is safe elsewhere.

    Edits of one file that touch different values become one. Where two touch the same value, the later one waits until the
    file is saved or decided; then it comes into conflict with what is there, and the person sees both. What could not stand in a
    file waits as long as something else waits beside that file.
    """

    def __init__(self, work: OpenDocuments) -> None:
        """Begin with nothing to take up.

        Args:
            work: The files in the session.
        """
        self._work = work
        self._waiting: list[UnsavedEdits] = []
        self._taken: list[UnsavedEdits] = []

    @property
    def waiting(self) -> tuple[UnsavedEdits, ...]:
        """Return what cannot be taken up before a file is saved or decided."""
        return tuple(self._waiting)

    @property
    def unread(self) -> tuple[Path, ...]:
        """Return journals that were left behind and that this version of ogpkit cannot read; they stay where they are."""
        return find_unread(self._work.root)

    def begin(self, leftovers: Sequence[UnsavedEdits]) -> None:
        """Take up what can be, and let the rest wait.

        Args:
            leftovers: What was left behind, oldest first.
        """
        self._waiting.extend(leftovers)
        self.go_on()

    def go_on(self) -> None:
        """Take up what waited and need wait no longer."""
        if not self._waiting and not self._taken:
            return
        self._waiting = [rest for leftover in self._waiting if (rest := self._take_up(leftover)) is not None]
        self._work.settle()
        at_risk = self._work.at_risk()
        discard(leftover for leftover in self._taken if leftover.touched.isdisjoint(at_risk))
        self._taken = [leftover for leftover in self._taken if not leftover.touched.isdisjoint(at_risk)]

    def _take_up(self, leftover: UnsavedEdits) -> UnsavedEdits | None:
        """Return what of a leftover must wait."""
        title = _("Recover unsaved changes")
        rest = {
            path: held for path, held in sorted(leftover.files.items()) if not self._work.take_up(path, held, title)
        }
        drafts = {path: one for path, one in leftover.drafts.items() if not self._work.drafts.take_up(path, one)}
        if rest or drafts:
            return attrs.evolve(leftover, files=rest, drafts=drafts)
        self._taken.append(leftover)
        return None
