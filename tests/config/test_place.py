"""Claims about finding the journal (3.6)."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kontaktjournal.config.place import Place, find
from kontaktjournal.domain.errors import BadConfig, NoJournal
from kontaktjournal.messages.catalogue import Catalogue

JournalFolder = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user who has set nothing up."""
    return {"HOME": str(tmp_path / "home")}


def set_root(environ: Mapping[str, str], text: str) -> Path:
    file = Path(environ["HOME"]) / ".config/kontaktjournal/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_journal_toml_makes_a_folder_the_root(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    root = journal_folder({"vault/journal.toml": ""}) / "vault"

    found = find(root, environ)

    assert found == Place(root, root / "journal.toml", ())


def test_journal_toml_is_found_from_deep_below(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    root = journal_folder({"vault/journal.toml": "", "vault/kontakte/2024/anna.md": ""}) / "vault"

    found = find(root / "kontakte/2024", environ)

    assert found == Place(root, root / "journal.toml", ())


def test_the_nearest_journal_toml_wins(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"journal.toml": "", "inner/journal.toml": "", "inner/a/b.md": ""})

    found = find(folder / "inner/a", environ)

    assert found.root == folder / "inner"


def test_a_folder_called_journal_toml_is_none(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"journal.toml": "", "inner/journal.toml/note.md": ""})

    found = find(folder / "inner", environ)

    assert found.root == folder


def test_no_journal_anywhere_is_refused(tmp_path: Path, environ: Mapping[str, str]) -> None:
    with pytest.raises(NoJournal) as refusal:
        find(tmp_path, environ)

    assert refusal.value.key == "place.none"
    assert refusal.value.values == {"folder": str(tmp_path)}
    assert refusal.value.exit_code == 2


def test_the_walk_passes_a_folder_that_may_not_be_entered(
    journal_folder: JournalFolder, environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = journal_folder({"journal.toml": "", "locked/inner/note.md": ""})
    is_file = Path.is_file

    def guarded(path: Path) -> bool:
        # The tests may run as a user whom no permission stops.
        if path.parent == folder / "locked":
            raise PermissionError(13, "Permission denied")
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", guarded)

    found = find(folder / "locked/inner", environ)

    assert found.root == folder


def test_a_folder_that_may_not_be_listed_is_no_journal(
    tmp_path: Path, environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", denied)
    monkeypatch.setattr(Path, "is_dir", denied)

    with pytest.raises(NoJournal) as listed:
        find(tmp_path, environ)
    with pytest.raises(NoJournal) as given:
        find(tmp_path, environ, given=Path("vault"))

    assert [listed.value.key, given.value.key] == ["place.none", "place.given.missing"]


# The order: -C, $KONTAKTJOURNAL, the walk, the user's root, a bare folder.


@pytest.fixture
def everywhere(journal_folder: JournalFolder, environ: dict[str, str]) -> Path:
    """Return a folder with a journal for each way of naming one; cwd is ``here``."""
    folder = journal_folder(
        {
            "given/journal.toml": "",
            "environ/journal.toml": "",
            "walk/journal.toml": "",
            "walk/here/contacts/anna.md": "",
            "user/journal.toml": "",
        }
    )
    environ["KONTAKTJOURNAL"] = str(folder / "environ")
    set_root(environ, f'root = "{folder}/user"\n')
    return folder


def test_the_option_outranks_all_others(everywhere: Path, environ: Mapping[str, str]) -> None:
    found = find(everywhere / "walk/here", environ, given=everywhere / "given")

    assert found.root == everywhere / "given"


def test_the_environment_outranks_the_walk(everywhere: Path, environ: Mapping[str, str]) -> None:
    found = find(everywhere / "walk/here", environ)

    assert found.root == everywhere / "environ"


def test_the_walk_outranks_the_root_of_the_user(everywhere: Path, environ: dict[str, str]) -> None:
    environ["KONTAKTJOURNAL"] = ""

    found = find(everywhere / "walk/here", environ)

    assert found.root == everywhere / "walk"


def test_the_root_of_the_user_outranks_a_bare_folder(
    everywhere: Path, environ: dict[str, str]
) -> None:
    del environ["KONTAKTJOURNAL"]
    (everywhere / "walk/journal.toml").unlink()

    found = find(everywhere / "walk/here", environ)

    assert found.root == everywhere / "user"


def test_a_bare_folder_comes_last(everywhere: Path) -> None:
    (everywhere / "walk/journal.toml").unlink()

    found = find(everywhere / "walk/here", {"HOME": str(everywhere)})

    assert found == Place(everywhere / "walk/here", None, ("contacts",))


# A folder that is named.


def test_a_given_folder_is_relative_to_the_start(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"one/two/note.md": "", "vault/journal.toml": ""})

    found = find(folder / "one/two", environ, given=Path("../../vault"))

    assert found.root == folder / "vault"


def test_a_given_folder_is_as_good_as_being_in_it(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"vault/journal.toml": "", "vault/kontakte/anna.md": ""})

    found = find(folder, environ, given=folder / "vault/kontakte")

    assert found == Place(folder / "vault", folder / "vault/journal.toml", ())


def test_a_given_folder_may_be_bare(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"vault/People/anna.md": ""})

    found = find(folder, environ, given=Path("vault"))

    assert found == Place(folder / "vault", None, ("People",))


