"""The Networking Mechanism with its cases, and the Steering Committee (Roadmap III, XII and the Networking Mechanism paper)."""
