"""Measure what it costs to take in a list and to choose from it, against reading it at all."""

import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import readership
from measure import MET, MISSED, Gauge, Outcome, around, seconds, verdict, weighed
from workshop import Command, Journal, Workshop

ROWS = 100_000
#: A file of some 200 MB; so many of its rows are there before.
LARGE, BEFORE = 1_200_000, 1_150_000
_LOOP = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        pass
"""
_JOURNAL = ("{journal}", "--today", "{today}", "-C", "{root}")
_ME = """
[me]
places = ["Köln", "Leipzig"]
orgs = ["Buchbinderei Ahornacker"]
events = ["Buchmesse Leipzig"]
topics = ["Publizieren"]
"""
#: Among so many contacts it is chosen.
_CONTACTS = 10_000


def _forget_import(workshop: Workshop, journal: Journal) -> None:
    """Bring an empty journal back to where no list was taken in, nor kept to be undone."""
    workshop.put_away(journal.root / "listen")
    workshop.put_away(workshop.home / ".local" / "state")


IMPORT = Command((*_JOURNAL, "import", "{here}/newsletter.csv"), before=_forget_import)
# A generated journal has more due than a day has room for, and nobody new is proposed then.
QUALIFY = Command(
    (*_JOURNAL, "qualify", "listen/newsletter.csv", "--force", "--json"), speaks=True
)


def _with_most_of_it(workshop: Workshop, journal: Journal) -> None:
    """Bring a journal to where it has most of a large list already."""
    _forget_import(workshop, journal)
    workshop.time(IMPORT_LARGE, journal)


IMPORT_LARGE = Command((*_JOURNAL, "import", "{here}/large.csv"), before=_forget_import)
IMPORT_LARGER = Command((*_JOURNAL, "import", "{here}/larger.csv"), before=_with_most_of_it)
READ = Command(("{python}", "-c", _LOOP, "{here}/newsletter.csv"))


class Spent(NamedTuple):
    """Seconds a command took: on the clock, and of the processor."""

    clock: float
    processor: float


def empty(workshop: Workshop) -> Journal:
    """Return a journal without contacts, and make the list that is taken in."""
    _list(workshop)
    return workshop.journal(0)


def empty_beside_large(workshop: Workshop) -> Journal:
    """Return a journal without contacts, and make a list as large as any, in two states."""
    for name, count in (("large", BEFORE), ("larger", LARGE)):
        path = workshop.folder / f"{name}.csv"
        if not path.exists():
            readership.write(path, count)
    return workshop.journal(0)


def with_list(workshop: Workshop) -> Journal:
    """Return a journal of its own, which has the list and whoever keeps it in ``[me]``."""
    _list(workshop)
    count = min(_CONTACTS, workshop.count)
    root, cache = workshop.folder / "journal-list", workshop.folder / "cache-list"
    journal = Journal(root, cache, count)
    if not root.exists():
        unfinished = workshop.folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(workshop.journal(count).root, unfinished)
        with (unfinished / "journal.toml").open("a", encoding="utf-8") as settings:
            settings.write(_ME)
        workshop.time(IMPORT, Journal(unfinished, cache, count))
        unfinished.rename(root)
    return journal


def _list(workshop: Workshop) -> Path:
    path = workshop.folder / "newsletter.csv"
    if not path.exists():
        readership.write(path, ROWS)
    return path


def against_reading(
    ours: Command,
    made: Callable[[Workshop], Journal],
    *,
    within: float,
    processor: float | None = None,
    rounds: int = 5,
) -> Gauge:
    """Measure how many times as long as a bare loop over the rows of a list ours takes.

    Both the clock and the processor's time must keep within: the one is what somebody waits,
    the other does not depend on what else the machine does.

    Args:
        ours: our command.
        made: makes the journal it runs in, untimed.
        within: the highest ratio wanted.
        processor: the most seconds of the processor wanted.
        rounds: how often each of the two runs.
    """

    def take(workshop: Workshop) -> Outcome:
        journal = made(workshop)
        mine, its = _alternating(workshop, journal, (ours, READ), rounds)
        clock, work = mine.clock / its.clock, mine.processor / its.processor
        words = f"{clock:.2f} x  ({seconds(mine.clock)} : {seconds(its.clock)}; processor "
        words += f"{work:.2f} x, {seconds(mine.processor)} : {seconds(its.processor)})"
        is_too_slow = processor is not None and mine.processor > processor
        return Outcome(words, MISSED if is_too_slow else verdict(max(clock, work), within))

    target = f"<= {within:g} x"
    return Gauge(target + (f", {processor:g} s" if processor is not None else ""), take)


def memory_among(ours: Command, made: Callable[[Workshop], Journal], *, limit: float) -> Gauge:
    """Measure the peak memory of a command that works on a list."""

    def take(workshop: Workshop) -> Outcome:
        journal = made(workshop)
        workshop.settle(journal)
        found = max(weighed(workshop, journal, ours))
        return Outcome(f"{found:.0f} MB", MET if found <= limit else MISSED)

    return Gauge(f"<= {limit:g} MB", take)


def _alternating(
    workshop: Workshop, journal: Journal, commands: tuple[Command, Command], rounds: int
) -> list[Spent]:
    """Return each command's medians; what it answers first is not timed, and must be right."""
    workshop.settle(journal)
    for command in commands:
        with around(workshop, journal, command):
            workshop.answer(command, journal)
    runs: tuple[list[Spent], list[Spent]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            runs[which].append(_run(workshop, journal, commands[which]))
    return [Spent(*map(median, zip(*spent, strict=True))) for spent in runs]


def _run(workshop: Workshop, journal: Journal, command: Command) -> Spent:
    with around(workshop, journal, command):
        before = _processor()
        clock = workshop.time(command, journal)
        return Spent(clock, _processor() - before)


def _processor() -> float:
    """Return the processor's seconds of all commands that were run so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
