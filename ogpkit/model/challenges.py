"""The five grand challenges around which commitments are structured (Roadmap VI)."""

from __future__ import annotations

from ogpkit.model.choices import Choice


class GrandChallenge(Choice):
    """One of the five grand challenges (Roadmap VI)."""

    PUBLIC_SERVICES = "public-services", "Improving Public Services"
    PUBLIC_INTEGRITY = "public-integrity", "Increasing Public Integrity"
    PUBLIC_RESOURCES = "public-resources", "More Effectively Managing Public Resources"
    SAFER_COMMUNITIES = "safer-communities", "Creating Safer Communities"
    CORPORATE_ACCOUNTABILITY = "corporate-accountability", "Increasing Corporate Accountability"
