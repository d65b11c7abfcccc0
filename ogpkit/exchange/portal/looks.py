"""The looks that a country gives its site: colours that everybody can read, a logo, a typeface, and words at the foot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.exchange.portal.memory import hash_content
from ogpkit.exchange.templates import HERE as TEMPLATES
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.workspace.settings import PortalSettings

HERE: Final = Path(__file__).parent

_ASSETS: Final = frozenset({".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".woff2", ".txt"})
"""Endings of the files in `templates/assets/` that go into the site."""

LOOKS: Final = "country.css"
"""The style sheet with the country's looks, among the assets."""

_LEAST: Final = 4.5
"""The least contrast of a text against what is behind it (WCAG 2.2, 1.4.3 AA)."""

_WHITE: Final = (255, 255, 255)
_BLACK: Final = (0, 0, 0)
_BRIGHT: Final = (0xF1, 0xF4, 0xF6)
_DARK: Final = (0x1E, 0x26, 0x2C)
"""What is behind texts at worst on a bright and on a dark screen: `--soft` of `style.css`."""

_COLOUR: Final = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_TYPEFACE: Final = re.compile(r"[\w -]{1,60}")
_LOGO: Final = re.compile(r"[\w-][\w.-]*\.(?:svg|png|jpg|jpeg|webp)")

_Colour = tuple[int, int, int]


class UnreadableLooks(OgpkitError):
    """Raised when the settings give the site looks that not everybody can read, or that are none."""


def write_looks(settings: PortalSettings) -> str:
    """Return the style sheet with a country's looks; empty where it has none of its own.

    On a dark screen the colours are as much lighter or darker as texts need.

    Raises:
        UnreadableLooks: A colour has too little contrast, or a value is not what the setting needs.
    """
    bright: list[str] = []
    dark: list[str] = []
    if settings.colour:
        head = _read_colour("colour", settings.colour)
        _ensure_contrast("colour", settings.colour, head)
        bright.append(f"--head: {settings.colour};")
        dark.append(f"--head: {_write_colour(_mix(head, _DARK, 0.35))};")
    if settings.accent:
        accent = _read_colour("accent", settings.accent)
        _ensure_contrast("accent", settings.accent, accent)
        strong = _write_colour(_make_readable(accent, _BRIGHT, _BLACK))
        bright.append(f"--link: {strong}; --bar: {strong};")
        light = _write_colour(_make_readable(accent, _DARK, _WHITE))
        dark.append(f"--link: {light}; --bar: {light};")
    rules = [f":root {{ {' '.join(bright)} }}"] if bright else []
    rules += [f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {' '.join(dark)} }} }}"] if dark else []
    if settings.typeface:
        if not _TYPEFACE.fullmatch(settings.typeface):
            raise _refuse("typeface", settings.typeface, _("Give the name of a typeface, for example “Noto Sans”."))
        rules.append(f':root {{ --face: "{settings.typeface}"; }}')
    return "\n".join(rules) + "\n" if rules else ""


def find_logo(settings: PortalSettings) -> str:
    """Return the name of the picture that stands for the country; empty where it has none.

    Raises:
        UnreadableLooks: The setting is not the name of a picture.
    """
    if settings.logo and not _LOGO.fullmatch(settings.logo):
        advice = _("Put a picture into templates/assets and give its name, for example “logo.svg”.")
        raise _refuse("logo", settings.logo, advice)
    return settings.logo


def measure_contrast(one: _Colour, other: _Colour) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG defines it.

    Args:
        one: Red, green and blue, from 0 to 255.
        other: The other colour.
    """
    high, low = sorted((_measure_light(one), _measure_light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _measure_light(colour: _Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read_colour(key: str, text: str) -> _Colour:
    found = _COLOUR.fullmatch(text)
    if found is None:
        raise _refuse(key, text, _("Give a colour as # and six figures, for example “#0b3d5c”."))
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue


def _write_colour(colour: _Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _mix(one: _Colour, other: _Colour, share: float) -> _Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _make_readable(colour: _Colour, behind: _Colour, towards: _Colour) -> _Colour:
    """Return the colour as much lighter or darker as a text needs that stands on another one."""
    mixed = (_mix(colour, towards, step / 20) for step in range(20))
    return next((one for one in mixed if measure_contrast(one, behind) >= _LEAST), towards)


def _ensure_contrast(key: str, text: str, colour: _Colour) -> None:
    """Refuse a colour on which white texts, or which on white, cannot be read by everybody."""
    found = measure_contrast(colour, _WHITE)
    if found < _LEAST:
        said = _("Its contrast with white is {found}, and texts need at least {least}. Choose a darker colour.")
        raise _refuse(key, text, said.format(found=f"{found:.1f}", least=_LEAST))


def _refuse(key: str, value: str, advice: str) -> UnreadableLooks:
    said = _("The website cannot use “{value}” for {key} in [portal] of ogpkit.toml. {advice}")
    return UnreadableLooks(said.format(value=sanitize_line(value), key=key, advice=advice))


def list_assets(folders: Sequence[Path], looks: str) -> Iterator[tuple[str, bytes]]:
    """Yield the style sheets, scripts and pictures of a site: the path of each, and its content.

    Args:
        folders: Folders with templates that are not ogpkit's own, the first before the others.
        looks: The style sheet with the country's looks; empty where it has none.
    """
    found = {file.name: file for file in sorted((HERE / "assets").iterdir()) if file.suffix in _ASSETS}
    found["pictures.css"] = TEMPLATES / "pictures.css"
    for folder in reversed(folders):
        found |= {name: folder / name for name in ("style.css", "pictures.css") if (folder / name).is_file()}
        own = folder / "assets"
        for file in sorted(own.iterdir()) if own.is_dir() else ():
            if file.is_file() and not file.is_symlink() and file.suffix in _ASSETS:
                found[file.name] = file
    found.pop(LOOKS, None)
    yield from ((f"assets/{name}", file.read_bytes()) for name, file in sorted(found.items()))
    if looks:
        yield f"assets/{LOOKS}", looks.encode()


def hash_templates(folders: Sequence[Path]) -> bytes:
    """Return what tells the templates of the country and of plugins from those that there were before.

    Args:
        folders: Folders with templates that are not ogpkit's own.
    """
    files = [file for folder in folders for file in sorted(folder.rglob("*.html")) if file.is_file()]
    return hash_content([(str(file), file.read_bytes()) for file in files])
