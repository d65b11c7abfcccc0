"""What a panel shows of one document: the stages that it goes through, or its form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Select, Static

from ogpkit.app.background import run_in_background
from ogpkit.app.live import LiveWidget
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.sections.action_bar import ActionBar
from ogpkit.app.sections.drawn import draw_blocks
from ogpkit.app.sections.written import MARGIN
from ogpkit.app.session import app_session
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.editing.stages import StageBlocked, advance_stage
from ogpkit.errors import OgpkitError
from ogpkit.plugins.panel_sections import find_section_document
from ogpkit.plugins.stages import actor_title, list_missing, next_stages, stage_title
from ogpkit.text.blocks import Heading
from ogpkit.text.i18n import _
from ogpkit.text.phrase import write_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.content import Content

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.panel_sections import FormSection, StageSection
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.stages import StageGraph
    from ogpkit.text.blocks import Block
    from ogpkit.workspace.content import Document, Workspace


class StagePane(LiveWidget, Vertical):
    """Stages of the document of a section."""

    story_label = getters.query_one(".lines", Static)
    story_scroll = getters.query_one(".story", VerticalScroll)
    step_row = getters.query_one(".step", Vertical)
    refused_label = getters.query_one(".refused", Static)
    stage_select = getters.query_one(".stage", Select)
    who_select = getters.query_one(".who", Select)
    by_input = getters.query_one(".by", Input)
    day_input = getters.query_one(".on", Input)
    note_input = getters.query_one(".note", Input)

    def __init__(self, session: EditSession, place: Place, section: StageSection) -> None:
        """Show the stages of a document.

        Args:
            section: Which document it is.
        """
        super().__init__(session, place)
        self._section = section
        self._offered: Mapping[str, str] = {}
        self._actors: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Yield the history with what may come next, and the line that enters a stage."""
        with VerticalScroll(classes="story"):
            yield Static("", classes="lines")
        yield Static("", classes="refused trouble")
        with Vertical(classes="step"):
            with Horizontal(classes="line"):
                yield Select[str]([], prompt=_("Next stage"), compact=True, classes="stage first")
                yield LineInput(
                    self.session.workspace.today.isoformat(), placeholder=_("Day"), compact=True, classes="on"
                )
                yield Select[str]([], prompt=_("Who"), compact=True, classes="who")
                yield LineInput(placeholder=_("Who"), compact=True, classes="by")
            with Horizontal(classes="line"):
                yield LineInput(placeholder=_("Note"), compact=True, classes="note")
                yield Button(plain_line(_("Move to this stage")), compact=True, classes="enter")
        if self._section.actions:
            yield ActionBar(self.session, self.place, self._section.actions)

    def on_mount(self) -> None:
        """Begin with nothing refused."""
        self.refused_label.display = False

    def on_resize(self) -> None:
        """Write it for the new width, and put the line on two where there is no room."""
        self.follow()

    def _find(self) -> tuple[Document[Any], StageGraph[Any]] | None:
        document = find_section_document(self._section.kind, self._section.find, self.session.workspace, self.place)
        graph = app_session(self.session).plugins.find_graph(type(document.entity)) if document is not None else None
        return (document, graph) if document is not None and graph is not None else None

    def show(self) -> None:
        """Show the stages as they are now; what somebody has chosen stays."""
        found, workspace = self._find(), self.session.workspace
        self.step_row.display = found is not None
        if found is None:
            self.story_label.update(_say_missing(workspace, self._section.kind))
            return
        document, graph = found
        width = self.story_scroll.size.width - MARGIN
        self.story_label.update(draw_blocks(describe_stages(graph, document, workspace), width))
        following = next_stages(graph, document, workspace)
        offered = {name: stage_title(graph, document, workspace, name) for name in following}
        if offered != self._offered:
            self._offered = offered
            _offer(self.stage_select, offered, next(iter(offered), ""))
        self.step_row.display = bool(offered)
        actors = graph.actors(document, workspace)
        self.who_select.display, self.by_input.display = bool(actors), not actors
        if actors != self._actors:
            self._actors = actors
            _offer(self.who_select, actors)
            self._suggest_actor()

    @on(Select.Changed, ".stage")
    def _suggest_actor(self) -> None:
        """Choose who enters the chosen stage, where it can be only one."""
        found, choice = self._find(), self.stage_select
        if found is None or choice.is_blank():
            return
        document, graph = found
        stage = graph.stages(document, self.session.workspace).get(str(choice.value))
        if stage is not None and len(stage.by) == 1 and stage.by[0] in self._actors:
            self.who_select.value = stage.by[0]

    @on(Button.Pressed, ".enter")
    def _enter(self, event: Button.Pressed) -> None:
        event.stop()
        said = self._try_to_enter()
        refused = self.refused_label
        refused.update(plain_content(said))
        refused.display = bool(said)

    def _try_to_enter(self) -> str:
        """Enter the stage that is chosen, and return what stands against it."""
        found = self._find()
        if found is None or self.stage_select.is_blank():
            return _("Choose the next stage first.")
        try:
            day = date.fromisoformat(self.day_input.value.strip())
        except ValueError:
            return _("The day is not a date. Write year-month-day, for example 2012-04-10.")
        stage, note = str(self.stage_select.value), self.note_input.value.strip()
        chosen = "" if self.who_select.is_blank() else str(self.who_select.value)
        by = chosen if self._actors else self.by_input.value.strip()
        try:
            advance_stage(self.session, found[0].path, stage, day, by, note)
        except StageBlocked as error:
            return "\n".join(f"✗ {one}" for one in error.missing)
        except OgpkitError as error:
            return str(error)
        self.note_input.value = ""
        return ""


