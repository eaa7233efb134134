"""The golden sessions as tests, the folder fixture, and no sight of the machine."""

import difflib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

import programs
from session_file import BadSessionError, read_session
from session_stage import play

JournalFolder = Callable[[Mapping[str, str]], Path]

pytest_plugins = ["browser", "printed_pages"]

# A timing decides no test; in CI the examples are the same in every run.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


@pytest.fixture
def journal_folder(tmp_path: Path) -> JournalFolder:
    """Return a function that writes ``{relative path: text}`` into a fresh folder.

    The text is written byte for byte, CRLF and missing final newline included.
    """

    def written(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return written


@pytest.fixture(scope="session", autouse=True)
def _home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the home, the caches and the settings of who runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in os.environ if each.startswith(("JOURNAL_", "GIT_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        patch.setenv("XDG_DATA_HOME", str(home / ".local/share"))
        patch.setenv("XDG_STATE_HOME", str(home / ".local/state"))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare ``--golden``."""
    parser.addoption(
        "--golden",
        action="store_true",
        help="write what the commands say now into the session files, for review by git diff",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare our marks."""
    programs.declare(config)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs a program that is not here."""
    programs.refuse_without(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    programs.tell(terminalreporter)


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> "SessionFile | None":
    """Collect each session as one test."""
    if file_path.suffix != ".session":
        return None
    return SessionFile.from_parent(parent, path=file_path)


class SessionFile(pytest.File):
    """A ``.session`` file."""

    def collect(self) -> Iterator["SessionItem"]:
        """Yield the one test that a session is: its commands build on each other."""
        yield SessionItem.from_parent(self, name=self.path.stem)


class AnswersDifferError(Exception):
    """Tell that the commands say something else than the session."""


class SessionItem(pytest.Item):
    """A session to be played."""

    def runtest(self) -> None:
        """Play the session; compare, or with ``--golden`` rewrite."""
        written = self.path.read_bytes().decode()
        session = read_session(written)
        with tempfile.TemporaryDirectory() as root:
            played = session.answered(play(session, Path(root)))
        if played == written:
            return
        if not self.config.getoption("--golden"):
            raise AnswersDifferError(_difference(written, played))
        self.path.write_bytes(played.encode())

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], _style: object = None
    ) -> str:
        """Show a difference and a bad session as text, a bug of ours as a traceback."""
        if isinstance(excinfo.value, AnswersDifferError):
            return f"{excinfo.value}\nIf the new answers are right: pytest --golden"
        if isinstance(excinfo.value, BadSessionError):
            return f"{self.path.name}, {excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the session stands and what it is called."""
        return self.path, 0, f"session {self.name}"


def _difference(written: str, played: str) -> str:
    lines = difflib.unified_diff(
        written.splitlines(), played.splitlines(), "in the session", "said now", lineterm=""
    )
    return "\n".join(lines)
