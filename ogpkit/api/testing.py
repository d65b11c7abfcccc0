"""The test kit: workspaces, screens, contracts and strategies for the tests of a plugin.

A `conftest.py` takes in the fixtures with one line:

    pytest_plugins = ["ogpkit.api.testing"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.check.finding import Finding
    from ogpkit.check.finding import Related as RelatedLocation
    from ogpkit.check.finding import in_order as sort_findings
    from ogpkit.check.run import check as check_workspace
    from ogpkit.check.run import recheck as recheck_workspace
    from ogpkit.testing.contracts import CONTRACTS, Complaint, Contract, NoSuchPlugin, Subject
    from ogpkit.testing.distribution import write_distribution
    from ogpkit.testing.fixtures import Screen, ogpkit_examples, ogpkit_plugins, ogpkit_screen, ogpkit_workspace
    from ogpkit.testing.screens import opened_at as open_app
    from ogpkit.testing.screens import screen_at, screen_text
    from ogpkit.testing.screens import until as wait_until
    from ogpkit.testing.strategies import entities, texts
    from ogpkit.testing.workspaces import (
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
            "ogpkit.check.finding": ("Finding", "Related as RelatedLocation", "in_order as sort_findings"),
            "ogpkit.check.run": ("check as check_workspace", "recheck as recheck_workspace"),
            "ogpkit.testing.contracts": ("CONTRACTS", "Complaint", "Contract", "NoSuchPlugin", "Subject"),
            "ogpkit.testing.distribution": ("write_distribution",),
            "ogpkit.testing.fixtures": (
                "Screen",
                "ogpkit_examples",
                "ogpkit_plugins",
                "ogpkit_screen",
                "ogpkit_workspace",
            ),
            "ogpkit.testing.screens": ("opened_at as open_app", "screen_at", "screen_text", "until as wait_until"),
            "ogpkit.testing.strategies": ("entities", "texts"),
            "ogpkit.testing.workspaces": (
                "EXAMPLE_TODAY",
                "PLAIN_SETTINGS",
                "WorkspaceBuilder",
                "example_path",
                "example_workspace",
            ),
        },
    )

pytest_plugins = ("ogpkit.testing.fixtures",)
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
