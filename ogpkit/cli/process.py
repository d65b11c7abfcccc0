"""The edge of the process: however a command ends, there is a code for it, and never a traceback on the terminal."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit import __version__
from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_message
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.plugins.manager import Plugins


class Session:
    """One run of `ogpkit`.

    Attributes:
        third_party: Whether plugins that do not come with ogpkit take part.
        owner: The plugin whose command runs, with its distribution; empty for the core's own.
        plugins: The plugins that were loaded, by the names that are switched off and the workspace whose own take part.
    """

    def __init__(self) -> None:
        """Begin with every plugin allowed and none loaded."""
        self.third_party = True
        self.owner = ""
        self.plugins: dict[tuple[frozenset[str], Path | None], Plugins] = {}


_OF_THE_PLACE: Final = frozenset(
    {
        *(errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EROFS, errno.EIO),
        *(errno.ENOSPC, errno.EXDEV, errno.ENXIO, errno.ENODEV, errno.EBUSY, errno.EMFILE, errno.ENFILE),
    }
)
"""What the system says when a place is not as it has to be; none of it is a mistake of ogpkit."""


def run_to_exit_code(run: Callable[[Session], object]) -> int:
    """Run a command to its end, whatever happens.

    Args:
        run: Runs it; what it gives is its exit code if it is a number, and otherwise it has succeeded.

    Returns:
        The exit code.
    """
    session = Session()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError):  # what is still to be written fails where that is looked at
                stream.reconfigure(errors="backslashreplace")
    try:
        code = _run_and_get_code(run, session)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _release_output()
        return ExitCode.PIPE_CLOSED
    except OSError as error:
        _release_output()
        print_message(_("The output could not be written: {reason}.").format(reason=error.strerror or error))
        return ExitCode.COULD_NOT_RUN
    return code


def _run_and_get_code(run: Callable[[Session], object], session: Session) -> int:
    try:
        given = run(session)
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit):
            return _get_exit_code(error)
        raise
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OgpkitError as error:
        print_message(str(error))
        return error.exit_code
    except BaseException as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
            raise
        if isinstance(error, OSError) and (said := _describe_system_error(error)):
            print_message(said)
            return ExitCode.COULD_NOT_RUN
        _report_failure(error, session)
        return ExitCode.BUG
    return int(given) if isinstance(given, int) else ExitCode.CLEAN


def _describe_system_error(error: OSError) -> str:
    """Return what the system has against a name that a person gave; empty where it is no such thing."""
    if not error.filename:
        return "" if _is_somewhere() else _("The current folder no longer exists. Go to another folder.")
    name = sanitize_line(os.fsdecode(error.filename) if isinstance(error.filename, bytes) else str(error.filename))
    if error.errno == errno.ENAMETOOLONG:
        name = os.path.basename(name)[:60]  # noqa: PTH119
        return _("“{name}…” is too long for the name of a file or folder. Choose a shorter name.").format(name=name)
    if error.errno in _OF_THE_PLACE:
        said = _("ogpkit cannot use {name}: {reason}. Check the path and your permissions, then try again.")
        return said.format(name=name, reason=error.strerror)
    return ""


def _is_somewhere() -> bool:
    """Tell whether the folder that the person stands in is still there."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _get_exit_code(ended: SystemExit) -> int:
    if ended.code is None or isinstance(ended.code, int):
        return int(ended.code or ExitCode.CLEAN)
    print_message(str(ended.code))
    return ExitCode.COULD_NOT_RUN


def _release_output() -> None:
    """Give the interpreter something to flush into at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_failure(error: BaseException, session: Session) -> None:
    whose = session.owner or f"ogpkit {__version__}"
    print_message(
        _("Sorry, there is a fault in {whose}. You did nothing wrong. The command has stopped.").format(whose=whose)
    )
    try:
        file = _report(error, session)
    except OSError:
        print_message(_("ogpkit could not write a report either."))
        return
    print_message(
        _("The details are in {file}. Please send this file to the people who maintain {whose}.").format(
            file=file, whose=whose
        )
    )


def _report(error: BaseException, session: Session) -> str:
    """Write down what happened, for those who can mend it; gives the path of the file."""
    import platform  # noqa: PLC0415  only after a mistake
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    facts = (
        f"ogpkit {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"plugin: {session.owner or '-'}",
        f"call: {sys.argv[1:]}",
    )
    with tempfile.NamedTemporaryFile(
        "w", prefix="ogpkit-report-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as report:
        report.write("\n".join(facts) + "\n\n" + "".join(traceback.format_exception(error)))
    return report.name
