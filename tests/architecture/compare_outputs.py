"""Write what ogpkit gives to people, and compare two such folders: what a change of the code alters for them.

    python tests/architecture/compare_outputs.py write FOLDER [--only help|documents|sites|tables]
    python tests/architecture/compare_outputs.py compare BEFORE AFTER

`help` is the text of every command; `documents`, `sites` and `tables` (the exports) are what the examples give.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = "2026-11-01"
WORKSPACES = ("cohort-2011", "networking-paper", "three-scripts")
_FINGERPRINT = re.compile(rb"[0-9a-f]{16,64}")


def call(*words, folder=None):
    """Return what a command prints, and how it ended."""
    command = [str(Path(sys.executable).with_name("ogpkit")), *words]
    done = subprocess.run(command, capture_output=True, cwd=folder, stdin=subprocess.DEVNULL, check=False, timeout=900)
    return done.stdout + (done.stderr and b"\n--- stderr\n" + done.stderr) + f"\n--- exit {done.returncode}\n".encode()


def list_commands(words=()):
    """Yield every command with the text of its help, groups first."""
    text = call(*words, "--help")
    yield words, text
    lines = text.decode().splitlines()
    heads = [number for number, line in enumerate(lines) if re.match(r"Commands.*:$", line)]
    for head in heads:
        for line in lines[head + 1 :]:
            if line and not line.startswith(" "):
                break
            if found := re.match(r"  (\S+)", line):
                yield from list_commands((*words, found[1]))


def put(folder, name, content):
    """Write one output."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_help(folder):
    """Write the help of every command."""
    for words, text in list_commands():
        put(folder, "help/" + ("-".join(words) or "ogpkit") + ".txt", text)


def list_places(root):
    """Return the places of a workspace, from the largest."""
    cycles = [f"{path.parts[-3]}/{path.name}" for path in sorted(root.glob("countries/*/cycles/*"))]
    return ["", *(path.name for path in sorted(root.glob("countries/*"))), *cycles]


def list_names(kind, root):
    """Return the names of the documents or exports that there are."""
    lines = call(kind, "--workspace", str(root)).decode().splitlines()
    return [found[1] for line in lines if (found := re.match(r"([a-z]+-[\w-]*|[a-z]+)\s", line))]


def write_named(folder, kind, *, into_folder):
    """Write each document or export of each example for a place of each size."""
    for name in WORKSPACES:
        root = EXAMPLES / name
        places = list_places(root)
        chosen = list(dict.fromkeys([places[0], *places[1:3], *places[-2:]]))
        jobs = [(one, place) for one in list_names(kind, root) for place in chosen]
        base = folder / kind / name

        def write(job, base=base, root=root):
            one, place = job
            out = f"{one}-{place.replace('/', '-') or 'all'}"
            words = (kind, one, *([place] if place else []), "--workspace", str(root))
            said = call(*words, *(("--out", str(base / out), "--overwrite") if into_folder else ()))
            return out, said.replace(str(base).encode(), b"OUT")

        base.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            for out, said in pool.map(write, jobs):
                put(base, out + ".txt", said)


def write_sites(folder):
    """Build the site of each example."""
    for name in WORKSPACES:
        out = folder / "sites" / name
        words = ("portal", "build", str(out), "--workspace", str(EXAMPLES / name), "--today", TODAY)
        said = call(*words, "--base", "https://ogp.example.org", "--documents", "md")
        put(folder, f"sites/{name}.txt", said.replace(str(out).encode(), b"OUT"))


def compare(before, after):
    """Print what differs between two folders, fingerprints of contents aside; the number of files that differ."""
    names = sorted(
        {str(path.relative_to(root)) for root in (before, after) for path in root.rglob("*") if path.is_file()}
    )
    count = 0
    for name in names:
        old, new = before / name, after / name
        if not old.is_file() or not new.is_file():
            print(f"{'only before' if old.is_file() else 'only after'}: {name}")
            count += 1
            continue
        texts = [_FINGERPRINT.sub(b"#", path.read_bytes()) for path in (old, new)]
        if texts[0] != texts[1]:
            count += 1
            lines = [text.decode("utf-8", "replace").splitlines() for text in texts]
            print(f"=== {name}")
            print("\n".join(line[:200] for line in list(difflib.unified_diff(*lines, lineterm="", n=0))[2:40]))
    print(f"{count} of {len(names)} files differ")
    return count


def main():
    """Read what is asked and do it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("doing", choices=["write", "compare"])
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--only", choices=["help", "documents", "sites", "tables"])
    given = asked.parse_args()
    if given.doing == "compare":
        return int(bool(compare(*given.folders)))
    folder = given.folders[0].absolute()
    ways = {
        "help": write_help,
        "documents": lambda folder: write_named(folder, "document", into_folder=True),
        "sites": write_sites,
        "tables": lambda folder: write_named(folder, "export", into_folder=False),
    }
    for name, way in ways.items():
        if given.only in {None, name}:
            way(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
