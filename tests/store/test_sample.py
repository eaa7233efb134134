import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

import kontaktjournal
from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.sample import ANCHOR, sample, template

PACKAGE = Path(kontaktjournal.__file__).parent
REPOSITORY = PACKAGE.parents[1]

#: What the wheel takes from beside the package, and under which name.
BESIDE = (("kontakte", "sample"), ("templates", "templates"))

SHOW = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from datetime import date;"
    "from kontaktjournal.store import sample;"
    "assert sample.__file__.startswith(sys.argv[1]), sample.__file__;"
    "notes = sample.sample(date(2026, 11, 23));"
    "print(len(notes), len(sample.template('kontakt.md.j2')))"
)


def shipped() -> Iterator[tuple[str, bytes]]:
    """Give what is in the wheel: name within it, and content."""
    for path in PACKAGE.rglob("*"):
        if path.is_file() and path.suffix in {".py", ".mo", ".md", ".j2"}:
            yield f"kontaktjournal/{path.relative_to(PACKAGE).as_posix()}", path.read_bytes()
    for beside, within in BESIDE:
        top = REPOSITORY / beside
        for path in sorted(path for path in top.rglob("*") if path.is_file()):
            yield f"kontaktjournal/{within}/{path.relative_to(top)}", path.read_bytes()


def shown_from(place: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-I", "-c", SHOW, str(place)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def here() -> str:
    return f"{len(sample(ANCHOR))} {len(template('kontakt.md.j2'))}\n"


# --- where it comes from -----------------------------------------------------------------


def test_the_sample_is_found_in_a_zip(tmp_path: Path, here: str) -> None:
    place = tmp_path / "journal.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for name, data in shipped():
            archive.writestr(name, data)

    assert shown_from(place) == here


def test_the_sample_is_found_in_an_installation(tmp_path: Path, here: str) -> None:
    for name, data in shipped():
        path = tmp_path / "lib" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    assert shown_from(tmp_path / "lib") == here


def test_an_installation_without_sample_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "a" / "b" / "kontaktjournal"
    package.mkdir(parents=True)
    monkeypatch.setattr("importlib.resources.files", lambda _name: package)

    with pytest.raises(DiskTrouble) as refusal:
        sample(ANCHOR)

    assert refusal.value.values["path"] == "kontaktjournal/sample"


def test_a_template_nobody_ships_is_refused() -> None:
    with pytest.raises(DiskTrouble):
        template("none.md.j2")


# --- what it is --------------------------------------------------------------------------


def test_the_sample_holds_contacts_only() -> None:
    names = sample(ANCHOR)

    assert "anna-mueller.md" in names
    assert "README.md" not in names
    assert list(names) == sorted(names)


def test_on_its_own_day_the_sample_is_as_it_was_written() -> None:
    folder = files("kontaktjournal") / "sample"
    source = folder if folder.is_dir() else REPOSITORY / "kontakte"

    moved = sample(ANCHOR)

    assert moved["anna-mueller.md"] == (source / "anna-mueller.md").read_bytes()


def test_on_another_day_its_dates_have_moved() -> None:
    today = date(2027, 3, 3)

    moved = sample(today)["anna-mueller.md"]

    assert b"next: 2027-03-03 14:30" in moved
    assert b"2026-11-23" not in moved


def test_every_contact_of_the_sample_is_one() -> None:
    reader = Reader(Settings())

    assert [
        name for name, data in sample(ANCHOR).items() if reader.read(data, name).contact is None
    ] == []
