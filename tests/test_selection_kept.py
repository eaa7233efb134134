"""What was found out about rows is kept, and says what finding it out anew would say."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain import blocking
from kontaktjournal.domain.blocking import BlockList, Seal, marks_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.bars import Bar
from kontaktjournal.domain.qualify.prequalified import Prequalified
from kontaktjournal.domain.settings import Me, Settings
from kontaktjournal.index import counterparts, listed_known, met
from kontaktjournal.index.counterparts import Counterpart
from kontaktjournal.index.listed import Lists
from kontaktjournal.selection import Ground, Selection
from listed_rows import LATER, NEWSLETTER, PaperShelf, somebody
from opened_journal import MONDAY, opened

KEY = bytes(range(32))
MINE = Settings(me=Me(places=("Köln",), topics=("Buchbinden",)))
SABINE = somebody("Sabine Roth", phone="0221 555 0111", city="Köln")
PETER = somebody("Peter Lindner", line=3, phone="0221 555 0113", note="Buchbinden")
IN_PLAY = "---\nname: {}\nstatus: kunde\nphone: {}\n---\n"
LISTED = IN_PLAY.replace("kunde", "liste")
FILED = IN_PLAY.replace("kunde", "ablage")


def block_list(*cards: Card) -> BlockList:
    entries = [
        blocking.Entry(marks_of(card), blocking.Reason.UNSUBSCRIBED, MONDAY) for card in cards
    ]
    text = blocking.added("", entries, Seal(KEY))
    return BlockList(blocking.read(text), (KEY,))


class World(NamedTuple):
    """What a choice is made from: files, rows, and whom the block list holds."""

    files: Mapping[str, str]
    rows: Sequence[Listed]
    blocked: Sequence[Card] = ()


@contextmanager
def lists_in(folder: Path | None, shelf: PaperShelf) -> Iterator[Lists]:
    with closing(Lists(folder, shelf, lambda: LATER)) as lists:
        lists.refresh()
        yield lists


def chosen(base: Path, world: World, lists: Lists) -> Prequalified:
    contacts = base / "root" / "kontakte"
    for path in contacts.glob("*.md"):
        path.unlink()
    files = {f"kontakte/{name}.md": text for name, text in world.files.items()}
    with opened(base, files, MINE) as journal:
        ground = Ground(lists, journal.index.ask, block_list(*world.blocked), lambda _: [])
        return Selection(ground, MINE, MONDAY).prequalified(0)


def anew(base: Path, world: World) -> Prequalified:
    with lists_in(None, PaperShelf({NEWSLETTER: world.rows})) as lists:
        return chosen(base, world, lists)


FILES = st.fixed_dictionaries(
    {},
    optional={
        "sabine": st.sampled_from(
            [text.format("Sabine Roth", "0221 5550111") for text in (IN_PLAY, LISTED, FILED)]
        ),
        "roth": st.just(LISTED.format("S. Roth", "0221 555 0111")),
        "peter": st.just("---\nname: Lindner, Peter\nstatus: kunde\ncity: Köln\n---\n"),
    },
)
ROWS = st.lists(
    st.sampled_from([SABINE, PETER, PETER._replace(card=PETER.card._replace(city="Köln"))]),
    max_size=3,
).map(lambda rows: [row._replace(line=at, key=f"{at}") for at, row in enumerate(rows, 2)])
WORLDS = st.builds(World, FILES, ROWS, st.sampled_from([(), (SABINE.card,), (PETER.card,)]))


@settings(max_examples=40, deadline=None)
@given(worlds=st.lists(WORLDS, min_size=2, max_size=4))
def test_a_choice_of_today_is_that_of_somebody_who_remembers_nothing(
    tmp_path_factory: pytest.TempPathFactory, worlds: list[World]
) -> None:
    base, other = (tmp_path_factory.mktemp(name) for name in ("kept", "anew"))
    shelf = PaperShelf({NEWSLETTER: []})

    for world in worlds:
        if [*world.rows] != shelf.lists[NEWSLETTER]:
            shelf.put(NEWSLETTER, *world.rows)
        with lists_in(base / "lists", shelf) as lists:
            found = chosen(base, world, lists)

        assert found == anew(other, world)


def _compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return a list that is told how many contacts are compared with how many rows."""
    told: list[tuple[int, int]] = []
    pairs = met._pairs

    def counted(
        lists: Lists, contacts: Sequence[Counterpart], rows: tuple[int, int]
    ) -> Mapping[int, list[Counterpart]]:
        after, until = rows
        told.append((len(contacts), until - after))
        return pairs(lists, contacts, rows)

    monkeypatch.setattr(met, "_pairs", counted)
    return told


