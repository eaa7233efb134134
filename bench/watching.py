"""Measure what a running `journal watch` is good for: a quick agenda, pages as one saves."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from kontaktjournal.domain.names import slug
from measure import Gauge, Outcome, alternating, verdict
from workshop import YOUNG, Command, CommandError, Journal, Workshop, blame

_POLL = 0.001
_WAIT = 30.0
_START = 600.0
#: Saves lie this far apart, as people's do.
_BETWEEN = 0.3

WATCH = Command(("{journal}", "-C", "{root}", "watch", "-o", "{pages}"))


def under_watch(
    ours: Command,
    other: Command,
    *,
    within: tuple[float, ...],
    rounds: int = 15,
    count: int | None = None,
) -> Gauge:
    """Measure like `ratio`, but while `journal watch` runs on the journal."""

    def take(workshop: Workshop) -> Outcome:
        journal = workshop.journal(count)
        with _watched(workshop, journal):
            mine, its = alternating(workshop, journal, (ours, other), rounds)
        words = f"{mine / its:.2f} x  ({mine * 1_000:.0f} ms : {its * 1_000:.0f} ms)"
        return Outcome(words, verdict(mine / its, *within))

    return Gauge(f"<= {within[0]} x", take)


def latency(*, limit: float, rounds: int = 21, count: int | None = None) -> Gauge:
    """Measure how long after a save the contact's page is written.

    Args:
        limit: milliseconds the median should not exceed.
        rounds: how often somebody is saved.
        count: size of the journal; the big one if not given.
    """

    def take(workshop: Workshop) -> Outcome:
        journal = workshop.journal(count)
        with _watched(workshop, journal):
            file = journal.root / journal.somebody
            before = file.read_bytes()
            # Of several people of one name, the saved one is whose page tells of the save.
            pages = list(workshop.pages(journal).glob(f"kontakte/{slug(file.stem)}*.html"))
            spent = [_save(file, pages, number) for number in range(rounds)]
            file.write_bytes(before)
            time.sleep(_BETWEEN)
        middle, late = median(spent) * 1_000, quantiles(spent, n=20)[-1] * 1_000
        return Outcome(f"{middle:.0f} ms  (p95 {late:.0f} ms)", verdict(middle, limit))

    return Gauge(f"<= {limit:.0f} ms", take)


def _save(file: Path, pages: list[Path], number: int) -> float:
    """Save a contact and return the seconds until its page says so."""
    time.sleep(_BETWEEN)
    word = f"Nachtrag{number}"
    text = f"\n## 2026-11-20 Telefonat: {word}\n".encode()
    start = time.perf_counter()
    with file.open("ab") as appended:
        appended.write(text)
    while not any(word.encode() in page.read_bytes() for page in pages):
        if time.perf_counter() - start > _WAIT:
            message = f"{file.name} was not printed after a save"
            raise CommandError(message)
        time.sleep(_POLL)
    return time.perf_counter() - start


@contextmanager
def _watched(workshop: Workshop, journal: Journal) -> Iterator[None]:
    """Run the watcher, from when it says that it watches to when it is told to stop."""
    workshop.settle(journal)
    argv = workshop.argv(WATCH, journal)
    process = subprocess.Popen(
        argv,
        cwd=journal.root,
        env=workshop.environment(WATCH, journal),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        if process.stdout is None or not process.stdout.readline():
            raise CommandError(blame(argv, process.wait(), b"it never began"))
        os.set_blocking(process.stdout.fileno(), False)  # the system's own word
        # What was printed just now is young, and the first look after it is no common one.
        time.sleep(YOUNG)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=_START)


def forget_pages(workshop: Workshop, journal: Journal) -> None:
    """Remove the pages, and the index with all that is kept about them."""
    remove_pages(workshop, journal)
    workshop.forget_index(journal)


def remove_pages(workshop: Workshop, journal: Journal) -> None:
    """Remove the pages alone; the index stays."""
    workshop.put_away(workshop.pages(journal))
