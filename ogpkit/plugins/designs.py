"""Designs of the portal that a plugin brings: templates, a style sheet and pictures, in the place of ogpkit's own."""

from __future__ import annotations

from pathlib import Path

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _


class NoDesign(OgpkitError):
    """Raised when a design is no folder."""


def _verify_folder(design: Design, _field: object, folder: Path) -> None:
    if not folder.is_dir():
        raise NoDesign(_("The folder of the design “{name}” does not exist.").format(name=design.name))


@attrs.frozen(kw_only=True)
class Design:
    """Design of the portal: a folder of files that take the place of ogpkit's own of the same name.

    Attributes:
        name: Its name within the plugin.
        folder: The folder: templates (`page.html`, `search.html`, `start.html`, `missing.html`), `style.css`, and `assets` with
            pictures, fonts and scripts. What it lacks is ogpkit's own.
    """

    name: str
    folder: Path = attrs.field(validator=_verify_folder)
