"""Which files of a workspace have changed in git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.check.finding import Finding

_PATIENCE: Final = 60
"""Seconds after which git is not waited for any more."""

_REFERENCE: Final = "OGP014"


class CannotCompare(OgpkitError):
    """Git cannot say what has changed."""


@attrs.frozen(kw_only=True)
class Changes:
    """What has changed since some commit, committed or not.

    Attributes:
        there: The files that are new or differ, relative to the workspace.
        gone: Those that are there no more.
    """

    there: frozenset[str]
    gone: frozenset[str]

    def concern(self, finding: Finding) -> bool:
        """Whether a finding is in a changed file, or about one.

        A reference that leads nowhere concerns every change that took a file away.

        Args:
            finding: The finding.
        """
        about = {finding.path, finding.subject, *(other.path for other in finding.related)}
        return bool(about & self.there) or (finding.code == _REFERENCE and bool(self.gone))


def changes(root: Path, reference: str) -> Changes:
    """What has changed in a workspace since a commit; files that git does not know yet are new.

    Args:
        root: The workspace.
        reference: A commit, branch or tag, for example `HEAD` or `origin/main`.

    Raises:
        CannotCompare: There is no git, no repository, or no such commit.
    """
    base = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}", what=reference)
    commit = base.decode("ascii", "replace").strip()
    common = ("diff", "--no-renames", "--relative", "--name-only", "-z", "--no-ext-diff", "--ignore-submodules")
    changed = _names(_git(root, *common, "--diff-filter=d", commit, "--", "."))
    gone = _names(_git(root, *common, "--diff-filter=D", commit, "--", "."))
    new = _names(_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))
    return Changes(there=frozenset(changed | new), gone=frozenset(gone))


def _names(listed: bytes) -> set[str]:
    return {name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name}


def _git(root: Path, *words: str, what: str = "") -> bytes:
    command = ["git", "-c", "core.quotepath=off", *words]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
    except FileNotFoundError:
        raise CannotCompare(_("git is not installed here, so nobody can say what has changed.")) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotCompare(_("git does not answer: {reason}.").format(reason=on_one_line(str(error)))) from error
    if done.returncode:
        said = on_one_line(done.stderr.decode("utf-8", "replace")).removeprefix("fatal: ")
        if what and not said:
            raise CannotCompare(
                _("git knows no commit “{reference}”. In a pipeline, fetch the whole history first.").format(
                    reference=on_one_line(what)
                )
            )
        raise CannotCompare(_("git cannot compare: {reason}.").format(reason=said.rstrip(".")))
    return done.stdout
