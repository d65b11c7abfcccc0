"""`ogpkit post-review`: a pipeline comments on a pull request of GitHub, or on a merge request of GitLab."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ogpkit.check.review.posting import CannotPost, find_change, join_reviews, post_review
from ogpkit.cli.messages import print_message
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.git import read_plain_file
from ogpkit.workspace.scan import LARGEST


@click.command("post-review")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(dir_okay=False, path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Post Markdown files as one comment on the pull request or merge request of this pipeline.

    The next run changes the same comment. On GitHub, the token is in GITHUB_TOKEN. On GitLab, it is in GITLAB_TOKEN. Create
    the files with “ogpkit diff --format markdown” and “ogpkit check --format markdown”.
    """
    text = join_reviews([_read_part(file) for file in files])
    is_new = post_review(find_change(os.environ), text)
    print_message(_("ogpkit posted a comment.") if is_new else _("The comment of an earlier run is up to date."))


def _read_part(file: Path) -> str:
    try:
        return read_plain_file(file, LARGEST).decode("utf-8", "replace")
    except OSError as error:
        said = _("{file} cannot be read: {reason}.")
        raise CannotPost(said.format(file=sanitize_path(str(file)), reason=error.strerror or "")) from error
