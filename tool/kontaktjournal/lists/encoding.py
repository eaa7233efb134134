"""How a text is encoded: what it says itself, UTF-8, or what Windows wrote before that (6.4)."""

import codecs
from typing import IO

_BLOCK = 1 << 20
#: That of UTF-32 begins like that of UTF-16.
#: Each with the encoding it declares, and that of the text behind it.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_WESTERN = "cp1252"
_REPLACED = "\ufffd"
_REPLACED_UTF8 = _REPLACED.encode()


def encoding_of(file: IO[bytes]) -> str:
    """Return how a text is encoded; Western Windows where it is not UTF-8.

    A text in UTF-8 that was cut off within a letter, or has a bad byte somewhere, is one still:
    in Western Windows, all its umlauts would be wrong.
    """
    start = file.read(_BLOCK)
    declared = _declared(start)
    return declared or _found(file, start)


def unmarked(encoding: str, start: bytes) -> tuple[bytes, str]:
    """Return what a text begins with that is none of it, and how the rest is encoded.

    Args:
        encoding: of the text, as `encoding_of` names it.
        start: its first bytes.
    """
    for bom, name, plain in _BOMS:
        if name == encoding and start.startswith(bom):
            return bom, plain
    return b"", encoding


def _declared(start: bytes) -> str:
    for bom, name, _ in _BOMS:
        if start.startswith(bom):
            return name
    # Two letters of the Latin alphabet, in a text that has no other reason for a NUL.
    match [byte != 0 for byte in start[:4]]:
        case [True, False, True, False]:
            return "utf-16-le"
        case [False, True, False, True]:
            return "utf-16-be"
        case _:
            return ""


def _found(file: IO[bytes], block: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    foreign = bad = 0
    while block:
        text = decoder.decode(block)
        if not text.isascii():
            foreign += len(text) - len(text.encode("ascii", "ignore"))
            bad += text.count(_REPLACED) - block.count(_REPLACED_UTF8)
        block = file.read(_BLOCK)
    is_cut = bool(decoder.getstate()[0])
    good = foreign - bad
    return "utf-8" if good > bad or not (bad or is_cut) else _WESTERN
