"""Bringing the commitments of a sheet into their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.desk.bringing_in import bring_in
from ogpkit.language import _
from ogpkit_commitments.kinds import COMMITMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.desk import Desk


def bring_commitments_in(
    desk: Desk, country: str, cycle: str, commitments: Mapping[str, dict[str, object]]
) -> tuple[str, ...]:
    """Make or change the files of commitments; nothing is saved yet, and everything can be undone.

    Args:
        desk: The workspace.
        country: The country's identifier.
        cycle: The cycle's identifier.
        commitments: The content of each, by identifier.

    Returns:
        The paths of the files that are new or different.
    """
    contents = {
        COMMITMENT.pattern.path({"country": country, "cycle": cycle, "id": name}): content
        for name, content in commitments.items()
    }
    return bring_in(desk, contents, _("Import of commitments"))
