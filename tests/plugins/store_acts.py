"""What the store can do, one command each: for the crash lab to kill and starve."""

import sys
from collections.abc import Callable
from pathlib import Path

from kontaktjournal.domain.errors import JournalError
from kontaktjournal.domain.splice import Splice
from kontaktjournal.store.parts import mark
from kontaktjournal.store.transaction import Transaction
from kontaktjournal.store.write import Writer

ANNA, JONAS, UWE = "kontakte/anna.md", "kontakte/jonas.md", "kontakte/uwe.md"
MIA, KERN = "kontakte/2026/mia.md", "kontakte/2026/uwe-kern.md"
LONGER = b"\n## 2026-11-23 Telefonat\n" + b"Will im Januar starten.\n" * 300

#: What the acts expect to find.
FILES = {
    ANNA: b"---\nname: Anna\nstatus: gespraech\nnext: 2026-11-23\n---\n\n# Anna\n",
    JONAS: b"# Jonas Weber\n",
    UWE: b"# Uwe Kern\n",
}


def _replace(transaction: Transaction) -> None:
    transaction.replace_by(ANNA, lambda text: text + LONGER)


def _create(transaction: Transaction) -> None:
    transaction.create(MIA, b"# Mia Sommer\n")


def _remove(transaction: Transaction) -> None:
    transaction.remove(JONAS, b"# Jonas Weber\n")


def _rename(transaction: Transaction) -> None:
    transaction.rename(UWE, KERN)


def _revise(transaction: Transaction) -> None:
    places = [Splice(2, 3, b"Jan"), Splice(11, 0, LONGER)]
    transaction.revise(UWE, lambda _: places, mark(FILES[UWE]))


def _several(transaction: Transaction) -> None:
    for act in (_replace, _rename, _create, _remove):
        act(transaction)


_WRITING: dict[str, Callable[[Transaction], None]] = {
    "replace": _replace,
    "create": _create,
    "remove": _remove,
    "rename": _rename,
    "revise": _revise,
    "several": _several,
}
ACTS = (*_WRITING, "undo")


def do(act: str, root: Path, state: Path) -> int:
    """Do something as a command would: return the exit status, and print why it is refused."""
    writer = Writer(str(root), ("kontakte",), state)
    try:
        if act == "undo":
            writer.undo()
        else:
            with writer.transaction(act) as transaction:
                _WRITING[act](transaction)
    except JournalError as error:
        sys.stdout.write(f"{error.key}\n")
        return error.exit_code
    return 0
