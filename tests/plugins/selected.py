"""A choice among lists without files, for contacts in a journal of its own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kontaktjournal.domain import blocking
from kontaktjournal.domain.blocking import BlockList
from kontaktjournal.domain.decided import Decided
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.prequalified import Prequalified
from kontaktjournal.domain.settings import Me, Settings
from kontaktjournal.index.listed import Lists
from kontaktjournal.selection import Ground, Selection
from listed_rows import LATER, PaperShelf, somebody
from opened_journal import MONDAY, opened

FRIENDS = "listen/freunde.csv"
MINE = Settings(me=Me(places=("Köln",), topics=("Buchbinden",)))
SABINE = somebody("Sabine Roth", phone="0221 555 0111", email="sabine@example.org", city="Köln")
IN_PLAY = "---\nname: {}\nstatus: gespraech\nphone: {}\n---\n"
FILED = IN_PLAY.replace("gespraech", "ablage")
LISTED = IN_PLAY.replace("gespraech", "liste")
HELD = BlockList(blocking.read("sabine@example.org\n"))
#: Nobody.
NO_LIST = BlockList(blocking.read(""))


class World(NamedTuple):
    """What a choice is made from."""

    files: Mapping[str, str] = {}
    lists: Mapping[str, list[Listed]] = {}
    decided: Mapping[str, list[Decided]] = {}
    blocked: BlockList = NO_LIST
    settings: Settings = MINE


@contextmanager
def selection(base: Path, world: World, only: Iterable[str] | None = None) -> Iterator[Selection]:
    files = {f"kontakte/{name}.md": text for name, text in world.files.items()}
    with opened(base, files, world.settings) as journal:
        lists = Lists(None, PaperShelf(world.lists), lambda: LATER)
        lists.refresh()
        ground = Ground(
            lists, journal.index.ask, world.blocked, lambda path: world.decided.get(path, [])
        )
        asked = None if only is None else [*only]
        yield Selection(ground, world.settings, MONDAY, asked)


def told(
    base: Path, world: World, *, due: int = 0, only: Iterable[str] | None = None
) -> Prequalified:
    with selection(base, world, only) as chosen:
        return chosen.prequalified(due)


def names(found: Prequalified) -> list[str]:
    return [one.card.name for one in found.drawn]
