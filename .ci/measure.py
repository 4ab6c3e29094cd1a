"""Runs commands and says how long they took.

Given by: `bench`, `foreign-kernels` and `kernel-cost`. Gives: medians of wall-clock and processor time.
Holds: the time of a program includes the workers that it waited for; a status that was not expected ends the measurement.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Run:
    wall: float
    processor: float
    output: str


def run(command, expected=0):
    """One run; times are in seconds, processor time is user and system together."""
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as child:
            output = child.stdout.read()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if child.returncode != expected:
            errors.seek(0)
            said = output + errors.read()
            sys.exit(f"{' '.join(command)}: expected status {expected}, got {child.returncode}\n{said}")
    return Run(wall, usage.ru_utime + usage.ru_stime, output)


def median(runs):
    """Medians of times, each by itself, and the last output."""
    return Run(
        statistics.median(run.wall for run in runs), statistics.median(run.processor for run in runs), runs[-1].output
    )


def repeat(commands, times):
    """Runs several commands in turns, so that a busy moment of the machine meets all of them; gives the median of each."""
    runs = [[run(command) for command in commands] for _ in range(times)]
    return [median(column) for column in zip(*runs)]


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}"


def machine():
    """The processor's name and the number of cores that this process may use."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    model = models[0] if models else "unknown processor"
    return f"{model}, {len(os.sched_getaffinity(0))} cores"


def table(heads, rows):
    """Prints a Markdown table: the first column is text, the others are numbers."""
    print("| " + " | ".join(heads) + " |")
    print("|---|" + "---:|" * (len(heads) - 1))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print()
