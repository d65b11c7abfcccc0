"""`ogpkit check`: what is wrong in the files of a workspace."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ogpkit.cli.commands import check_output as output
from ogpkit.cli.commands.check_options import Options, check_options
from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_message
from ogpkit.cli.options import load_plugins, workspace_root
from ogpkit.cli.process import Session
from ogpkit.errors import OgpkitError
from ogpkit.plugins.tracing import PLUGIN_TRACE
from ogpkit.text.i18n import _, _n, preferred_language
from ogpkit.text.sanitize import sanitize_line, sanitize_path
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.check.autofix import FixResult
    from ogpkit.check.cache import Cache
    from ogpkit.check.finding import Finding
    from ogpkit.check.git_changes import Changes
    from ogpkit.check.render.sarif import CodeDescription
    from ogpkit.check.request import CheckRequest, CheckResult


class NoSuchPath(OgpkitError):
    """Raised when a path that was given is not there, or not in the workspace."""


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@check_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> None:
    """Check the files of a workspace.

    PATHs are files or folders in it. Without PATHs, ogpkit checks the whole workspace. Each finding shows its line and what to
    do about it; “ogpkit explain CODE” says more. With “--format concise”, each finding is on one line:
    `path:line:column: CODE severity: what is wrong, what to do`.

    The exit code is 0 when nothing is wrong, 1 when something is wrong, and 2 when the check could not run. Advice alone does
    not count as wrong.
    """
    options = Options(**given)
    _verify(options)
    root = workspace_root(options.workspace or _start(options.paths) or _start_from_input(options.stdin_filename))
    run = _Run(root, options)
    if options.show_files:
        context.exit(run.show_files())
    if options.show_settings:
        context.exit(run.show_settings())
    if options.watch:
        context.exit(_watch_workspace(run))
    context.exit(run.run_once())


def _verify(options: Options) -> None:
    """Refuse what does not go together."""
    if options.stdin_filename and (options.watch or options.changed or options.write_baseline):
        raise click.UsageError(
            _("--stdin-filename checks one file. Do not combine it with --watch, --changed or --write-baseline.")
        )
    if options.watch and (options.mends or options.write_baseline):
        raise click.UsageError(_("--watch changes nothing. Do not combine it with --fix, --diff or --write-baseline."))
    if options.unsafe_fixes and not options.mends:
        raise click.UsageError(_("Use --unsafe-fixes together with --fix or --diff."))
    if options.add_suppressions or options.reason is not None:
        from ogpkit.cli.commands.check_suppressions import verify_reason  # noqa: PLC0415  few calls write comments

        verify_reason(options)


class _Run:
    """Call of `ogpkit check` in one workspace."""

    def __init__(self, root: Path, options: Options) -> None:
        self.root = root
        self.options = options
        self.instead: Mapping[str, bytes] = {}
        self._before: tuple[Finding, ...] | None = None
        self._passed_over = 0
        self.only = tuple(make_workspace_path(root, path) for path in options.paths)
        if options.stdin_filename:
            path = make_workspace_path(root, options.stdin_filename, must_exist=False)
            self.instead = {path: sys.stdin.buffer.read()}
            self.only = (path,)

    def run_once(self) -> int:
        """Check once, and do with the findings what was asked for."""
        self._before, self._passed_over = None, 0
        mended = self._change_files()
        if mended is not None and self.options.diff:
            click.echo(output.render_diff(mended), nl=False)
            self._tell_fixes(mended, would=True)
            return ExitCode.FINDINGS if mended.after and not self.options.exit_zero else ExitCode.CLEAN
        inspection = self._check(self.instead, self._open_cache())
        if self.options.write_baseline:
            return self._write_baseline(inspection)
        findings = self._select_findings(inspection)
        text = self._render_findings(findings, inspection)
        if mended is not None and self.instead:
            self._give_mended(text)
        else:
            self._give(text)
        self._tell_fixes(mended, would=False)
        fixable = 0 if mended is not None else sum(1 for finding in findings if finding.fix and finding.fix.safe)
        print_message(output.render_summary(findings, inspection.files, fixable, self._passed_over))
        if self.options.form == "github" and self.options.output_file is None:
            output.write_step_summary(findings, inspection.files, self._passed_over)
        if left_open := output.render_left_open(inspection):
            print_message(left_open)
        if inspection.missed:
            for path in inspection.missed:
                print_message(output.explain_missed(path, inspection.exclude))
            return ExitCode.COULD_NOT_RUN
        is_wrong = bool(findings) and self._is_wrong(findings, inspection)
        return ExitCode.FINDINGS if is_wrong and not self.options.exit_zero else ExitCode.CLEAN

    def show_files(self) -> int:
        """List the files that would be looked at."""
        from ogpkit.check.engine import is_within  # noqa: PLC0415
        from ogpkit.workspace.load import list_files, read_settings  # noqa: PLC0415
        from ogpkit.workspace.scan import OVERLOOKED  # noqa: PLC0415

        settings = read_settings(self.root, load_plugins(self.root).kinds, self.instead)
        for entry in list_files(self.root, settings, self.instead):
            if entry.trouble not in OVERLOOKED and is_within(entry.path, self.only):
                click.echo(sanitize_path(entry.path))
        return ExitCode.CLEAN

    def show_settings(self) -> int:
        """Tell the settings that hold, and where each comes from."""
        from ogpkit.cli.commands.check_settings import list_effective_settings, render_settings  # noqa: PLC0415

        self._verify_codes()
        settings = list_effective_settings(self.root, load_plugins(self.root).kinds, self.options)
        self._give(render_settings(settings, self.options.form))
        return ExitCode.CLEAN

    def _is_wrong(self, findings: tuple[Finding, ...], inspection: CheckResult) -> bool:
        """Tell whether something is found that fails the run."""
        from ogpkit.check.selection import is_failing  # noqa: PLC0415
        from ogpkit.model.vocabulary import Severity  # noqa: PLC0415

        least = Severity(self.options.fail_on or inspection.fail_on)
        fails_with_days = (self.options.calendar or inspection.calendar) == "fail"
        return any(is_failing(one.severity, least) and (fails_with_days or not one.calendar) for one in findings)

    def _open_cache(self) -> Cache | None:
        """Return what is known of earlier checks, where it may be used."""
        if not self.options.cache or self.instead or self.options.writes or PLUGIN_TRACE.is_on:
            return None
        settings = _read_settings_source(self.root)
        if b"extend" in settings:  # what they extend is no file of the workspace, by which results are known
            return None
        from ogpkit.check.cache import Cache  # noqa: PLC0415

        return Cache(self.root, self._request(settings))

    def _check(self, instead: Mapping[str, bytes], cache: Cache | None = None) -> CheckResult:
        """Look at the workspace, or remember what an earlier look at the same content has found."""
        known = cache.get_known() if cache else None
        if known is not None and not (self.options.form == "sarif" and any(one.fix for one in known.findings)):
            return known  # what is remembered of a fix is what it is called, and a SARIF log tells what it does
        from ogpkit.workspace.load import rest_collector  # noqa: PLC0415  what is known already needs none of it

        with rest_collector():
            return self._check_and_remember(instead, cache)

    def _check_and_remember(self, instead: Mapping[str, bytes], cache: Cache | None) -> CheckResult:
        """Look at the workspace, and remember what was found."""
        from ogpkit.check.finding import PLUGIN_FAILED  # noqa: PLC0415
        from ogpkit.check.runner import run_check  # noqa: PLC0415

        self._verify_codes()
        plugins = load_plugins(self.root)
        inspection = run_check(self.root, plugins, self._make_request(), instead)
        if cache and not plugins.faults and not any(finding.code == PLUGIN_FAILED for finding in inspection.findings):
            modules = [plugin.source for plugin in plugins.installed if plugin.state == "on"]
            cache.keep(inspection, inspection.digests, inspection.exclude, modules)
        return inspection

    def _make_request(self) -> CheckRequest:
        from ogpkit.check.request import CheckRequest  # noqa: PLC0415
        from ogpkit.model.vocabulary import Severity  # noqa: PLC0415
        from ogpkit.workspace.settings import CalendarUse  # noqa: PLC0415

        return CheckRequest(
            only=self.only,
            select=self.options.select,
            ignore=self.options.ignore,
            least=Severity(self.options.min_severity) if self.options.min_severity else None,
            today=self.options.today,
            calendar=CalendarUse(self.options.calendar) if self.options.calendar else None,
            each=self.options.writes,
        )

    def _list_before(self, changes: Changes) -> tuple[Finding, ...]:
        """Return what was wrong before something changed, looked for once."""
        if self._before is None:
            from ogpkit.check.runner import check_before  # noqa: PLC0415

            plugins = load_plugins(self.root, source=changes.read_settings())
            self._before = check_before(self.root, plugins, self._make_request(), changes).findings
        return self._before

    def _request(self, settings: bytes) -> list[object]:
        """Return everything in the call and around it that findings depend on, beside files and plugins.

        Args:
            settings: What ogpkit.toml holds.
        """
        session = click.get_current_context().find_object(Session)
        return [
            list(self.only),
            list(self.options.select),
            list(self.options.ignore),
            self.options.min_severity,
            (self.options.calendar, self.options.writes),
            self.options.today.isoformat(),
            preferred_language(),
            session is None or session.third_party,
            _list_plugin_files(self.root, settings),
        ]

    def _verify_codes(self) -> None:
        """Refuse selectors that mean no rule: what was meant would be left out without a word."""
        for selector in (*self.options.select, *self.options.ignore):
            codes = self.list_codes()
            if not any(code.startswith(selector) for code in codes):
                from difflib import get_close_matches  # noqa: PLC0415

                near = get_close_matches(selector[:12], codes, n=3, cutoff=0.5)
                advice = _("Did you mean {near}?").format(near=", ".join(near)) if near else ""
                said = _("No rule has the code “{code}”.").format(code=sanitize_line(selector))
                raise click.UsageError(f"{said} {advice}".strip())

    def list_codes(self) -> Mapping[str, CodeDescription]:
        """Return what is known of each code."""
        from ogpkit.check.core_codes import FAULT_CODES  # noqa: PLC0415

        known: list[CodeDescription] = [*FAULT_CODES, *(owned.value for owned in load_plugins(self.root).rules)]
        return {one.code: one for one in known}

    def list_owners(self) -> Mapping[str, str]:
        """Return the plugin whose rule bears each code."""
        return {owned.value.code: owned.plugin for owned in load_plugins(self.root).rules}

    def _select_findings(self, inspection: CheckResult) -> tuple[Finding, ...]:
        """Return the findings that are not known, and with `--changed` those that came with a change."""
        findings = inspection.findings
        if self.options.changed is not None:
            from ogpkit.check.git_changes import find_git_changes  # noqa: PLC0415
            from ogpkit.check.review.change_findings import list_weakened  # noqa: PLC0415

            changes = find_git_changes(self.root, self.options.changed)
            findings = changes.select(findings, lambda: self._list_before(changes))
            findings += list_weakened(self.root, load_plugins(self.root), self._make_request(), changes)
        if not self.options.baseline and not inspection.baseline:
            return findings
        from ogpkit.check.baseline import find_baseline, read_baseline, split_known  # noqa: PLC0415

        file = self.options.baseline or find_baseline(self.root, inspection.baseline)
        new, gone = split_known(findings, read_baseline(file))
        findings, self._passed_over = new, len(findings) - len(new)
        if gone and not self.only and self.options.changed is None and not self.options.select:
            said = _n(
                "{count} known finding no longer exists. Update the file with --write-baseline.",
                "{count} known findings no longer exist. Update the file with --write-baseline.",
                gone,
            )
            print_message(said.format(count=gone))
        return findings

    def _write_baseline(self, inspection: CheckResult) -> int:
        from ogpkit.check.baseline import BASELINE, find_baseline, format_baseline, verify_replaceable  # noqa: PLC0415
        from ogpkit.workspace.output import write_output  # noqa: PLC0415

        file = self.options.baseline or find_baseline(self.root, inspection.baseline or BASELINE)
        verify_replaceable(file)
        write_output(file, format_baseline(inspection.findings))
        count = len(inspection.findings)
        said = _n("Saved {count} known finding in {file}.", "Saved {count} known findings in {file}.", count)
        print_message(said.format(count=count, file=sanitize_path(str(file))))
        if not self.options.baseline and not inspection.baseline:
            print_message(
                _(
                    'To hide these findings in later checks, add baseline = "{file}" under [check] in ogpkit.toml.'
                ).format(file=BASELINE)
            )
        return ExitCode.CLEAN

    def _give(self, text: str) -> None:
        if self.options.output_file is not None:
            from ogpkit.exchange.outputs import write_files  # noqa: PLC0415

            content = text.encode("utf-8", "backslashreplace")
            write_files({self.options.output_file: content}, overwrite=self.options.overwrite)
            return
        click.echo(text, nl=False, color=_is_coloured(self.options) or None)

    def _render_findings(self, findings: tuple[Finding, ...], inspection: CheckResult) -> str:
        from ogpkit.check.request import make_reader  # noqa: PLC0415

        if self.options.statistics:
            codes = self.list_codes() if findings else {}
            return output.render_statistics(
                findings, self.options.form, lambda code: _(codes[code].title) if code in codes else ""
            )
        report = output.Report(
            root=self.root,
            files=inspection.files,
            source=make_reader(self.root, self.instead),
            codes=self.list_codes,
            owners=self.list_owners,
            colour=_is_coloured(self.options),
        )
        return output.render_findings(self.options.form, findings, report)

    def _give_mended(self, text: str) -> None:
        """Give the content of the file, mended, and tell what is left."""
        sys.stdout.flush()
        sys.stdout.buffer.write(next(iter(self.instead.values())))
        print_message(text.rstrip("\n"))

    def _change_files(self) -> FixResult | None:
        """Make fixes or write comments, where that was asked for."""
        if self.options.add_suppressions:
            return self._add_suppressions()
        return self._apply_fixes() if self.options.mends else None

    def _tell_fixes(self, mended: FixResult | None, *, would: bool) -> None:
        if mended is not None and self.options.mends:
            print_message(_format_fixes(mended, would=would))

    def _add_suppressions(self) -> FixResult:
        from ogpkit.cli.commands.check_suppressions import write_suppressions  # noqa: PLC0415  few calls write comments

        return write_suppressions(
            self.root, self.options, lambda instead: self._select_findings(self._check(instead)), save_mended
        )

    def _apply_fixes(self) -> FixResult:
        from ogpkit.check.autofix import apply_fixes  # noqa: PLC0415
        from ogpkit.check.request import make_reader  # noqa: PLC0415

        mended = apply_fixes(
            lambda instead: self._select_findings(self._check({**self.instead, **instead})),
            make_reader(self.root, self.instead),
            unsafe=self.options.unsafe_fixes,
        )
        if self.options.fix and not self.options.diff:
            if self.instead:
                self.instead = {**self.instead, **mended.after}
            else:
                save_mended(self.root, mended)
        return mended


def _read_settings_source(root: Path) -> bytes:
    """Return what ogpkit.toml holds; nothing where it cannot be read, of which the check tells."""
    from ogpkit.workspace.files import read_file  # noqa: PLC0415  what is known already needs little

    try:
        return read_file(root, SETTINGS)
    except OSError:
        return b""


def _list_plugin_files(root: Path, settings: bytes) -> list[tuple[str, str, bool]]:
    """Return the plugins in one file that a workspace names: what each holds now, and whether it may be run.

    Args:
        settings: What ogpkit.toml holds.
    """
    if b"files" not in settings:  # most workspaces have none, and nothing is loaded for them
        return []
    from ogpkit.plugins.file_plugins import UnusablePluginFile, read_plugin_file  # noqa: PLC0415  few workspaces have some
    from ogpkit.plugins.trust import TrustStore  # noqa: PLC0415  as above
    from ogpkit.workspace.plugin_switches import list_plugin_files  # noqa: PLC0415  as above

    found = []
    for name in list_plugin_files(root, settings):
        try:
            digest = read_plugin_file(root, name).digest
        except UnusablePluginFile:
            digest = ""
        found.append((name, digest, bool(digest) and TrustStore.of_this_person().has(digest, root)))
    return found


def save_mended(root: Path, mended: FixResult) -> None:
    """Write mended files, each whole or not at all, and none that somebody has changed meanwhile.

    Args:
        mended: What has become of its files.

    Raises:
        ChangedOutside: Somebody else has changed one.
        CannotWrite: The disk did not take one.
    """
    if not mended.after:
        return
    from ogpkit.workspace.lock import COMMAND_TIMEOUT, lock_workspace  # noqa: PLC0415
    from ogpkit.workspace.write import ensure_unchanged, file_digest, save  # noqa: PLC0415

    with lock_workspace(root, COMMAND_TIMEOUT):
        for path, content in mended.after.items():  # all of them before the first is written
            ensure_unchanged(root, path, file_digest(mended.before[path]), content)
        for path, content in mended.after.items():
            save(root, path, content, file_digest(mended.before[path]))


def _format_fixes(mended: FixResult, *, would: bool) -> str:
    count, files = sum(mended.made.values()), len(mended.after)
    if not count:
        return _("There is nothing to fix automatically.")
    if would:
        said = _n("Would make {count} fix in {files} files.", "Would make {count} fixes in {files} files.", count)
    else:
        said = _n("Made {count} fix in {files} files.", "Made {count} fixes in {files} files.", count)
    return said.format(count=count, files=files)


def _is_coloured(options: Options) -> bool:
    return options.output_file is None and output.has_colours()


def _watch_workspace(run: _Run) -> int:
    """Check now and after every change, until the person stops it."""
    from threading import Event  # noqa: PLC0415

    from ogpkit.workspace.watch import watch_files  # noqa: PLC0415

    code = run.run_once()
    print_message(_("Waiting for changes. Press Ctrl+C to stop."))
    for _changed in watch_files(run.root, Event(), tell=print_message):
        print_message("")
        code = run.run_once()
    return code


def _start(paths: tuple[Path, ...]) -> Path | None:
    if not paths:
        return None
    _verify_is_there(paths[0])
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _start_from_input(path: Path | None) -> Path | None:
    """Return the folder from which the workspace of a file is looked for that comes from standard input, if its path tells."""
    if path is None or not path.is_absolute():
        return None
    return next((folder for folder in path.parents if folder.is_dir()), None)


def _verify_is_there(path: Path) -> None:
    if not os.path.lexists(path):
        raise NoSuchPath(_("{path} does not exist. Check the spelling.").format(path=sanitize_path(str(path))))


def make_workspace_path(root: Path, path: Path, *, must_exist: bool = True) -> str:
    """Return a path as the workspace writes it.

    Args:
        path: A file or folder in it, as a person writes it.
        must_exist: Whether it has to be there.

    Raises:
        NoSuchPath: It is not there, or not in the workspace.
    """
    if must_exist:
        _verify_is_there(path)
    here = Path(os.path.abspath(path))  # noqa: PTH100  a link in the workspace keeps its own name
    for home in (root, Path(os.path.realpath(root))):
        for place in (here, Path(os.path.realpath(here))):
            if place.is_relative_to(home) and not _is_in_another(place, home):
                return place.relative_to(home).as_posix()
    raise NoSuchPath(
        _("{path} is not in the workspace {root}. Check one workspace at a time.").format(
            path=sanitize_path(str(path)), root=sanitize_path(str(root))
        )
    )


def _is_in_another(place: Path, home: Path) -> bool:
    """Tell whether a workspace of its own lies between."""
    between = (folder for folder in (place, *place.parents) if home in folder.parents)
    return any(os.path.isfile(folder / SETTINGS) for folder in between)  # noqa: PTH113  a name may be too long to ask for
