"""What a command changes in one contact's file, before any byte of it is touched."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kontaktjournal.domain.contact import Entry
from kontaktjournal.notation.edit.entry_text import NewEntry


@dataclass(frozen=True, slots=True)
class Change:
    """Say what a file shall tell differently.

    Args:
        fields: canonical key to its value; None or a blank text empties the key.
        items: a list key and what is added to it.
        entry: what is recorded in the body.
        decided: an entry that stands there already, and the decision line it gets.
    """

    fields: Mapping[str, str | None] = field(default_factory=dict)
    items: tuple[tuple[str, str], ...] = ()
    entry: NewEntry | None = None
    decided: tuple[Entry, str] | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Return the canonical keys it touches."""
        return frozenset((*self.fields, *(key for key, _ in self.items)))
