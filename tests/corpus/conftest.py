"""The option that writes the expected findings anew, to be read before they are committed."""

from __future__ import annotations


def pytest_addoption(parser):
    parser.addoption("--update-findings", action="store_true", help="write the findings of the corpus anew")
