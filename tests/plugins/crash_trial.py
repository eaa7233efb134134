"""How a command stands a fault at each of its system calls: the verdict of the crash lab."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crash_lab import Fault, Stage, Struck, Texts, under_strace
from faults import Faults, dying
from kontaktjournal.domain.errors import Refused
from kontaktjournal.store.write import Writer

#: Takes a line for the report of the lab, and at how many points something was struck.
Tell = Callable[..., None]

#: What the next command writes to, which tidies up.
WITNESS = "kontakte/anna.md"
_LINE = b"\nZeuge\n"
#: What a command says that wrote nothing: its refusal's key, or the sentence itself.
_NOTHING_WRITTEN = (b"refusal.cannot", b"ichts geschrieben")


@dataclass(frozen=True, slots=True)
class Trial:
    """How a command stood a fault.

    Args:
        points: at how many of its system calls it was to happen.
        struck: at how many it did: calls may come earlier or later from run to run.
        refused: how often the command said that it failed.
        tracebacks: how often it ended with one.
        wrong: what should not be.
    """

    points: int
    struck: int
    refused: int
    tracebacks: int
    wrong: tuple[str, ...]


def trial(stage: Stage, fault: Fault) -> Trial:
    """Let a fault happen at every system call of a command, and say what went wrong."""
    stage.prepare()
    stage.set_up()
    before = stage.texts()
    assert under_strace(stage.command, stage.folder, ()).status == 0
    after = stage.texts()
    outcomes = []
    wrong = []
    for point in filter(fault.strikes, stage.points()):
        outcome = stage.struck(point, fault)
        outcomes.append(outcome)
        wrong += [f"{point}: {each}" for each in _complaints(stage, outcome, before, after)]
    return Trial(
        len(outcomes),
        sum(one.is_struck for one in outcomes),
        sum(one.status > 0 for one in outcomes),
        sum(b"Traceback" in one.said for one in outcomes),
        tuple(wrong),
    )


def _complaints(stage: Stage, outcome: Struck, before: Texts, after: Texts) -> Iterator[str]:
    """Say what is wrong after a fault."""
    texts = _visible(outcome.texts)
    fault, point = outcome.fault, outcome.point
    if not is_whole(texts, before, after):
        yield f"torn: {texts}"
    if outcome.status == 0 and texts != after:
        yield "said to be written, but is not"
    if outcome.status == 0 and point.secures and outcome.is_struck and fault.name != "EINTR":
        yield "said to be safe on the disk, but may not be"
    if outcome.status > 0 and not fault.lasting:
        paths = {*before, *outcome.texts}
        changed = {path for path in paths if before.get(path) != outcome.texts.get(path)}
        for path in changed & _said_to_be_left(outcome.said, paths):
            yield f"said not to be written, but is: {path}"
    yield from _after_the_next(stage, outcome)


def _said_to_be_left(said: bytes, paths: set[str]) -> set[str]:
    """Return of which files it is said that nothing was written: of all, if none is named."""
    lines = [line for line in said.splitlines() if any(word in line for word in _NOTHING_WRITTEN)]
    named = {path for path in paths for line in lines if path.encode() in line}
    return named or (paths if lines else set())


def _after_the_next(stage: Stage, outcome: Struck) -> Iterator[str]:
    """Say what is wrong after the next command, and after everything was taken back."""
    kept = stage.kept()
    writer = Writer(str(stage.root), ("kontakte",), kept)
    # Where there was no room for it, it was written all the same.
    can_be_undone = outcome.status < 0 or any((kept / "undo").glob("*"))
    # Only the command waits for the disk.
    with Faults(0, dying):
        with writer.transaction("log") as transaction:
            transaction.replace_by(WITNESS, lambda text: text + _LINE)
        texts = stage.texts()
        while _is_undone(writer):
            pass
    if transaction.copies:
        yield f"kept: {transaction.copies}"
    if texts != _visible(texts):
        yield f"left over: {texts.keys()}"
    expected = _visible(outcome.texts)
    expected[WITNESS] += _LINE
    if texts != expected:
        yield f"changed by tidying up: {texts}"
    if outcome.status <= 0 and can_be_undone and stage.texts() != stage.journal_texts():
        yield f"not taken back: {stage.texts()}"


def _is_undone(writer: Writer) -> bool:
    try:
        writer.undo()
    except Refused as error:
        return error.key == "refusal.undo_torn"
    return True


def _visible(texts: Texts) -> Texts:
    return {path: data for path, data in texts.items() if "/.j-" not in path}


def is_whole(texts: Texts, before: Texts, after: Texts) -> bool:
    """Tell whether each file is whole, old or new, and none is missing that never was."""
    whole = {*before.items(), *after.items()}
    return whole >= texts.items() and before.keys() & after.keys() <= texts.keys()
