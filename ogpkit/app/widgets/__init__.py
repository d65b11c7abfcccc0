"""Widgets that panels may use, those of plugins included."""
