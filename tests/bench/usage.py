"""What a program used: processor time, wall time and memory, asked from the system when it has ended.

Linux and macOS only: a program is waited for with :func:`os.wait4`, which counts the processes that it had forked and
waited for as well. This process stays small, because a forked child starts with the memory of its parent.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of ``ru_maxrss``."""

MEGABYTE = 1_000_000

SHOWN = 1500
"""Letters that are shown of what a program said which failed."""


class FailedError(Exception):
    """A program that was to be measured did not end well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Processor time (user and system, all processes) and wall time in seconds; memory in MB of the largest process."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[Usage, str]:
    """Run ``command`` in ``folder`` and return what it used and what it wrote to its standard output.

    Raises :class:`FailedError` with what it said when it does not end with 0.
    """
    with TemporaryFile() as said, TemporaryFile() as errors_file:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=errors_file)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (said, errors_file):
            file.seek(0)
        words, errors = said.read().decode(), errors_file.read().decode()
    if process.returncode:
        raise FailedError(f"{' '.join(command)}: exit code {process.returncode}\n{(words + errors)[:SHOWN]}")
    memory = used.ru_maxrss * MEMORY_UNIT / MEGABYTE
    return Usage(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=memory), words


def typical(usages: Iterable[Usage]) -> Usage:
    """Return the median of each figure."""
    each = list(usages)
    return Usage(
        cpu=median(usage.cpu for usage in each),
        wall=median(usage.wall for usage in each),
        memory=median(usage.memory for usage in each),
    )


def cpu_of_family(pid: int) -> float:
    """Return the processor time so far, in seconds, of a running process and its descendants (Linux)."""
    parents: dict[int, int] = {}
    times: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
        times[int(entry.parent.name)] = sum(map(int, fields[11:15]))
    family = {pid}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(times.get(member, 0) for member in family) / os.sysconf("SC_CLK_TCK")
