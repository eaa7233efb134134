"""The lines of a vCard, 2.1 to 4.0, taken apart: bytes in, properties out (6.6)."""

import binascii
import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kontaktjournal.notation.content_lines import harmless
from kontaktjournal.notation.vcard_spans import BLANKS, NOTHING

_QUOTED_HEAD = re.compile(rb'(?:"[^"]*"|[^":])*')
_HEAD = re.compile(
    r"""
    (?:(?P<group>[\w-]+)\.)? (?P<name>[A-Za-z][\w-]*)
    (?P<parameters>(?:;(?:"[^"]*"|[^";])*)*)
    """,
    re.VERBOSE,
)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
#: What parameters may hold only in disguise (RFC 6868).
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_ENCODED = re.compile(rb"[^:]*[;=]QUOTED-PRINTABLE(?=[;:,])", re.IGNORECASE)
_DATA = re.compile(rb"data:\w+/", re.IGNORECASE)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_OLD = "2.1"
#: Behind every rank there is in 4.0.
_NOT_PREFERRED = 101
#: Apple's own labels: _$!<Work>!$_
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
#: Python's codecs that are no character sets, or are several.
_NO_CHARSETS = frozenset(
    {"utf-8", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
)

#: A sign that means itself: \, and \; by the standards, \: by Apple.
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Property(NamedTuple):
    """One line of a card.

    Args:
        group: what ties it to others: ``item1`` in ``item1.TEL``.
        name: in capitals.
        parameters: name in capitals to the values; ``TYPE`` in small letters.
        types: of what sort it is: home, work, cell, fax.
        rank: how far it stands behind the preferred one.
        value: decoded, but with its escapes: see `text` and `parts`.
        label: what its group is called.
    """

    group: str
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    types: frozenset[str]
    rank: int
    value: str
    label: str = ""

    @property
    def text(self) -> str:
        """Return the value as one text."""
        return unescaped(self.value)

    def parts(self, sign: str = ";") -> tuple[str, ...]:
        """Return the parts of a structured value: of a name, an address."""
        return tuple(unescaped(part) for part in split(self.value, sign))


class VCard(NamedTuple):
    """One card.

    Args:
        version: as it says; empty where it does not.
        properties: in order, without pictures and those of a card within it.
        unread: lines that are no properties, as they were.
    """

    version: str
    properties: tuple[Property, ...]
    unread: tuple[str, ...] = ()


# --- properties --------------------------------------------------------------------------


def read_lines(lines: Sequence[bytes]) -> VCard:
    """Return the card that some lines are, its first and its last one left out."""
    version = next((line[8:] for line in lines if line[:8].upper() == b"VERSION:"), b"")
    said = version.decode("ascii", "replace").strip()
    properties: list[Property] = []
    unread: list[str] = []
    labels: dict[str, str] = {}
    for line in _unfolded(lines, is_old=said == _OLD):
        typed, colon, value = line.partition(b":")
        if b'"' in typed:
            typed, colon, value = _parted(line)
        head = _head(typed) if colon else None
        if head is None:
            unread.append(harmless(_decoded(line)))
            continue
        if head.is_binary or (value[4:5] == b":" and _DATA.match(value)):
            continue
        found = Property(*head.said, _value(value, head))
        if found.name == "X-ABLABEL" and found.group:
            labels.setdefault(found.group, _LABEL.sub(r"\1", found.text))
        else:
            properties.append(found)
    if labels:
        named = ((one, labels.get(one.group)) for one in properties)
        properties = [one._replace(label=label) if label else one for one, label in named]
    return VCard(said, tuple(properties), tuple(unread))


def _unfolded(lines: Iterable[bytes], *, is_old: bool) -> Iterator[bytes]:
    """Give each property on one line."""
    pieces: list[bytes] = []
    for line in lines:
        if pieces and pieces[-1][-1:] == b"=" and _ENCODED.match(pieces[0]):
            # A soft break of quoted-printable: what follows goes on without a blank; nothing
            # follows where a program breaks even behind the last word.
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in BLANKS:
            # In 2.1 the blank belongs to the text, unless a letter was torn apart there.
            keeps = is_old and not 0x80 <= (line[1:2] or b" ")[0] < 0xC0  # noqa: PLR2004  # UTF-8
            pieces.append(line if keeps else line[1:])
        elif line.strip(NOTHING):
            if pieces:
                yield b"".join(pieces)
            pieces = [line]
    if pieces:
        yield b"".join(pieces)


class _Head(NamedTuple):
    """What stands before the colon of a property.

    Args:
        said: the beginning of a `Property`.
        charset: that the line names.
        is_quoted: whether the value is quoted-printable.
        is_binary: whether the value is a picture, a sound or a key.
    """

    said: tuple[str, str, Mapping[str, tuple[str, ...]], frozenset[str], int]
    charset: str
    is_quoted: bool
    is_binary: bool


def _parted(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut a line at the colon that ends its head, and not at one in quotation marks."""
    found = _QUOTED_HEAD.match(line)
    end = found.end() if found else 0
    colon = line[end : end + 1]
    return line[:end], colon if colon == b":" else b"", line[end + 1 :]


# A file of 100,000 cards has some dozens of them.
@lru_cache(maxsize=512)
def _head(typed: bytes) -> _Head | None:
    found = _HEAD.fullmatch(_decoded(typed).strip())
    if found is None:
        return None
    said: dict[str, list[str]] = {}
    for parameter in _PARAMETER.findall(found["parameters"]):
        name, values = _parameter(parameter)
        said.setdefault(name, []).extend(values)
    parameters = {name: tuple(values) for name, values in said.items() if values}
    types = frozenset(parameters.get("TYPE", ()))
    encoding = first_of(parameters, "ENCODING").upper()
    rank = _rank(first_of(parameters, "PREF"), types)
    return _Head(
        (found["group"] or "", found["name"].upper(), parameters, types, rank),
        _charset(first_of(parameters, "CHARSET")),
        is_quoted=encoding == "QUOTED-PRINTABLE",
        is_binary=encoding in {"B", "BASE64"},
    )


def _parameter(typed: str) -> tuple[str, tuple[str, ...]]:
    name, equals, rest = typed.partition("=")
    if not equals:  # as 2.1 does: TEL;CELL;VOICE
        word = name.strip()
        if word.upper() in _ENCODINGS:
            return "ENCODING", (word,)
        return "TYPE", (word.lower(),) if word else ()
    values = tuple(
        _CARET.sub(lambda sign: _CARETS[sign[1]], (quoted or bare).strip())
        for quoted, bare in _PARAMETER_VALUE.findall(rest)
    )
    if name.strip().upper() == "TYPE":
        # 4.0 may put several into one pair of quotes.
        values = tuple(one.strip().lower() for value in values for one in value.split(","))
    return name.strip().upper(), values


def _rank(given: str, types: frozenset[str]) -> int:
    if re.fullmatch("[0-9]{1,3}", given):
        return int(given)
    return 1 if "pref" in types else _NOT_PREFERRED


def first_of(parameters: Mapping[str, tuple[str, ...]], name: str) -> str:
    """Return the first value of a parameter; empty if it has none."""
    return parameters.get(name, ("",))[0]


# --- values ------------------------------------------------------------------------------


def _value(typed: bytes, head: _Head) -> str:
    if head.is_quoted or head.charset:
        text = _decoded(binascii.a2b_qp(typed) if head.is_quoted else typed, head.charset)
    else:
        try:
            text = typed.decode()
        except UnicodeDecodeError:
            text = _decoded(typed)
    return text if text.isprintable() else harmless(text)


def _charset(named: str) -> str:
    """Return the encoding a line names, as Python knows it; empty for UTF-8 and nonsense."""
    try:
        name = codecs.lookup(named).name if named else ""
    except (LookupError, ValueError):
        return ""
    # What calls itself Latin-1 is what Windows writes: its quotation marks stand in the gap.
    return "cp1252" if name == "iso8859-1" else "" if name in _NO_CHARSETS else name


def _decoded(value: bytes, charset: str = "") -> str:
    """Return a text: as its line says, else UTF-8, else as Western Windows writes."""
    for encoding in (charset, "utf-8"):
        try:
            if encoding:
                return value.decode(encoding)
        except (LookupError, ValueError):
            continue
    return value.decode("cp1252", "replace")


def split(value: str, sign: str) -> list[str]:
    """Cut a value at a sign that is not escaped."""
    if "\\" not in value:
        return value.split(sign)
    parts = [""]
    escaped = False
    for char in value:
        if char == sign and not escaped:
            parts.append("")
        else:
            parts[-1] += char
        escaped = char == "\\" and not escaped
    return parts


def unescaped(value: str) -> str:
    """Return a value as it is meant."""
    if "\\" in value:
        value = _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
    return value.strip()
