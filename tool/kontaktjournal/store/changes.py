"""What a command did to a file, told so exactly that it can be taken back."""

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any, Self

from kontaktjournal.store.spool import Spool, parts_of

_DIGEST_BYTES = 16


def mark(data: bytes | Spool) -> str:
    """Return what tells these bytes from all others."""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts_of(data):
        digest.update(part)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Splice:
    """The one place where two texts differ.

    Args:
        start: where it begins.
        before: what stood there.
        after: what stands there now.
    """

    start: int
    before: bytes
    after: bytes

    @classmethod
    def between(cls, before: bytes, after: bytes) -> Self:
        """Return the smallest splice that turns one text into another."""
        longest = min(len(before), len(after))
        start = _common(before, after, longest)
        end = _common(before[::-1], after[::-1], longest - start)
        return cls(start, before[start : len(before) - end], after[start : len(after) - end])

    def reverted(self, text: bytes) -> bytes:
        """Return what the text was before."""
        end = self.start + len(self.after)
        return text[: self.start] + self.before + text[end:]


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
        splice: how they differ.
    """

    path: str
    was: str
    now: str
    splice: Splice


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
    data: bytes
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
    return {"change": type(change).__name__.lower(), **_encoded(asdict(change))}


def from_json(plain: dict[str, Any]) -> Change:
    """Return the change that stands in a record.

    Raises:
        ValueError, LookupError, TypeError: it is not of ours.
    """
    values = dict(plain)
    kind = _KINDS[values.pop("change")]
    return kind(**{name: _READ[name](value) for name, value in values.items()})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _splice(value: Any) -> Splice:
    return Splice(int(value["start"]), a2b_base64(value["before"]), a2b_base64(value["after"]))


#: What each value of a change is made of.
_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("path", "to", "was", "now"), _text),
    "splice": _splice,
    "data": a2b_base64,
    "mode": int,
    "attributes": lambda found: {_text(name): a2b_base64(each) for name, each in found.items()},
    "folders": lambda found: tuple(map(_text, found)),
}


def _encoded(value: Any) -> Any:
    if isinstance(value, bytes):
        return b2a_base64(value, newline=False).decode("ascii")
    if isinstance(value, dict):
        return {key: _encoded(each) for key, each in value.items()}
    return value
