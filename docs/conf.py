"""How the documentation is built: `sphinx-build -W --keep-going -n docs build/docs`, after `pip install -e '.[docs]'`.

Sphinx with MyST reads the same Markdown that people read in the repository. The reference is made of the declarations at every
build, so that it cannot fall behind. The repository has the hooks, the rules and the kinds too, for people who read them there.
On the site, rules and kinds have a page for each plugin, because no page may have more than 200 kB.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

from sphinx.ext.autodoc.mock import mock

from ogpkit import __version__
from ogpkit.devkit.reference.__main__ import write
from ogpkit.plugins.manager import Plugins

project = "ogpkit"
author = "the people who maintain ogpkit"
release = version = __version__
extensions = ["myst_parser", "sphinx_copybutton"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}  # the latter for the reference of the API
exclude_patterns = ["reference/hooks.md", "rules.md", "kinds.md", "walks/*", "_static/*"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_title = "ogpkit"
html_css_files = ["custom.css"]
html_use_index = False  # it would be a page of 300 kB; the search finds names, and each module lists its own
html_domain_indices = False
html_copy_source = False
html_show_copyright = False
html_search_scorer = str(Path(__file__).with_name("search_order.js"))
html_static_path = ["_static"]
suppress_warnings = ["myst.header"]  # the reference of editions has headings that are names
python_maximum_signature_line_length = 110
nitpicky = True
nitpick_ignore_regex = [
    (r"py:.*", r"(?!ogpkit\b)\w+\..*"),  # documented elsewhere; the addresses could only be learned from the network
    (r"py:class", r"[A-Z]"),  # a type variable
    (
        r"py:class",
        r"ogpkit\..*\.(OgpkitApp|PanelHost|FieldDrafts|Registry)",
    ),  # passed on by plugins and by tests, not looked into
]

# the test kit is described too, and not run: what it needs to run need not be installed for that
with mock([name for name in ("hypothesis", "pytest", "pytest_asyncio") if find_spec(name) is None]):
    reference = Path(__file__).parent / "reference"
    rmtree(reference, ignore_errors=True)  # pages of an earlier build that are not made any more
    write(reference, Plugins.discover(third_party=False))
