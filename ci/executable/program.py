"""The program in the executable file: `ogpkit`, and Python for the processes that ogpkit starts with its own interpreter."""

from __future__ import annotations

import os
import runpy
import sys


def restore_libraries() -> None:
    """Give programs that ogpkit starts, such as git and an editor, the libraries of the system and not those of this file."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before


def main() -> None:
    """Run what the words of the call name."""
    restore_libraries()
    flag, what, *rest = (*sys.argv[1:3], "", "")[:2] + tuple(sys.argv[3:])
    if (flag, what) == ("-P", "-m") and rest:
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif (flag, what) == ("-P", "-c") and rest:
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  ogpkit's own words
    else:
        from ogpkit.cli import main as run_ogpkit  # noqa: PLC0415  the other processes need less

        raise SystemExit(run_ogpkit())


main()
