"""What commands cost: processor time of a command and all that it starts, wall time, memory."""

import os
import re
import subprocess
import time
from typing import NamedTuple

import shared  # noqa: F401

from problems import CannotMeasure


class Cost(NamedTuple):
    """`cpu` and `wall` in seconds, `memory` in megabytes: the most that one process had."""

    cpu: float
    wall: float
    memory: float

    def __add__(self, other):
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory))


def of(command, **environment):
    """The cost of a command that has to succeed."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environment}
    )
    complaints = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if status:
        text = complaints.decode(errors="replace")[-2000:]
        raise CannotMeasure(f"failed: {' '.join(command[:6])} …\n{text}".rstrip())
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024)


def least(costs):
    """The least of each figure: whatever disturbs the machine only adds."""
    return Cost(*map(min, zip(*costs)))


def text_bytes(path):
    """Bytes of machine code in an object file."""
    result = subprocess.run(["size", "-A", path], capture_output=True, text=True)
    if result.returncode:
        raise CannotMeasure(f"failed: size -A {path}\n{result.stderr}".rstrip())
    return sum(int(size) for size in re.findall(r"(?m)^\.text\S*\s+(\d+)", result.stdout))
