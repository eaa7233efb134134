"""Bytes to text, whatever the file was saved as (F7, W212)."""

import codecs
import re
from typing import NamedTuple

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LONE_CR = re.compile(r"\r(?!\n)")
_ONE_BY_ONE = "kontaktjournal-cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read each byte that is no UTF-8 as what Windows editors of old would have meant."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return damaged.decode("cp1252", errors="replace"), error.end


codecs.register_error(_ONE_BY_ONE, _as_cp1252)


class Decoded(NamedTuple):
    """The text of a file.

    Args:
        text: without BOM; a lone CR has become LF, so that every line ends in LF or CRLF.
        damage: offset in the text of the first character that was no UTF-8; -1 for none.
        encoding: what the file probably is, where it is no UTF-8.
    """

    text: str
    damage: int = -1
    encoding: str = ""


def _one_newline(text: str) -> str:
    """Make a lone CR a LF, character for character: places stay right."""
    return _LONE_CR.sub("\n", text) if "\r" in text else text


def _bare_utf16(data: bytes) -> str:
    """Return which UTF-16 bytes without a mark are: every other one is NUL."""
    for encoding, high, low in (("utf-16-le", data[1::2], data[::2]),
                                ("utf-16-be", data[::2], data[1::2])):  # fmt: skip
        if high.count(0) * 2 > len(high) and low.count(0) * 8 < len(low):
            return encoding
    return ""


def decode(data: bytes) -> Decoded:
    """Turn a file's bytes into text; never fails."""
    for mark, encoding in _OTHER_BOMS.items():
        if data.startswith(mark):
            return Decoded(_one_newline(data.decode(encoding, errors="replace")), 0, "utf-16")
    if b"\0" in data and (encoding := _bare_utf16(data)):
        return Decoded(_one_newline(data.decode(encoding, errors="replace")), 0, "utf-16")
    # Programs that join files leave more than one.
    while data.startswith(_BOM):
        data = data[len(_BOM) :]
    try:
        return Decoded(_one_newline(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        intact = data[: error.start].decode("utf-8")
        text = data.decode("utf-8", errors=_ONE_BY_ONE)
        return Decoded(_one_newline(text), len(intact), "cp1252")
