"""What the kernel knows of this process and of those that it started, read from `/proc`."""

import os

_TICK_NS = 1_000_000_000 // os.sysconf("SC_CLK_TCK")


def resident_bytes(has_children):
    """Resident set of this process, and of its descendants where it has any."""
    return sum(_resident(pid) for pid in (os.getpid(), *(descendants() if has_children else ())))


def held_bytes(pid):
    """Memory that a process holds alone, plus its share of what it holds with others."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        for line in lines:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1_024
    return 0


def children_cpu_ns():
    """Processor time of all descendants that are alive, and of those that they have waited for."""
    return sum(_cpu_ns(pid) for pid in descendants())


def descendants():
    """Processes that descend from this one."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdecimal() and (fields := _stat(name)) is not None:
            parents.setdefault(int(fields[1]), []).append(int(name))
    found, open_pids = [], [os.getpid()]
    while open_pids:
        children = parents.get(open_pids.pop(), [])
        found += children
        open_pids += children
    return found


def _stat(pid):
    """Fields after the name: 0 is the state, 1 the parent, 11 to 14 are processor times."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        # It ended while we looked.
        return None


def _cpu_ns(pid):
    fields = _stat(pid)
    return 0 if fields is None else sum(int(fields[i]) for i in (11, 12, 13, 14)) * _TICK_NS


def _resident(pid):
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
