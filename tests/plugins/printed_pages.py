"""Pages as a user gets them: printed by the command into a folder, opened from there."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

#: Prints the pages of a journal and returns the folder they lie in.
Printed = Callable[..., Path]


def print_pages(root: Path, *words: str, language: str = "de") -> Path:
    """Call ``journal page`` for the sample's Monday, a quarter past eight."""
    clock = ("--today", "2026-11-23", "--now", "08:14")
    argv = [sys.executable, "-m", "kontaktjournal", "--lang", language, *clock, "page", *words]
    foreign = ("KONTAKTJOURNAL", "LANGUAGE")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    done = subprocess.run(
        argv, cwd=root, env=environment | {"TZ": "Europe/Berlin"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return root / "seite"


def copy_sample(root: Path) -> Path:
    """Make a journal of the sample contacts, files opening in an editor."""
    root.mkdir(parents=True)
    (root / "journal.toml").write_text('[page]\neditor = "vscode"\n', encoding="utf-8")
    (root / "kontakte").mkdir()
    for path in (REPOSITORY / "kontakte").glob("*.md"):
        (root / "kontakte" / path.name).write_bytes(path.read_bytes())
    return root


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the German pages of the sample journal."""
    return print_pages(copy_sample(tmp_path_factory.mktemp("sample") / "journal"))


@pytest.fixture(scope="session")
def sample_in_english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the English pages of the sample journal."""
    root = copy_sample(tmp_path_factory.mktemp("english") / "journal")
    return print_pages(root, language="en")


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Return a function that prints the pages of contacts: ``{file name: text}``."""

    def make(contacts: Mapping[str, str], *words: str, language: str = "de") -> Path:
        folder = tmp_path / "kontakte"
        folder.mkdir(exist_ok=True)
        for name, text in contacts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        return print_pages(tmp_path, *words, language=language)

    return make
