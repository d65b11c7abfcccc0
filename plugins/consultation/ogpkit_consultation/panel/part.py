"""What the parts of the consultation panel have in common: they show the consultation as it is now."""

from __future__ import annotations

from textual.containers import Vertical

from ogpkit.api.ui import LiveWidget
from ogpkit_consultation.dossier import Dossier, find_dossier


class ConsultationPart(LiveWidget, Vertical):
    """Part of the panel that shows the consultation anew after every change at the desk."""

    @property
    def dossier(self) -> Dossier | None:
        """Return the consultation as it is now; None where it has no file that can be read."""
        return find_dossier(self.desk.workspace, self.place.country, self.place.cycle)
