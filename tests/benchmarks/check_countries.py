"""`ogpkit check` on 1,000 country folders, beside its floors and beside check-jsonschema on ogpkit's own schemas.

Run: `python tests/benchmarks/check_countries.py [COUNT]`, with ogpkit and its `dev` extra installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from processes import side_by_side, table
from workspaces import countries

READ = "import pathlib; [p.read_bytes() for p in pathlib.Path('countries').rglob('*.toml')]"
PARSE = (
    "import pathlib; from ogpkit.workspace.toml import parse_toml; "
    "[parse_toml(p.read_bytes()) for p in pathlib.Path('countries').rglob('*.toml')]"
)
SCRIPTS = Path(sys.executable).parent


def schema_check(schemas: Path, kind: str, glob: str) -> str:
    """A shell command that checks the files of one kind with check-jsonschema.

    Args:
        schemas: The folder with ogpkit's exported schemas.
        kind: The kind's name.
        glob: Which files, relative to the workspace.
    """
    return f"{SCRIPTS / 'check-jsonschema'} --schemafile {schemas / kind}.schema.json {glob}"


def main() -> None:
    """Print the figures as a Markdown table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as made:
        workspace, schemas = Path(made, "workspace"), Path(made, "schemas")
        countries(workspace, count)
        ogpkit = str(SCRIPTS / "ogpkit")
        subprocess.run([ogpkit, "schema", "--out", str(schemas)], cwd=workspace, check=True, stdout=subprocess.DEVNULL)
        both = " ; ".join(
            (
                schema_check(schemas, "country", "countries/*/country.toml"),
                schema_check(schemas, "eligibility", "countries/*/eligibility/*.toml"),
            ),
        )
        runs = side_by_side(
            {
                "floor: read the files": [sys.executable, "-c", READ],
                "floor: read and parse": [sys.executable, "-c", PARSE],
                "ogpkit check": [ogpkit, "check"],
                "check-jsonschema": ["sh", "-c", both],
            },
            workspace,
        )
    print(f"{2 * count} files in {count} country folders\n")
    print(table(runs, "ogpkit check"))


if __name__ == "__main__":
    main()
