"""The bench's own folder: generated journals, a clean environment, commands run and timed."""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import generate

# Files stamped less than two seconds before a scan are read again by the next one.
YOUNG = 2.1
_PR_SET_CHILD_SUBREAPER = 36


class CommandError(Exception):
    """A measured command failed, or gave an answer that cannot be right."""


@dataclass(frozen=True)
class Journal:
    """A generated journal and the place of its index."""

    root: Path
    cache: Path
    count: int

    @cached_property
    def files(self) -> list[Path]:
        """All its contacts."""
        return sorted(self.root.glob("kontakte/*/*.md"))

    @cached_property
    def somebody(self) -> str:
        """One of its contacts: in play, and whole."""
        return generate.somebody(self.count)


@dataclass(frozen=True, slots=True)
class Command:
    """Something to run and time.

    Args:
        argv: the words; {journal}, {python}, {root}, {here}, {pages}, {peer}, {today} and
            {somebody} are filled in.
        environment: variables on top of the clean environment, filled in likewise.
        speaks: whether it must print something to be right.
        codes: exit codes that are no failure.
        prepare: done once, before a series of runs.
        before: done before each run, untimed.
        after: done after each run, untimed.
    """

    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    speaks: bool = False
    codes: tuple[int, ...] = (0,)
    prepare: "Callable[[Workshop, Journal], None] | None" = None
    before: "Callable[[Workshop, Journal], None] | None" = None
    after: "Callable[[Workshop, Journal], None] | None" = None


