"""Make the pictures of an editor in the documentation: `python -P docs/make_editor_pictures.py`, with ogpkit and its extra `lsp`.

Neovim runs with the real server in a terminal of tmux. The steps are those of the test of `ogpkit lsp`: a finding, its fix, and
completion. Each picture shows them in turn, drawn as the pictures of the app are.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from ogpkit.devkit.testing.waiting import LONGEST, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS: Final = Path(__file__).parent
STEPS: Final = DOCS.parent / "tests/cli/lsp/neovim.lua"
SIZE: Final = (112, 19)
"""Columns and lines."""

COMMITMENT: Final = "countries/GE/cycles/2012-2013/commitments/open-budget.toml"
FILES: Final = {
    "ogpkit.toml": '[workspace]\nname = "Plans of Georgia"\nlanguages = ["en"]\n',
    "countries/GE/country.toml": 'name = "Georgia"\nlevel = "national"\njoined = 2011-09-20\n',
    "countries/GE/cycles/2012-2013/cycle.toml": "start = 2012-04-01\nend = 2013-03-31\n"
    'edition = "roadmap-2011"\nchallenges = ["public-services", "public-resources"]\n',
    COMMITMENT: """\
title = "Publish the state budget as open data"
principles = ["transparency", "participation"]
challenge = "public-resources"
lead = "Ministry of Finance"
ambition = "Whoever pays taxes sees within a month what they are spent on."
origin = "new"
start = 2012-04-01
end = 2013-03-31

[reflects]
transparency = "Receipts and expenses by month and programme."

[[milestones]]
id = "figures-2012"
title = "The figures of 2012 are on data.gov.ge"
start = 2012-04-01
due = 2012-03-31
""",
}

LOOKS: Final = {
    "dark": {
        "Normal": ("#d7dde6", "#11151b"),
        "String": ("#9fd4a8", ""),
        "Identifier": ("#9fd4ff", ""),
        "Title": ("#d9b8ff", ""),
        "Constant": ("#ffcf8a", ""),
        "Pmenu": ("#d7dde6", "#28303d"),
        "PmenuSel": ("#11151b", "#9fd4ff"),
        "SignColumn": ("#d7dde6", "#11151b"),
        "NonText": ("#4b5666", ""),
        "DiagnosticError": ("#ff9e8f", ""),
        "DiagnosticWarn": ("#ffb454", ""),
        "DiagnosticInfo": ("#9fd4ff", ""),
        "ModeMsg": ("#a9b4c2", ""),
    },
    "light": {
        "Normal": ("#1f2732", "#ffffff"),
        "String": ("#1a6b34", ""),
        "Identifier": ("#1f5fa8", ""),
        "Title": ("#6b2fa3", ""),
        "Constant": ("#7a4a00", ""),
        "Pmenu": ("#1f2732", "#e4e9f0"),
        "PmenuSel": ("#ffffff", "#1f5fa8"),
        "SignColumn": ("#1f2732", "#ffffff"),
        "NonText": ("#b4bdc9", ""),
        "DiagnosticError": ("#b3261e", ""),
        "DiagnosticWarn": ("#8a4b00", ""),
        "DiagnosticInfo": ("#1f5fa8", ""),
        "ModeMsg": ("#5b6675", ""),
    },
}
"""The colours of Neovim's groups: of the letters, and behind them."""


def load_drawing() -> Any:
    """Return the script that draws the pictures of the app."""
    spec = spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(DOCS)
    module = sys.modules["make_pictures"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_tmux(server: str, *words: str) -> str:
    """Return what tmux says to a command.

    Args:
        server: The name of its own server.
        words: The command.
    """
    done = subprocess.run(["tmux", "-L", server, *words], check=True, capture_output=True, encoding="utf-8")  # noqa: S603, S607
    return done.stdout


def list_screens(theme: str, folder: Path) -> Iterator[list[str]]:
    """Yield the lines of each step in Neovim, with their colours as a terminal takes them."""
    for path, text in FILES.items():
        (folder / "plans" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "plans" / path).write_text(text, "utf-8")
    step, server = folder / "step", f"ogpkit-pictures-{os.getpid()}"
    around = {
        "STEPS": str(step),
        "LONGEST": str(int(1000 * LONGEST)),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "OGPKIT_LANGUAGE": "en",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    looks = [
        f"highlight {group} guifg={front} guibg={behind or 'NONE'}" for group, (front, behind) in LOOKS[theme].items()
    ]
    setting = ["set termguicolors filetype=toml", f"set background={theme}", "syntax on", *looks, f"luafile {STEPS}"]
    words = ["env", *(f"{name}={value}" for name, value in around.items()), "nvim", "-u", "NONE", "-i", "NONE"]
    words += [COMMITMENT, *(word for one in (" | ".join(setting[:-1]), setting[-1]) for word in ("-c", one))]
    size = ("-x", str(SIZE[0]), "-y", str(SIZE[1]))
    try:
        run_tmux(
            server, "-u", "-f", os.devnull, "new-session", "-d", *size, "-c", str(folder / "plans"), shlex.join(words)
        )
        for _step in range(3):
            wait_until(step.exists)
            yield _capture_at_rest(server)
            step.unlink()
    finally:
        subprocess.run(["tmux", "-L", server, "kill-server"], check=False, capture_output=True)  # noqa: S603, S607


def _capture_at_rest(server: str) -> list[str]:
    """Return the screen once two looks at it give the same: tmux reads what Neovim writes in its own time."""
    before, screen = [""], _capture(server)
    while before != screen:
        time.sleep(0.2)
        before, screen = screen, _capture(server)
    return screen


def _capture(server: str) -> list[str]:
    return run_tmux(server, "capture-pane", "-e", "-p").splitlines()


def make_pictures(folder: Path) -> None:
    """Write the picture of all steps, in light and in dark."""
    drawing = load_drawing()
    for theme, looks in LOOKS.items():
        with tempfile.TemporaryDirectory() as made:
            screens = [
                [read_row(line, theme, drawing) for line in screen] for screen in list_screens(theme, Path(made))
            ]
        picture = drawing.Drawing(looks["Normal"][1]).draw(
            screens, "Neovim with ogpkit: a finding, its fix, completion", SIZE
        )
        (folder / f"editor-{theme}.svg").write_text(picture, "utf-8")


def read_row(line: str, theme: str, drawing: Any) -> tuple[tuple[str, str], ...]:
    """Return a line of a terminal as parts with their styles."""
    front, behind = (Color.parse(colour) for colour in LOOKS[theme]["Normal"])
    text = Text.from_ansi(line)
    segments = text.render(Console(width=SIZE[0], color_system="truecolor"))
    plain = Style(color=front, bgcolor=behind)
    styled = (Segment(one.text, plain + (one.style or Style())) for one in segments if one.text != "\n")
    return tuple((one.text, drawing.describe_style(one.style)) for one in Segment.simplify(styled))


if __name__ == "__main__":
    make_pictures(DOCS / "_static/pictures")
