"""Saves of real editors reach the pages, each as a whole."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kontaktjournal.watch.told import Updated
from terminal_program import TerminalProgram
from watched_folder import write
from watched_journal import Beside, House, until, watched

ANNA = "kontakte/anna.md"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    write(house.root, {"journal.toml": "version = 1\n", ANNA: "# Anna Otto\n\nNotizen.\n"})
    return house


@pytest.fixture
def beside(house: House) -> Iterator[Beside]:
    with watched(house) as beside:
        yield beside


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}


def told(house: House) -> set[str]:
    """Return which files were told to have changed."""
    return {path for one in house.all(Updated) for path in (*one.changed, *one.removed)}


@pytest.mark.usefixtures("beside")
@pytest.mark.program("vim")
@pytest.mark.parametrize("backup", ["auto", "no", "yes"])
def test_vim(backup: str, house: House, environ: Mapping[str, str]) -> None:
    # With its swap file beside the note, as usual.
    words = ["vim", "-N", "-u", "NONE", "-i", "NONE", "-c", f"set wb bkc={backup}"]
    with TerminalProgram([*words, str(house.root / ANNA)], house.root, environ) as window:
        window.wait_for("Notizen.")
        for name in ("Anna Neu", "Anna Neuer"):
            window.type(f"ggcc# {name}\x1b:w\r")
            window.wait_for("written")
            until(lambda name=name: name in house.names)  # type: ignore[misc]
        window.type(":q\r")
        assert window.end() == 0

    assert told(house) == {ANNA}


@pytest.mark.usefixtures("beside")
@pytest.mark.program("nano")
def test_nano(house: House, environ: Mapping[str, str]) -> None:
    words = ["nano", "-I", "+1,3", str(house.root / ANNA)]
    with TerminalProgram(words, house.root, environ) as window:
        window.wait_for("Notizen.")
        window.type("Frau ")
        window.wait_for("Modified")
        window.type("\x13")  # Ctrl-S
        window.wait_for("Wrote")
        until(lambda: "Frau Anna Otto" in house.names)
        window.type("\x18")  # Ctrl-X
        assert window.end() == 0

    assert told(house) == {ANNA}


@pytest.mark.usefixtures("beside")
def test_sed(house: House) -> None:
    subprocess.run(["sed", "-i", "s/Otto/Neu/", ANNA], cwd=house.root, check=True)

    until(lambda: "Anna Neu" in house.names)
    assert told(house) == {ANNA}


@pytest.mark.usefixtures("beside")
def test_a_sync_service_that_brings_hundreds_is_few_updates(house: House) -> None:
    names = [f"Mia {number:03}" for number in range(300)]
    for name in names:
        hidden = house.root / f"kontakte/.syncthing.{name}.md.tmp"
        hidden.write_text(f"# {name}\n", encoding="utf-8")
        hidden.rename(house.root / f"kontakte/{name}.md")

    until(lambda: house.names == ["Anna Otto", *names])
    assert len(house.all(Updated)) < 30
