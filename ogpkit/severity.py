"""How much a finding matters; the settings and the rules both speak of it."""

from __future__ import annotations

from ogpkit.model.choices import Choice


class Severity(Choice):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