def test_two_ways_to_a_folder_are_one_root(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"vault/journal.toml": ""})
    (folder / "link").symlink_to(folder / "vault")

    found = find(folder, environ, given=Path("link"))

    assert found.root == folder / "vault"


def test_the_variable_knows_the_tilde(
    journal_folder: JournalFolder, environ: dict[str, str]
) -> None:
    folder = journal_folder({"home/vault/journal.toml": ""})
    environ["KONTAKTJOURNAL"] = "~/vault"

    found = find(folder, environ)

    assert found.root == folder / "home/vault"


@pytest.mark.parametrize(
    ("named", "fault"), [("nowhere", "missing"), ("a-file", "file"), ("empty", "none")]
)
def test_what_is_named_must_hold_a_journal(
    journal_folder: JournalFolder, environ: dict[str, str], named: str, fault: str
) -> None:
    folder = journal_folder({"a-file": "", "empty/note.txt": "", "here/journal.toml": ""})
    set_root(environ, f'root = "{folder}/{named}"\n')

    with pytest.raises(NoJournal) as given:
        find(folder / "here", environ, given=folder / named)
    with pytest.raises(NoJournal) as by_environ:
        find(folder / "here", {**environ, "KONTAKTJOURNAL": str(folder / named)})
    with pytest.raises(NoJournal) as by_user:
        find(folder, environ)

    refusals = [refusal.value for refusal in (given, by_environ, by_user)]
    assert [refusal.key for refusal in refusals] == [
        f"place.given.{fault}",
        f"place.environ.{fault}",
        f"place.user.{fault}",
    ]
    for say in (Catalogue("de"), Catalogue("en")):
        told = [say(refusal.key, **refusal.values) for refusal in refusals]
        assert all(str(folder / named) in sentence for sentence in told)


# The user's own config.toml.


def test_the_root_of_the_user_knows_the_tilde(
    journal_folder: JournalFolder, environ: dict[str, str]
) -> None:
    folder = journal_folder({"home/vault/journal.toml": ""})
    set_root(environ, 'root = "~/vault"\n')

    found = find(folder, environ)

    assert found.root == folder / "home/vault"


def test_the_config_folder_can_be_moved(
    journal_folder: JournalFolder, environ: dict[str, str]
) -> None:
    folder = journal_folder({"vault/journal.toml": ""})
    file = folder / "moved/kontaktjournal/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'root = "{folder}/vault"\n', encoding="utf-8")

    found = find(folder, {**environ, "XDG_CONFIG_HOME": str(folder / "moved")})

    assert found.root == folder / "vault"


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ('\nrooot = "x"', "config.unknown.near", (2, 1)),
        ('root = "relative/folder"', "config.root", (1, 1)),
        ("root = 3", "config.type.text", (1, 1)),
        ("root = here", "config.syntax.value", (1, 8)),
    ],
)
def test_a_faulty_config_of_the_user_is_refused_with_its_place(
    tmp_path: Path, environ: dict[str, str], text: str, key: str, place: tuple[int, int]
) -> None:
    file = set_root(environ, text)

    with pytest.raises(BadConfig) as refusal:
        find(tmp_path, environ)

    values = refusal.value.values
    assert refusal.value.key == key
    assert (values["path"], values["line"], values["column"]) == (str(file), *place)


def test_a_config_of_the_user_without_a_root_names_none(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    set_root(environ, "# nothing yet\n")

    with pytest.raises(NoJournal, match=r"place\.none"):
        find(tmp_path, environ)


# Without a journal.toml.


@pytest.mark.parametrize(
    "name", ["kontakte", "contacts", "people", "CRM", "Kontakte", "People", "PEOPLE", "crm"]
)
def test_a_folder_of_contacts_is_a_journal_as_it_is_spelled(
    journal_folder: JournalFolder, environ: Mapping[str, str], name: str
) -> None:
    folder = journal_folder({f"{name}/anna.md": "", "other/note.md": ""})

    found = find(folder, environ)

    assert found == Place(folder, None, (name,))


def test_of_several_folders_of_contacts_the_first_in_order_is_taken(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder(
        {
            "CRM/a.md": "",
            "People/a.md": "",
            "Contacts/a.md": "",
            "contacts/a.md": "",
        }
    )

    found = find(folder, environ)

    assert found.folders == ("contacts",)


def test_being_in_the_folder_of_contacts_makes_its_parent_the_root(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"vault/People/anna.md": ""})

    found = find(folder / "vault/People", environ)

    assert found == Place(folder / "vault", None, ("People",))


def test_a_file_called_kontakte_is_no_journal(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"kontakte": "not a folder"})

    with pytest.raises(NoJournal):
        find(folder, environ)


def test_a_link_called_kontakte_is_not_followed_out_of_the_root(
    journal_folder: JournalFolder, environ: Mapping[str, str]
) -> None:
    folder = journal_folder({"vault/note.md": "", "elsewhere/anna.md": ""})
    (folder / "vault/kontakte").symlink_to(folder / "elsewhere")

    with pytest.raises(NoJournal):
        find(folder / "vault", environ)


def test_finding_writes_nothing(journal_folder: JournalFolder, environ: Mapping[str, str]) -> None:
    folder = journal_folder({"kontakte/anna.md": ""})

    find(folder, environ)

    assert {path.name for path in folder.rglob("*")} == {"kontakte", "anna.md"}
