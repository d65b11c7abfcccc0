"""The plain state behind the app, the panels of plugins and scripts: a workspace with edits that are not saved yet."""

from ogpkit.desk.conflicts import Conflict
from ogpkit.desk.desk import Desk
from ogpkit.desk.journal import Leftover
from ogpkit.desk.transaction import NotSaved, save_edit
from ogpkit.desk.troubles import DeskTrouble, NotPossible, SaveTrouble, Unresolved, verify_writable

__all__ = [
    "Conflict",
    "Desk",
    "DeskTrouble",
    "Leftover",
    "NotPossible",
    "NotSaved",
    "SaveTrouble",
    "Unresolved",
    "save_edit",
    "verify_writable",
]
