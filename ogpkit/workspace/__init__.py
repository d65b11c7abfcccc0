"""The files of a workspace, from the folder to the line, and their content in memory."""

from typing import TYPE_CHECKING

from ogpkit import serve_old_names

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Document", "Workspace")
