"""Screens that lie over the shell and ask or tell one thing."""
