"""The four open government principles that commitments reflect (Roadmap VII)."""

from __future__ import annotations

from ogpkit.model.choices import Choice


class Principle(Choice):
    """One of the four core principles (Roadmap VII)."""

    TRANSPARENCY = "transparency", "Transparency"
    PARTICIPATION = "participation", "Citizen participation"
    ACCOUNTABILITY = "accountability", "Accountability"
    INNOVATION = "innovation", "Technology and innovation"
