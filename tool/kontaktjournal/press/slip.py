"""What is known of one contact, as far as the pages need it."""

from datetime import date
from typing import Any, NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.gist import Gist, gist
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.track import track
from kontaktjournal.index.codec import encode_track
from kontaktjournal.journal import Journal
from kontaktjournal.press.spoken import Spoken
from kontaktjournal.store.parts import mark


class Slip(NamedTuple):
    """What is known of one contact.

    Args:
        path: its file.
        kind: of its stage; empty for none.
        name: whole name.
        aliases: what else it is called.
        status: id of its stage.
        blocked: whether it wants to be left alone.
        links: its links, as they are written.
        tally: tells what is counted of it from what was.
        spoken: its lines with links in them.
        gist: what the overviews need of it; None where it is in none.
    """

    path: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    status: str
    blocked: bool
    links: tuple[str, ...]
    tally: str
    spoken: tuple[Spoken, ...]
    gist: Gist | None

    @property
    def face(self) -> tuple[object, ...]:
        """Return what others' pages show of it."""
        return self.name, self.aliases, self.status, self.is_hidden

    @property
    def outline(self) -> tuple[object, ...]:
        """Return what the overviews show of it and count, unless the agenda has it in full."""
        return self.kind, self.blocked, self.tally, self.gist

    @property
    def called(self) -> tuple[str, ...]:
        """Return what a link may call it, besides its path."""
        return self.name, *self.aliases

    @property
    def is_hidden(self) -> bool:
        """Tell whether it stands on nobody else's page (A2, P3)."""
        return self.blocked or self.kind == Kind.FILED

    @property
    def contact(self) -> Contact:
        """Return it as others' pages know it."""
        return Contact(
            self.path,
            self.name,
            status=self.status or None,
            aliases=self.aliases,
            blocked=self.blocked,
        )


def slip_of(contact: Contact, kind: str, lines: tuple[Spoken, ...], journal: Journal) -> Slip:
    """Return what is to be known of a contact.

    Args:
        contact: as it was read.
        kind: of its stage; empty for none.
        lines: with links in them.
        journal: whose settings and day count.
    """
    return Slip(
        contact.path,
        kind,
        contact.name,
        contact.aliases,
        contact.status or "",
        contact.blocked,
        contact.links,
        _tally(contact, journal),
        lines,
        _gist(contact, kind, journal.today, journal.settings),
    )


def _tally(contact: Contact, journal: Journal) -> str:
    found = track(contact, journal.today, journal.settings.pipeline)
    return mark(encode_track(found).encode())


def _gist(contact: Contact, kind: str, today: date, settings: Settings) -> Gist | None:
    """Return what the overviews need; None for the many who were only listed (D14, D15).

    Whoever somebody talked to is in them all the same: a talk counts, whoever it was with.
    """
    if contact.blocked:
        return None
    is_listed = kind in {"", Kind.POOL}
    if is_listed and not (contact.next or contact.every or contact.unreadable or contact.entries):
        return None
    due = assess(contact, today, settings)
    if is_listed and not due.bucket and due.past.last_talk is None:
        return None
    return gist(due, today, settings.pipeline)


def packed(slip: Slip) -> tuple[Any, ...]:
    """Return it as a value of plain types."""
    return *slip[:8], tuple(map(tuple, slip.spoken)), slip.gist and tuple(slip.gist)


def unpacked(fields: Any) -> Slip:
    """Return what was packed.

    Raises:
        ValueError, TypeError: it was not.
    """
    lines, short = fields[8:]
    if lines or short:
        fields = (*fields[:8], tuple(map(Spoken._make, lines)), short and Gist._make(short))
    return Slip._make(fields)
