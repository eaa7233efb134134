"""What was taken back is told file by file, and whom the command was about."""

from pathlib import Path

from kontaktjournal.desk.undone import Undone
from kontaktjournal.notation.edit.change import Change
from opened_journal import opened

ANNA, JONAS = "kontakte/anna.md", "kontakte/jonas.md"
FILES = {ANNA: "---\nname: Anna\nnext: 2026-11-23\n---\n", JONAS: "---\nname: Jonas\n---\n"}


def ways(told: Undone) -> list[tuple[str, str, bool, bool]]:
    """Return of each file its name before and after, and whether it was and is there."""
    return [(one.path, one.to, one.before is not None, one.after is not None)
            for one in told.written]  # fmt: skip


def test_files_are_told_in_the_order_they_were_written(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        with journal.desk("log") as desk:
            desk.change(JONAS, lambda _: Change({"status": "pflege"}))
            desk.change(ANNA, lambda _: Change({"next": "2026-12-07"}))

        told = journal.undo()

    assert ways(told) == [(JONAS, JONAS, True, True), (ANNA, ANNA, True, True)]
    assert told.concerned == told.written
    assert told.heads_of(told.written[1]) == (
        {"name": "Anna", "next": "2026-12-07"},
        {"name": "Anna", "next": "2026-11-23"},
    )


def test_a_command_is_about_what_it_made_or_renamed(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        with journal.desk("mv") as desk:
            desk.rename(ANNA, "kontakte/berta.md")
            desk.rewrite("kontakte/berta.md", lambda data: data + b"x")
            desk.rewrite(JONAS, lambda data: data + b"x")
            desk.create("kontakte/mia.md", b"# Mia\n")

        told = journal.undo(dry_run=True)

        assert (told.command, told.is_dry) == ("mv", True)
        assert ways(told) == [
            ("kontakte/berta.md", ANNA, True, True),
            (JONAS, JONAS, True, True),
            ("kontakte/mia.md", "kontakte/mia.md", True, False),
        ]
        assert [one.to for one in told.concerned] == [ANNA, "kontakte/mia.md"]
        assert [one.contact.name for one in told.concerned] == ["Anna", "Mia"]


def test_a_file_made_and_renamed_at_once_is_only_gone(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        with journal.desk("new") as desk:
            desk.create("kontakte/mia.md", b"# Mia\n")
            desk.rename("kontakte/mia.md", "kontakte/mia-sommer.md")

        told = journal.undo()

    gone = "kontakte/mia-sommer.md"
    assert ways(told) == [(gone, gone, True, False)]
