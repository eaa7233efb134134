"""New days for the overdue: each file for itself, all of them one command."""

from pathlib import Path

from kontaktjournal.desk.spreading import move_all
from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.spread import Move, spread
from kontaktjournal.journal import Journal
from opened_journal import MONDAY, opened

ANNA, BEA, CARLA = (f"kontakte/{name}.md" for name in ("anna", "bea", "carla"))
OVERDUE = "---\nstatus: pflege\nnext: 2026-11-{}  # nach der Messe\n---\n"
FILES = {ANNA: OVERDUE.format(17), BEA: OVERDUE.format(18), CARLA: OVERDUE.format(19)}


def moves_of(journal: Journal) -> tuple[Move, ...]:
    dues = journal.agenda(View()).agenda.rows
    return spread(dues, MONDAY, journal.settings, per_day=1).moves


def test_each_gets_its_day_and_keeps_everything_else(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        moved, refused = move_all(journal.desk("spread"), moves_of(journal))

    assert [one.written.path for one in moved] == [BEA, CARLA]
    assert refused == {}
    root = tmp_path / "root"
    assert (root / ANNA).read_text() == FILES[ANNA]
    assert (root / BEA).read_text() == OVERDUE.format(24)
    assert (root / CARLA).read_text() == OVERDUE.format(25)


def test_a_file_that_must_not_be_touched_keeps_nobody_else_back(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        (tmp_path / "other name.md").hardlink_to(tmp_path / "root" / BEA)

        moved, refused = move_all(journal.desk("spread"), moves_of(journal))

    assert [one.written.path for one in moved] == [CARLA]
    assert {path: error.key for path, error in refused.items()} == {BEA: "refusal.hard_link"}


def test_a_day_agreed_on_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "root" / BEA
    with opened(tmp_path, FILES) as journal:
        moves = moves_of(journal)
        file.write_text(OVERDUE.format(30))

        moved, refused = move_all(journal.desk("spread"), moves)

    assert [one.written.path for one in moved] == [CARLA]
    assert {path: error.key for path, error in refused.items()} == {BEA: "refusal.changed"}
    assert file.read_text() == OVERDUE.format(30)


def test_all_of_it_is_one_command_to_undo(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        move_all(journal.desk("spread"), moves_of(journal))

        journal.writer.undo()

    assert {path: (tmp_path / "root" / path).read_text() for path in FILES} == FILES
