"""Findings as text, one module a form."""
