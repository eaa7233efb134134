"""Templates made ready to run, kept so that they need not be made ready every time."""

from typing import TYPE_CHECKING

from jinja2.bccache import BytecodeCache

from kontaktjournal.press.kept import Kept

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


#: Raise when templates are made ready in another way.
_WRITTEN = 2


class Compiled(BytecodeCache):
    """Remembers templates in memory, and between two runs in the cache.

    A template is known by its name and text, and jinja2 asks for no other: those for the
    sandbox are others, and are kept elsewhere.

    Args:
        kept: where they are kept.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        found = kept.read()
        is_known = isinstance(found, tuple) and found[:1] == (_WRITTEN,)
        self._codes: dict[str, bytes] = found[1] if is_known else {}
        self._is_new = False

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Hand out a template that is known."""
        if data := self._codes.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Take in a template made ready just now."""
        self._codes[bucket.key] = bucket.bytecode_to_string()
        self._is_new = True

    def keep(self) -> None:
        """Keep what is new."""
        if self._is_new:
            self._kept.write((_WRITTEN, self._codes))
            self._is_new = False
