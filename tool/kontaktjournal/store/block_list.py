"""The block list on the disk: its lines, in whatever encoding an editor saved them."""

import codecs
import os

from kontaktjournal.domain.blocking import FILE, BlockList, Lines, read
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.store.block_key import keys_in
from kontaktjournal.store.shelf import opened

#: As an editor of Windows may have saved the list.
USUAL = "utf-8"
_ENCODINGS = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def lines_in(root: str) -> Lines:
    """Return the block list of a journal; an empty one where there is none.

    Args:
        root: absolute path of the journal.

    Raises:
        DiskTrouble: it cannot be read.
    """
    if not os.path.lexists(f"{root}/{FILE}"):
        return read("")
    with opened(root, FILE) as file:
        data = file.read()
    return read(decoded(data)[0])


def block_list_in(root: str, keys: str) -> BlockList:
    """Return the block list of a journal; with a key that is broken, as with none.

    Args:
        root: absolute path of the journal.
        keys: absolute path of the folder where its key lies.

    Raises:
        DiskTrouble: it cannot be read.
    """
    lines = lines_in(root)
    # Most journals have no such list, and a list typed by hand needs no key.
    if not lines.keyed:
        return BlockList(lines)
    try:
        return BlockList(lines, keys_in(keys))
    except JournalError:
        return BlockList(lines)


def decoded(data: bytes) -> tuple[str, str]:
    """Return a list as text, and how it is encoded; any bytes are some text."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    return data.decode(USUAL, "surrogateescape"), USUAL
