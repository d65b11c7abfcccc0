"""Which reports of a quarter are missing, by department: for the page and for the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import Table, _

if TYPE_CHECKING:
    from ogpkit_ca.tracker import Tracker


def quarter_table(found: Tracker, period: str) -> Table:
    """Return one row a department: how many indicators it owes, has given, and which are missing.

    Args:
        period: The quarter.
    """
    rows = [
        (one.department, len(one.owed), len(one.given), len(one.missing), ", ".join(one.missing))
        for one in found.quarter(period)
        if one.owed
    ]
    titles = (_("Department"), _("Required"), _("Reported"), _("Missing"), _("Missing indicators"))
    return Table(("department", "owed", "reported", "missing", "indicators"), rows, titles)
