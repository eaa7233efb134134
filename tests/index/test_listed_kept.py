"""The index of the lists keeps up with the files, and survives whatever happens to its own."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kontaktjournal import flock
from kontaktjournal.domain.errors import DiskTrouble, WrongUse
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.query.tree import Query, Text, Words
from kontaktjournal.index import listed_portions, listed_tables
from kontaktjournal.index.listed import Lists
from kontaktjournal.shelf import Shelf
from listed_rows import LATER, NEWSLETTER, PaperShelf, somebody
from watched_folder import write

MONDAY = date(2026, 11, 23)
FRIENDS = "listen/freunde.csv"
SABINE = somebody("Sabine Roth", phone="+49 221 555 0111", city="Köln", hobby="Buchbinden")
PETER = somebody("Peter Müller", line=3, email="peter@example.org", hobby="Buch")


def lists_of(shelf: PaperShelf, folder: Path) -> Lists:
    lists = Lists(folder, shelf, lambda: LATER)
    lists.refresh()
    return lists


def names(lists: Lists, word: str) -> list[str]:
    found = lists.search(Query(Text(Words(word))), MONDAY)
    return [hit.listed.card.name for hit in found.hits]


# --- keeping up ----------------------------------------------------------------------------


def test_only_a_list_that_was_changed_is_read_again(tmp_path: Path) -> None:
    shelf = PaperShelf({FRIENDS: [somebody("Mia Sommer", path=FRIENDS)], NEWSLETTER: [SABINE]})
    lists_of(shelf, tmp_path).close()
    shelf.put(NEWSLETTER, PETER)
    shelf.read_lists.clear()

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert shelf.read_lists == [NEWSLETTER]
        assert names(lists, "buch") == ["Peter Müller"]
        assert names(lists, "mia") == ["Mia Sommer"]
        assert lists.bearing(["sabine roth"]) == []


def test_a_list_that_may_have_changed_without_a_trace_is_compared(tmp_path: Path) -> None:
    shelf = PaperShelf({NEWSLETTER: [SABINE]})
    names: list[str] = []
    for rows in ([SABINE], [SABINE], [PETER]):
        shelf.lists[NEWSLETTER] = rows
        # A moment after its stamp.
        with closing(Lists(tmp_path, shelf, lambda: 5)) as lists:
            lists.refresh()
            names += [row.card.name for _, row in lists.rows([1, 2])]

    assert shelf.read_lists == [NEWSLETTER, NEWSLETTER]
    assert names == ["Sabine Roth", "Sabine Roth", "Peter Müller"]


def test_a_list_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    shelf = PaperShelf({FRIENDS: [somebody("Mia Sommer", path=FRIENDS)], NEWSLETTER: [SABINE]})
    lists_of(shelf, tmp_path).close()
    del shelf.lists[FRIENDS]

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert names(lists, "mia") == []
        assert names(lists, "sabine") == ["Sabine Roth"]


def test_a_list_that_breaks_in_the_middle_harms_no_other_and_is_tried_again(
    tmp_path: Path,
) -> None:
    shelf = PaperShelf({FRIENDS: [somebody("Mia Sommer", path=FRIENDS)], NEWSLETTER: [SABINE]})
    shelf.broken[FRIENDS] = WrongUse("refusal.list.unknown", path=FRIENDS)

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert lists.faults == (shelf.broken[FRIENDS],)
        assert names(lists, "mia") == []
        assert names(lists, "sabine") == ["Sabine Roth"]
        del shelf.broken[FRIENDS]
        lists.refresh()
        assert not lists.faults
        assert names(lists, "mia") == ["Mia Sommer"]


def test_lists_changed_again_and_again_do_not_fill_the_file(tmp_path: Path) -> None:
    rows = [somebody(f"Anna {number}", line=number) for number in range(2, 902)]
    shelf = PaperShelf({NEWSLETTER: rows})
    with closing(lists_of(shelf, tmp_path)) as lists:
        for _ in range(6):
            shelf.put(NEWSLETTER, *rows)
            lists.refresh()
            newest = max(one.id for one in lists.briefs(range(10_000)))
            assert newest <= 3 * len(rows)
        assert lists.search(Query(Text(Words("anna"))), MONDAY).total == len(rows)


def test_a_list_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    class Restless(PaperShelf):
        """Its list is another one while it is read, and then as before."""

        def read(self, path: str) -> Iterator[Listed]:
            if not self.read_lists:
                self.changes[path] += 1
                yield PETER
            yield from super().read(path)

    shelf = Restless({NEWSLETTER: [SABINE]})
    lists_of(shelf, tmp_path).close()

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert names(lists, "peter") == []
        assert names(lists, "sabine") == ["Sabine Roth"]
    lists_of(shelf, tmp_path).close()
    assert shelf.read_lists == [NEWSLETTER, NEWSLETTER]


def test_a_list_that_is_taken_away_while_it_is_read_is_no_fault(tmp_path: Path) -> None:
    class Fading(PaperShelf):
        """Its list goes in the midst of it."""

        def read(self, path: str) -> Iterator[Listed]:
            yield from super().read(path)
            del self.lists[path]
            raise DiskTrouble("refusal.cannot_read", path=path, reason="ENOENT")

    shelf = Fading({NEWSLETTER: [SABINE]})

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert lists.faults == ()
        assert names(lists, "sabine") == []


def test_two_commands_at_once_build_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(PaperShelf):
        """While its list is read, another command opens the same file, and waits in vain."""

        def read(self, path: str) -> Iterator[Listed]:
            with closing(Lists(tmp_path, other, lambda: LATER)) as second:
                second.refresh()
                found.extend(names(second, "sabine"))
            yield from super().read(path)

    monkeypatch.setattr(flock, "_PATIENCE_SECONDS", 0.1)
    other = PaperShelf({NEWSLETTER: [SABINE]})
    found: list[str] = []

    with closing(lists_of(Interrupted({NEWSLETTER: [SABINE]}), tmp_path)) as lists:
        assert names(lists, "sabine") == found == ["Sabine Roth"]
    third = PaperShelf({NEWSLETTER: [SABINE]})
    lists_of(third, tmp_path).close()
    assert third.read_lists == []


def test_a_long_list_is_read_by_a_second_process_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        somebody(f"Anna O'Neill {line}", line=line, phone=f"0221 555{line}", city="Köln")
        for line in range(2, 5002)
    ]
    monkeypatch.setattr(listed_portions, "_WORTH_SHARING", 0)
    monkeypatch.setattr(listed_portions, "spare_cores", lambda: 1)

    with closing(lists_of(PaperShelf({NEWSLETTER: rows}), tmp_path)) as lists:
        assert [row for _, row in lists.rows(range(1, 5001))] == rows
        assert names(lists, "02215552345") == ["Anna O'Neill 2345"]
        assert lists.bearing(["anna oneill 5001"]) == [(5000, "anna oneill 5001")]


def test_what_a_second_process_cannot_read_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deadly(PaperShelf):
        """Kills whoever reads its list, unless it is the process of the test."""

        def read(self, path: str) -> Iterator[Listed]:
            for row in super().read(path):
                if row.line == 4500 and os.getpid() != here:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield row

    here = os.getpid()
    rows = [somebody(f"Anna {line}", line=line) for line in range(2, 5002)]
    monkeypatch.setattr(listed_portions, "_WORTH_SHARING", 0)
    monkeypatch.setattr(listed_portions, "spare_cores", lambda: 1)

    with closing(lists_of(Deadly({NEWSLETTER: rows}), tmp_path)) as lists:
        assert [row for _, row in lists.rows(range(1, 5001))] == rows


def test_a_long_list_that_breaks_in_a_second_process_is_told_of_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = PaperShelf({NEWSLETTER: [SABINE]})
    shelf.broken[NEWSLETTER] = WrongUse("refusal.list.unknown", path=NEWSLETTER)
    monkeypatch.setattr(listed_portions, "_WORTH_SHARING", 0)
    monkeypatch.setattr(listed_portions, "spare_cores", lambda: 1)

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert lists.faults == (shelf.broken[NEWSLETTER],)
        assert lists.tallies() == []


def test_how_far_it_is_is_told_list_by_list() -> None:
    shelf = PaperShelf({NEWSLETTER: [somebody(line=line) for line in range(2, 4502)]})
    told: list[tuple[str, int]] = []

    Lists(None, shelf, lambda: LATER).refresh(lambda path, done: told.append((path, done)))

    assert told == [(NEWSLETTER, 2000), (NEWSLETTER, 4000), (NEWSLETTER, 4500)]


# --- damage --------------------------------------------------------------------------------


def _spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "harm",
    [_spoil, _cut, _folder, Path.unlink, lambda path: path.write_bytes(b"no database at all")],
    ids=["spoilt", "cut", "a folder", "deleted", "something else"],
)
def test_a_damaged_file_is_built_anew(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    shelf = PaperShelf({NEWSLETTER: [SABINE, PETER]})
    lists_of(shelf, tmp_path).close()
    harm(tmp_path / "lists.sqlite")

    with closing(lists_of(shelf, tmp_path)) as lists:
        assert names(lists, "sabine") == ["Sabine Roth"]


def test_a_file_that_is_damaged_while_it_is_open_is_built_anew(tmp_path: Path) -> None:
    shelf = PaperShelf({NEWSLETTER: [SABINE, PETER]})
    with closing(lists_of(shelf, tmp_path)) as lists:
        (tmp_path / "lists.sqlite").write_bytes(b"no database at all" * 1000)

        assert names(lists, "sabine") == ["Sabine Roth"]


def test_another_version_builds_the_file_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = PaperShelf({NEWSLETTER: [SABINE]})
    lists_of(shelf, tmp_path).close()
    monkeypatch.setattr(listed_tables, "_SCHEMA", 99)

    lists_of(shelf, tmp_path).close()

    assert shelf.read_lists == [NEWSLETTER, NEWSLETTER]


def test_where_no_file_can_be_the_lists_are_read_every_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    shelf = PaperShelf({NEWSLETTER: [SABINE]})

    with closing(lists_of(shelf, tmp_path / "cache")) as lists:
        assert names(lists, "sabine") == ["Sabine Roth"]
    assert (tmp_path / "cache").read_text() == "in the way"


def test_what_was_known_of_a_journal_s_last_list_is_in_no_file(tmp_path: Path) -> None:
    write(tmp_path, {"listen/n.csv": "Name,Ort\nSabine Roth,Bonn\n"})
    lists = Shelf(str(tmp_path), "listen", tmp_path / "cache").index()
    assert lists
    lists.refresh()
    lists.close()
    (tmp_path / "listen/n.csv").unlink()

    assert Shelf(str(tmp_path), "listen", tmp_path / "cache").index() is None
    assert not any(b"Sabine" in path.read_bytes() for path in (tmp_path / "cache").iterdir())


def test_nobody_else_can_read_the_file(tmp_path: Path) -> None:
    lists_of(PaperShelf({NEWSLETTER: [SABINE]}), tmp_path / "cache").close()

    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "cache").iterdir()}
    assert set(modes.values()) == {0}
