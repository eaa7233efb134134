"""After any sequence of commands, taking all of them back gives the journal back, whole."""

import shutil
import tempfile
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desk import Desk
from faults import Faults, dying
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.store.changes import Splice
from kontaktjournal.store.transaction import Transaction

NAMES = ("anna.md", "Anna.md", "jonas.md", "J\udcf6rg.md", "2026/anna.md", "2026/neu/mia.md")
PATHS = st.sampled_from([f"kontakte/{name}" for name in NAMES])
TEXTS = st.binary(max_size=12) | st.sampled_from([b"---\r\nname: Anna\r\n---", b"\xef\xbb\xbfx\n"])
JOURNALS = st.dictionaries(st.sampled_from(["kontakte/anna.md", "kontakte/jonas.md"]), TEXTS)

#: What is done, to which of the files there are, where to, and with what.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "replace", "append", "remove", "rename"]),
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

    def __init__(self) -> None:
        super().__init__()
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
            shutil.rmtree(self.folder)


TestJournal = Journal.TestCase
TestJournal.settings = hypothesis.settings(max_examples=100, stateful_step_count=15)


@hypothesis.given(st.binary(), st.binary(), st.binary(), st.binary(), st.binary())
def test_the_difference_of_two_texts_leads_back(
    start: bytes, one: bytes, other: bytes, end: bytes, rest: bytes
) -> None:
    before, after = start + one + end + rest, start + other + end + rest

    splice = Splice.between(before, after)

    assert splice.reverted(after) == before
    assert len(splice.before) <= len(one)
    assert len(splice.after) <= len(other)
