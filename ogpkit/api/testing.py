"""The test kit: workspaces, screens, contracts and strategies for the tests of a plugin.

A `conftest.py` takes in the fixtures with one line:

    pytest_plugins = ["ogpkit.api.testing"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.check.engine import check_workspace, recheck_workspace
    from ogpkit.check.finding import Finding, RelatedLocation, sort_findings
    from ogpkit.devkit.testing.contracts import CONTRACTS, Complaint, Contract, NoSuchPlugin, Subject
    from ogpkit.devkit.testing.distribution import write_distribution
    from ogpkit.devkit.testing.fixtures import Screen, ogpkit_examples, ogpkit_plugins, ogpkit_screen, ogpkit_workspace
    from ogpkit.devkit.testing.screens import open_app, screen_at, screen_text, wait_until
    from ogpkit.devkit.testing.strategies import entities, texts
    from ogpkit.devkit.testing.workspaces import (
        EXAMPLE_TODAY,
        PLAIN_SETTINGS,
        WorkspaceBuilder,
        example_path,
        example_workspace,
    )
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.check.engine": (
                "check_workspace",
                "recheck_workspace",
            ),
            "ogpkit.check.finding": (
                "Finding",
                "RelatedLocation",
                "sort_findings",
            ),
            "ogpkit.devkit.testing.contracts": (
                "CONTRACTS",
                "Complaint",
                "Contract",
                "NoSuchPlugin",
                "Subject",
            ),
            "ogpkit.devkit.testing.distribution": ("write_distribution",),
            "ogpkit.devkit.testing.fixtures": (
                "Screen",
                "ogpkit_examples",
                "ogpkit_plugins",
                "ogpkit_screen",
                "ogpkit_workspace",
            ),
            "ogpkit.devkit.testing.screens": (
                "open_app",
                "screen_at",
                "screen_text",
                "wait_until",
            ),
            "ogpkit.devkit.testing.strategies": (
                "entities",
                "texts",
            ),
            "ogpkit.devkit.testing.workspaces": (
                "EXAMPLE_TODAY",
                "PLAIN_SETTINGS",
                "WorkspaceBuilder",
                "example_path",
                "example_workspace",
            ),
        },
    )

pytest_plugins = ("ogpkit.devkit.testing.fixtures",)
"""pytest follows this to the fixtures."""

__all__ = [
    "CONTRACTS",
    "EXAMPLE_TODAY",
    "PLAIN_SETTINGS",
    "Complaint",
    "Contract",
    "Finding",
    "NoSuchPlugin",
    "RelatedLocation",
    "Screen",
    "Subject",
    "WorkspaceBuilder",
    "check_workspace",
    "entities",
    "example_path",
    "example_workspace",
    "ogpkit_examples",
    "ogpkit_plugins",
    "ogpkit_screen",
    "ogpkit_workspace",
    "open_app",
    "recheck_workspace",
    "screen_at",
    "screen_text",
    "sort_findings",
    "texts",
    "wait_until",
    "write_distribution",
]
