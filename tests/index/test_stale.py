"""Whatever happened to the files: the index answers as one built from nothing would."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kontaktjournal.domain.agenda import plan
from kontaktjournal.domain.rhythm import Cadence, Unit
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.names import names
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import LATER, write

MONDAY = date(2026, 11, 23)
SEEN_UNTIL = date(2026, 12, 31)

FOLDERS = ["kontakte", "kontakte/a", "kontakte/a/b", "kontakte/vip", "draussen", "draussen/a"]
NAMES = ["anna.md", "jonas.md", "J\udcf6rg.md", "vip", "a", "anna.sync-conflict-1.md", "x.txt"]
PATHS = st.builds("{}/{}".format, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
#: All of one length, so that only their times tell that they differ.
TEXTS = st.builds(
    "---\nstatus: {}\nnext: 2026-1{}\n---\n# Anna {}\n[[jonas]]\n## 2026-11-20 {}\n".format,
    st.sampled_from(["pflege", "vip123", "ablage"]),
    st.sampled_from(["1-23", "2-07", "1-31", "3-01"]),
    st.sampled_from("ABC"),
    st.sampled_from(["Zoom", "Mail", "Notiz"]),
)

SETTINGS = {
    "plain": (Settings(), ()),
    "cadence": (Settings(stage_cadence={"pflege": Cadence(3, Unit.DAY)}), ()),
    "keys": (Settings(keys={"step": ("next",)}), ()),
    "ignore": (Settings(), ("a/", "jonas.md")),
}


def answers(index: Index, settings: Settings) -> list[Any]:
    """Ask everything that can be asked."""
    found = index.ask(select.candidates(MONDAY, SEEN_UNTIL))
    agenda = plan(found.contacts, MONDAY, settings)
    return [
        [(due.contact.path, due.bucket, due.day, due.reasons) for due in agenda.rows],
        agenda.waiting_for_moment + found.waiting_for_moment,
        sorted(index.ask(select.contacts()), key=lambda one: one.path),
        index.ask(select.problems()),
        index.ask(select.counts()),
        index.ask(select.is_empty()),
        sorted(index.ask(names())),
        sorted(one.path for one in index.ask(select.called("anna"))),
        sorted(one.path for one in index.ask(select.linking(["jonas"]))),
        sorted(one.path for one in index.ask(select.mentioning("Anna A"))),
    ]


class Vault(RuleBasedStateMachine):
    """A folder people, editors and sync services work in, and an index that follows."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="journal-"))
        self.root = self.base / "root"
        (self.root / "kontakte").mkdir(parents=True)
        self.setting = "plain"
        self.index = self.opened(self.base / "cache")

    def opened(self, cache: Path | None) -> Index:
        settings, patterns = SETTINGS[self.setting]
        folder = Folder(
            os.fspath(self.root), ["kontakte", "kontakte/vip"], Ignore(patterns), lambda: LATER
        )
        return Index(cache, folder, settings, self.setting, lambda: Reader(settings))

    def teardown(self) -> None:
        self.index.close()
        shutil.rmtree(self.base, ignore_errors=True)

    def changed(self, path: str, change: Callable[[Path], object]) -> None:
        """Change something until the file system's clock has moved; impossible things fail."""
        file = self.root / path
        try:
            if file.is_fifo():
                return  # opened for writing, it would wait for somebody to read
            before = file.lstat().st_ctime_ns if os.path.lexists(file) else 0
            change(file)
            while before and os.path.lexists(file) and file.lstat().st_ctime_ns == before:
                os.utime(file, follow_symlinks=False)
        except OSError:
            pass

    # --- what happens ----------------------------------------------------------------------

    @rule(path=PATHS, text=TEXTS)
    def save(self, path: str, text: str) -> None:
        self.changed(path, lambda _file: write(self.root, {path: text}))

    @rule(path=PATHS, text=TEXTS)
    def save_and_set_the_time_back(self, path: str, text: str) -> None:
        def change(file: Path) -> None:
            before = file.stat()
            file.write_text(text)
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

        self.changed(path, change)

    @rule(
        path=PATHS, data=st.sampled_from([b"", b"---\n", b"\xff", b"{{x}}", b"---\nx: [\n---\n"])
    )
    def break_file(self, path: str, data: bytes) -> None:
        self.changed(path, lambda file: file.write_bytes(data))

    @rule(path=PATHS, other=PATHS)
    def move(self, path: str, other: str) -> None:
        self.changed(path, lambda file: file.rename(self.root / other))

    @rule(path=PATHS, other=PATHS)
    def swap(self, path: str, other: str) -> None:
        def change(file: Path) -> None:
            file.rename(self.base / "zwischen")
            try:
                (self.root / other).rename(file)
            finally:
                (self.base / "zwischen").rename(self.root / other)

        self.changed(path, change)

    @rule(path=PATHS, aim=PATHS)
    def link(self, path: str, aim: str) -> None:
        self.changed(path, lambda file: file.symlink_to(self.root / aim))

    @rule(path=PATHS)
    def touch(self, path: str) -> None:
        self.changed(path, lambda file: file.touch())

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        self.changed(path, lambda file: file.unlink())

    @rule(path=st.sampled_from(FOLDERS))
    def make_folder(self, path: str) -> None:
        self.changed(path, lambda file: file.mkdir(parents=True))

    @rule(path=st.sampled_from(FOLDERS), other=st.sampled_from(FOLDERS))
    def move_folder(self, path: str, other: str) -> None:
        self.changed(path, lambda file: file.rename(self.root / other))

    @rule(path=st.sampled_from(FOLDERS))
    def delete_folder(self, path: str) -> None:
        self.changed(path, shutil.rmtree)

    @rule(path=st.sampled_from(FOLDERS), aim=st.sampled_from(FOLDERS))
    def link_folder(self, path: str, aim: str) -> None:
        self.changed(path, lambda file: file.symlink_to(self.root / aim))

    @rule(path=PATHS)
    def make_pipe(self, path: str) -> None:
        self.changed(path, os.mkfifo)

    @rule(setting=st.sampled_from(sorted(SETTINGS)))
    def change_settings(self, setting: str) -> None:
        self.setting = setting
        self.reopen()

    @rule()
    def reopen(self) -> None:
        self.index.close()
        self.index = self.opened(self.base / "cache")

    # --- what holds ------------------------------------------------------------------------

    @invariant()
    def the_index_answers_like_a_new_one(self) -> None:
        settings, _ = SETTINGS[self.setting]
        fresh = self.opened(None)
        fresh.refresh()
        self.index.refresh()

        assert answers(self.index, settings) == answers(fresh, settings)
        fresh.close()


TestVault = Vault.TestCase
TestVault.settings = hypothesis.settings(max_examples=25, stateful_step_count=25, deadline=None)
