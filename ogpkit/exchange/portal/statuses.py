"""What the mechanisms say of a country or a cycle, with the page that shows it and a bar where it can be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.exchange.portal.addresses import make_address
from ogpkit.model import Country
from ogpkit.model.cycle import Cycle
from ogpkit.model.vocabulary import CommonExpectation
from ogpkit.plugins.places import VERDICT_STATES, Place
from ogpkit.plugins.queries import collect_statuses
from ogpkit.text.blocks import Grid, Heading
from ogpkit.text.i18n import _, translate
from ogpkit.text.inline import Link, Share
from ogpkit.text.pictures import Bar, Bars
from ogpkit.text.states import StateText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Progress, Status
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Document, Workspace


def find_plan_progress(workspace: Workspace, plugins: Plugins, country: str, cycle: str) -> Progress | None:
    """Return how far the plan of a cycle is, in the language in use; None where that cannot be measured.

    Args:
        workspace: What is public.
    """
    found = collect_statuses(workspace, Place(country=country, cycle=cycle), plugins)
    of_plan = (one.value for one in found if one.value.expectation is CommonExpectation.COMMITMENTS)
    return next((one.progress for one in of_plan if one.progress), None)


def find_status_title(plugins: Plugins, plugin: str) -> str:
    """Return what the statuses of a plugin are about.

    Args:
        plugin: The plugin's name.
    """
    return next(
        (translate(owned.value.title, owned.plugin) for owned in plugins.standings if owned.plugin == plugin), plugin
    )


@attrs.frozen
class Statuses:
    """What the mechanisms say, in the language in use.

    Attributes:
        workspace: What is public.
        plugins: The installed plugins.
        titles: The titles of pages, by address.
    """

    _workspace: Workspace
    _plugins: Plugins
    _titles: Mapping[str, str]

    def measure_plan(self, country: str) -> Share | None:
        """Return how much of a country's newest plan is done, where that can be measured."""
        newest = self.find_newest(country)
        found = find_plan_progress(self._workspace, self._plugins, country, newest.cycle) if newest else None
        return Share(100 * found.share) if found else None

    def find_newest(self, country: str) -> Document[Cycle] | None:
        """Return the newest cycle of a country that has begun; where none has, the last to come."""
        cycles = [one for one in self._workspace.all(Cycle, country) if one.entity.start <= self._workspace.today]
        return max(cycles or self._workspace.all(Cycle, country), key=lambda one: one.entity.start, default=None)

    def list_blocks(self, place: Place) -> Iterator[Block]:
        """Yield how a country or a cycle stands, and a bar for each mechanism of which that can be measured."""
        found = collect_statuses(self._workspace, place, self._plugins)
        if not found:
            return
        yield Heading(_("Current status"), id="standing")
        measured = [(owned, owned.value.progress) for owned in found if owned.value.progress]
        if bars := [self._make_bar(owned, progress, place) for owned, progress in measured]:
            yield Bars(caption=_("Progress by today"), bars=bars, most=1, mark=_("planned by today"))
        rows = [(self.link_status(owned, place), _write_verdict(owned.value)) for owned in found]
        yield Grid((_("Status"), _("Result")), rows, caption=_("Current status"))

    def _make_bar(self, owned: OwnedContribution[Status], progress: Progress, place: Place) -> Bar:
        """Return how far it is what a mechanism tells of."""
        link = self.link_status(owned, place)
        return Bar(
            label=find_status_title(self._plugins, owned.plugin),
            value=progress.share,
            planned=progress.planned,
            text=progress.text,
            state=VERDICT_STATES[owned.value.verdict],
            address=link.address if isinstance(link, Link) else "",
        )

    def link_status(self, owned: OwnedContribution[Status], place: Place) -> Cell:
        """Return what is said, with the page that shows it: that of the one document, or the plugin's page of the place."""
        shown = [one.path for one in owned.value.shown_by if self._is_elsewhere(one.path)]
        if len(shown) == 1:
            return Link(owned.value.headline, make_address(shown[0]))
        name = next((pages.value.name for pages in self._plugins.pages if pages.plugin == owned.plugin), "")
        address = "/".join(filter(None, (place.country, place.cycle, name)))
        return Link(owned.value.headline, address) if shown or address in self._titles else owned.value.headline

    def _is_elsewhere(self, path: str) -> bool:
        """Tell whether a document has another page than that of its country or cycle, which is where it is spoken of."""
        document = self._workspace.documents.get(path)
        return document is not None and not isinstance(document.entity, Country | Cycle)


def _write_verdict(status: Status) -> str:
    return StateText(_(status.verdict.label), VERDICT_STATES[status.verdict])
