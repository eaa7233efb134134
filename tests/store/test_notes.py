"""All notes of a journal, in whatever folder: links may stand in any of them."""

from pathlib import Path

from kontaktjournal.store.notes import notes_below
from watched_folder import write


def test_notes_are_found_in_every_folder(tmp_path: Path) -> None:
    names = ("x.md", "kontakte/2024/anna.MD", "Tagebuch/_a.markdown", "Vorlagen/README.md")
    write(tmp_path, dict.fromkeys(names, ""))

    assert notes_below(str(tmp_path)) == sorted(names)


def test_what_is_no_note_of_this_journal_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys((
        "a.txt", ".x.md", ".obsidian/a.md", "node_modules/b/README.md", "#recycle/anna.md",
        "kontakte/anna.sync-conflict-20261123-080000-ABC.md", "anderes/journal.toml",
        "anderes/kontakte/anna.md", "journal.toml",
    ), ""))  # fmt: skip

    assert notes_below(str(tmp_path)) == []


def test_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"draussen/anna.md": "", "journal/jonas.md": ""})
    (tmp_path / "journal/anna.md").symlink_to("../draussen/anna.md")
    (tmp_path / "journal/mehr").symlink_to("../draussen")
    (tmp_path / "journal/weg.md").symlink_to("nirgends.md")

    assert notes_below(str(tmp_path / "journal")) == ["jonas.md"]


def test_a_folder_that_cannot_be_opened_holds_nothing(tmp_path: Path) -> None:
    assert notes_below(str(tmp_path / "nirgends")) == []
