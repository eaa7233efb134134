"""A watcher that runs beside the test, in a thread or as a process of its own."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TypeVar

from kontaktjournal.config.place import Annex, find
from kontaktjournal.config.read import read
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.journal import Journal
from kontaktjournal.watch.applying import Applying
from kontaktjournal.watch.follower import Home
from kontaktjournal.watch.pending import Pace
from kontaktjournal.watch.ports import Printer, Run
from kontaktjournal.watch.told import Told, Watching
from kontaktjournal.watch.watcher import Watcher
from opened_journal import NOW

Kind = TypeVar("Kind")
Found = TypeVar("Found")

#: No verdict on speed: only a guard against waiting for ever.
PATIENCE_SECONDS = 20.0
#: Looks at everything only when something told it to: what is found was noticed.
PACE = Pace(between_looks=3600.0, day=0.05)


def until(claim: Callable[[], Found]) -> Found:
    """Wait until something holds, and return it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        found = claim()
        if found:
            return found
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.005)


@dataclass(frozen=True, slots=True)
class Pages:
    """What a press made."""

    written: tuple[str, ...]
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    spoiled: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Press:
    """Stands in for the press: notes whom it would have printed, and on what day."""

    runs: list[tuple[str, list[str]]] = field(default_factory=list)
    closed: int = 0
    refuses: JournalError | None = None
    has_lost: bool = False
    #: How often it was asked to print.
    tried: int = 0

    def run(self, journal: Journal, made: datetime) -> Pages:
        self.tried += 1
        if self.refuses:
            raise self.refuses
        names = sorted(one.name for one in journal.index.ask(select.contacts()))
        self.runs.append((made.date().isoformat(), names))
        self.has_lost = False
        return Pages(("index.html",), changed=("index.html",))

    def lacks(self, _made: datetime) -> bool:
        return self.has_lost

    def close(self) -> None:
        self.closed += 1


class House:
    """What a watcher needs, and what it told.

    Args:
        base: with the folders ``root``, ``cache`` and ``state``.
    """

    def __init__(self, base: Path) -> None:
        self.base = base
        self.root = base / "root"
        self.cache = base / "cache"
        self.now = NOW
        self.press = Press()
        self.told: list[Told] = []
        self.run: Callable[[Sequence[str]], Run | None] = lambda _words: None
        #: How many commands it was asked to run, and could.
        self.runs = 0

    def settings(self) -> Settings:
        return read(find(self.root, {}, given=self.root))

    def journal(self, settings: Settings, now: datetime) -> Journal:
        place = find(self.root, {}, given=self.root)
        return Journal(place, settings, now, Annex(self.cache, self.base / "state"))

    def printer(self, _journal: Journal) -> Printer:
        return self.press

    def templates(self, settings: Settings) -> Sequence[str]:
        folder = self.root / settings.folders.templates / "page"
        return [str(folder)] if folder.is_dir() else []

    def clock(self) -> datetime:
        return self.now

    def command(self, words: Sequence[str]) -> Run | None:
        found = self.run(words)
        self.runs += found is not None
        return found

    def tell(self, told: Told) -> None:
        self.told.append(told)

    def progress(self, _done: int, _total: int) -> None:
        pass

    # --- for the test --------------------------------------------------------------------------

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return everything of a kind that was told."""
        return [one for one in self.told if isinstance(one, kind)]

    @property
    def names(self) -> list[str]:
        """Return who was printed last."""
        return self.press.runs[-1][1]


class Beside:
    """A watcher in a thread of its own."""

    def __init__(self, house: House, pace: Pace = PACE, *, applies: bool = False) -> None:
        self.house = house
        home = Home(str(house.root), str(house.cache))
        words = "{0.count} {0.unit.value}".format
        applying = Applying(words, house.tell) if applies else None
        self.watcher = Watcher(house, home, applying=applying, pace=pace)
        self.failure: BaseException | None = None
        self._thread = Thread(target=self._run)

    def _run(self) -> None:
        try:
            self.watcher.run()
        except KeyboardInterrupt:
            pass
        except BaseException as error:  # noqa: BLE001  # raised again in the test's thread
            self.failure = error

    def start(self) -> None:
        before = len(self.house.all(Watching))
        self._thread.start()
        until(lambda: len(self.house.all(Watching)) > before or self.failure)
        if self.failure:
            raise self.failure

    def ask(self, question: Callable[[], Found]) -> Found:
        """Have the loop answer."""
        return self.watcher.ask(question, PATIENCE_SECONDS)

    def stop(self) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        if self._thread.is_alive():
            with suppress(TimeoutError):
                self.watcher.ask(interrupt, PATIENCE_SECONDS)
        self._thread.join(PATIENCE_SECONDS)
        if self.failure:
            raise self.failure


@contextmanager
def watched(house: House, pace: Pace = PACE, *, applies: bool = False) -> Iterator[Beside]:
    """Watch a journal while the test does something to it."""
    beside = Beside(house, pace, applies=applies)
    beside.start()
    try:
        yield beside
    finally:
        beside.stop()


def open_files() -> int:
    """Return how many files this process has open."""
    return len([*Path("/proc/self/fd").iterdir()])
