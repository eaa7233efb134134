"""Claims about the repository itself."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]

#: Folders that exist on some machine only. Golden sessions may show invented ones.
MACHINE_PATH = re.compile(r"(?:^|[^\w.])/(?:tmp|work|farm|root|Users)/|/home/\w")

LONGEST_FILE = 399


def tracked_files() -> list[Path]:
    """Return what belongs to the repository, committed or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = [REPOSITORY / name for name in listing.stdout.decode().split("\0") if name]
    else:  # an unpacked sdist, or a repository that git does not trust
        shown = [path for path in REPOSITORY.iterdir() if not path.name.startswith(".")]
        paths = [path for each in shown for path in [each, *each.rglob("*")]]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def places(found: Mapping[Path, int]) -> list[str]:
    return [f"{path.relative_to(REPOSITORY)}:{line}" for path, line in sorted(found.items())]


def test_every_python_file_can_be_read_in_one_go() -> None:
    lengths = {path: text_of(path).count("\n") for path in tracked_files() if path.suffix == ".py"}

    assert lengths
    assert places({path: n for path, n in lengths.items() if n > LONGEST_FILE}) == []


def test_no_file_names_a_folder_of_a_machine() -> None:
    found = {
        path: number
        for path in tracked_files()
        if path.suffix != ".session"
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if MACHINE_PATH.search(line)
    }

    assert places(found) == []