def test_only_whoever_is_new_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _compared(monkeypatch)
    shelf = PaperShelf({NEWSLETTER: [SABINE, PETER]})
    files = {"sabine": IN_PLAY.format("Sabine Roth", "0221 5550111")}
    world = World(files, [SABINE, PETER])
    for _ in range(2):
        with lists_in(tmp_path / "lists", shelf) as lists:
            chosen(tmp_path, world, lists)
    assert told == [(1, 2)]

    told.clear()
    more = World({**files, "peter": FILED.format("Peter Lindner", "0221 5550113")}, world.rows)
    with lists_in(tmp_path / "lists", shelf) as lists:
        found = chosen(tmp_path, more, lists)

    assert found.barred == {Bar.IN_PLAY: 1, Bar.FILED: 1}
    assert told == [(1, 2)]


def test_rows_are_looked_for_on_the_block_list_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for: list[str] = []

    def marks(card: Card, path: str, key: str, connected: date | None) -> frozenset[str]:
        looked_for.append(key)
        return marks_of(card, path, key, connected)

    monkeypatch.setattr(met, "marks_of", marks)
    shelf = PaperShelf({NEWSLETTER: [SABINE, PETER]})
    world = World({}, [SABINE, PETER], [SABINE.card])
    for _ in range(2):
        with lists_in(tmp_path, shelf) as lists:
            assert chosen(tmp_path, world, lists).barred == {Bar.BLOCKED: 1}
    assert looked_for == [SABINE.key, PETER.key]

    with lists_in(tmp_path, shelf) as lists:
        found = chosen(tmp_path, world._replace(blocked=[SABINE.card, PETER.card]), lists)

    assert found.barred == {Bar.BLOCKED: 2}


def test_who_left_is_found_out_once_and_anew_when_a_list_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def marked_with(marks: frozenset[int]) -> Callable[[sqlite3.Connection], list[int]]:
        asked.append(len(marks))
        return counterparts.marked_with(marks)

    monkeypatch.setattr(met, "marked_with", marked_with)
    reads = somebody("Sabine Roth", email="sabine@example.org", phone="0221 555 0111", city="Köln")
    left = somebody("", path="listen/weg.csv", email="sabine@example.org")._replace(
        is_blocked=True
    )
    shelf = PaperShelf({NEWSLETTER: [reads], left.path: [left]})

    barred = []
    for rows in ([left], [left], [left._replace(is_blocked=False)], [left, PETER], None):
        if rows is None:
            del shelf.lists[left.path]
        elif rows != shelf.lists[left.path]:
            shelf.put(left.path, *rows)
        with lists_in(tmp_path / "lists", shelf) as lists:
            barred.append(chosen(tmp_path, World({}, []), lists).barred.get(Bar.BLOCKED, 0))

    assert (barred, asked) == ([1, 1, 0, 1, 0], [1, 0, 1, 0])


def test_what_cannot_be_kept_is_found_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> object:
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr(met, "remember", lambda *_: full)
    monkeypatch.setattr(met, "remember_left", lambda *_: full)
    world = World({"sabine": IN_PLAY.format("Sabine Roth", "0221 5550111")}, [SABINE])

    for _ in range(2):
        with lists_in(tmp_path / "lists", PaperShelf({NEWSLETTER: world.rows})) as lists:
            assert chosen(tmp_path, world, lists).barred == {Bar.IN_PLAY: 1}


def test_what_others_found_out_meanwhile_is_left_alone(tmp_path: Path) -> None:
    with lists_in(tmp_path, PaperShelf({NEWSLETTER: [SABINE]})) as lists:
        before = lists.ask(listed_known.recall("held"))
        theirs = listed_known.Until("theirs", 1)
        lists.keep(listed_known.remember("held", before, theirs, [(1,)]))
        lists.keep(listed_known.remember("held", before, theirs._replace(other="mine"), []))

        kept = lists.ask(listed_known.recall("held"))

    assert (kept.until, kept.found) == (theirs, [(1,)])


def test_nothing_is_kept_of_rows_that_are_gone(tmp_path: Path) -> None:
    shelf = PaperShelf({NEWSLETTER: [SABINE]})
    world = World({"sabine": IN_PLAY.format("Sabine Roth", "0221 5550111")}, [], [SABINE.card])
    with lists_in(tmp_path / "lists", shelf) as lists:
        chosen(tmp_path, world, lists)
        shelf.put(NEWSLETTER)
        lists.refresh()

        assert lists.ask(listed_known.recall("met")).found == []
        assert lists.ask(listed_known.recall("held")).found == []
