"""Readers: what a value of a settings file means, or why it means nothing."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType, UnionType
from typing import TypeVar

from kontaktjournal.config.wrong import Where, Wrong, listed, unknown
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.rhythm import Cadence

T = TypeVar("T")

#: What parts a decision line into stage, rhythm, date and reason.
_SEPARATORS = "·,;|"
#: Line ends and terminal codes beyond ASCII.
_CONTROLS = frozenset(map(chr, (*range(0x7F, 0xA0), 0x2028, 0x2029)))
#: What a link may not be: it would run in the page.
_SCRIPTS = ("javascript", "vbscript", "data", "blob", "about", "filesystem", "view-source")
#: What it may not be either: it would tell somebody else where the file lies. Whatever is left
#: is a program's own, on this machine.
_REMOTE = (
    *("http", "https", "ws", "wss", "ftp", "ftps", "sftp", "ssh", "scp", "git", "smb", "cifs"),
    *("afp", "nfs", "dav", "davs", "webdav", "webdavs", "telnet", "gopher", "ipfs"),
    *("mailto", "tel", "sms", "xmpp", "irc", "ircs"),
)
#: Words that stand for a whole link to an editor.
_EDITORS: Mapping[str, str] = MappingProxyType(
    {
        "vscode": "vscode://file{path}:{line}",
        "vscodium": "vscodium://file{path}:{line}",
        "obsidian": "obsidian://open?path={path}",
    }
)
#: What a link to the editor may hold besides its own text.
PLACEHOLDERS = ("{path}", "{line}")


def text(value: object) -> str:
    """Read one line of text."""
    if not isinstance(value, str):
        raise Wrong("config.type.text")
    for char in value:
        if char < " " or char in _CONTROLS:
            raise Wrong("config.control", char=f"U+{ord(char):04X}")
    return value.strip()


def word(value: object) -> str:
    """Read one line of text that is not empty."""
    read = text(value)
    if not read:
        raise Wrong("config.empty")
    return read


def name(value: object) -> str:
    """Read a word that can be told from others: "--" is one, but has nothing to tell (K2)."""
    read = word(value)
    if not key_of(read):
        raise Wrong("config.empty")
    return read


def label(value: object) -> str:
    """Read the name of a stage; an empty text is the catalogue's."""
    return name(value) if text(value) else ""


def stage_id(value: object) -> str:
    """Read the id of a stage; it must stay in one piece in a decision line (3.4)."""
    read = name(value)
    if any(mark in read for mark in _SEPARATORS):
        raise Wrong("config.stage.id", word=read, known=" ".join(_SEPARATORS))
    return read


def flag(value: object) -> bool:
    """Read ``true`` or ``false``."""
    if not isinstance(value, bool):
        raise Wrong("config.type.flag")
    return value


def whole(low: int, high: int) -> Callable[[object], int]:
    """Return the reader of a whole number between two, both included."""

    def read(value: object) -> int:
        # True is an int to Python.
        if not isinstance(value, int) or isinstance(value, bool):
            raise Wrong("config.type.whole")
        if not low <= value <= high:
            raise Wrong("config.size", low=low, high=high)
        return value

    return read


def choice(*allowed: str) -> Callable[[object], str]:
    """Return the reader of one of some words, in any case."""

    def read(value: object) -> str:
        typed = text(value)
        if typed.casefold() in allowed:
            return typed.casefold()
        raise unknown("config.choice", typed, allowed, known=listed(allowed))

    return read


def items(value: object) -> Iterator[tuple[Where, object]]:
    """Give the way to each item of a list, and the item; a single value is a list of one."""
    if isinstance(value, list):
        yield from (((place,), item) for place, item in enumerate(value))
    else:
        yield (), value


def several(
    reader: Callable[[object], T], single: type | UnionType = str
) -> Callable[[object], tuple[T, ...]]:
    """Return the reader of a list.

    Args:
        reader: reads an item.
        single: what may stand for a list of one.
    """

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list | single):
            raise Wrong("config.type.list")
        found: list[T] = []
        for below, item in items(value):
            try:
                found.append(reader(item))
            except Wrong as wrong:
                raise wrong.at(below) from None
        return tuple(found)

    return read


def at_least_one(reader: Callable[[object], tuple[T, ...]]) -> Callable[[object], tuple[T, ...]]:
    """Return the reader of a list that must not be empty; it keeps each item once."""

    def read(value: object) -> tuple[T, ...]:
        found = reader(value)
        if not found:
            raise Wrong("config.empty")
        return tuple(dict.fromkeys(found))

    return read


