"""What must not be written to is refused with a word, and stays as it is."""

import ast
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from elsewhere import elsewhere
from kontaktjournal.domain.errors import Conflict, DiskTrouble, JournalError, Refused
from kontaktjournal.messages import Catalogue
from kontaktjournal.store import write
from kontaktjournal.store.target import Original, Properties

STORE = Path(write.__file__).parent


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """Return a folder that another user can get to, which is not so of pytest's own."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def refused(desk: Desk, path: str = ANNA) -> JournalError:
    """Return how the journal refuses to write to a file, to remove and to rename it."""
    with pytest.raises(JournalError) as replaced:
        desk.replace(AFTER, path)
    with pytest.raises(JournalError) as removed, desk.writer().transaction("x") as transaction:
        transaction.remove(path, BEFORE)
    with pytest.raises(JournalError) as renamed, desk.writer().transaction("x") as transaction:
        transaction.rename(path, "kontakte/neu.md")
    assert replaced.value.key == removed.value.key == renamed.value.key
    assert desk.records() == []
    return replaced.value


def seen(desk: Desk) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns, path.read_bytes())
        for path in desk.root.parent.rglob("*.md")
        if path.is_file()
    }


# --- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_write_protected_file_is_not_replaced_by_the_back_door(desk: Desk, mode: int) -> None:
    desk.anna.chmod(mode)
    before = seen(desk)

    error = refused(desk)

    assert (error.key, error.exit_code) == ("refusal.protected", 3)
    assert seen(desk) == before


def test_a_file_that_others_may_write_to_and_we_may_not_is_protected(anybodys: Path) -> None:
    def work() -> tuple[str, int]:
        desk = Desk(anybodys / "nobody")
        desk.anna.chmod(0o464)
        return refused(desk).key, refused(desk).exit_code

    assert elsewhere(work, as_nobody=True) == ("refusal.protected", 3)


def test_a_file_with_several_names_keeps_them(desk: Desk) -> None:
    (desk.root / JONAS).hardlink_to(desk.anna)

    error = refused(desk)

    assert (error.key, error.exit_code) == ("refusal.hard_link", 3)
    assert desk.texts() == {ANNA: BEFORE, JONAS: BEFORE}


@pytest.mark.parametrize(
    "make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"]
)  # a pipe is never waited for
def test_what_is_no_file_is_left_alone(desk: Desk, make: Callable[[Path], None]) -> None:
    make(desk.root / "kontakte/x.md")

    error = refused(desk, "kontakte/x.md")

    assert (error.key, error.exit_code) == ("refusal.special", 3)


def test_a_file_nobody_may_read_is_the_systems_refusal(anybodys: Path) -> None:
    def work() -> tuple[str, int, object]:
        desk = Desk(anybodys / "nobody")
        desk.anna.chmod(0o200)
        error = refused(desk)
        return error.key, error.exit_code, error.values["path"]

    assert elsewhere(work, as_nobody=True) == ("refusal.cannot_read", 5, ANNA)


def test_a_file_of_somebody_else_does_not_become_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    theirs = Properties(0o666, {}, (4711, 4711))
    monkeypatch.setattr(Original, "properties", theirs)
    monkeypatch.setattr(os, "fchown", refuse)

    with pytest.raises(Refused) as replaced:
        desk.replace()

    assert (replaced.value.key, replaced.value.exit_code) == ("refusal.foreign", 3)
    assert desk.texts() == {ANNA: BEFORE}
    assert desk.records() == []


# --- links -----------------------------------------------------------------------------------


def test_behind_a_link_the_file_itself_is_written(desk: Desk) -> None:
    link = desk.root / "kontakte/link.md"
    link.symlink_to("anna.md")

    desk.replace(AFTER, "kontakte/link.md")

    assert link.is_symlink()
    assert desk.anna.read_bytes() == AFTER
    desk.writer().undo()
    assert link.is_symlink()
    assert desk.anna.read_bytes() == BEFORE


@pytest.mark.parametrize(
    ("leads_to", "key"),
    [
        ("../../draussen.md", "refusal.link"),
        ("../journal.toml", "refusal.link"),
        ("fehlt.md", "refusal.dangling"),
        ("x.md", "refusal.loop"),
    ],
)
def test_a_link_that_leads_elsewhere_is_not_followed(desk: Desk, leads_to: str, key: str) -> None:
    (desk.root.parent / "draussen.md").write_bytes(BEFORE)
    (desk.root / "journal.toml").write_bytes(b"version = 1\n")
    (desk.root / "kontakte/x.md").symlink_to(leads_to)

    error = refused(desk, "kontakte/x.md")

    assert (error.key, error.exit_code) == (key, 3)
    assert (desk.root.parent / "draussen.md").read_bytes() == BEFORE
    assert (desk.root / "journal.toml").read_bytes() == b"version = 1\n"


def test_a_folder_behind_a_link_is_not_entered(desk: Desk) -> None:
    (desk.root.parent / "draussen").mkdir()
    (desk.root.parent / "draussen/anna.md").write_bytes(BEFORE)
    (desk.root / "kontakte/dort").symlink_to(desk.root.parent / "draussen")

    error = refused(desk, "kontakte/dort/anna.md")
    with pytest.raises(Refused) as created, desk.writer().transaction("new") as transaction:
        transaction.create("kontakte/dort/neu.md", AFTER)

    assert error.key == created.value.key == "refusal.link"
    assert [path.name for path in (desk.root.parent / "draussen").iterdir()] == ["anna.md"]


def test_a_contact_folder_that_is_a_link_away_is_not_entered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"a/x.md": b""})
    (tmp_path / "draussen").mkdir()
    (tmp_path / "draussen/anna.md").write_bytes(BEFORE)
    (desk.root / "kontakte").rmdir()
    (desk.root / "kontakte").symlink_to(tmp_path / "draussen")
    (desk.root / "a/link.md").symlink_to("../kontakte/anna.md")

    for path in (ANNA, "a/link.md"):
        with pytest.raises(Refused) as replaced:
            desk.replace(AFTER, path)
        assert replaced.value.key == "refusal.link"

    assert (tmp_path / "draussen/anna.md").read_bytes() == BEFORE


def test_the_journal_itself_may_be_behind_a_link(desk: Desk) -> None:
    link = desk.root.parent / "link"
    link.symlink_to(desk.root)
    writer = write.Writer(str(link), ("kontakte",), desk.state)

    with writer.transaction("log") as transaction:
        transaction.replace(ANNA, BEFORE, AFTER)

    assert desk.texts() == {ANNA: AFTER}


# --- the place -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../draussen.md",
        "kontakte/../../x.md",
        "/x.md",
        "a//b.md",
        "a/",
        "x\0.md",
    ],
)
def test_nothing_is_written_outside_the_journal(desk: Desk, path: str) -> None:
    error = refused(desk, path)
    with pytest.raises(Refused) as created, desk.writer().transaction("new") as transaction:
        transaction.create(path, AFTER)
    with pytest.raises(Refused) as renamed, desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, path)

    assert error.key == created.value.key == renamed.value.key == "refusal.outside"
    assert error.exit_code == 3
    assert desk.texts() == {ANNA: BEFORE}


def test_a_folder_nobody_may_write_to_is_the_systems_refusal(anybodys: Path) -> None:
    def work() -> tuple[list[str], dict[str, bytes]]:
        desk = Desk(anybodys / "nobody")
        (desk.root / "kontakte").chmod(0o555)
        keys = [refused(desk).key]
        with pytest.raises(DiskTrouble) as created, desk.writer().transaction("n") as transaction:
            transaction.create(JONAS, AFTER)
        return [*keys, created.value.key], desk.texts()

    keys, texts = elsewhere(work, as_nobody=True)

    assert keys == ["refusal.cannot_write"] * 2
    assert texts == {ANNA: BEFORE}


def test_a_file_where_a_folder_should_be_is_the_systems_refusal(desk: Desk) -> None:
    with pytest.raises(DiskTrouble) as created, desk.writer().transaction("new") as transaction:
        transaction.create("kontakte/anna.md/neu.md", AFTER)
    with pytest.raises(Conflict) as replaced:
        desk.replace(AFTER, "kontakte/anna.md/neu.md")

    assert created.value.values["path"] == "kontakte/anna.md/neu.md"
    assert replaced.value.key == "refusal.gone"


# --- the words -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_refusal_of_the_store_can_be_said_with_its_values(language: str) -> None:
    calls = [
        node
        for path in STORE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if str(node.args[0].value).startswith("refusal.")
    ]
    say = Catalogue(language)

    said = [
        say(str(ast.literal_eval(call.args[0])), **{str(each.arg): "x" for each in call.keywords})
        for call in calls
    ]

    assert len(said) > 15
    assert all(said)
