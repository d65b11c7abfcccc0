"""What a change weakens: promises and answers, as the declarations of fields and kinds tell them (`Kept`)."""

from __future__ import annotations

from contextlib import suppress
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
from ogpkit.workspace.differences import ChangeKind, find_all_differences
from ogpkit.workspace.load import read_settings, read_workspace
from ogpkit.workspace.positions import START
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.rule_sets import find_force
from ogpkit.workspace.toml import NotToml, NotUtf8, find_toml_value, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.check.git_changes import Changes
    from ogpkit.check.request import CheckRequest
    from ogpkit.check.review.plan_changes import FileChange, PlanChanges
    from ogpkit.check.review.versions import PlanVersion
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.differences import Difference


def list_weakened(root: Path, plugins: Plugins, asked: CheckRequest, changes: Changes) -> tuple[Finding, ...]:
    """Return what the changes since a commit weaken of what was promised, as far as rule sets and settings ask for it.

    Args:
        root: The workspace.
        asked: What the check is about.
        changes: What has changed since that commit.

    Raises:
        CannotCompare: Git does not give what was there.
    """
    settings = read_settings(root, plugins.kinds, {})
    chosen = RuleSelection.from_settings(settings.check).narrow(asked.select, asked.ignore, asked.least, None)
    if not chosen.selects(WEAKENED) or not (changes.changed or changes.gone):
        return ()
    exclude = settings.workspace.exclude
    before, after = CommitVersion(root, "", changes.before, exclude), FolderVersion(root, exclude)
    plan = find_plan_changes(before, after, plugins.kinds)
    stages = _StagesBefore(before, plugins.kinds)
    found = [
        one for change in plan.files for one in _find_in_file(change, plan, stages) if is_within(one.path, asked.only)
    ]
    if not found:  # as most changes; what follows reads the whole workspace
        return ()
    workspace = read_workspace(root, plugins.kinds, plugins.editions, asked.today).workspace
    source = make_reader(root, {})
    counting = chosen.list_counting(weighed for one in found for weighed in _weigh(one, workspace))
    located = finish_steps(locate_findings(counting, source))
    left = finish_steps(apply_suppressions(located, {finding.path for finding in located}, chosen, source))
    return tuple(one for one in left if one.code == WEAKENED)  # of other comments the check itself says what is wrong


def _find_in_file(change: FileChange, plan: PlanChanges, stages: _StagesBefore) -> Iterator[Finding]:
    if change.kind is None:
        return
    names = FieldNames(change.kind.entity, stages.kinds.extensions(change.kind.name))
    if change.deed is FileDeed.REMOVED and _has_promises(change, names, stages):
        message = _("{document} was deleted, which weakens what was promised.").format(document=name_file(change, plan))
        yield _make_finding(change, (), message, _("Restore it."))
    told: set[KeyPath] = set()
    for one in change.differences:
        place, kept = _find_kept(names, one)
        if kept is None or place in told or not stages.have_begun(kept, change) or _is_recorded(kept, change):
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
            yield _make_finding(change, one.at[:-1] if one.deed is ChangeKind.ITEM_REMOVED else one.at, message, remedy)


def _has_promises(change: FileChange, names: FieldNames, stages: _StagesBefore) -> bool:
    """Tell whether a file that is gone held something that was promised already."""
    gone = find_all_differences(names.entity, change.before, {}, names.extensions) if names.entity else ()
    promises = (_find_kept(names, one)[1] for one in gone)
    return any(kept is not None and stages.have_begun(kept, change) for kept in promises)


def _make_finding(change: FileChange, at: KeyPath, message: str, remedy: str) -> Finding:
    return Finding(
        path=change.path,
        span=START,
        at=at,
        code=WEAKENED,
        severity=SEVERITIES[WEAKENED],
        message=sanitize_line(message),
        remedy=sanitize_line(remedy),
        section=SECTIONS[WEAKENED],
        plugin=CORE,
        subject=change.path,
    )


def _weigh(finding: Finding, workspace: Workspace) -> Iterator[Finding]:
    """Yield a finding as much as the rule sets say that it matters; nothing where they leave it out."""
    names = (workspace.kinds.match_path(finding.path) or (None, {}))[1]
    place = names.get("country", ""), names.get("cycle", "")
    near = (one for one in workspace.documents.values() if (one.country, one.cycle) == place)
    document = workspace.documents.get(finding.path) or next(near, None)
    force = find_force(WEAKENED, document, workspace) if document is not None else None
    if force is not RuleForce.OFF:
        yield finding if force is None else attrs.evolve(finding, severity=Severity(force.value))


def _find_kept(names: FieldNames, one: Difference) -> tuple[KeyPath, Kept | None]:
    """Return the outermost value on the way to a difference that is a promise, if the difference is about that value itself."""
    at = one.at
    steps = list(names.walk(at))
    last = len(steps) - 1 if one.deed is ChangeKind.CHANGED else len(steps) - 2
    for number, step in enumerate(steps):
        kept = step.shape.meaning(Kept) if step.shape is not None else None
        # a list that is kept keeps its items; what is changed in one of them is its own fields' matter
        if kept is not None and (number == last or (step.shape is not None and step.shape.table is not None)):
            return at[: number + 1] if one.deed is ChangeKind.CHANGED else at, kept
    return at, None


def _is_weaker(one: Difference, place: KeyPath, kept: Kept, change: FileChange) -> bool:
    """Tell whether what was promised is less than before."""
    if one.deed is not ChangeKind.CHANGED:
        return one.deed is ChangeKind.ITEM_REMOVED and not one.elsewhere
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


@attrs.frozen(slots=False)
class _StagesBefore:
    """Stages that the cycles had reached in the earlier version."""

    before: PlanVersion
    kinds: Kinds
    _known: dict[tuple[str, str], frozenset[str]] = attrs.field(factory=dict, init=False)

    def have_begun(self, kept: Kept, change: FileChange) -> bool:
        """Tell whether a value of a file was kept already in the earlier version."""
        if not kept.since:
            return True
        place = change.country, change.cycle
        if place not in self._known:
            self._known[place] = frozenset(self._list_stages(*place))
        return kept.since in self._known[place]

    def _list_stages(self, country: str, cycle: str) -> Iterator[str]:
        kind = self.kinds.by_name("cycle")
        if kind is None or not cycle:
            return
        path = kind.pattern.fill({"country": country, "cycle": cycle})
        with suppress(NotToml, NotUtf8):
            history = parse_toml(self.before.read_files([path]).get(path, b"")).get("history")
            steps = history if isinstance(history, list) else []
            yield from (str(step.get("stage")) for step in steps if isinstance(step, dict))
