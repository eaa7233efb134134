"""``journal watch``: index and pages follow the files, and other commands need not look."""

import signal
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import offer_folders, option
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.watching import Indoors
    from kontaktjournal.watch.server import Server
    from kontaktjournal.watch.watcher import Watcher

#: So long a browser waits for a page before it is told to come back.
_PAGE_SECONDS = 5.0
_INTERRUPTED = 130


class _Port(click.IntRange):
    """A port, or 0 where any will do."""

    def __init__(self) -> None:
        super().__init__(1, 65_535)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        return 0 if value == 0 else super().convert(value, param, ctx)


class _Ended(KeyboardInterrupt):
    """Say that the system, not the user, has had enough."""


@journal_command("watch")
@option(
    "-o",
    "--output",
    metavar="metavar.folder",
    help="option.output.page",
    shell_complete=offer_folders,
)
@option(
    "--serve",
    is_flag=False,
    flag_value=0,
    type=_Port(),
    metavar="metavar.port",
    help="option.serve",
)
@option("--apply", "applies", is_flag=True, help="option.apply.decisions")
def command(*, output: str | None, serve: int | None, applies: bool) -> int:
    """Watch until somebody ends it."""
    from kontaktjournal.cli.watching import Indoors
    from kontaktjournal.watch.follower import Home
    from kontaktjournal.watch.watcher import Watcher

    session = current_session()
    house = Indoors(session, output)
    home = Home(str(session.place.root), str(session.cache))
    watcher = Watcher(house, home, applying=house.applying() if applies else None)
    ended = _listen_for_the_end()
    try:
        watcher.run(None if serve is None else _serving(watcher, house, serve))
    except KeyboardInterrupt:
        session.refuse("")  # the next prompt shall not stand behind ^C
    return 0 if ended else _INTERRUPTED


def _serving(watcher: "Watcher", house: "Indoors", port: int) -> "Server":
    """Return a server that has begun to offer the pages.

    Raises:
        DiskTrouble: the port is taken.
    """
    from kontaktjournal.watch.server import Server
    from kontaktjournal.watch.serving_answer import Page

    def ask(name: str) -> Page | None:
        leaf = watcher.ask(lambda: house.leaf(name), _PAGE_SECONDS)
        return Page(*leaf) if leaf else None

    server = Server(ask, port, house.sentence)
    server.start()
    house.address = server.address
    return server


def _listen_for_the_end() -> Sequence[int]:
    """Return a list that holds the signal once the system has asked to end."""
    got: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        got.append(number)
        raise _Ended

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Whoever starts it by nohup wants it to stay.
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
    return got
