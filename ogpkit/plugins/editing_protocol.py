"""What a panel, a command of the app or an importer may do with a workspace that is being edited.

The contract with plugins speaks of this protocol and not of the session itself, which needs to know what plugins contribute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ogpkit.model.keypath import KeyPath
    from ogpkit.model.vocabulary import Severity
    from ogpkit.plugins.owned import Owned
    from ogpkit.plugins.places import Place, Standing
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.patch import Change


class SessionFinding(Protocol):
    """What is wrong at a place: which rule says so, how much it matters, and what to do."""

    @property
    def code(self) -> str:
        """The code of the rule."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""

    @property
    def message(self) -> str:
        """What is wrong, in the user's language."""

    @property
    def remedy(self) -> str:
        """What to do about it."""

    @property
    def path(self) -> str:
        """The file."""

    @property
    def at(self) -> KeyPath:
        """The key path in it."""


class EditSession(Protocol):
    """A workspace that is being edited; not for several threads at once.

    Nothing reaches the files before the session is saved, which the app does for its panels, and `edit_workspace` for commands.
    Until then every edit can be undone.
    """

    @property
    def root(self) -> Path:
        """The folder of the workspace."""

    @property
    def workspace(self) -> Workspace:
        """What the files say, all edits included."""

    @property
    def plugins(self) -> object:
        """The plugins that take part in the workspace; `installed_plugins` gives them with their type."""

    def source(self, path: str) -> bytes:
        """Return the content of a file, its edits included."""

    def findings_at(self, place: Place) -> Sequence[SessionFinding]:
        """Return what is wrong in a country, in a cycle, in a file, or at and below a key path of it."""

    def standings(self, place: Place) -> tuple[Owned[Standing], ...]:
        """Return what the mechanisms say of a country or a cycle."""

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call a function after every change, until the function that this returns is called."""

    def change(self, path: str, changes: Sequence[Change], title: str) -> None:
        """Change values in a file; all else in it stays byte for byte.

        Args:
            path: The file.
            changes: What to change, in this order. Changes that set the same one value are one step until `settle`.
            title: What is done, in the user's language.
        """

    def settle(self) -> None:
        """End the current step: the next change is one of its own, and this one is safe from a power cut."""

    def create(self, path: str, entity: object) -> None:
        """Make a new file, at a place for documents of this class."""

    def create_all(self, entities: Mapping[str, object], title: str) -> None:
        """Make several new files, each given by its path, as one step."""

    def delete(self, path: str) -> None:
        """Delete a file."""
