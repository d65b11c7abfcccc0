"""The command palette: every action, every place, and what plugins add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ogpkit.app.keys import KEYS
from ogpkit.app.places import document_title, name_of, place_of, scope_of
from ogpkit.app.plain import plain_line
from ogpkit.contributions import Place, Scope
from ogpkit.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.app.shell import OgpkitApp

Entry = tuple[str, "Callable[[], object]", str]
"""What is shown, what it does, and one more line about it."""


class Everything(Provider):
    """All that one can do and all places to which one can go."""

    async def discover(self) -> Hits:
        """Offer the actions before anything is typed."""
        for title, run, help_text in self._actions():
            yield DiscoveryHit(plain_line(title), run, title, help_text)

    async def search(self, query: str) -> Hits:
        """Offer what fits what was typed.

        Args:
            query: What was typed.
        """
        matcher = self.matcher(query)
        for title, run, help_text in (*self._actions(), *self._places()):
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, title, help_text)

    @property
    def _shell(self) -> OgpkitApp:
        return cast("OgpkitApp", self.app)

    def _actions(self) -> Iterator[Entry]:
        shell = self._shell
        for key, action, title, _shown in KEYS:
            yield _(title), partial(shell.run_action, action), key.upper()
        wide = {Scope.WORKSPACE, scope_of(shell.place)}
        if shell.place.country:
            wide.add(Scope.COUNTRY)
        if shell.place.cycle:
            wide.add(Scope.CYCLE)
        for owned in shell.desk.plugins.app_commands:
            if owned.value.scope in wide:
                yield _(owned.value.title), partial(shell.run_plugin_command, owned), _(owned.value.help)

    def _places(self) -> Iterator[Entry]:
        shell = self._shell
        workspace = shell.desk.workspace
        for country in workspace.countries:
            name = name_of(workspace, country)
            yield f"{name} · {country}", partial(shell.go, Place(country=country)), _("Go to this country")
        for document in workspace.documents.values():
            owner = f"{name_of(workspace, document.country)} · " if document.country else ""
            title = f"{owner}{document_title(workspace, document.path)}"
            yield title, partial(shell.go, place_of(document)), document.path
