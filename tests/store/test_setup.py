import os
import stat
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewhere import WorkFailedError, elsewhere
from kontaktjournal.config.place import Annex, Place
from kontaktjournal.config.read import understand
from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.domain.settings import Settings
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.survey import PeopleFolder, Survey
from kontaktjournal.store.setup import (
    NewFile,
    foresee,
    is_empty,
    is_set_up,
    look,
    plan,
    plan_sample,
    write,
)

GERMAN = Catalogue("de")
NOTHING = Survey()

JournalFolder = Callable[[Mapping[str, str]], Path]


def shown(files: tuple[NewFile, ...]) -> list[str]:
    return [file.shown for file in files]


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def text_of(found: Survey, language: str | None = None) -> str:
    files = plan("/nowhere", found, GERMAN, language)
    return (files[0].data or b"").decode()


@pytest.fixture
def vault(journal_folder: JournalFolder) -> Path:
    """Return a vault as people have them."""
    return journal_folder(
        {
            "People/Ida Roth.md": "---\r\ntags: [person]\r\nnext_follow_up: 2026-12-01\r\n---\r\n",
            "People/Überall (neu)/Jan Maier.md": "---\nlast_contact: 2026-01-02\n---\n",
            "People/kaputt.md": "---\ntitel: Chef: x\n---\n",
            "People/Roth KG.md": "---\ntype: company\n---\n",
            "People/index.md": "# Alle\n",
            "People/Person Template.md": "---\nname:\n---\n",
            "People/companies/roth.md": "# Roth\n",
            "Templates/Person.md": "---\ncreated: {{date}}\n---\n",
            "Templates/alt/Person.md": "# Person\n",
            ".obsidian/people/x.md": "---\ntags: [person]\n---\n",
            "Alltag/2026-01-02.md": "# Freitag\n",
        }
    )


# --- an empty folder ---------------------------------------------------------------------


def test_a_new_journal_has_its_folder_its_template_and_its_settings(tmp_path: Path) -> None:
    root = tmp_path / "neu"

    written = write(str(root), plan(str(root), NOTHING, GERMAN, None))

    assert shown(written.created) == [
        "journal.toml", "kontakte/", "templates/kontakt.md.j2", ".gitignore",
    ]  # fmt: skip
    assert written.kept == ()
    assert (root / "kontakte").is_dir()
    assert (root / ".gitignore").read_bytes() == b"seite/\n"
    assert b"uid" in (root / "templates/kontakt.md.j2").read_bytes()


@pytest.mark.parametrize("language", ["de", "en"])
def test_settings_of_a_new_journal_change_nothing(language: str) -> None:
    files = plan("/nowhere", NOTHING, Catalogue(language), None)

    assert understand((files[0].data or b"").decode()) == Settings()


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_commented_setting_can_be_used(language: str) -> None:
    files = plan("/nowhere", NOTHING, Catalogue(language), None)
    lines = (files[0].data or b"").decode().splitlines()

    used = [line.removeprefix("# ") if " = " in line and " (" not in line else line
            for line in lines]  # fmt: skip

    assert used != lines
    read = understand("\n".join(used))
    assert read.keys == {"next": ("wiedervorlage", "follow_up")}
    assert set(read.stage_cadence) == {"pflege"}


def test_a_language_that_was_asked_for_is_kept() -> None:
    assert understand(text_of(NOTHING, "en")).language == "en"
    assert understand(text_of(Survey((PeopleFolder("x", 1, ()),)), "en")).language == "en"


# --- nothing is overwritten --------------------------------------------------------------


def test_what_exists_stays_as_it_is(journal_folder: JournalFolder) -> None:
    root = journal_folder({".gitignore": "*.bak\n", "kontakte/ida.md": "# Ida\n"})
    before = contents(root)

    written = write(str(root), plan(str(root), NOTHING, GERMAN, None))

    assert shown(written.created) == ["journal.toml", "templates/kontakt.md.j2"]
    assert shown(written.kept) == ["kontakte/", ".gitignore"]
    assert before.items() <= contents(root).items()


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    (root / "journal.toml").symlink_to(outside)

    written = write(str(root), [NewFile("journal.toml", b"version = 1\n")])

    assert shown(written.kept) == ["journal.toml"]
    assert not outside.exists()
    assert is_set_up(str(root))


