"""What a command did to a file, told so exactly that it can be taken back."""

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kontaktjournal.domain.splice import Splice
from kontaktjournal.store.parts import Parts, parts_of


def difference(old: bytes, new: bytes) -> Splice:
    """Return the smallest splice that turns one text into another."""
    longest = min(len(old), len(new))
    start = _common(old, new, longest)
    end = _common(old[::-1], new[::-1], longest - start)
    return Splice(start, len(old) - end - start, new[start : len(new) - end])


def spliced(text: bytes, splices: Iterable[Splice]) -> bytes:
    """Return a text with places of it changed."""
    parts: list[bytes] = []
    at = 0
    for splice in splices:
        parts += (text[at : splice.start], splice.put)
        at = splice.end
    return b"".join((*parts, text[at:]))


def _common(one: bytes, other: bytes, longest: int) -> int:
    """Return how many bytes two texts have in common at the start."""
    same, differs = 0, longest + 1
    while differs - same > 1:
        middle = (same + differs) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            differs = middle
    return same


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file whose bytes were replaced.

    Args:
        path: the file.
        was: mark of its bytes before.
        now: mark of its bytes since.
        back: what turns these into those.
    """

    path: str
    was: str
    now: str
    back: tuple[Splice, ...]


@dataclass(frozen=True, slots=True)
class Created:
    """A file that was made.

    Args:
        path: the file.
        now: mark of its bytes.
        folders: made for it, the outermost first.
    """

    path: str
    now: str
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was deleted.

    Args:
        path: the file.
        data: its bytes.
        mode: who might do what with it.
        attributes: its extended attributes.
    """

    path: str
    data: bytes | Parts
    mode: int
    attributes: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file that got another name.

    Args:
        path: its old name.
        to: its new one.
        now: mark of its bytes.
        folders: made for it, the outermost first.
    """

    path: str
    to: str
    now: str
    folders: tuple[str, ...] = ()


Change = Replaced | Created | Removed | Renamed
_KINDS: dict[str, type[Change]] = {
    kind.__name__.lower(): kind for kind in (Replaced, Created, Removed, Renamed)
}


def to_json(change: Change) -> dict[str, Any]:
    """Return a change as JSON has it."""
    values = {field.name: _encoded(getattr(change, field.name)) for field in fields(change)}
    return {"change": type(change).__name__.lower(), **values}


def from_json(plain: dict[str, Any]) -> Change:
    """Return the change that stands in a record.

    Raises:
        ValueError, LookupError, TypeError: it is not of ours.
    """
    values = dict(plain)
    kind = _KINDS[values.pop("change")]
    if "splice" in values:
        # So it was noted when there was only one, and what it put was kept, too.
        values["back"] = [_turned(values.pop("splice"))]
    return kind(**{name: _READ[name](value) for name, value in values.items()})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _turned(splice: Any) -> tuple[int, int, str]:
    return splice["start"], len(a2b_base64(splice["after"])), splice["before"]


def _splices(value: Any) -> tuple[Splice, ...]:
    return tuple(Splice(int(start), int(size), a2b_base64(put)) for start, size, put in value)


#: What each value of a change is made of.
_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("path", "to", "was", "now"), _text),
    "back": _splices,
    "data": a2b_base64,
    "mode": int,
    "attributes": lambda found: {_text(name): a2b_base64(each) for name, each in found.items()},
    "folders": lambda found: tuple(map(_text, found)),
}


def _encoded(value: Any) -> Any:
    match value:
        case str() | int():
            return value
        case tuple():
            return [_encoded(each) for each in value]
        case Mapping():
            return {key: _encoded(each) for key, each in value.items()}
        case _:
            return b2a_base64(b"".join(parts_of(value)), newline=False).decode("ascii")
