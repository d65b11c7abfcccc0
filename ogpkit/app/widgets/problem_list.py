"""What is wrong at a place, as a list that follows every change; Enter or a click goes to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs
from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, OptionList, Select, Static
from textual.widgets.option_list import Option

from ogpkit.app.forms.messages import SIGNS, join_words
from ogpkit.app.keys import format_key
from ogpkit.app.live import LiveWidget
from ogpkit.app.places import Navigate, path_place, place_trail
from ogpkit.app.safe_text import plain_line
from ogpkit.app.screens.dialog import TextPage
from ogpkit.app.screens.fix_question import ask_to_fix
from ogpkit.app.screens.merge_choice import ask_to_choose
from ogpkit.app.session import app_session
from ogpkit.app.widgets.table import ChoiceList
from ogpkit.check.core_codes import CONTESTED
from ogpkit.check.render.explanation import explain_rule, find_explained
from ogpkit.check.render.form import word_finding
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import N_, _, _n

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.places import Place

MOST = 500
"""Findings that are listed; the count names all of them."""


_ORDER = tuple(Severity)


class ProblemList(LiveWidget, Vertical):
    """Widget that lists the findings at a place."""

    session: WorkspaceSession

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "explain", N_("Explain"), id="ogpkit.problems.explain"),
        Binding("x", "fix", N_("Fix"), id="ogpkit.problems.fix"),
    ]

    severity_select = getters.query_one(".severity", Select)
    why_button = getters.query_one(".why", Button)
    fix_button = getters.query_one(".fix", Button)
    count_label = getters.query_one(".count", Static)

    def __init__(
        self, session: EditSession, place: Place, *, here: Callable[[], Place] | None = None, id: str | None = None
    ) -> None:
        """Follow a session.

        Args:
            place: Where to look; the whole workspace when it is empty.
            here: Gives the place that is shown beside the list; with it, one can choose to look only there.
            id: The widget's identifier.
        """
        super().__init__(app_session(session), place)
        if id is not None:
            self.id = id
        self._here = here
        self._shown: tuple[Finding, ...] = ()
        self._all: tuple[Finding, ...] = ()
        self._code = ""

    def compose(self) -> ComposeResult:
        """Yield a count, a choice of severity, the list."""
        with Horizontal(classes="head"):
            yield Static("", classes="count")
            yield Button(_("Explain (W)"), classes="why", compact=True, disabled=True)
            yield Button(_("Fix (X)"), classes="fix", compact=True, disabled=True)
            if self._here:
                places = [(_("everywhere"), False), (_("only here"), True)]
                yield Select(places, value=False, allow_blank=False, compact=True, classes="where")
            options = [(_("all"), ""), *((f"{SIGNS[one]} {_(one.label)}", one.value) for one in Severity)]
            yield Select(options, value="", allow_blank=False, compact=True, classes="severity")
        yield ChoiceList()

    def action_explain(self) -> None:
        """Show why the rule is there that found the problem, with a wrong and a right example."""
        finding = self._chosen
        rule = find_explained(self.session.plugins).get(finding.code) if finding is not None else None
        if rule is not None:
            self.app.push_screen(TextPage(explain_rule(rule)))

    def action_fix(self) -> None:
        """Show what the fix of the problem changes, and make it once the person has said so."""
        if self._chosen is not None and self._chosen.code == CONTESTED:
            ask_to_choose(self.app, self.session, self._chosen)
        elif self._chosen is not None:
            ask_to_fix(self.app, self.session, self._chosen)

    @property
    def _chosen(self) -> Finding | None:
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(Button.Pressed, ".why")
    def _handle_why(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_explain()

    @on(Button.Pressed, ".fix")
    def _handle_fix(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_fix()

    @on(OptionList.OptionHighlighted)
    def _handle_highlight(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._offer_ways()

    def _offer_ways(self) -> None:
        """Let what can be done about the chosen problem be pressed, and nothing else."""
        chosen = self._chosen
        self.why_button.disabled = chosen is None
        self.fix_button.disabled = chosen is None or (chosen.fix is None and chosen.code != CONTESTED)

    def focus_list(self) -> None:
        """Let the keyboard act on the list."""
        self.query_one(ChoiceList).focus()

    def show_cause(self, code: str) -> None:
        """Show itself with the problems of one cause, and let the keyboard act on them.

        Args:
            code: The code of the rule; empty for all causes.
        """
        self._code = code
        self.display = True
        self.follow()
        self.focus_list()

    def forget_cause(self) -> None:
        """Show the problems of all causes when it is next shown."""
        self._code = ""

    @on(Select.Changed)
    def _handle_choice(self, event: Select.Changed) -> None:
        event.stop()
        self.show()

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        finding = self._shown[event.option_index]
        place = path_place(self.session.workspace, finding.path)
        if finding.path.endswith(".toml"):
            self.post_message(Navigate(attrs.evolve(place, at=finding.at)))
        else:
            self.notify(self._say(finding))

    def _format_line(self, finding: Finding) -> Content:
        workspace = self.session.workspace
        where = place_trail(workspace, path_place(workspace, finding.path))
        return plain_line(f"{SIGNS[finding.severity]} {where}, {finding.line}: {self._say(finding)}")

    def _say(self, finding: Finding) -> str:
        return join_words(word_finding(finding, self.session.workspace.kinds))

    def _looked_at(self) -> Place:
        only_here = any(choice.value is True for choice in self.query(".where").results(Select))
        return self._here() if self._here and only_here else self.place

    def show(self) -> None:
        """Show what is wrong now."""
        severity = self.severity_select.value
        found = self.session.findings_at(self._looked_at())
        wanted = [one for one in found if severity in ("", one.severity) and self._code in ("", one.code)]
        kept = tuple(sorted(wanted, key=lambda one: _ORDER.index(one.severity)))
        if kept == self._all and self._shown:
            return
        self._all, self._shown = kept, kept[:MOST]
        count = _n("{count} problem", "{count} problems", len(kept)).format(count=len(kept))
        if self._code:
            count = _("{count} with this cause; press {key} twice to see all").format(count=count, key=format_key("f4"))
        self.count_label.update(plain_line(count if kept else _("No problems here.")))
        self.query_one(ChoiceList).refill([Option(self._format_line(one)) for one in self._shown])
        self._offer_ways()
