"""Who is but named by a source: nothing is guessed, and nobody gets a second file."""

from datetime import date
from pathlib import Path

from kontaktjournal.desk.intake import Incoming
from kontaktjournal.domain.card import Card
from kontaktjournal.lists.record import Record
from opened_journal import opened
from taken_in import fates, take_all


def files(base: Path) -> list[str]:
    return sorted(path.name for path in (base / "root/kontakte").iterdir())


def test_of_two_friends_of_one_name_both_come_in_and_the_next_time_nobody(tmp_path: Path) -> None:
    friends = [
        Record(1, Card("Karl Weber"), "karl weber 1", date(2011, 3, 13)),
        Record(2, Card("Karl Weber"), "karl weber 2", date(2014, 5, 13)),
        Record(3, Card("Karl Weber"), "karl weber 2", date(2014, 5, 13)),
        Record(4, Card("Karl Weber"), "karl weber 3", date(2014, 5, 13)),
    ]
    with opened(tmp_path) as journal:
        once = take_all(journal, [Incoming("friends.json", friends)])
        again = take_all(journal, [Incoming("friends.json", friends)])

    odd = [("skipped", "twice"), ("unclear", "name_alone")]
    assert fates(once) == [("new", None), ("new", "namesake"), *odd]
    assert fates(again) == [("unchanged", None), ("unchanged", None), *odd]
    assert files(tmp_path) == ["karl-weber-2.md", "karl-weber.md"]


def test_friends_called_like_a_contact_are_not_clear_and_no_second_file_is_made(
    tmp_path: Path,
) -> None:
    known = "---\nname: Karl Weber\nphone: 0221 5550171\n---\n"
    friends = [
        Record(1, Card("Karl Weber"), "karl weber 1", date(2011, 3, 13)),
        Record(2, Card("Karl Weber"), "karl weber 2", date(2014, 5, 13)),
    ]
    with opened(tmp_path, {"kontakte/karl.md": known}) as journal:
        taken = take_all(journal, [Incoming("friends.json", friends)])

    assert fates(taken) == [("unclear", "name_alone")] * 2
    assert {one.path for one in taken} == {"kontakte/karl.md"}
    assert files(tmp_path) == ["karl.md"]


def test_of_rows_that_only_name_somebody_the_same_row_is_twice_and_another_is_not_clear(
    tmp_path: Path,
) -> None:
    rows = [Record(at, Card("Karl Weber"), cells=("Karl Weber", cell))
            for at, cell in enumerate(("10 %", "10 %", "20 %"), 2)]  # fmt: skip
    table = Incoming("kunden.csv", rows, ((1, "Rabatt"),))
    with opened(tmp_path) as journal:
        once, again = take_all(journal, [table]), take_all(journal, [table])

    odd = [("unclear", "name_alone"), ("skipped", "twice")]
    assert sorted(fates(once)) == sorted([("new", None), *odd])
    assert sorted(fates(again)) == sorted([("unchanged", None), *odd])
