"""The watcher: one loop that owns the journal, and does all that is to be done with it.

Everybody else, the reader of the system's events, the listener, a server, only puts something
into its mailbox::

    Watcher(house, Home(root, cache)).run()
"""

import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

from kontaktjournal.domain.errors import JournalError, Refused
from kontaktjournal.index import followed
from kontaktjournal.lookout import COMPLETE, NO, RUN, YES
from kontaktjournal.watch.alone import Alone
from kontaktjournal.watch.applying import Applying
from kontaktjournal.watch.follower import Busy, Follower, Home, Terms, stamps
from kontaktjournal.watch.listener import Listener
from kontaktjournal.watch.news import Call, Errand, Lost, Mailbox, News, Role
from kontaktjournal.watch.pending import Pace
from kontaktjournal.watch.ports import House, Printer, Server
from kontaktjournal.watch.remarks import Remarks
from kontaktjournal.watch.told import (
    NewDay,
    Printed,
    Remark,
    Reprinted,
    Resettled,
    Trouble,
    Updated,
    Watching,
)

Answer = TypeVar("Answer")

#: How much of its time a watcher may spend looking where nobody tells it anything.
_LOOKING_SHARE, _BETWEEN_LOOKS_AT_LEAST = 1 / 20, 2.0
_DAY_SECONDS = 86_400


