"""What was taken back of a command, file by file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kontaktjournal.desk.written import Written, head_of
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.parse import Reader
from kontaktjournal.notation.words import Value
from kontaktjournal.store.changes import Created, Removed, Renamed, Replaced
from kontaktjournal.store.ignore import is_note
from kontaktjournal.store.unwind import Undoing


@dataclass(frozen=True, slots=True)
class Undone:
    """A command that was taken back, or would be.

    Args:
        command: its name.
        written: each file, from before the undoing to after.
        concerned: those of them the command was about: made, deleted or renamed by it; where
            there is none, all of them.
        copies: the copies that were kept of what nobody knew.
        is_dry: nothing is written.
        keys: the journal's spellings of keys.
    """

    command: str
    written: tuple[Written, ...]
    concerned: tuple[Written, ...]
    copies: tuple[str, ...]
    is_dry: bool
    keys: Keys

    @property
    def is_undoable(self) -> bool:
        """Tell that nothing is said of undoing again: what is undone is not redone."""
        return True

    def heads_of(self, written: Written) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
        """Return what stands in a file's head before and after, under canonical keys."""
        return head_of(written.was, self.keys), head_of(written.now, self.keys)


def undone(
    undoing: Undoing, reader: Reader, keys: Mapping[str, Sequence[str]], *, is_dry: bool
) -> Undone:
    """Tell of an undoing.

    Args:
        undoing: what is reverted.
        reader: makes contacts of files.
        keys: the user's own spellings of their keys.
        is_dry: nothing was written.
    """
    told: list[Written] = []
    own: list[Written] = []
    # The last file written is the first to go back.
    for path, to, is_own in reversed([*_ways(undoing)]):
        before, after = undoing.files[path][0], undoing.files[to][1]
        was = reader.read(before, path) if isinstance(before, bytes) and is_note(path) else None
        now = reader.read(after, to) if isinstance(after, bytes) and is_note(to) else None
        written = Written(path, to, before, after, was, now)
        if written.is_changed:
            told.append(written)
            own += [written] * is_own
    concerned = tuple(own or told)
    return Undone(
        undoing.record.command, tuple(told), concerned, undoing.copies, is_dry, Keys(keys)
    )


def _ways(undoing: Undoing) -> Iterator[tuple[str, str, bool]]:
    """Yield what each file is called before and after, and whether the command was about it."""
    names: dict[str, str] = {}
    own: set[str] = set()
    for step in undoing.steps:
        match step:
            case Renamed():
                first = names.pop(step.to, step.to)
                names[step.path] = first
                own.add(first)
            case Replaced():
                names.setdefault(step.path, step.path)
            case Created() | Removed():
                own.add(names.setdefault(step.path, step.path))
    for to, path in names.items():
        # What is gone has no other name.
        is_gone = undoing.files[to][1] is None
        yield path, path if is_gone else to, path in own
