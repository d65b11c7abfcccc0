"""The eligibility mechanism (Roadmap I)."""
