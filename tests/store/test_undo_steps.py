"""After any sequence of commands, taking all of them back gives the journal back, whole."""

import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desk import Desk
from faults import Faults, dying
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.domain.splice import Splice
from kontaktjournal.store import target
from kontaktjournal.store.changes import difference, spliced
from kontaktjournal.store.parts import mark
from kontaktjournal.store.transaction import Transaction

NAMES = ("anna.md", "Anna.md", "jonas.md", "J\udcf6rg.md", "2026/anna.md", "2026/neu/mia.md")
PATHS = st.sampled_from([f"kontakte/{name}" for name in NAMES])
TEXTS = st.binary(max_size=12) | st.sampled_from([b"---\r\nname: Anna\r\n---", b"\xef\xbb\xbfx\n"])
JOURNALS = st.dictionaries(st.sampled_from(["kontakte/anna.md", "kontakte/jonas.md"]), TEXTS)

#: What is done, to which of the files there are, where to, and with what.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "replace", "append", "revise", "remove", "rename"]),
        st.integers(0, 7),
        PATHS,
        TEXTS,
    ),
    min_size=1,
    max_size=4,
)
Step = tuple[str, int, str, bytes]


class Journal(RuleBasedStateMachine):
    """A journal that commands write to, succeed, fail, are killed, and are taken back."""

    #: What is larger is read part by part.
    held_bytes = 1 << 20

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(target, "_HELD_BYTES", self.held_bytes)
        self.folder = Path(tempfile.mkdtemp())
        # Without waiting for the disk.
        self.faults = Faults(0, dying)
        self.faults.__enter__()

    @initialize(files=JOURNALS)
    def begin(self, files: dict[str, bytes]) -> None:
        self.desk = Desk(self.folder, files)
        self.versions = [self.desk.texts()]

    @rule(steps=STEPS, goes_wrong=st.sampled_from([False, False, True]))
    def write(self, steps: list[Step], *, goes_wrong: bool) -> None:
        before = self.desk.texts()
        transaction = self.desk.writer().transaction("x")
        try:
            with transaction:
                for step in steps:
                    self.do(transaction, step)
                if goes_wrong:
                    transaction.create("kontakte/../x.md", b"")
        except JournalError:
            assert self.desk.texts() == before
        assert transaction.is_undoable
        if transaction.has_written:
            self.versions.append(self.desk.texts())

    def do(self, transaction: Transaction, step: Step) -> None:
        kind, number, to, data = step
        texts = self.desk.texts()
        path = sorted(texts)[number % len(texts)] if texts else to
        match kind:
            case "create":
                transaction.create(to, data)
            case "replace":
                transaction.replace_by(path, lambda _: data)
            case "append":
                transaction.replace_by(path, lambda text: text + data)
            case "revise":
                text = texts.get(path, b"")
                places = [Splice(at, 1, data) for at in range(0, len(text), 3)]
                transaction.revise(path, lambda _: places, mark(text))
            case "remove":
                transaction.remove(path, texts.get(path, b""))
            case "rename":
                transaction.rename(path, to)

    @rule()
    def take_back_one(self) -> None:
        if len(self.versions) > 1:
            self.desk.writer().undo()
            self.versions.pop()

    @invariant()
    def holds_what_the_last_command_left(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.texts() == self.versions[-1]

    def teardown(self) -> None:
        try:
            if hasattr(self, "desk"):
                while len(self.versions) > 1:
                    self.take_back_one()
                    self.holds_what_the_last_command_left()
                made = [path for path in self.desk.root.rglob("*") if path.is_dir()]
                assert made == [self.desk.root / "kontakte"]
        finally:
            self.faults.__exit__(None, None, None)
            self.patch.undo()
            shutil.rmtree(self.folder)


class LargeFiles(Journal):
    """The same, where no file can be held in the memory."""

    held_bytes = -1


TestJournal = Journal.TestCase
TestJournal.settings = hypothesis.settings(max_examples=100, stateful_step_count=15)
TestLargeFiles = LargeFiles.TestCase
TestLargeFiles.settings = hypothesis.settings(max_examples=60, stateful_step_count=15)


@hypothesis.given(st.binary(), st.binary(), st.binary(), st.binary(), st.binary())
def test_the_difference_of_two_texts_leads_back(
    start: bytes, one: bytes, other: bytes, end: bytes, rest: bytes
) -> None:
    before, after = start + one + end + rest, start + other + end + rest

    back = difference(after, before)

    assert spliced(after, [back]) == before
    assert len(back.put) <= len(one)
    assert back.length <= len(other)
