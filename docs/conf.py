"""How the documentation is built: `sphinx-build -W --keep-going -n docs build/docs`.

Sphinx with MyST reads the same Markdown that people read in the repository. The reference is made of the declarations at every
build, so that it cannot fall behind; it is not kept in the repository, apart from the hooks.
"""

from __future__ import annotations

from pathlib import Path

from ogpkit import __version__
from ogpkit.devkit.reference.__main__ import write
from ogpkit.plugins.manager import Plugins

project = "ogpkit"
author = "the people who maintain ogpkit"
release = version = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["reference/hooks.md", "walks/*"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
html_theme = "alabaster"
html_theme_options = {"description": "Run a country's part of the Open Government Partnership", "page_width": "70em"}
html_copy_source = False
suppress_warnings = ["myst.header"]  # the reference of editions has headings that are names
nitpicky = True

write(Path(__file__).parent / "reference", Plugins.discover(third_party=False))
