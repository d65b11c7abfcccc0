"""Measures whole processes side by side: in turn, several times, with the median, the ratio pair by pair, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import attrs


@attrs.frozen
class Run:
    """One finished process.

    Attributes:
        seconds: Wall-clock time.
        cpu: User and system time, in seconds.
        megabytes: Its largest resident size.
    """

    seconds: float
    cpu: float
    megabytes: float


def once(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end; its output is thrown away and its exit code does not matter.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
    """
    # as on any machine, modules are compiled once: the first round, which does not count, does it
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = 0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def side_by_side(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int = 5) -> dict[str, list[Run]]:
    """Run commands in turn, A B C A B C …, after one round that does not count.

    Args:
        commands: Each command by its name.
        folder: Where they run.
        rounds: How often each is run.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for counted in range(rounds + 1):
        for name, command in commands.items():
            run = once(command, folder)
            if counted:
                runs[name].append(run)
    return runs


def table(runs: Mapping[str, list[Run]], against: str) -> str:
    """The figures as a Markdown table; the ratios are medians of those round by round.

    Args:
        runs: What `side_by_side` gave.
        against: The name of the command that the ratios refer to.
    """
    lines = [
        f"| command | seconds (median) | min–max | cpu s | peak MB | time / {against} | cpu / {against} |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in runs.items():
        seconds = [run.seconds for run in found]
        pairs = list(zip(found, runs[against], strict=True))
        ratio, work = median(a.seconds / b.seconds for a, b in pairs), median(a.cpu / b.cpu for a, b in pairs)
        lines.append(
            f"| {name} | {median(seconds):.3f} | {min(seconds):.3f}–{max(seconds):.3f} "
            f"| {median(run.cpu for run in found):.3f} | {max(run.megabytes for run in found):.0f} | {ratio:.2f} | {work:.2f} |",
        )
    return "\n".join(lines)
