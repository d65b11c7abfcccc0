"""Handing a need for expertise to the mechanism that takes it up, whichever plugin that is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ogpkit.contributions import Referral
from ogpkit.errors import OgpkitError
from ogpkit.language import _

if TYPE_CHECKING:
    from ogpkit.contributions import Need
    from ogpkit.plugins import Plugins
    from ogpkit.workspace import Workspace


class NobodyTakesUp(OgpkitError):
    """A need that no installed plugin takes up."""


def referred(workspace: Workspace, need: Need, plugins: Plugins) -> Referral:
    """The document that takes a need up, from the first plugin that gives one; the caller creates it.

    Args:
        workspace: What the files say.
        need: What is needed.
        plugins: The installed plugins.

    Raises:
        NobodyTakesUp: No plugin takes it up, or each that could has failed.
    """
    for source in plugins.referrals:
        take_up = partial(source.value.take_up, workspace, need)
        found = plugins.guarded(source.plugin, f"referral {source.value.name}", take_up, None, patient=True)
        if isinstance(found, Referral):
            return found
    raise NobodyTakesUp(
        _("No plugin that is on takes a need for expertise up. `ogpkit plugin list` shows which are off.")
    )
