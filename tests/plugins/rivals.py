"""Others who write to the same files: editors that save all the time, and more of us."""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desk import ANNA, Desk
from elsewhere import Elsewhere
from kontaktjournal.domain.errors import Conflict

Save = Callable[[Path, bytes], None]

_EDITED, _LOGGED = re.compile(rb"^edited (\d+)$", re.MULTILINE), b"\nlogged "
_PAUSE_SECONDS = 0.002


# --- how editors save --------------------------------------------------------------------------


def in_place(path: Path, text: bytes) -> None:
    """Save as nano and VS Code do, and vim where it may not rename."""
    path.write_bytes(text)


def in_two_steps(path: Path, text: bytes) -> None:
    """Save as VS Code does on some systems: empty the file, then open and fill it."""
    os.truncate(path, 0)
    with path.open("r+b") as file:
        file.write(text)


def by_rename(path: Path, text: bytes) -> None:
    """Save as VS Code does where it is told to be careful, and most sync programs."""
    beside = path.with_name(".editor-swap")
    beside.write_bytes(text)
    beside.replace(path)


def with_backup(path: Path, text: bytes) -> None:
    """Save as vim does: the old file steps aside, a new one is made."""
    backup = path.with_name(path.name + "~")
    path.replace(backup)
    path.write_bytes(text)
    backup.unlink()


SAVES = (in_place, in_two_steps, by_rename, with_backup)


# --- a race ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody at an editor.

    Args:
        save: how it saves.
        saves: how often.
        pause: how long it waits after each save at the most, in seconds.
        patience: how long a save is looked for before it counts as lost, in seconds.
    """

    save: Save
    saves: int
    pause: float = 0.0
    patience: float = 20.0


@dataclass(frozen=True, slots=True)
class Race:
    """How a race ended.

    Args:
        saves: how often the editor saved.
        lost: how many of its saves were nowhere afterwards.
        glimpsed: how often it read, for a moment, something else than it had just saved.
        written: how often the journal wrote.
        refused: how often it said that the file was just changed.
        texts: the names of the files that are there afterwards.
    """

    saves: int
    lost: int
    glimpsed: int
    written: int
    refused: int
    texts: tuple[str, ...]


def log(desk: Desk, number: int) -> None:
    """Write as a command does: keep all there is but one's own last line."""
    line = b"%s%d\n" % (_LOGGED, number)
    with desk.writer().transaction("log") as transaction:
        transaction.replace_by(ANNA, lambda text: text.partition(_LOGGED)[0] + line)


def race(desk: Desk, editor: Editor, write: Callable[[Desk, int], None] = log) -> Race:
    """Let an editor save while a journal writes to the same file, each as fast as it can.

    Whoever is faster, and however long either is kept waiting, decides nothing.

    Args:
        desk: the journal.
        editor: who saves.
        write: how the journal writes.
    """
    desk.anna.write_bytes(_text(0, b""))
    editing = Elsewhere(lambda: _edit(desk, editor))
    written = refused = 0
    while _is_alive(editing.pid):
        try:
            write(desk, written)
        except (Conflict, FileNotFoundError):
            refused += 1
        else:
            written += 1
    lost, glimpsed = editing.result()
    lost += editor.saves not in _edits(desk)
    # Alone, it can always write.
    write(desk, written)
    return Race(editor.saves, lost, glimpsed, written + 1, refused, tuple(desk.texts()))


def _is_alive(pid: int) -> bool:
    # Not to be waited for here: its result is still to come.
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _text(number: int, rest: bytes) -> bytes:
    # Longer than what a disk writes at once.
    return b"---\nname: Anna\n---\n" + b"Zeile\n" * 2000 + b"edited %d\n" % number + rest


def _edit(desk: Desk, editor: Editor) -> tuple[int, int]:
    """Read, change and save, again and again; return how many saves were lost or out of sight."""
    lost = glimpsed = 0
    for number in range(1, editor.saves + 1):
        text = desk.anna.read_bytes()
        if b"edited %d\n" % (number - 1) not in text:
            glimpsed += 1
            lost += not _comes_to_light(desk, number - 1, editor.patience)
            text = desk.anna.read_bytes()
        editor.save(
            desk.anna, _text(number, text[text.find(_LOGGED) :] if _LOGGED in text else b"")
        )
        # Never in step with anybody.
        time.sleep(editor.pause * (number * 7 % 11) / 10)
    return lost, glimpsed


def _comes_to_light(desk: Desk, save: int, patience: float) -> bool:
    """Wait until a save is to be found somewhere."""
    until = time.monotonic() + patience
    while save not in _edits(desk):
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def _edits(desk: Desk) -> set[int]:
    """Return all saves of the editor that are to be found anywhere."""
    return {
        int(number)
        for path in (desk.root / "kontakte").glob("*.md")
        for number in _EDITED.findall(path.read_bytes())
    }


# --- more of us --------------------------------------------------------------------------------


def crowd(desk: Desk, writers: int, edits: int, paths: list[str]) -> None:
    """Let several commands at once append their numbers, each to all files in turn."""

    def work(me: int) -> None:
        for number in range(edits):
            desk.append(b"%d.%d\n" % (me, number), paths[number % len(paths)])

    everybody = [Elsewhere(partial(work, me)) for me in range(writers)]
    for one in everybody:
        one.result()


def arrived(desk: Desk, paths: list[str]) -> list[bytes]:
    """Return the lines of all files, sorted."""
    return sorted(line for path in paths for line in (desk.root / path).read_bytes().splitlines())
