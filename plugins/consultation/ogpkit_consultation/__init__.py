"""Public consultation and the standing forum, and peer consultation (Roadmap IV, VIII)."""
