"""What a crash leaves beside a file: ours is tidied away, what nobody knows is kept."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from elsewhere import WorkFailedError, elsewhere
from faults import Faults, dying
from kontaktjournal.domain.errors import Refused
from kontaktjournal.store.ignore import always_ignored, is_conflict_copy
from kontaktjournal.store.leftover import copy_names, fresh_name
from kontaktjournal.store.write import Writer

THEIRS = b"von Hand\n"
HOUR = 3600.0


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, {ANNA: BEFORE, JONAS: b"# Jonas\n"})


def leftovers(desk: Desk) -> list[Path]:
    return sorted((desk.root / "kontakte").glob(".j-*"))


def crash(desk: Desk, *, ending: str) -> Path:
    """Kill a command while a file with this ending lies beside; return that file."""
    for at in range(1, 200):
        desk.anna.write_bytes(BEFORE)

        def work(at: int = at) -> None:
            with Faults(at, dying):
                desk.replace()

        with pytest.raises(WorkFailedError):
            elsewhere(work)
        left = leftovers(desk)
        if left and (left[0].name[-1] == "~") == (ending == "~"):
            return left[0]
        desk.append(b"")  # tidies up
    raise AssertionError


def copies_of_next_command(desk: Desk) -> tuple[str, ...]:
    with desk.writer().transaction("log") as transaction:
        transaction.replace_by(JONAS, lambda data: data + b"x")
    return transaction.copies


# --- after a command that is remembered --------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"---\nna", AFTER])
def test_what_was_being_written_is_tidied_away_by_the_next_command(
    desk: Desk, data: bytes
) -> None:
    crash(desk, ending="~").write_bytes(data)

    copies = copies_of_next_command(desk)

    assert copies == ()
    assert leftovers(desk) == []
    assert desk.anna.read_bytes() == BEFORE


@pytest.mark.parametrize("data", [BEFORE, AFTER])
def test_what_the_command_knew_is_tidied_away_by_the_next_command(desk: Desk, data: bytes) -> None:
    crash(desk, ending="").write_bytes(data)

    copies = copies_of_next_command(desk)

    assert copies == ()
    assert leftovers(desk) == []


def test_what_somebody_saved_while_the_command_died_is_kept_and_said(desk: Desk) -> None:
    crash(desk, ending="").write_bytes(THEIRS)

    (copy,) = copies_of_next_command(desk)

    assert leftovers(desk) == []
    assert (desk.root / copy).read_bytes() == THEIRS
    assert copy.startswith("kontakte/anna.sync-conflict-")


def test_a_second_name_of_the_file_itself_is_tidied_away(desk: Desk) -> None:
    left = crash(desk, ending="")
    left.unlink()
    left.hardlink_to(desk.anna)

    copies = copies_of_next_command(desk)

    assert copies == ()
    assert desk.anna.stat().st_nlink == 1


def test_undoing_tidies_up_too(desk: Desk) -> None:
    crash(desk, ending="~")

    with pytest.raises(Refused, match="nothing_to_undo"):
        desk.writer().undo()

    assert leftovers(desk) == []


def test_undoing_says_what_was_kept_of_somebody_elses(desk: Desk) -> None:
    desk.append(b"x", JONAS)
    crash(desk, ending="").write_bytes(THEIRS)

    asked = desk.writer().undoing()
    undone = desk.writer().undo()

    assert asked.copies == ()
    (copy,) = undone.copies
    assert (desk.root / copy).read_bytes() == THEIRS


def test_a_crash_is_tidied_up_after_once(desk: Desk) -> None:
    crash(desk, ending="~")
    copies_of_next_command(desk)
    later = desk.root / "kontakte" / fresh_name("anna.md")
    later.write_bytes(THEIRS)

    copies_of_next_command(desk)

    assert later.exists()


# --- where nothing is remembered ---------------------------------------------------------------


def forgotten(desk: Desk, name: str, data: bytes, owner: str = "anna.md") -> Path:
    path = desk.root / "kontakte" / (fresh_name(owner) + name)
    path.write_bytes(data)
    return path


def copies_after(desk: Desk, seconds: float) -> tuple[str, ...]:
    """Write for the first time, so long after a crash; return the copies kept."""
    changed = max(path.stat().st_ctime for path in leftovers(desk))
    writer = Writer(str(desk.root), ("kontakte",), desk.state, lambda: changed + seconds)
    with writer.transaction("log") as transaction:
        transaction.replace_by(JONAS, lambda data: data + b"x")
    return transaction.copies


def test_what_is_old_and_nothing_new_is_tidied_away(desk: Desk) -> None:
    forgotten(desk, "", BEFORE)
    forgotten(desk, "~", b"halb fert")

    copies = copies_after(desk, HOUR)

    assert copies == ()
    assert leftovers(desk) == []


def test_what_is_old_and_unknown_is_kept_as_a_copy_of_its_file(desk: Desk) -> None:
    forgotten(desk, "", THEIRS)

    (copy,) = copies_after(desk, HOUR)

    assert copy.startswith("kontakte/anna.sync-conflict-")
    assert (desk.root / copy).read_bytes() == THEIRS
    assert leftovers(desk) == []


def test_what_is_old_and_whose_file_is_gone_is_kept(desk: Desk) -> None:
    forgotten(desk, "", THEIRS, "weg.md")

    (copy,) = copies_after(desk, HOUR)

    assert (desk.root / copy).read_bytes() == THEIRS
    assert is_conflict_copy(Path(copy).name)


def test_what_is_young_may_be_another_machines_at_work(desk: Desk) -> None:
    path = forgotten(desk, "", THEIRS)

    assert copies_after(desk, 60) == ()
    assert path.read_bytes() == THEIRS


# --- the name of a copy ------------------------------------------------------------------------


def test_a_copy_is_no_contact_and_says_whose_it_is_and_when() -> None:
    saved = datetime(2026, 11, 23, 8, 14).astimezone().timestamp()

    names = copy_names("anna-mueller.md", saved)

    assert next(names) == "anna-mueller.sync-conflict-20261123-081400-journal.md"
    assert next(names) == "anna-mueller.sync-conflict-20261123-081400-journal-2.md"
    assert is_conflict_copy(next(names))


def test_a_copy_never_takes_the_place_of_another(desk: Desk) -> None:
    path = forgotten(desk, "", THEIRS)
    taken = desk.root / "kontakte" / next(copy_names("anna.md", path.stat().st_mtime))
    taken.write_bytes(b"schon da")

    (copy,) = copies_after(desk, HOUR)

    assert taken.read_bytes() == b"schon da"
    assert (desk.root / copy).read_bytes() == THEIRS


@pytest.mark.parametrize("stem", ["a" * 252, "ä" * 126, "\udcf6" * 252])
def test_a_copy_of_the_longest_name_has_a_name(tmp_path: Path, stem: str) -> None:
    name = next(copy_names(f"{stem}.md", 0.0))

    (tmp_path / name).write_bytes(b"")

    assert len(os.fsencode(name)) <= 255
    assert name.endswith("-journal.md")


@pytest.mark.parametrize("name", ["anna.md", "ä" * 126 + ".md", "J\udcf6rg.md"])
def test_a_file_beside_is_short_and_no_contact(name: str) -> None:
    beside = fresh_name(name)

    assert beside.isascii()
    assert len(beside) < 25
    assert beside != fresh_name(name)
    assert always_ignored(beside, is_folder=False)
