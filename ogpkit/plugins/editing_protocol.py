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
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place, Status
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.patch import Change


class SessionFinding(Protocol):
    """Finding at a place: which rule says so, how much it matters, and what to do."""

    @property
    def code(self) -> str:
        """Return the code of the rule."""

    @property
    def severity(self) -> Severity:
        """Return how much it matters."""

    @property
    def message(self) -> str:
        """Return what is wrong, in the user's language."""

    @property
    def remedy(self) -> str:
        """Return what to do about it."""

    @property
    def path(self) -> str:
        """Return the file."""

    @property
    def at(self) -> KeyPath:
        """Return the key path in it."""


class EditSession(Protocol):
    """Workspace that is being edited; not for several threads at once.

    Nothing reaches the files before the session is saved, which the app does for its panels, and `edit_workspace` for commands.
    Until then every edit can be undone.
    """

    @property
    def root(self) -> Path:
        """Return the folder of the workspace."""

    @property
    def workspace(self) -> Workspace:
        """Return what the files say, all edits included."""

    @property
    def plugins(self) -> object:
        """Return the plugins that take part in the workspace; `installed_plugins` gives them with their type."""

    def source(self, path: str) -> bytes:
        """Return the content of a file, its edits included."""

    def findings_at(self, place: Place) -> Sequence[SessionFinding]:
        """Return what is wrong in a country, in a cycle, in a file, or at and below a key path of it."""

    def standings(self, place: Place) -> tuple[OwnedContribution[Status], ...]:
        """Return what the mechanisms say of a country or a cycle."""

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call a function after every change, until the function that this returns is called."""

    def change(self, path: str, changes: Sequence[Change], title: str) -> None:
        """Change values in a file; all else in it stays byte for byte.

        Args:
            changes: What to change, in this order. Changes that set the same one value are one step until `settle`.
            title: What is done, in the user's language.
        """

    def change_all(self, changes: Mapping[str, Sequence[Change]], title: str) -> None:
        """Change values in several files, each given by its path, as one step."""

    def settle(self) -> None:
        """End the current step: the next change is one of its own, and this one is safe from a power cut."""

    def create(self, path: str, entity: object) -> None:
        """Make a new file, at a place for documents of this class."""

    def create_all(self, entities: Mapping[str, object], title: str) -> None:
        """Make several new files, each given by its path, as one step."""

    def delete(self, path: str) -> None:
        """Delete a file."""