class Watcher:
    """Keeps index and pages in step with the files until it is interrupted.

    Args:
        house: where it gets what it needs.
        home: where it is.
        applying: copies decisions; None where nobody wants that.
        pace: how long it waits.
    """

    def __init__(
        self,
        house: House,
        home: Home,
        *,
        applying: Applying | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._house = house
        self._home = home
        self._applying = applying
        self._pace = pace or Pace()
        self._alone = Alone(home.cache)
        self._busy = Busy()
        self._server: Server | None = None
        self._listener: Listener | None = None
        self._mailbox: Mailbox = SimpleQueue()
        self._waiting: deque[Call | Errand] = deque()
        self._echoes: set[str] = set()
        self._printer: Printer | None = None
        self._remarks = Remarks(house.tell)
        #: Why the pages are behind, if they could not be made.
        self._refusal: JournalError | None = None
        self._next_look = 0.0
        self._is_homeless = False

    def ask(self, question: Callable[[], Answer], patience: float) -> Answer:
        """Have the loop answer a question about the journal or its pages; for other threads.

        Args:
            question: run by the loop.
            patience: seconds to wait at most.

        Raises:
            TimeoutError: the loop had no time, or could not.
        """
        answers: list[Answer] = []
        done = Event()

        def run() -> None:
            try:
                answers.append(question())
            except JournalError:
                pass  # whoever asks sees that there is no answer, and printing told why
            except Exception as error:  # noqa: BLE001  # a bug must not end the watching
                self._remarks.on_failure(error)
            finally:
                done.set()

        self._mailbox.put(Errand(run))
        if not done.wait(patience) or not answers:
            raise TimeoutError
        return answers[0]

    # --- beginning and end -------------------------------------------------------------------

    def run(self, server: Server | None = None) -> None:
        """Watch, until something is raised.

        Args:
            server: offers the pages; told of new ones, and stopped at the end.

        Raises:
            Refused: somebody watches this journal already, or the folder of the pages holds
                something else.
            JournalError: its settings cannot be understood.
            KeyboardInterrupt: the user has had enough.
        """
        self._server = server
        with ExitStack() as ends:
            if server:
                ends.callback(server.stop)
            ends.enter_context(self._alone)
            self._follow(self._read())
            ends.callback(self._close)
            self._printer = self._house.printer(self._follower.journal)
            # First without threads, for then several processes print.
            printed = self._print(is_first=True)
            self._watch()
            printed = printed.and_then(self._print(is_again=True))
            self._listen()
            folders = len(self._follower.journal.index.ask(followed.folders))
            self._house.tell(Watching(self._house.clock(), folders, printed))
            while True:
                self._turn()

    def _read(self) -> Terms:
        # The stamps first: who changes a file while it is read is noticed.
        return Terms(stamps(self._home.root), self._house.settings())

    def _follow(self, terms: Terms) -> None:
        self._terms, self._printer = terms, None
        self._follower = Follower(
            self._house,
            self._home,
            terms,
            self._mailbox,
            pace=self._pace,
            busy=self._busy,
            applying=self._applying,
        )
        #: Which day the pages are of.
        self._day = self._follower.journal.today

    def _watch(self) -> None:
        self._follower.watch()
        self._plan_look(0.0)

    def _listen(self) -> None:
        with suppress(OSError):
            self._listener = Listener(self._home.cache, self._mailbox, self._busy.is_long)

    def _close(self) -> None:
        """Leave nothing behind."""
        if self._listener:
            self._listener.close()
            self._listener = None
        if self._printer:
            self._printer.close()
        self._follower.close()

    def _start_over(self) -> None:
        """Begin anew where the cache was deleted, and with it socket, lock and index."""
        self._close()
        self._alone.__exit__()
        self._alone.__enter__()
        self._is_homeless = False
        self._follow(self._terms)
        self._watch()
        self._listen()
        # Nobody knows any more what of it happened just before.
        if not (self._follower.is_outdated and self._resettle()):
            read, printed = self._follower.all_read(), self._print()
            self._house.tell(Updated(self._house.clock(), read, (), printed))

    # --- the loop ----------------------------------------------------------------------------

    def _turn(self) -> None:
        self._hear()
        while self._waiting:
            one = self._waiting.popleft()
            if isinstance(one, Errand):
                one.run()
            else:
                self._answer(one)
        now, pending = time.monotonic(), self._follower.pending
        if self._is_homeless:
            self._start_over()
        elif self._day != self._house.clock().date():
            self._turn_day()
        elif pending.wait(now) == 0:
            self._update()
        elif now >= self._next_look:
            self._look_at_all()

    def _hear(self) -> None:
        """Wait until something happens, or it is time for something."""
        try:
            self._take(self._mailbox.get(timeout=self._wait()))
            while not self._mailbox.empty():
                self._take(self._mailbox.get())
        except Empty:
            pass

    def _wait(self) -> float:
        now, clock = time.monotonic(), self._house.clock()
        midnight = _DAY_SECONDS - (clock.hour * 60 + clock.minute) * 60 - clock.second
        waits = [self._next_look - now, float(midnight), self._pace.day]
        update = self._follower.pending.wait(now)
        return max(0.0, min(waits if update is None else [*waits, update]))

    def _take(self, news: News) -> None:
        pending = self._follower.pending
        if isinstance(news, Call | Errand):
            self._waiting.append(news)
        elif isinstance(news, Lost):
            if not pending.work.everything:
                self._house.tell(Remark("watch.lost"))
            pending.lose(time.monotonic())
        elif news.role is not Role.ECHO:
            pending.see(news, time.monotonic())
        elif news.name:
            self._echoes.add(news.name)
        else:
            self._is_homeless = True

    # --- the pages follow --------------------------------------------------------------------

    def _update(self) -> None:
        """Let the pages follow what happened."""
        self._follower.pending.begin()
        if not (self._follower.is_outdated and self._resettle()):
            self._follower.settle()
            self._publish()
            if self._follower.keeper.misses_a_folder:
                soon = time.monotonic() + _BETWEEN_LOOKS_AT_LEAST
                self._next_look = min(self._next_look, soon)

    def _publish(self, *, looks: bool = False) -> None:
        if not self._follower.is_at_home:
            return  # an empty place is no empty journal, and gets no pages
        pending = self._follower.pending
        templates, pending.templates = pending.templates, False
        changed = self._follower.changed()
        if changed:
            printed = self._print()
            read, gone, applied = changed
            self._house.tell(Updated(self._house.clock(), read, gone, printed, applied))
        elif templates:
            self._house.tell(Resettled(self._house.clock(), self._print()))
        elif self._refusal or (looks and self._lacks_pages()):
            printed = self._print(is_again=True)
            if printed.written:
                self._house.tell(Reprinted(self._house.clock(), printed))

    def _lacks_pages(self) -> bool:
        with suppress(JournalError):  # the next save tells what is wrong
            return self._printer is not None and self._printer.lacks(self._house.clock())
        return False

    def _print(self, *, is_first: bool = False, is_again: bool = False) -> Printed:
        """Make the pages; what cannot be is told, and tried again with every look.

        Raises:
            Refused: for the first time: the folder holds something else.
        """
        journal = self._follower.journal
        try:
            self._printer = self._printer or self._house.printer(journal)
            if self._printer is None or not self._follower.is_at_home:
                return Printed()
            with self._busy.at_work():
                made = self._printer.run(journal, self._house.clock())
        except JournalError as error:
            if is_first and isinstance(error, Refused):
                raise
            if not (is_again and repr(error) == repr(self._refusal)):
                self._house.tell(Trouble(error))
            self._refusal = error
            return Printed()
        self._refusal = None
        self._remarks.on_pages(made)
        if self._server and made.changed:
            self._server.tell(made.changed)
        return Printed(tuple(made.written), tuple(made.removed))

    def _turn_day(self) -> None:
        """Look from the new day."""
        self._follower.turn_to(self._house.clock())
        self._day = self._follower.journal.today
        self._follower.settle()
        self._follower.changed()
        self._house.tell(NewDay(self._house.clock(), self._print()))

    def _resettle(self) -> bool:
        """Open the journal anew as journal.toml wants it; leave it until that can be read."""
        try:
            terms = self._read()
        except JournalError as error:
            self._follower.keep_settings()
            self._house.tell(Trouble(error))
            return False
        if self._printer:
            self._printer.close()
        self._follower.close()
        self._follow(terms)
        self._watch()
        self._house.tell(Resettled(self._house.clock(), self._print()))
        return True

    def _look_at_all(self) -> None:
        """Look at everything, should something have gone unnoticed."""
        began = time.monotonic()
        if self._follower.is_outdated:
            self._resettle()
        self._is_homeless = not self._follower.journal.index.is_in_place
        self._follower.settle(self._follower.keeper.look_at_all)
        self._publish(looks=True)
        self._plan_look(time.monotonic() - began)

    def _plan_look(self, took: float) -> None:
        wait = self._pace.between_looks
        if self._follower.keeper.is_blind or self._follower.keeper.misses_a_folder:
            wait = min(wait, max(took / _LOOKING_SHARE, _BETWEEN_LOOKS_AT_LEAST))
        self._next_look = time.monotonic() + wait

    # --- answering ---------------------------------------------------------------------------

    def _answer(self, call: Call) -> None:
        kind, *words = call.words
        if call.until < time.monotonic():
            call.answer(NO)
        elif kind == COMPLETE:
            call.answer(self._complete(words, call.until))
        elif kind == RUN:
            self._run(words, call)
        else:
            call.answer(NO)

    def _complete(self, words: list[str], until: float) -> bytes:
        index = self._follower.journal.index
        if words != [index.mark, index.identity] or not self._proves(until):
            return NO
        version = index.version
        return NO if version is None else YES + str(version).encode()

    def _run(self, words: list[str], call: Call) -> None:
        """Run a command on the journal, once it is proved to be in step."""
        now, follower = self._house.clock(), self._follower
        is_another = follower.is_outdated or follower.is_makeshift
        run = None if is_another else self._house.command(words)
        if run and now.date() != follower.journal.today:
            follower.turn_to(now)  # the pages follow, once this is answered
        if run is None or not self._proves(call.until):
            call.answer(NO)
            return
        call.answer(YES, is_last=False)
        follower.journal.turn_to(now)
        answer = b""  # then the command runs again by itself, and shows what is wrong
        with suppress(Exception):
            answer = run(follower.journal)
        call.answer(answer)

    def _proves(self, until: float) -> bool:
        """Tell whether the index is complete as of now."""
        if not self._follower.keeper.hears_all(until, self._hear_echo):
            return False
        self._follower.settle()
        return self._follower.keeper.is_complete

    def _hear_echo(self, name: str, until: float) -> bool:
        while name not in self._echoes:
            try:
                self._take(self._mailbox.get(timeout=max(0.0, until - time.monotonic())))
            except Empty:
                return False
        self._echoes.clear()
        return True
