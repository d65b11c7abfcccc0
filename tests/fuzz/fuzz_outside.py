"""Fuzzes what comes from outside; see README.md beside this file.

    fuzz_outside.py [TARGET …] [--minutes 60] [--inputs N] [--first N]

Every input is made of the name of its target and a number, so that a number is all that it takes to see it again.
The inputs run in a child process: one that takes more than its share of processor time or memory, or never ends, costs
the child, and is found.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from threading import Timer

HERE = Path(__file__).parent
SECONDS = 30
"""Processor time of one input, which none comes near to."""

PATIENCE = 600
"""Seconds on the clock for one input, which only something that hangs reaches."""

MEGABYTES = 1024
"""Memory of all inputs of a child together, beside what it has before the first one."""

AT_A_TIME = 25
"""Inputs of a target before the next target has its turn."""


def run_inputs(target: str, first: int, last: int) -> None:
    """Run inputs, in the child: say the number of each before it begins.

    Args:
        target: The target.
        first: The number of the first input.
        last: The number behind that of the last one.
    """
    sys.path.insert(0, str(HERE))
    import outside

    with suppress(ImportError):  # Windows has no such limit
        import resource

        most = (_kilobytes("VmData") // 1024 + MEGABYTES) * 2**20  # libraries set aside a gigabyte without using it
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    said = os.fdopen(os.dup(1), "w")
    for number in range(first, last):
        print(number, file=said, flush=True)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # whatever is going on, its signal ends the process
        try:
            outside.TARGETS[target](random.Random(f"{target}-{number}"))
        except BaseException:  # noqa: BLE001  whatever it is, it is what was looked for
            print("".join(traceback.format_exc()), file=sys.stderr, flush=True)
            raise SystemExit(1) from None
    print(f"peak {_kilobytes('VmHWM') // 1024}", file=said, flush=True)


def _kilobytes(name: str) -> int:
    """What the system says that this process takes; nothing where it does not say it."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0


def run_child(target: str, first: int, last: int) -> tuple[int, str, int]:
    """Run inputs in a child; gives the number of the one that found something, or of the next one, with what was found.

    Args:
        target: The target.
        first: The number of the first input.
        last: The number behind that of the last one.
    """
    words = [sys.executable, "-P", __file__, target, "--child", str(first), str(last)]
    number, peak = first, 0
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stderr
    timer = Timer(PATIENCE, child.kill)
    timer.start()
    for line in child.stdout:
        timer.cancel()
        timer = Timer(PATIENCE, child.kill)
        timer.start()
        if line.startswith("peak"):
            peak = int(line.split()[1])
        elif line.strip().isdigit():
            number = int(line)
    said = child.stderr.read()
    code = child.wait()
    timer.cancel()
    return (last, "", peak) if code == 0 else (number, said[-6000:] or f"the process ended with {code}", peak)


def main() -> int:
    """Run the targets in turn until the time or the inputs are used up; gives 1 if something was found."""
    options = argparse.ArgumentParser()
    options.add_argument("targets", nargs="*", default=["mails", "sheets", "calendar", "portal", "templates"])
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--inputs", type=int, default=10**9, help="how many of each target at most")
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--child", nargs=2, type=int)
    given = options.parse_args()
    if given.child:
        run_inputs(given.targets[0], *given.child)
        return 0
    until = time.monotonic() + given.minutes * 60
    counts, peaks, found = dict.fromkeys(given.targets, 0), dict.fromkeys(given.targets, 0), 0
    while time.monotonic() < until and min(counts.values()) < given.inputs:
        for target in given.targets:
            first = given.first + counts[target]
            last = min(first + AT_A_TIME, given.first + given.inputs)
            reached, said, peak = run_child(target, first, last) if last > first else (first, "", 0)
            peaks[target] = max(peaks[target], peak)
            counts[target] = reached - given.first
            if said:
                found, counts[target] = found + 1, counts[target] + 1
                print(f"{target} --first {reached} --inputs 1:\n{said}", flush=True)
            if time.monotonic() > until:
                break
        print(
            " ".join(f"{name}={count} ({peaks[name]} MB)" for name, count in counts.items()),
            f"found={found}",
            flush=True,
        )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
