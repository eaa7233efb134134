"""What a command wrote, or would write, in one file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.parse import Reading
from kontaktjournal.notation.words import Value

if TYPE_CHECKING:
    from kontaktjournal.store.files import Content


@dataclass(frozen=True, slots=True)
class Written:
    """One file before and after.

    Args:
        path: where it was, or is made, relative to the root.
        to: where it is now; the same, unless it was renamed.
        before: its bytes, if they can be held; None where there was no such file.
        after: its bytes, if they can be held; None where there is no such file any more.
        was: what it told; None where it was no contact.
        now: what it tells; None where it is no contact.
    """

    path: str
    to: str
    before: "Content"
    after: "Content"
    was: Reading | None
    now: Reading | None

    @property
    def contact(self) -> Contact:
        """Return the contact as it is now, or as it was where there is none any more."""
        for reading in (self.now, self.was):
            if reading is not None and reading.contact is not None:
                return reading.contact
        message = "only a contact is asked for who it is"
        raise TypeError(message)

    @property
    def earlier(self) -> Contact | None:
        """Return the contact as it was."""
        return self.was.contact if self.was else None

    @property
    def is_changed(self) -> bool:
        """Tell whether a byte or a name differs."""
        return self.before != self.after or self.path != self.to

    @property
    def entry(self) -> Entry | None:
        """Return the entry that came with it."""
        known = Counter(map(_bare, self.earlier.entries if self.earlier else ()))
        for entry in self.contact.entries:
            if not known[_bare(entry)]:
                return entry
            known[_bare(entry)] -= 1
        return None


def head_of(reading: Reading | None, keys: Keys) -> Mapping[str, Value]:
    """Return what stands in a head under its canonical keys, unknown ones as typed."""
    head: dict[str, Value] = {}
    for typed, value in reading.keys if reading else ():
        head[keys.canonical(typed) or typed] = value
    return head


def _bare(entry: Entry) -> Entry:
    return entry._replace(line=0, span=(0, 0))