def _offer(select: Select[str], options: Mapping[str, str], chosen: str = "") -> None:
    """Offer choices, and choose one of them, or what was chosen before where it is still there."""
    before = "" if select.is_blank() else str(select.value)
    select.set_options([(plain_line(title).plain, name) for name, title in options.items()])
    if wanted := before if before in options else chosen:
        select.value = wanted


def describe_stages(graph: StageGraph[Any], document: Document[Any], workspace: Workspace) -> Iterator[Block | str]:
    """Yield what a document has gone through, then each stage that may follow with what it lacks.

    Args:
        graph: The graph of its kind.
        workspace: Where it lies.
    """
    history = graph.history(document.entity)
    if not history:
        yield _("No stage has started yet.")
    for position, step in enumerate(history):
        title = stage_title(graph, document, workspace, step.stage)
        by = actor_title(graph, document, workspace, step.by) if step.by else ""
        more = (by, step.note, graph.step_note(document, workspace, position))
        yield "  ✓ " + " · ".join((f"{write_day(step.on)}  {title}", *(part for part in more if part)))
    following = next_stages(graph, document, workspace)
    if not following:
        return
    yield Heading(_("Possible next stages"))
    stages = graph.stages(document, workspace)
    for name in following:
        actors = stages[name].by if name in stages else ()
        named = ", ".join(actor_title(graph, document, workspace, actor) for actor in actors)
        yield f"  → {stage_title(graph, document, workspace, name)}" + (f" · {named}" if named else "")
        for missing in list_missing(graph, document, workspace, name):
            yield f"      ✗ {missing}"


def _say_missing(workspace: Workspace, kind: str) -> Content:
    declared = workspace.kinds.by_name(kind)
    return plain_content(_("There is no “{title}” here yet.").format(title=_(declared.title) if declared else kind))


class FormPane(LiveWidget, Vertical):
    """Form of the document of a section."""

    def __init__(self, session: EditSession, place: Place, section: FormSection) -> None:
        """Show a form.

        Args:
            section: Which document it is.
        """
        super().__init__(session, place)
        self._section = section
        self._path = self._find_path()

    def _find_path(self) -> str:
        document = find_section_document(self._section.kind, self._section.find, self.session.workspace, self.place)
        return document.path if document is not None else ""

    def compose(self) -> ComposeResult:
        """Yield the form, or what begins the document."""
        if self._path:
            yield DocumentForm(self.session, self._path)
            return
        yield Static(_say_missing(self.session.workspace, self._section.kind), classes="lines")
        yield ActionBar(self.session, self.place, self._section.actions)

    def show(self) -> None:
        """Show another form where the document is another one; the form itself follows what is in it."""
        path = self._find_path()
        if path != self._path:
            self._path = path
            run_in_background(self, self.recompose, name="form", group="form", exclusive=True)
