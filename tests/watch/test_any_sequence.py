"""Whatever happens to the files: what a watcher vouches for is what a fresh look finds."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kontaktjournal import lookout
from kontaktjournal.config.place import Annex, find
from kontaktjournal.journal import Journal
from opened_journal import NOW
from watched_folder import write
from watched_journal import Beside, House, until

FOLDERS = ["kontakte", "kontakte/a", "kontakte/a/b", "kontakte/vip", "draussen", "draussen/a"]
NAMES = ["anna.md", "jonas.md", "J\udcf6rg.md", "vip", "a", "anna.sync-conflict-1.md", ".x.md"]
PATHS = st.builds("{}/{}".format, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
TEXTS = st.builds("# Anna {}\n[[jonas]]\n".format, st.sampled_from("ABC"))

Rows = list[tuple[object, ...]]


def rows(connection: sqlite3.Connection) -> dict[str, Rows]:
    """Return everything an index says, but for the numbers of its readings."""
    asked = {
        "notes": "SELECT path, digest, kind, wake, name, contact FROM notes",
        "problems": "SELECT owner, path, line, col, code, variant, words FROM problems",
        "links": "SELECT path, target FROM links JOIN notes USING (id)",
        "tracks": "SELECT path, latest, last, talk, track FROM tracks JOIN notes USING (id)",
        "folders": "SELECT path, is_odd FROM folders",
    }
    return {
        table: sorted(connection.execute(question).fetchall(), key=repr)
        for table, question in asked.items()
    }


class Watching(RuleBasedStateMachine):
    """A folder people, editors and sync services work in, and a watcher that follows."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="journal-"))
        self.house = House(self.base)
        self.root = self.house.root
        text = 'version = 1\n[folders]\ncontacts = ["kontakte", "kontakte/vip"]\n'
        write(self.root, {"journal.toml": text, "kontakte/anna.md": "# Anna A\n"})
        self.beside = Beside(self.house)
        self.beside.start()

    def teardown(self) -> None:
        self.beside.stop()
        shutil.rmtree(self.base, ignore_errors=True)

    def do(self, path: str, change: Callable[[Path], object]) -> None:
        """Change something; impossible things fail."""
        try:
            if not (self.root / path).is_fifo():
                change(self.root / path)
        except OSError:
            pass

    # --- what happens ----------------------------------------------------------------------

    @rule(path=PATHS, text=TEXTS)
    def save(self, path: str, text: str) -> None:
        self.do(path, lambda _file: write(self.root, {path: text}))

    @rule(path=PATHS, text=TEXTS)
    def save_and_set_the_time_back(self, path: str, text: str) -> None:
        def change(file: Path) -> None:
            before = file.stat()
            file.write_text(text)
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

        self.do(path, change)

    @rule(path=PATHS, other=PATHS)
    def move(self, path: str, other: str) -> None:
        self.do(path, lambda file: file.rename(self.root / other))

    @rule(path=PATHS, other=PATHS)
    def name_twice(self, path: str, other: str) -> None:
        self.do(path, (self.root / other).hardlink_to)

    @rule(path=PATHS, aim=PATHS)
    def link(self, path: str, aim: str) -> None:
        self.do(path, lambda file: file.symlink_to(self.root / aim))

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        self.do(path, Path.unlink)

    @rule(path=PATHS)
    def make_pipe(self, path: str) -> None:
        self.do(path, os.mkfifo)

    @rule(path=st.sampled_from(FOLDERS))
    def make_folder(self, path: str) -> None:
        self.do(path, lambda file: file.mkdir(parents=True))

    @rule(path=st.sampled_from(FOLDERS), other=st.sampled_from(FOLDERS))
    def move_folder(self, path: str, other: str) -> None:
        self.do(path, lambda file: file.rename(self.root / other))

    @rule(path=st.sampled_from(FOLDERS), other=st.sampled_from(FOLDERS))
    def swap_folders(self, path: str, other: str) -> None:
        def change(file: Path) -> None:
            file.rename(self.base / "zwischen")
            try:
                (self.root / other).rename(file)
            finally:
                (self.base / "zwischen").rename(self.root / other)

        self.do(path, change)

    @rule(path=st.sampled_from(FOLDERS), aim=st.sampled_from(FOLDERS))
    def link_folder(self, path: str, aim: str) -> None:
        self.do(path, lambda file: file.symlink_to(self.root / aim))

    @rule(path=st.sampled_from(FOLDERS))
    def delete_folder(self, path: str) -> None:
        self.do(path, shutil.rmtree)

    @rule()
    def somebody_else_looks(self) -> None:
        lookout._silent[str(self.base / "cache")] = float("inf")
        with closing(self.opened(self.base / "cache")) as journal:
            journal.refresh()
        lookout._silent.clear()

    @rule()
    def restart(self) -> None:
        self.beside.stop()
        self.beside = Beside(self.house)
        self.beside.start()

    # --- what holds ------------------------------------------------------------------------

    def opened(self, cache: Path) -> Journal:
        place = find(self.root, {}, given=self.root)
        return Journal(place, self.house.settings(), NOW, Annex(cache, self.base / "state"))

    def vouched(self, journal: Journal) -> bool:
        """Tell whether the watcher vouches for an index; its machine may be slow."""
        lookout._silent.clear()
        index = journal.index
        version = lookout.complete(str(self.base / "cache"), index.mark, index.identity)
        return version is not None and version == index.version

    @invariant()
    def what_is_vouched_for_is_what_a_fresh_look_finds(self) -> None:
        with closing(self.opened(self.base / "cache")) as told:
            until(lambda: self.vouched(told))
            found = told.index.ask(rows)
        with closing(self.opened(Path(tempfile.mkdtemp(dir=self.base)))) as fresh:
            fresh.index.look()
            assert found == fresh.index.ask(rows)


TestWatching = Watching.TestCase
TestWatching.settings = hypothesis.settings(max_examples=12, stateful_step_count=25, deadline=None)
