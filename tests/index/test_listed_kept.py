"""The index of the lists keeps up with the files, and survives whatever happens to its own."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.query.tree import Query, Text, Words
from kontaktjournal.index import listed_tables
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
