"""What a contact's file tells in prose: its entries, and what stands outside of them."""

import re
from collections.abc import Iterator

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.domain.history import newest_first
from kontaktjournal.notation.hidden import visible
from kontaktjournal.notation.remainder import body_start

#: More is no conversation but a book; the newest comes first.
_LONGEST = 50_000
#: Addresses, links, decisions, headings: nobody talked about them.
_NOT_TOLD = re.compile(
    r"!?\[\[[^\[\]\n]*\]\]|\]\([^()\n]*\)|\b[a-z][a-z0-9+.-]{0,30}://\S+"
    # Bounded: a picture written as text is one word of a hundred thousand letters.
    r"|(?<![^\s@])[^\s@]{1,64}@[^\s@]+"
    r"|^[ \t]*(?:→|->|=>).*$|^#+[ \t].*$"
    # Facts, read as if they stood in the head (K7).
    r"|^[ \t]*(?:[-*+][ \t]+)?(?:\*\*[^*\n:]{1,60}:{1,2}\*\*|\w[\w \-]{0,59}::).*$",
    re.MULTILINE | re.IGNORECASE,
)


def passages(text: str, contact: Contact) -> Iterator[tuple[Entry | None, str]]:
    """Yield what was told, entry by entry, the newest first; then what stands outside of them.

    Args:
        text: of the file, decoded; the contact's entries say where theirs lies in it.
        contact: as it was read from this text.
    """
    start = body_start(text)
    seen = visible(text, start)
    left = _LONGEST
    for entry in newest_first(contact):
        told = f"{entry.title}\n{seen[slice(*entry.span)]}"[:left]
        left -= len(told)
        yield entry, _NOT_TOLD.sub(" ", told)
    yield None, _NOT_TOLD.sub(" ", "\n".join(_outside(seen, start, contact))[:left])


def _outside(seen: str, start: int, contact: Contact) -> Iterator[str]:
    """Yield what stands before, between and behind the entries."""
    for begin, end in sorted(entry.span for entry in contact.entries):
        # The head of an entry is its own line; its text begins where that ends.
        yield seen[start : max(start, seen.rfind("\n", 0, begin) + 1)]
        start = max(start, end)
    yield seen[start:]
