"""What a change weakens: promises and answers, as the declarations of fields and kinds tell them (`Kept`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ogpkit.check.core_codes import WEAKENED
from ogpkit.check.engine import is_within
from ogpkit.check.fault_findings import CORE, SECTIONS, SEVERITIES
from ogpkit.check.finding import Finding
from ogpkit.check.locate import apply_suppressions, locate_findings
from ogpkit.check.request import make_reader
from ogpkit.check.review.plan_changes import FileDeed, find_plan_changes
from ogpkit.check.review.versions import CommitVersion, FolderVersion
from ogpkit.check.review.word_marks import find_changed_number, read_number
from ogpkit.check.review.wording import describe_difference, name_file
from ogpkit.check.selection import RuleSelection
from ogpkit.model.annotations import Kept
from ogpkit.model.vocabulary import RuleForce, Severity
from ogpkit.schema.naming import FieldNames
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.differences import Deed, find_changes
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.positions import START
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.rule_sets import find_force
from ogpkit.workspace.toml import NotToml, NotUtf8, find_toml_value, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ogpkit.check.git_changes import Changes
    from ogpkit.check.request import CheckRequest
    from ogpkit.check.review.plan_changes import FileChange, PlanChanges
    from ogpkit.check.review.versions import PlanVersion
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.differences import Difference


def list_weakened(
    root: Path, plugins: Plugins, asked: CheckRequest, changes: Changes, instead: Mapping[str, bytes]
) -> tuple[Finding, ...]:
    """Return what the changes since a commit weaken of what was promised.

    Args:
        root: The workspace.
        asked: What the check is about.
        changes: What has changed since that commit.
        instead: What some files are taken to hold, by path.

    Raises:
        CannotCompare: Git does not give what was there.
    """
    workspace = read_workspace(root, plugins.kinds, plugins.editions, asked.today, instead).workspace
    exclude = workspace.settings.workspace.exclude
    chosen = RuleSelection.from_settings(workspace.settings.check).narrow(asked.select, asked.ignore, asked.least, None)
    before, after = CommitVersion(root, changes.commit, changes.commit, exclude), FolderVersion(root, exclude)
    found = find_weakened(before, after, workspace, chosen, make_reader(root, instead))
    return tuple(one for one in found if is_within(one.path, asked.only))


def find_weakened(
    before: PlanVersion,
    after: PlanVersion,
    workspace: Workspace,
    chosen: RuleSelection,
    source: Callable[[str], bytes],
) -> tuple[Finding, ...]:
    """Return what a change of a plan weakens, as far as rule sets and settings ask for it.

    Args:
        before: The version of which it is asked what was promised.
        after: The later one.
        workspace: What the files say now.
        chosen: Which findings count.
        source: Gives the bytes of a file of the later version.

    Raises:
        CannotCompare: A version cannot be read.
    """
    plan = find_plan_changes(before, after, workspace.kinds)
    found = [
        finding
        for change in plan.files
        for finding in _find_in_file(change, plan, before, workspace)
        if chosen.selects(WEAKENED)
    ]
    located = finish_steps(locate_findings(chosen.list_counting(found), source))
    left = finish_steps(apply_suppressions(located, {finding.path for finding in located}, chosen, source))
    return tuple(one for one in left if one.code == WEAKENED)  # of other comments the check itself says what is wrong


def _find_in_file(
    change: FileChange, plan: PlanChanges, before: PlanVersion, workspace: Workspace
) -> Iterator[Finding]:
    if change.kind is None:
        return
    history = _History(change, before, workspace.kinds)
    names = FieldNames(change.kind.entity, workspace.kinds.extensions(change.kind.name))
    if change.deed is FileDeed.REMOVED and _list_promises(change, names, history):
        message = _("{document} was deleted, which weakens what was promised.").format(document=name_file(change, plan))
        yield from _make_finding(change, (), message, _("Restore it."), workspace)
    told: set[KeyPath] = set()
    for one in change.differences:
        place, kept = _find_kept(names, one)
        if kept is None or place in told or not history.has_begun(kept) or _is_recorded(kept, change):
            continue
        if _is_weaker(one, place, kept, change):
            told.add(place)
            line = describe_difference(one, plan.language)
            said = (f"{line.within}: {line.text}" if line.within else line.text).rstrip(":.")
            message = _("This change weakens what was promised: {change}.").format(change=said)
            remedy = _("Restore the earlier value.")
            if kept.unless:
                remedy = _("Restore the earlier value, or record the change with its reason in `{list}`.").format(
                    list=kept.unless
                )
            at = one.at[:-1] if one.deed is Deed.ITEM_REMOVED else one.at
            yield from _make_finding(change, at, message, remedy, workspace)


def _list_promises(change: FileChange, names: FieldNames, history: _History) -> list[Difference]:
    """Return the values of a file that is gone which were promises already."""
    gone = find_changes(names.entity, change.before, {}, names.extensions) if names.entity else ()
    found = [(one, _find_kept(names, one)[1]) for one in gone]
    return [one for one, kept in found if kept is not None and history.has_begun(kept)]


def _make_finding(
    change: FileChange, at: KeyPath, message: str, remedy: str, workspace: Workspace
) -> Iterator[Finding]:
    severity = SEVERITIES[WEAKENED]
    document: Document[object] | None = workspace.documents.get(change.path) or next(
        (one for one in workspace.documents.values() if (one.country, one.cycle) == (change.country, change.cycle)),
        None,
    )
    force = find_force(WEAKENED, document, workspace) if document is not None else None
    if force is RuleForce.OFF:
        return
    yield Finding(
        path=change.path,
        span=START,
        at=at,
        code=WEAKENED,
        severity=severity if force is None else Severity(force.value),
        message=sanitize_line(message),
        remedy=sanitize_line(remedy),
        section=SECTIONS[WEAKENED],
        plugin=CORE,
        subject=change.path,
    )


def _find_kept(names: FieldNames, one: Difference) -> tuple[KeyPath, Kept | None]:
    """Return the outermost value on the way to a difference that is a promise, if the difference is about that value itself."""
    at = one.at
    steps = list(names.walk(at))
    last = len(steps) - 1 if one.deed is Deed.CHANGED else len(steps) - 2
    for number, step in enumerate(steps):
        kept = step.shape.meaning(Kept) if step.shape is not None else None
        # a list that is kept keeps its items; what is changed in one of them is its own fields' matter
        if kept is not None and (number == last or (step.shape is not None and step.shape.table is not None)):
            return at[: number + 1] if one.deed is Deed.CHANGED else at, kept
    return at, None


def _is_weaker(one: Difference, place: KeyPath, kept: Kept, change: FileChange) -> bool:
    """Tell whether what was promised is less than before."""
    if one.deed is not Deed.CHANGED:
        return one.deed is Deed.ITEM_REMOVED
    if place != one.at:  # a value within a table that is kept
        return _is_empty(find_toml_value(change.after, place))
    if _is_empty(one.before) or _is_empty(one.after):
        return not _is_empty(one.before)
    return _is_less(one, kept, change)


def _is_less(one: Difference, kept: Kept, change: FileChange) -> bool:
    """Tell whether a value is weaker than the one before: a later day, a number farther from its aim, a lower share."""
    before, after = one.before, one.after
    if isinstance(before, date) and isinstance(after, date):
        return str(after) > str(before)
    if isinstance(before, int | float) and isinstance(after, int | float):
        table = find_toml_value(change.before, one.at[:-1])
        start = table.get(kept.away_from) if isinstance(table, dict) else None
        is_to_fall = isinstance(start, int | float) and start > before
        return after > before if is_to_fall else after < before
    return isinstance(before, str) and isinstance(after, str) and _is_lower_share(before, after)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def _is_lower_share(before: str, after: str) -> bool:
    """Tell whether two texts are the same but for one number in per cent, which is lower in the later one.

    Of other numbers a text does not tell which is the weaker one: 30 days are more than 20, and promise less.
    """
    pair = find_changed_number(before, after)
    if pair is None or not all(one.endswith("%") for one in pair):
        return False
    old, new = read_number(pair[0]), read_number(pair[1])
    return old is not None and new is not None and new < old


def _is_recorded(kept: Kept, change: FileChange) -> bool:
    """Tell whether the later version records a change with its reason that the earlier one does not."""
    before, after = (
        (values or {}).get(kept.unless) if kept.unless else None for values in (change.before, change.after)
    )
    known = before if isinstance(before, list) else []
    return isinstance(after, list) and any(one not in known for one in after)


@attrs.frozen
class _History:
    """What stages the cycle of a file had reached in the earlier version."""

    change: FileChange
    before: PlanVersion
    kinds: Kinds

    def has_begun(self, kept: Kept) -> bool:
        """Tell whether a value was kept already in the earlier version."""
        return not kept.since or kept.since in self._list_stages()

    def _list_stages(self) -> tuple[str, ...]:
        kind = self.kinds.by_name("cycle")
        if kind is None or not self.change.cycle:
            return ()
        path = kind.pattern.fill({"country": self.change.country, "cycle": self.change.cycle})
        source = self.before.read_files([path]).get(path, b"")
        try:
            history = parse_toml(source).get("history")
        except (NotToml, NotUtf8):
            return ()
        steps = history if isinstance(history, list) else []
        return tuple(str(step.get("stage")) for step in steps if isinstance(step, dict))
