"""What has been done at the desk, so that it can be undone: whole contents of files, before and after."""

from __future__ import annotations

import attrs

from ogpkit.keypath import KeyPath


@attrs.frozen(kw_only=True)
class Edit:
    """One step that can be undone.

    Attributes:
        path: The file.
        title: What was done, in the user's language.
        before: The file's bytes before; None when it did not exist.
        after: Its bytes afterwards; None when it was deleted.
        at: The one key path that was set; None for any other step.
        beside: What was done to other files in the same step.
    """

    path: str
    title: str
    before: bytes | None
    after: bytes | None
    at: KeyPath | None = None
    beside: tuple[Edit, ...] = ()

    @property
    def undone(self) -> Edit:
        """The step back."""
        beside = tuple(edit.undone for edit in reversed(self.beside))
        return attrs.evolve(self, before=self.after, after=self.before, beside=beside)


class History:
    """The steps that were taken, and those that were taken back."""

    def __init__(self) -> None:
        """Start with nothing done."""
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._settled = True

    def note(self, edit: Edit) -> None:
        """Take in a step that has just been taken; one that goes on with the last one becomes one with it.

        Args:
            edit: The step.
        """
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and self._goes_on(last, edit):
            self._done.pop()
            edit = attrs.evolve(edit, before=last.before)
        if edit.before != edit.after:
            self._done.append(edit)
        self._settled = edit.at is None

    def _goes_on(self, last: Edit, edit: Edit) -> bool:
        same_value = edit.at is not None and (last.path, last.at) == (edit.path, edit.at)
        return not self._settled and same_value and last.after == edit.before

    def settle(self) -> None:
        """Let the next step be one of its own."""
        self._settled = True

    @property
    def last(self) -> Edit | None:
        """The step that would be undone."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Edit | None:
        """The step that would be done again."""
        return self._undone[-1] if self._undone else None

    def back(self) -> Edit | None:
        """Go one step back and give it as it is to be applied; None when there is none."""
        self._settled = True
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].undone

    def again(self) -> Edit | None:
        """Take the step that was last undone and give it as it is to be applied; None when there is none."""
        self._settled = True
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]