words = several(word)
names = several(name)


def folder(value: object) -> str:
    """Read a folder below the root, as a POSIX path; ``.`` is the root itself (P5)."""
    typed = word(value)
    path = typed.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in {"", "."}]
    # "C:/x" and "C:x" are Windows' ways out, "~" is everybody's.
    leads_out = path.startswith(("/", "~")) or path[1:2] == ":" or ".." in parts
    if leads_out:
        raise Wrong("config.outside", word=typed)
    return "/".join(parts) or "."


def folder_or_none(value: object) -> str:
    """Read a folder below the root; an empty text says that there is none."""
    return folder(value) if text(value) else ""


def pattern(value: object) -> str:
    """Read a glob below the root (P5)."""
    folder(value)
    return word(value).replace("\\", "/")


def cadence(value: object) -> Cadence:
    """Read a rhythm (T9); a bare number counts days."""
    from kontaktjournal.notation.dates import read_cadence

    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    typed = text(value)
    read = read_cadence(typed)
    if read is None:
        raise Wrong("config.cadence", word=typed)
    # A file's own "nie" outranks a stage; here there is nothing it could outrank.
    if read.is_none:
        raise Wrong("config.cadence.none", word=typed)
    return read


def zone(value: object) -> str:
    """Read the name of a time zone; an empty text is the system's."""
    from zoneinfo import ZoneInfo, available_timezones

    typed = text(value)
    if not typed:
        return ""
    try:
        ZoneInfo(typed)
    except (OSError, ValueError, KeyError):
        # OSError: "Europe" alone is a folder of the time zone database.
        known = sorted(available_timezones())
        if not known:
            raise Wrong("config.zone.missing", word=typed) from None
        raise unknown("config.zone", typed, known) from None
    return typed


def editor(value: object) -> str:
    """Read the link that opens a file in the user's editor, or a word for one; "" is none."""
    typed = text(value)
    typed = _EDITORS.get(typed.casefold(), typed)
    if not typed:
        return ""
    scheme, colon, rest = typed.partition(":")
    letters = scheme.translate(dict.fromkeys(map(ord, "+-.")))
    if not colon or not letters.isascii() or not letters.isalnum():
        raise Wrong("config.editor", word=typed)
    if scheme.casefold() in _SCRIPTS:
        raise Wrong("config.editor.script", word=scheme)
    if scheme.casefold() in _REMOTE:
        raise Wrong("config.editor.remote", word=f"{scheme}:")
    if scheme.casefold() == "file" and _names_a_host(rest):
        raise Wrong("config.editor.remote", word=typed)
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "")
    if "{" in rest or "}" in rest:
        raise Wrong("config.editor.placeholder", known=listed(PLACEHOLDERS))
    return typed


def _names_a_host(rest: str) -> bool:
    """Tell whether what follows ``file:`` lies on another machine; a path begins with a slash."""
    plain = rest.replace("\\", "/").replace("{path}", "/")
    return plain.startswith("//") and not plain.startswith(("///", "//localhost/"))


#: Monday first. Two letters, three and whole words, in German and English.
_WEEKDAYS: Mapping[str, int] = MappingProxyType({
    spelling: number
    for number, spellings in enumerate((
        "mo mon montag monday",
        "di die dienstag tu tue tues tuesday",
        "mi mit mittwoch we wed wednesday",
        "do don donnerstag th thu thur thurs thursday",
        "fr fre fri freitag friday",
        "sa sam sat samstag sonnabend saturday",
        "so son su sun sonntag sunday",
    ))
    for spelling in spellings.split()
})  # fmt: skip


def weekday(value: object) -> int:
    """Read a day of the week, Monday = 0."""
    typed = text(value)
    number = _WEEKDAYS.get(typed.casefold().rstrip("."))
    if number is None:
        raise unknown("config.weekday", typed, _WEEKDAYS)
    return number


def week_start(value: object) -> int:
    """Read the first day of a displayed week: Monday or Sunday (C1)."""
    number = weekday(value)
    if number not in {0, 6}:
        raise Wrong("config.week_start", word=text(value))
    return number


def query(value: object) -> str:
    """Read a saved query; it may run over several lines."""
    if not isinstance(value, str):
        raise Wrong("config.type.text")
    return word(" ".join(value.split()))
