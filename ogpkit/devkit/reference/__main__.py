"""Write the reference: `python -P -m ogpkit.devkit.reference FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from ogpkit.devkit.reference.api import render_api
from ogpkit.devkit.reference.editions import render_editions, render_stages
from ogpkit.devkit.reference.hooks import render_hooks
from ogpkit.devkit.reference.kinds import render_kind_pages
from ogpkit.devkit.reference.names import names_page
from ogpkit.devkit.reference.rules import render_rule_pages
from ogpkit.plugins.manager import Plugins


def write(folder: Path, plugins: Plugins) -> None:
    """Write every page of the reference.

    Args:
        folder: Where; made where it is not there yet.
        plugins: The plugins that it is about.
    """
    pages = {
        "hooks.md": render_hooks(),
        "stages.md": render_stages(plugins),
        "editions.md": render_editions(plugins),
        "names.md": names_page(),
        **{f"{name}.md": text for name, text in {**render_rule_pages(plugins), **render_kind_pages(plugins)}.items()},
        **{f"{name}.rst": text for name, text in render_api().items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Plugins.discover())
