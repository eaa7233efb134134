"""Sentences of a contact's file that lead to others: what their pages quote."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kontaktjournal.notation.parse import Reading


class Spoken(NamedTuple):
    """A sentence with a link in it.

    Args:
        link: the target of the link, as `plain` has it.
        day: of the entry it stands in, as an ordinal; 0 outside of entries.
        words: the sentence, as Markdown.
    """

    link: str
    day: int
    words: str


def plain(link: str) -> str:
    """Return the target of a link without the backslash that a table leaves behind it."""
    return link.strip().rstrip("\\").rstrip()


def spoken(reading: "Reading") -> tuple[Spoken, ...]:
    """Return the sentences of a file's body with links to other notes."""
    contact, text = reading.contact, reading.text
    if contact is None or "[[" not in text:
        return ()
    # Where nothing changed, no file is read.
    from kontaktjournal.notation.mentioning import sentences

    return tuple(
        Spoken(plain(one.target), one.day.toordinal() if one.day else 0, one.words)
        for one in sentences(text, contact)
    )
