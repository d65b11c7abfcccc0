"""Pictures for services that show links: what a page is about, how far a plan is; drawn by the typesetter of PDF."""

from __future__ import annotations

import json
from base64 import b64decode
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.exchange.pdf import LIMITS, list_font_folders
from ogpkit.exchange.pdf_arabic import has_arabic, write_arabic_fonts
from ogpkit.exchange.sandbox import ChildFailure, OutOfBounds, Sandbox
from ogpkit.exchange.templates import TemplateFault, template_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AT_ONCE: Final = 50
"""Pictures of one run of the typesetter, which takes its time to begin."""


@attrs.frozen(kw_only=True)
class Card:
    """Picture of 1200 by 630 points, with texts that are harmless already.

    Attributes:
        title: What the page is about.
        above: What stands above that, for example the name of the site.
        language: The language of both.
        direction: `ltr` or `rtl`.
        colour: The colour behind white texts, as `#0b3d5c`.
        text: How far it is, in words.
        share: The same as a share, from 0 to 1; None where that is not measured.
        planned: How far it was to be by today; None where nothing was planned.
    """

    title: str
    above: str
    language: str
    direction: str
    colour: str
    text: str = ""
    share: float | None = None
    planned: float | None = None


def can_draw() -> bool:
    """Tell whether what draws pictures is installed."""
    return find_spec("typst") is not None


def draw_cards(cards: Sequence[Card], templates: Path | None = None) -> Iterator[bytes]:
    """Yield each picture as PNG; none if what draws them is not installed.

    Args:
        cards: The pictures.
        templates: A folder with templates of the country's own.

    Raises:
        TemplateFault: The country's `card.typ` does not work.
    """
    template = template_file("card.typ", templates)
    if not can_draw() or template is None:
        return
    sandbox = Sandbox("draw", LIMITS)
    try:
        for start in range(0, len(cards), _AT_ONCE):
            data = json.dumps([attrs.asdict(card) for card in cards[start : start + _AT_ONCE]], ensure_ascii=False)
            yield from _draw(sandbox, template, data, templates)
    except ChildFailure as failure:
        raise TemplateFault(failure.place or template.name, failure.reason) from failure
    except OutOfBounds as bounds:
        raise TemplateFault(template.name, str(bounds)) from bounds
    finally:
        sandbox.close()


def _draw(sandbox: Sandbox, template: Path, data: str, templates: Path | None) -> Iterator[bytes]:
    fonts = list_font_folders(templates)
    with TemporaryDirectory(prefix="ogpkit-fonts-") as folder:
        if has_arabic(data) and write_arabic_fonts(Path(folder)):
            fonts.append(folder)
        request = {"template": str(template), "fonts": fonts, "alone": bool(fonts)}
        drawn = json.loads(sandbox.ask(request, data.encode()))
    yield from map(b64decode, drawn)
