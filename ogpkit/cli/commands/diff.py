"""`ogpkit diff`: what changed in a plan, in the words of the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from ogpkit.check.review.plan_changes import find_plan_changes
from ogpkit.check.review.render import RENDERERS, render_text
from ogpkit.check.review.versions import find_versions
from ogpkit.cli.commands.check_output import has_colours
from ogpkit.cli.exits import ExitCode
from ogpkit.cli.options import format_option, load_plugins, workspace_option, workspace_root
from ogpkit.cli.output import overwrite_option, write_output
from ogpkit.workspace.load import read_settings

if TYPE_CHECKING:
    from ogpkit.check.review.plan_changes import PlanChanges


@click.command("diff")
@click.argument("before", metavar="[FROM]", required=False, default="")
@click.argument("after", metavar="[TO]", required=False, default="")
@format_option("text", "markdown", "json", "html")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file. The default is standard output."
)
@overwrite_option
@click.option("--of", "place", metavar="PLACE", default="", help="Only changes of COUNTRY or COUNTRY/CYCLE.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something changed. The default is 0.")
@workspace_option
def command(before: str, after: str, workspace: Path | None, **given: Any) -> None:
    """Show what changed in a plan from one version to another, in the words of the plan.

    FROM and TO are commits, branches or tags of git, folders, or two files. Without TO, ogpkit compares with the files on
    your disk. Without FROM, it starts from the last commit. You can also write FROM..TO, or FROM...TO for what changed in TO
    since it left FROM.

    Use “--format markdown” for a comment on a merge request.
    """
    form: str = given["form"]
    root = workspace_root(workspace)
    kinds = load_plugins(root).kinds
    exclude = read_settings(root, kinds, {}).workspace.exclude
    plan = find_plan_changes(*find_versions(root, before, after, exclude), kinds)
    country, _slash, cycle = given["place"].partition("/")
    if country:
        here = (one for one in plan.files if one.country == country and cycle in ("", one.cycle))
        plan = attrs.evolve(plan, files=tuple(here))
    if given["out"] is not None:
        write_output({given["out"]: RENDERERS[form](plan).encode()}, overwrite=given["overwrite"])
    else:
        click.echo(_render(form, plan), nl=False, color=has_colours() or None)
    if given["exit_code"] and plan.files:
        click.get_current_context().exit(ExitCode.FINDINGS)


def _render(form: str, plan: PlanChanges) -> str:
    """Return the changes in a form; only text for a terminal has colours."""
    return render_text(plan, colour=has_colours()) if form == "text" else RENDERERS[form](plan)
