"""The design of the app: spacing, emphasis, colours and themes, declared once; `docs/design.md` explains them.

A style sheet uses the names as variables, for example `padding: 0 $edge` or `color: $state-overdue`; those of plugins too. A text
that is made in Python takes the colour of a state from `STATE_COLOURS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from textual.color import Color
from textual.theme import Theme

from ogpkit.text.i18n import N_
from ogpkit.text.states import STATE_SIGNS, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App
    from textual.content import Content

SPACING: Final = {"edge": "1", "gap": "1", "indent": "2"}
"""Columns between the edge of a part and what is in it, lines between groups, columns by which something is set in."""

EMPHASIS: Final = {"heading-style": "bold", "label-style": "bold", "current-style": "bold"}
"""Text styles of headings, of labels before values, and of what is chosen."""

STATE_COLOURS: Final[Mapping[State, str]] = {state: f"$state-{state.value}" for state in State}
"""The variable with the colour of each state."""

BY_SIGN: Final[Mapping[str, State]] = {sign: state for state, sign in STATE_SIGNS.items() if sign != "–"}
"""The state that a sign at the beginning of a line stands for; a dash also begins other lines."""


@attrs.frozen(kw_only=True)
class Palette:
    """Colours of a theme, from which all variables follow.

    Attributes:
        background: Behind everything.
        surface: Behind lists, tables and fields.
        raised: Behind every second row, and behind what is raised a little.
        panel: Behind headings of tables and the lines at the foot.
        text: What is read.
        muted: What is read second: hints, counts, what is not chosen.
        rule: Lines between parts.
        focus: What has the keyboard: borders, the row with the cursor.
        on_focus: Text on that row.
        chosen: The row with the cursor of a part that does not have the keyboard.
        on_chosen: Text on that row.
        accent: Keys, and marks in pictures.
        good: What is complete or on track.
        steady: What goes on and is neither good nor bad.
        soon: What needs a look.
        late: What is overdue or needs action.
    """

    background: str
    surface: str
    raised: str
    panel: str
    text: str
    muted: str
    rule: str
    focus: str
    on_focus: str
    chosen: str
    on_chosen: str
    accent: str
    good: str
    steady: str
    soon: str
    late: str

    def list_state_colours(self) -> Mapping[str, str]:
        """Return the colour of each state, by the name of its variable."""
        colours = {
            State.COMPLETE: self.good,
            State.ON_TRACK: self.good,
            State.DUE_SOON: self.soon,
            State.ATTENTION: self.soon,
            State.OVERDUE: self.late,
            State.ACTION: self.late,
            State.NOT_STARTED: self.steady,
            State.WITHDRAWN: self.muted,
            State.UNKNOWN: self.muted,
        }
        return {f"state-{state.value}": colours[state] for state in State}

    def list_variables(self) -> dict[str, str]:
        """Return every variable that differs from what the framework would derive by itself."""
        return {
            **self.list_state_colours(),
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "focus": self.focus,
            "on-focus": self.on_focus,
            "chosen": self.chosen,
            "on-chosen": self.on_chosen,
            "rule": self.rule,
            "raised": self.raised,
            "text": self.text,
            "text-muted": self.muted,
            "text-disabled": self.muted,
            "text-primary": self.focus,
            "text-accent": self.accent,
            "text-error": self.late,
            "text-warning": self.soon,
            "text-success": self.good,
            "border": self.focus,
            "border-blurred": self.rule,
            "block-cursor-background": self.focus,
            "block-cursor-foreground": self.on_focus,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": self.chosen,
            "block-cursor-blurred-foreground": self.on_chosen,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": self.raised,
            "button-foreground": self.text,
            "button-color-foreground": self.on_focus,
            "button-focus-text-style": "bold",
            "surface-darken-1": self.surface,
            "surface-lighten-1": self.raised,
            "footer-foreground": self.text,
            "footer-description-foreground": self.text,
            "footer-key-foreground": self.accent,
            "footer-background": self.panel,
            "input-cursor-background": self.text,
            "input-cursor-foreground": self.background,
            "input-selection-background": self.chosen,
            "input-selection-foreground": self.on_chosen,
            "scrollbar": self.rule,
            "scrollbar-hover": self.muted,
            "scrollbar-active": self.focus,
            "scrollbar-background": self.background,
            "scrollbar-background-hover": self.background,
            "scrollbar-background-active": self.background,
            "scrollbar-corner-color": self.background,
        }

    def make_theme(self, name: str, *, is_dark: bool, is_ansi: bool = False) -> Theme:
        """Return the theme of these colours.

        Args:
            name: Its name.
            is_dark: Whether texts are lighter than what is behind them.
            is_ansi: Whether the terminal itself decides what its sixteen colours look like.
        """
        return Theme(
            name=name,
            primary=self.focus,
            secondary=self.chosen,
            accent=self.accent,
            warning=self.soon,
            error=self.late,
            success=self.good,
            foreground=self.text,
            background=self.background,
            surface=self.surface,
            panel=self.panel,
            dark=is_dark,
            ansi=is_ansi,
            variables=self.list_variables(),
        )


PALETTES: Final[Mapping[str, Palette]] = {
    "ogpkit-dark": Palette(
        background="#11151b",
        surface="#171c24",
        raised="#1f2631",
        panel="#28303d",
        text="#e8ebf0",
        muted="#a9b4c2",
        rule="#6a7b92",
        focus="#9fd4ff",
        on_focus="#0b1420",
        chosen="#4b6a8f",
        on_chosen="#ffffff",
        accent="#ffb454",
        good="#7ee2a8",
        steady="#8fd0ff",
        soon="#ffd166",
        late="#ff9e8f",
    ),
    "ogpkit-light": Palette(
        background="#f4f5f7",
        surface="#ffffff",
        raised="#eef1f5",
        panel="#e1e6ed",
        text="#16202c",
        muted="#4b5766",
        rule="#76859a",
        focus="#0b4a86",
        on_focus="#ffffff",
        chosen="#6d8cb2",
        on_chosen="#0b1420",
        accent="#7a3e00",
        good="#0f6b38",
        steady="#0b5a9c",
        soon="#7a4d00",
        late="#b0261a",
    ),
    "ogpkit-contrast": Palette(
        background="#000000",
        surface="#000000",
        raised="#161616",
        panel="#262626",
        text="#ffffff",
        muted="#e0e0e0",
        rule="#bdbdbd",
        focus="#ffff00",
        on_focus="#000000",
        chosen="#5c5c9e",
        on_chosen="#ffffff",
        accent="#ffff00",
        good="#66ff99",
        steady="#66d9ff",
        soon="#ffe066",
        late="#ffb3a7",
    ),
    "ogpkit-16": Palette(
        background="ansi_default",
        surface="ansi_default",
        raised="ansi_default",
        panel="ansi_default",
        text="ansi_default",
        muted="ansi_default",
        rule="ansi_default",
        focus="ansi_cyan",
        on_focus="ansi_black",
        chosen="ansi_white",
        on_chosen="ansi_black",
        accent="ansi_cyan",
        good="ansi_green",
        steady="ansi_default",
        soon="ansi_yellow",
        late="ansi_red",
    ),
}
"""The colours of each theme. `tests/app/test_design.py` measures their contrast."""

SIXTEEN: Final = "ogpkit-16"
"""The theme that leaves colours to the terminal, which is also the one for a terminal that has no more than sixteen."""

DEFAULT: Final = "ogpkit-dark"
"""The theme of whoever has chosen none."""

THEMES: Final[Mapping[str, Theme]] = {
    name: palette.make_theme(name, is_dark=name != "ogpkit-light", is_ansi=name == SIXTEEN)
    for name, palette in PALETTES.items()
}
"""The themes, by their names."""

TITLES: Final[Mapping[str, str]] = {
    "ogpkit-dark": N_("Dark"),
    "ogpkit-light": N_("Light"),
    "ogpkit-contrast": N_("High contrast"),
    SIXTEEN: N_("Colours of the terminal"),
}
"""What each theme is called, in English."""


def list_tokens() -> dict[str, str]:
    """Return every variable that style sheets may use, with the value for a theme that is not one of these."""
    return {**SPACING, **EMPHASIS, **PALETTES[DEFAULT].list_variables()}


def colour_signs(line: Content) -> Content:
    """Return a line with the sign of a state at its beginning in the colour of that state.

    Args:
        line: A line; one that begins with no such sign stays as it is.
    """
    text = line.plain.lstrip(" ")
    at = len(line.plain) - len(text)
    state = BY_SIGN.get(text[:1]) if text[1:2] == " " else None
    return line if state is None else line.stylize(STATE_COLOURS[state], at, at + 1)


def find_colour(app: App[object], state: State) -> str:
    """Return the colour of a state in the theme that is shown, as Rich names colours, for the cells of tables.

    Args:
        app: The app.
        state: The state.
    """
    colour = Color.parse(app.theme_variables[f"state-{state.value}"])
    return colour.rich_color.name if colour.ansi is not None else colour.hex
