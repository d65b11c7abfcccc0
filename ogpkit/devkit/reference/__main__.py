"""Write the reference: `python -P -m ogpkit.devkit.reference FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from ogpkit.devkit.reference.editions import editions_page, stages_page
from ogpkit.devkit.reference.hooks import reference
from ogpkit.devkit.reference.kinds import kinds_page
from ogpkit.devkit.reference.names import names_page
from ogpkit.plugins.manager import Plugins


def write(folder: Path, plugins: Plugins) -> None:
    """Write every page of the reference.

    Args:
        folder: Where; made where it is not there yet.
        plugins: The plugins that it is about.
    """
    pages = {
        "hooks": reference(),
        "kinds": kinds_page(plugins),
        "stages": stages_page(plugins),
        "editions": editions_page(plugins),
        "names": names_page(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Plugins.discover())
