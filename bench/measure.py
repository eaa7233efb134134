"""Kinds of measurements: a ratio, a difference, memory, growth. Each returns an outcome."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from workshop import Command, CommandError, Journal, Workshop, blame

MET, STRETCH, MISSED = "met", "met (stretch)", "missed"
ABSENT, DIFFERENT, FAILED = "missing", "DIFFERENT", "FAILED"
_MEBIBYTE = 1024 * 1024
_KIBIBYTE = 1024
# Runs a command as a child of a process so small that its own size does not show in the peak.
_WEIGH = """
import os, resource, sys
pid = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stderr.write(f"\\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out, in words, and how it stands to the target."""

    measured: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A way to measure something, and what it should come to."""

    target: str
    take: Callable[[Workshop], Outcome]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row of the table."""

    number: str
    what: str
    gauge: Gauge


def ratio(
    ours: Command,
    other: Command,
    *,
    within: tuple[float, ...] = (),
    rounds: int = 9,
    count: int | None = None,
) -> Gauge:
    """Measure how many times as long as the other command ours takes.

    Args:
        ours: our command.
        other: what it is measured against.
        within: the highest ratio wanted, and the one dreamed of; without them the row only
            says which of the two is faster.
        rounds: how often each of them runs.
        count: size of the journal; the big one if not given.
    """

    def take(workshop: Workshop) -> Outcome:
        journal = workshop.journal(count)
        if workshop.misses(other, journal):
            return Outcome(f"{other.argv[0]} is not installed", ABSENT)
        mine, its = alternating(workshop, journal, (ours, other), rounds)
        found = mine / its
        words = f"{found:.2f} x  ({seconds(mine)} : {seconds(its)})"
        if not within:
            return Outcome(words, "faster" if found < 1 else "slower")
        return Outcome(words, verdict(found, *within))

    target = f"<= {within[0]} x" if within else ""
    return Gauge(target + "".join(f" ({stretch} x)" for stretch in within[1:]), take)


def difference(
    ours: Command, other: Command, *, limit: float, rounds: int = 21, count: int = 1_000
) -> Gauge:
    """Measure how many milliseconds longer than the other command ours takes."""

    def take(workshop: Workshop) -> Outcome:
        mine, its = alternating(workshop, workshop.journal(count), (ours, other), rounds)
        found = (mine - its) * 1_000
        words = f"{found:+.0f} ms  ({seconds(mine)} : {seconds(its)})"
        return Outcome(words, verdict(found, limit))

    return Gauge(f"<= {limit:+} ms", take)


def memory(command: Command, *, limit: float) -> Gauge:
    """Measure the peak memory of a command and of the processes it starts.

    The kernel's peak is that of the largest single process; several at once are weighed by
    looking at their shares (PSS) all the time. The higher figure counts.
    """

    def take(workshop: Workshop) -> Outcome:
        journal = workshop.journal()
        workshop.settle(journal)
        largest, together = weighed(workshop, journal, command)
        words = f"{max(largest, together):.0f} MB"
        if together > largest:
            words += f"  (all processes; the largest {largest:.0f} MB)"
        return Outcome(words, verdict(max(largest, together), limit))

    return Gauge(f"<= {limit} MB", take)


def growth(command: Command, *, limit: float, rounds: int) -> Gauge:
    """Measure by how many percent a file costs more in the big journal than among 1,000.

    What an empty journal takes is not the files' cost and is taken off.
    """

    def take(workshop: Workshop) -> Outcome:
        sizes = sorted({min(size, workshop.count) for size in (1_000, 10_000, workshop.count)})
        journals = [workshop.journal(size) for size in (0, *sizes)]
        for journal in journals:
            workshop.settle(journal)
        runs = [[_run(workshop, journal, command) for journal in journals] for _ in range(rounds)]
        base, *spent = (median(series) for series in zip(*runs, strict=True))
        costs = [(each - base) / size * 1e6 for each, size in zip(spent, sizes, strict=True)]
        found = (costs[-1] / costs[0] - 1) * 100
        each = " · ".join(f"{cost:.1f}" for cost in costs)
        words = f"{found:+.0f} %  ({each} µs a file at {' · '.join(f'{n:,}' for n in sizes)})"
        return Outcome(words, verdict(found, limit))

    return Gauge(f"<= {limit:+} %", take)


def alternating(
    workshop: Workshop, journal: Journal, commands: tuple[Command, Command], rounds: int
) -> list[float]:
    """Return each command's median; the order turns with every round, so no one is favoured."""
    workshop.settle(journal)
    for command in commands:
        if command.prepare:
            command.prepare(workshop, journal)
        if command.speaks:
            with around(workshop, journal, command):
                workshop.answer(command, journal)
    spent: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            spent[which].append(_run(workshop, journal, commands[which]))
    return [median(times) for times in spent]


def _run(workshop: Workshop, journal: Journal, command: Command) -> float:
    with around(workshop, journal, command):
        return workshop.time(command, journal)


@contextmanager
def around(workshop: Workshop, journal: Journal, command: Command) -> Iterator[None]:
    """Do what belongs before and after a run."""
    if command.before:
        command.before(workshop, journal)
    yield
    if command.after:
        command.after(workshop, journal)


def verdict(found: float, limit: float, *stretch: float) -> str:
    if any(found <= dream for dream in stretch):
        return STRETCH
    return MET if found <= limit else MISSED


def seconds(value: float) -> str:
    """Return seconds as the table writes them."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1_000:.0f} ms"


def weighed(workshop: Workshop, journal: Journal, command: Command) -> tuple[float, float]:
    """Return the peak of a command's largest process and that of all together, in MB."""
    if command.before:
        command.before(workshop, journal)
    wrapper = [sys.executable, "-I", "-S", "-c", _WEIGH]
    with (workshop.folder / "weighed").open("w+b") as notes:
        process = subprocess.Popen(
            [*wrapper, *workshop.argv(command, journal)],
            cwd=journal.root,
            env=workshop.environment(command, journal),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=notes,
        )
        together = 0
        while process.poll() is None:
            together = max(together, sum(map(_share, _children(process.pid))))
            time.sleep(0.005)
        notes.seek(0)
        complaint = notes.read()
    complaint, _, peak = complaint.rpartition(b"\n")
    if process.returncode not in command.codes:
        raise CommandError(blame(workshop.argv(command, journal), process.returncode, complaint))
    largest = int(peak) * _KIBIBYTE
    return largest / _MEBIBYTE, together / _MEBIBYTE


def _children(pid: int) -> list[int]:
    """Return all descendants of a process that are alive; none where the system hides them."""
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for word in words for found in (int(word), *_children(int(word)))]


def _share(pid: int) -> int:
    """Return a process's share of memory in bytes; pages used by two count half for each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * _KIBIBYTE