def test_what_would_be_written_is_known_before(journal_folder: JournalFolder) -> None:
    root = journal_folder({".gitignore": ""})
    files = plan(str(root), NOTHING, GERMAN, None)
    before = contents(root)

    foreseen = foresee(str(root), files)

    assert contents(root) == before
    assert foreseen == write(str(root), files)


def test_new_files_are_no_programs(tmp_path: Path) -> None:
    old = os.umask(0o022)

    write(str(tmp_path), [NewFile("a/b.md", b"x")])

    os.umask(old)
    assert stat.S_IMODE((tmp_path / "a/b.md").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o755


# --- all or nothing ----------------------------------------------------------------------


def test_what_cannot_be_finished_is_taken_back(journal_folder: JournalFolder) -> None:
    root = journal_folder({"templates": "a file where a folder belongs\n"})
    before = contents(root)

    with pytest.raises(DiskTrouble) as refusal:
        write(str(root), plan(str(root), NOTHING, GERMAN, None), "x/")

    assert refusal.value.exit_code == 5
    assert refusal.value.values["path"] == "x/templates/kontakt.md.j2"
    assert contents(root) == before


def test_an_interrupted_attempt_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = open

    def opened(path: str, mode: str) -> object:
        if path.endswith("jan.md"):
            raise KeyboardInterrupt
        return real(path, mode)

    monkeypatch.setattr("builtins.open", opened)
    with pytest.raises(KeyboardInterrupt):
        write(str(tmp_path / "neu"), [NewFile("a/ida.md", b"x"), NewFile("a/jan.md", b"y")])
    monkeypatch.undo()

    assert list(tmp_path.iterdir()) == []


def test_an_attempt_that_was_killed_can_be_repeated(
    journal_folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = journal_folder({"templates": "a file where a folder belongs\n"})
    monkeypatch.setattr("kontaktjournal.store.setup._take_back", lambda _begun: None)

    with pytest.raises(DiskTrouble):
        write(str(root), plan(str(root), NOTHING, GERMAN, None))

    assert (root / "kontakte").is_dir()
    assert not is_set_up(str(root))


def test_a_file_is_no_place_for_a_journal(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    root = str(tmp_path / "notes.txt")

    with pytest.raises(DiskTrouble):
        write(root, plan(root, NOTHING, GERMAN, None))
    with pytest.raises(DiskTrouble):
        is_empty(root, "notes.txt")

    assert (tmp_path / "notes.txt").read_text() == "x"


def test_a_folder_that_may_only_be_read_is_refused() -> None:
    # Not tmp_path: only its owner may pass the folders above it.
    with TemporaryDirectory() as name:
        Path(name).chmod(0o555)

        with pytest.raises(WorkFailedError, match="EACCES"):
            elsewhere(lambda: write(name, plan(name, NOTHING, GERMAN, None)), as_nobody=True)

        assert list(Path(name).iterdir()) == []


def test_a_folder_is_empty_or_not_there_or_not(tmp_path: Path) -> None:
    assert is_empty(str(tmp_path), "x")
    assert is_empty(str(tmp_path / "none"), "x")

    (tmp_path / ".hidden").touch()

    assert not is_empty(str(tmp_path), "x")


# --- existing notes ----------------------------------------------------------------------


def test_a_vault_is_seen_without_what_is_never_a_contact(vault: Path) -> None:
    found = look(str(vault))

    assert [(each.path, each.people) for each in found.folders] == [("People", 3)]
    assert found.templates == (("People", 1), ("Templates", 2))
    assert found.types == (("type: company", 1),)


def test_only_settings_are_written_over_notes_and_no_note_is_touched(vault: Path) -> None:
    before = contents(vault)
    times = {path: path.stat().st_mtime_ns for path in vault.rglob("*.md")}

    written = write(str(vault), plan(str(vault), look(str(vault)), GERMAN, None))

    assert shown(written.created) == ["journal.toml"]
    after = contents(vault)
    assert after.pop("journal.toml")
    assert after == before
    assert {path: path.stat().st_mtime_ns for path in vault.rglob("*.md")} == times


def test_the_settings_hold_the_mapping_and_nothing_else(vault: Path) -> None:
    text = text_of(look(str(vault)))

    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines == [
        "version = 1",
        "[folders]",
        'contacts = ["People"]',
        'ignore = ["People/Person Template.md", "People/companies/"]',
        'filename = "name"',
        "[keys]",
        'next = ["next_follow_up"]',
    ]


def test_the_journal_then_reads_as_many_people_as_were_counted(
    vault: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = look(str(vault))
    write(str(vault), plan(str(vault), found, GERMAN, None))

    file = vault / "journal.toml"
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    place = Place(vault, file, ())
    aside = Annex(tmp_path_factory.mktemp("cache"), tmp_path_factory.mktemp("state"))
    journal = Journal(place, understand(file.read_text()), now, aside)
    journal.refresh()
    names = sorted(due.contact.name for due in journal.contacts(everybody=True))
    agenda = journal.agenda(View()).agenda
    journal.close()

    assert names == ["Ida Roth", "Jan Maier", "kaputt"]
    assert len(names) == found.folders[0].people
    # TR7: who has no status does not appear by itself.
    assert [due.contact.name for due in agenda.rows if due.bucket != "upcoming"] == ["kaputt"]


def test_the_defaults_are_not_repeated(journal_folder: JournalFolder) -> None:
    root = journal_folder({"kontakte/ida-roth.md": "---\nstatus: pflege\n---\n"})

    text = text_of(look(str(root)))

    assert understand(text) == Settings()
    assert "[" not in text


def test_a_journal_within_the_notes_is_left_alone(journal_folder: JournalFolder) -> None:
    root = journal_folder({
        "alt/journal.toml": "version = 1\n",
        "alt/kontakte/ida.md": "# Ida\n",
        "neu/kontakte/jan.md": "# Jan\n",
    })  # fmt: skip

    found = look(str(root))

    assert [each.path for each in found.folders] == ["neu/kontakte"]


def test_what_the_user_ignores_is_not_looked_at(journal_folder: JournalFolder) -> None:
    root = journal_folder({
        ".journalignore": "alt/\r\n",
        "alt/People/ida.md": "# Ida\n",
        "People/jan.md": "# Jan\n",
    })  # fmt: skip

    found = look(str(root))

    assert [each.path for each in found.folders] == ["People"]


def test_links_pipes_and_copies_are_not_counted(journal_folder: JournalFolder) -> None:
    root = journal_folder({
        "People/ida.md": "# Ida\n",
        "People/ida (conflicted copy 2026-01-02).md": "# Ida\n",
        "Alltag/x.md": "# x\n",
    })  # fmt: skip
    (root / "People/link.md").symlink_to("ida.md")
    (root / "People/loop").symlink_to(".")
    os.mkfifo(root / "People/pipe.md")

    found = look(str(root))

    assert [each.people for each in found.folders] == [1]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert look(str(tmp_path / "none")) == Survey()


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1)


@given(st.lists(words, min_size=1, max_size=3, unique=True), st.lists(words, max_size=12))
def test_any_word_stands_in_the_settings_as_it_is(folders: list[str], ignored: list[str]) -> None:
    folders = [f"ab{name}".replace("\\", "x").replace("/", "x") for name in folders]
    found = Survey(
        folders=tuple(PeopleFolder(path, 1, ()) for path in folders),
        ignore=tuple(ignored),
        keys={"next": tuple(f"x{word}" for word in ignored[:1])} if ignored else {},
    )

    read = understand(text_of(found))

    assert read.folders.contacts == tuple(dict.fromkeys(folders))
    assert read.folders.ignore == tuple(ignored)
    assert read.keys == dict(found.keys)


# --- the sample --------------------------------------------------------------------------


def test_a_sample_is_a_journal_of_its_own(tmp_path: Path) -> None:
    files = plan_sample({"ida.md": b"# Ida\r\n"}, GERMAN)

    write(str(tmp_path), files)

    assert (tmp_path / "kontakte/ida.md").read_bytes() == b"# Ida\r\n"
    assert understand((tmp_path / "journal.toml").read_text()) == Settings()
