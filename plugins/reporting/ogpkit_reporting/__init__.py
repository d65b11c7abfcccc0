"""Self-assessment, the Independent Reporting Mechanism, and the portal (Roadmap X, XI, XIII)."""
