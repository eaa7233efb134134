"""Lines as vCard and iCalendar write them: escaped, folded, and nothing in them that commands.

A name may hold a line break with a property behind it, a direction mark that turns a line
around, or half a letter: whatever stands in a contact, a line stays one line (RFC 5545, 6350).
"""

import re
from collections.abc import Iterable, Iterator

#: Octets of a line, its end left out.
_LONGEST = 75
_END = "\r\n"

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: Controls · embeddings, overrides and isolates, which turn the text around them.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
#: What a URI may not hold as it is, or a reader of lines would take for something else.
_NOT_IN_URI = re.compile(r'[\s"\\<>^`{|}]')
_FOLLOWS = 0b1000_0000
_LEADS = 0b1100_0000


def harmless(text: str) -> str:
    """Return a text with plain line breaks and without controls."""
    if text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _DROPPED.sub("", text))


def on_one_line(text: str) -> str:
    """Return a text without line breaks and controls."""
    return " ".join(harmless(text).split())


def text_line(name: str, *values: str, separator: str = ";") -> str:
    """Return a property whose value is a text, or several.

    Args:
        name: with its parameters.
        values: what it says.
        separator: between them.
    """
    return raw_line(name, separator.join(harmless(one).translate(_ESCAPES) for one in values))


def uri_line(name: str, uri: str) -> str:
    """Return a property whose value is an address on the net."""
    plain = harmless(uri).strip()
    return raw_line(name, _NOT_IN_URI.sub(lambda found: _percent(found[0]), plain))


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def raw_line(name: str, value: str) -> str:
    """Return a property whose value is written as it is: a date, a word of the standard."""
    return "".join(folded(f"{name}:{value}"))


def folded(line: str) -> Iterator[str]:
    """Give a line in pieces of at most 75 octets, no letter torn apart."""
    data = line.encode()
    start, room, margin = 0, _LONGEST, ""
    while len(data) - start > room:
        end = start + room
        while data[end] & _LEADS == _FOLLOWS:
            end -= 1
        yield f"{margin}{data[start:end].decode()}{_END}"
        start, room, margin = end, _LONGEST - 1, " "
    yield f"{margin}{data[start:].decode()}{_END}"


def block(name: str, lines: Iterable[str]) -> str:
    """Return lines between their BEGIN and their END."""
    return f"BEGIN:{name}{_END}{''.join(lines)}END:{name}{_END}"