class Workshop:
    """Holds everything a bench makes in one folder and runs commands there."""

    def __init__(self, folder: Path, count: int) -> None:
        """Take a folder that exists; ``count`` is the size of the big journal."""
        self.folder = folder
        self.count = count
        self.home = folder / "home"
        self.program = Path(sys.executable).with_name("journal")
        self._journals: dict[int, Journal] = {}
        self._settled: set[Path] = set()
        self._rounds = 0
        self._aside = b""

    def journal(self, count: int | None = None) -> Journal:
        """Return the journal of that size, generated when it is first asked for."""
        size = self.count if count is None else count
        if size not in self._journals:
            root, cache = self.folder / f"journal-{size}", self.folder / f"cache-{size}"
            if not root.exists():
                unfinished = self.folder / "unfinished"
                shutil.rmtree(unfinished, ignore_errors=True)
                generate.write(unfinished, size)
                unfinished.rename(root)
                # What the system still has to write down would disturb the first figures.
                os.sync()
            self._journals[size] = Journal(root, cache, size)
        return self._journals[size]

    @contextmanager
    def peer(self, journal: Journal, name: str) -> Iterator[Path | None]:
        """Offer a folder for another program's data, or None if it was filled before."""
        folder = self.peers(journal) / name
        filled = folder / "filled"
        if filled.exists():
            yield None
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield folder
        filled.touch()
        os.sync()

    def peers(self, journal: Journal) -> Path:
        """Return where other programs keep their data of a journal."""
        return self.folder / f"peers-{journal.count}"

    def settle(self, journal: Journal) -> None:
        """Bring the index up to date with files old enough to be trusted."""
        if journal.root in self._settled:
            return
        time.sleep(YOUNG)
        # Twice: the first run may leave work, such as the full text, to the second one.
        for _ in range(2):
            self.time(Command(("{journal}", "-C", "{root}", "agenda")), journal)
        self._settled.add(journal.root)

    def forget_index(self, journal: Journal) -> None:
        """Remove the index."""
        shutil.rmtree(journal.cache, ignore_errors=True)

    def put_away(self, path: Path) -> None:
        """Take something out of the way that a command shall make anew; see `sweep`.

        It is not deleted at once: a file system may be slow to make files where thousands
        were deleted just before, and the next command would pay for that.
        """
        if path.exists():
            gone = self.folder / "gone"
            gone.mkdir(exist_ok=True)
            path.rename(gone / f"{len(list(gone.iterdir()))}")

    def sweep(self) -> None:
        """Delete what was put away."""
        shutil.rmtree(self.folder / "gone", ignore_errors=True)

    def pages(self, journal: Journal) -> Path:
        """Return where the pages of a journal go: not into the journal, which others read."""
        return self.folder / f"pages-{journal.count}"

    def edit_one(self, journal: Journal) -> None:
        """Save one contact that is in play."""
        self._settled.discard(journal.root)
        with (journal.root / journal.somebody).open("ab") as appended:
            appended.write(b"\nNachtrag.\n")

    def edit_ten(self, journal: Journal) -> None:
        """Save ten contacts: five in place, five as editors do that replace the file."""
        self._rounds += 1
        self._settled.discard(journal.root)
        files, step = journal.files, max(1, journal.count // 10)
        for place in range(10):
            file = files[(place * step + self._rounds * 37) % len(files)]
            if place % 2:
                with file.open("ab") as appended:
                    appended.write(b"\nNachtrag.\n")
            else:
                fresh = file.with_name(".fresh")
                fresh.write_bytes(file.read_bytes() + b"\nNachtrag.\n")
                fresh.replace(file)

    def put_aside(self, journal: Journal) -> None:
        """Keep the text of somebody who is about to be written to."""
        self._aside = (journal.root / journal.somebody).read_bytes()

    def put_back(self, journal: Journal) -> None:
        """Give somebody the old text back, or the file would grow with every run."""
        path = journal.root / journal.somebody
        if path.read_bytes() == self._aside:
            message = f"{path.name} was not written to"
            raise CommandError(message)
        path.write_bytes(self._aside)
        self._settled.discard(journal.root)
        self.settle(journal)

    def environment(self, command: Command, journal: Journal) -> dict[str, str]:
        """Return variables in which nothing of the user's own settings is left."""
        self.home.mkdir(exist_ok=True)
        found = {"PATH": f"{self.program.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        found |= {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        found["XDG_CACHE_HOME"] = str(journal.cache)
        words = self._words(journal)
        return found | {key: text.format_map(words) for key, text in command.environment.items()}

    def argv(self, command: Command, journal: Journal) -> list[str]:
        """Return a command's words with the placeholders filled in."""
        words = self._words(journal)
        return [word.format_map(words) for word in command.argv]

    def _words(self, journal: Journal) -> dict[str, str]:
        return {
            "journal": str(self.program),
            "python": sys.executable,
            "root": str(journal.root),
            "here": str(self.folder),
            "pages": str(self.pages(journal)),
            "peer": str(self.peers(journal)),
            "today": str(generate.TODAY),
            "somebody": Path(journal.somebody).stem,
        }

    def misses(self, command: Command, journal: Journal) -> bool:
        """Say whether the program of a command is not installed."""
        path = self.environment(command, journal)["PATH"]
        return shutil.which(self.argv(command, journal)[0], path=path) is None

    def time(self, command: Command, journal: Journal) -> float:
        """Run a command and return its seconds, up to the end of the last process it started.

        Raises:
            CommandError: it failed.
        """
        argv = self.argv(command, journal)
        environment = self.environment(command, journal)
        start = time.perf_counter()
        process = subprocess.Popen(
            argv,
            cwd=journal.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        _, complaint = process.communicate()
        _await_group(process.pid)
        seconds = time.perf_counter() - start
        if process.returncode not in command.codes:
            raise CommandError(blame(argv, process.returncode, complaint))
        return seconds

    def answer(self, command: Command, journal: Journal) -> bytes:
        """Run a command and return what it prints.

        Raises:
            CommandError: it failed, or is silent where it must speak.
        """
        argv = self.argv(command, journal)
        process = subprocess.run(
            argv,
            cwd=journal.root,
            env=self.environment(command, journal),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if process.returncode not in command.codes:
            raise CommandError(blame(argv, process.returncode, process.stderr))
        if command.speaks and not process.stdout.strip():
            raise CommandError(blame(argv, process.returncode, b"printed nothing"))
        return process.stdout


def blame(argv: list[str], code: int, complaint: bytes) -> str:
    """Return one line about a command that failed."""
    said = complaint.decode("utf-8", "replace").strip().splitlines()
    return f"{Path(argv[0]).name}: exit {code}, {' '.join(said[-1:])}"


def adopt_orphans() -> None:
    """Become the parent of what a measured command leaves behind, to wait for that too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _await_group(group: int) -> None:
    while True:
        try:
            os.waitpid(-group, 0)
        except ChildProcessError:
            return
