"""A file the user gives a name to: an export. Never a contact, and never where contacts are."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress

from kontaktjournal.domain.blocking import FILE as BLOCK_LIST
from kontaktjournal.domain.errors import Refused
from kontaktjournal.store.ignore import is_note
from kontaktjournal.store.leftover import UNFINISHED, fresh_name
from kontaktjournal.store.links import is_within
from kontaktjournal.store.own_list import LIST
from kontaktjournal.store.setup import SETTINGS
from kontaktjournal.store.target import cannot_write

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
_PRIVATE = 0o600


#: What tells the journal what to read, and what is ours in a folder.
_OWN_NAMES = frozenset({SETTINGS, ".journalignore", LIST, BLOCK_LIST})


def refuse_among_contacts(path: str, root: str, contacts: Iterable[str]) -> None:
    """Refuse a place that belongs to the journal itself.

    Args:
        path: of the file or folder to be written.
        root: absolute path of the journal.
        contacts: its contact folders, relative to it.

    Raises:
        Refused: it lies in a contact folder, or is called as notes or the settings are.
    """
    real, real_root = os.path.realpath(path), os.path.realpath(root)
    name = os.path.basename(real)
    # Where the whole journal is one contact folder, only notes are contacts.
    folders = (os.path.realpath(os.path.join(root, each)) for each in contacts)
    within = any(is_within(real, folder) for folder in folders if folder != real_root)
    if within:
        raise Refused("refusal.among_contacts", path=path)
    if is_note(name) or name in _OWN_NAMES:
        raise Refused("refusal.journals_own", path=path)


def begins_with(path: str, data: bytes) -> bool:
    """Tell whether a file is there that begins so.

    Raises:
        DiskTrouble: it cannot be read.
    """
    try:
        if _takes_bytes(path):
            return False
        with open(path, "rb") as file:
            return file.read(len(data)) == data
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise cannot_write(path, error) from error


def write(path: str, data: bytes) -> None:
    """Write a file whole or not at all, for nobody else's eyes; what is there is replaced.

    Args:
        path: of a file, a link to one, or something else that can be written to, as a pipe.
        data: what it shall say.

    Raises:
        DiskTrouble: the system would not.
    """
    try:
        real = os.path.realpath(path)
        if _takes_bytes(path):
            with open(path, "wb") as stream:
                stream.write(data)
        else:
            _replace(real, data)
    except OSError as error:
        raise cannot_write(path, error) from error


def _takes_bytes(path: str) -> bool:
    """Tell whether something is there that is no file: a terminal, a pipe, a folder."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return not stat.S_ISREG(os.stat(path).st_mode)
    return False


def _replace(path: str, data: bytes) -> None:
    folder, name = os.path.split(path)
    temp = os.path.join(folder, fresh_name(name) + UNFINISHED)
    descriptor = os.open(temp, _CREATE, _PRIVATE)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.replace(temp, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temp)
        raise
