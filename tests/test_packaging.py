"""What a user installs: the wheel's content, and how little a light command loads."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]

#: What `journal --version` must never load: each costs more than it does.
HEAVY = {
    "yaml",
    "frontmatter",
    "jinja2",
    "watchdog",
    "markdown_it",
    "holidays",
    "importlib.metadata",
    "tomllib",
    "sqlite3",
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def run(*words: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def journal_from(place: Path, *words: str) -> str:
    """Run the journal from a wheel or a folder, as if it were installed there."""
    script = (
        "import sys; place, *words = sys.argv[1:]; sys.path.insert(0, place);"
        "from kontaktjournal import cli; assert cli.__file__.startswith(place), cli.__file__;"
        "sys.argv = ['journal', *words]; cli.main()"
    )
    env = {"JOURNAL_TODAY": "2026-11-23", "JOURNAL_NOW": "09:00", "NO_COLOR": "1"}
    return run("-I", "-c", script, str(place), *words, env=env).stdout


def sources(folder: str, pattern: str) -> Iterator[str]:
    root = REPOSITORY / folder
    return (path.relative_to(root).as_posix() for path in root.rglob(pattern) if path.is_file())


@pytest.mark.parametrize(
    ("folder", "pattern", "shipped"),
    [
        ("templates", "*", "templates"),
        ("kontakte", "*", "sample"),
        ("tool/kontaktjournal", "*.mo", ""),
        ("tool/kontaktjournal", "*.py", ""),
        ("tool/kontaktjournal", "py.typed", ""),
    ],
)
def test_the_wheel_ships_every(
    folder: str, pattern: str, shipped: str, names: frozenset[str]
) -> None:
    expected = {
        (Path("kontaktjournal") / shipped / name).as_posix() for name in sources(folder, pattern)
    }

    assert expected
    assert expected <= names


def test_the_wheel_ships_the_package_and_nothing_else(names: frozenset[str]) -> None:
    places = {name.partition("/")[0].partition("-")[0] for name in names}

    assert places == {"kontaktjournal"}
    assert not [
        name for name in names if re.search(r"(^|/)(tests?|test_[^/]*|.*\.pyc)(/|$)", name)
    ]


def test_the_journal_runs_from_the_wheel_itself(wheel: Path) -> None:
    assert "agenda" in journal_from(wheel, "--help")


def test_an_installed_wheel_needs_no_repository(wheel: Path, tmp_path: Path) -> None:
    installed, demo = tmp_path / "installed", tmp_path / "demo"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)

    journal_from(installed, "demo", str(demo))
    rows = journal_from(installed, "-C", str(demo), "agenda", "--json")

    assert '"path":' in rows


def test_a_light_command_stays_light() -> None:
    done = run("-X", "importtime", "-m", "kontaktjournal", "--version")

    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "kontaktjournal.cli" in loaded
    assert loaded & HEAVY == set()
