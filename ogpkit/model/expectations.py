"""The five common expectations that every participating government agrees to meet (Roadmap II)."""

from __future__ import annotations

from ogpkit.model.choices import Choice


class CommonExpectation(Choice):
    """One of the five common expectations (Roadmap II)."""

    DECLARATION = "declaration", "Endorse the Declaration of Principles"
    COMMITMENTS = "commitments", "Make concrete commitments that stretch current practice"
    PARTICIPATION = "participation", "Develop the plan with citizens and civil society"
    REPORTING = "reporting", "Assess oneself and be assessed independently"
    SHARING = "sharing", "Help other countries with practice and expertise"
