"""Take in address books: new files for new people, blanks filled for those who are known (4.11).

All of it is one command at its desk, and one `undo` takes all of it back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kontaktjournal.desk.besides import unsaid
from kontaktjournal.desk.blocking import Blocking
from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.new import Newcomer, Newcomers
from kontaktjournal.desk.register import Noted
from kontaktjournal.domain.blocking import Reason, marks_of_reader
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Conflict, Refused, WrongUse
from kontaktjournal.domain.intake import (
    Fate,
    Filling,
    Provenance,
    Taken,
    Why,
    blanks,
    is_bare,
    ruling,
)  # fmt: skip
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.qualify.filed import FiledRows
from kontaktjournal.lists.record import Call, Passed, Record
from kontaktjournal.notation.consent_columns import Heard, channel_of, hear, in_a_line
from kontaktjournal.notation.dates import written_birthday
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.edit.scalars import one_line
from kontaktjournal.notation.new_head import Said
from kontaktjournal.notation.values import is_nothing, words_of
from kontaktjournal.notation.words import Value

#: Where no file could say it, or none of that name can be made; it concerns this entry alone.
_NOT_TO_BE_SAID = frozenset({
    "refusal.unsafe_new", "refusal.no_name", "refusal.hidden", "refusal.exists",
    "refusal.too_large",
})  # fmt: skip
#: What is a link in a contact's file, and was none where it comes from.
_LINK = re.compile(r"\[\[+|\]\]+")
#: Printable and without blanks, as address books make them.
_UID = re.compile(r"[!-~]{1,100}")
_NOBODY = FiledRows()
_PARTS = ("aliases", "org", "phone", "email", "url", "tags")
_TEXTS = ("name", "role", "city", "address")


class Incoming(NamedTuple):
    """What comes in.

    Args:
        source: what a new contact's ``source`` shall say.
        entries: of one source, in their order.
        columns: of a table, place and name of those nobody knows: keys of a new contact.
        asked: place and name of the others: what could not be read there becomes a note.
    """

    source: str
    entries: Iterable[Record | Call | Passed]
    columns: tuple[tuple[int, str], ...] = ()
    asked: tuple[tuple[int, str], ...] = ()


class _Entry(NamedTuple):
    at: int
    record: Record
    card: Card
    whence: Provenance
    heard: Heard
    left: tuple[tuple[str, str], ...]


class _Met:
    """Whom a source told of already, and what it said of those it only named."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._said: set[int] = set()

    def again(self, path: str, entry: _Entry) -> Why | None:
        """Return what is odd of an entry about somebody: it is told twice, or may be another."""
        if path not in self._paths:
            return None
        # Of two who are only called the same, nobody knows whether they are one.
        is_same = not _is_but_a_name(entry.card) or _words_of(entry) in self._said
        return Why.TWICE if is_same else Why.NAME_ALONE

    def add(self, path: str, entry: _Entry) -> None:
        """Take note of an entry about somebody."""
        self._paths.add(path)
        if _is_but_a_name(entry.card):
            self._said.add(_words_of(entry))


def _is_but_a_name(card: Card) -> bool:
    return is_bare(card) and not card.uid


def _row_of(entry: _Entry) -> Listed:
    """Return an entry as if it stood on a list."""
    record = entry.record
    return Listed("", record.line, "", entry.card, connected=record.connected)


def _words_of(entry: _Entry) -> int:
    return hash(entry.record._replace(line=0))


class Intake:
    """Takes in what is read of address books.

    Args:
        newcomers: makes new files.
        register: knows everybody, and learns who comes in.
        pipeline: the journal's stages.
        blocking: knows who must not come in, and learns it of newsletters; None to ask
            nobody.
        filed: who was filed on a list.

    Raises:
        WrongUse: none of the stages is for those who are only listed.
    """

    def __init__(
        self,
        newcomers: Newcomers,
        register: Noted,
        pipeline: Pipeline,
        blocking: Blocking | None = None,
        filed: FiledRows = _NOBODY,
    ) -> None:
        self._newcomers = newcomers
        self._register = register
        self._pipeline = pipeline
        self._blocking = blocking
        self._filed = filed
        #: Where newcomers begin.
        self.stage = pipeline.listed
        if not self.stage:
            raise WrongUse("refusal.import.no_pool")

    def take(self, desk: Desk, incoming: Iterable[Incoming]) -> Iterator[Taken]:
        """Take in one entry after another, and say what became of it.

        Args:
            desk: the command's, which was entered.
            incoming: each source with its entries.

        Raises:
            WrongUse: the user's template is broken, or a source cannot be read.
            BadConfig: the key of the block list is none.
            DiskTrouble: the system would not read or write.
        """
        unclear: list[tuple[_Entry, Taken]] = []
        met: list[_Met] = []
        for at, one in enumerate(incoming):
            met.append(_Met())
            for entry in one.entries:
                if isinstance(entry, Call):
                    continue
                if isinstance(entry, Passed):
                    yield Taken(at, entry.line, entry.words, Fate.SKIPPED, Why(entry.lack.value))
                    continue
                waiting = self._entry(at, entry, one)
                taken = self._taken(desk, waiting, met[at])
                if taken.fate is Fate.UNCLEAR:
                    unclear.append((waiting, taken))
                else:
                    yield taken
        yield from self._cleared(desk, unclear, met)
        if self._blocking:
            self._blocking.write(desk)

    def _cleared(
        self, desk: Desk, unclear: list[tuple[_Entry, Taken]], met: list[_Met]
    ) -> Iterator[Taken]:
        """Look again at what was not clear: a later entry may have brought the same number."""
        before = len(unclear) + 1
        while len(unclear) < before:
            before = len(unclear)
            left: list[tuple[_Entry, Taken]] = []
            for entry, _ in unclear:
                taken = self._taken(desk, entry, met[entry.at])
                if taken.fate is Fate.UNCLEAR:
                    left.append((entry, taken))
                else:
                    yield taken
            unclear = left
        yield from (taken for _, taken in unclear)

    def _taken(self, desk: Desk, entry: _Entry, met: _Met) -> Taken:
        record, card = entry.record, entry.card
        taken = Taken(entry.at, record.line, card.name or record.key, Fate.SKIPPED)
        ruled = ruling(
            card,
            self._register.like(card),
            self._pipeline,
            entry.whence,
            is_blocked=self._is_blocked(record),
        )
        path = ruled.contact.path if ruled.contact else ""
        if ruled.fate is Fate.NEW and (filed := self._filed.find(_row_of(entry))):
            return taken._replace(why=Why.FILED, path=filed.path)
        if ruled.fate is Fate.NEW:
            taken = self._created(desk, taken, self._newcomer(entry), ruled.why)
        elif ruled.fate is Fate.FILLED or (
            ruled.fate is Fate.UNCHANGED and ruled.contact and _is_news(entry, ruled.contact)
        ):
            taken = self._filled(desk, taken._replace(path=path), entry)
        else:
            taken = taken._replace(fate=ruled.fate, why=ruled.why, path=path)
        if taken.fate is Fate.UNCHANGED and (why := met.again(taken.path, entry)):
            fate = Fate.SKIPPED if why is Why.TWICE else Fate.UNCLEAR
            return taken._replace(fate=fate, why=why)
        if taken.fate in {Fate.NEW, Fate.FILLED, Fate.UNCHANGED}:
            met.add(taken.path, entry)
        return taken

    def _is_blocked(self, record: Record) -> bool:
        blocking, card = self._blocking, record.card
        if blocking and record.blocked:
            blocking.block(marks_of_reader(card), Reason(record.blocked.value))
        if blocking and blocking.holds(card, connected=record.connected):
            return True
        return record.blocked is not None

    def _entry(self, at: int, record: Record, of: Incoming) -> _Entry:
        """Return an entry with all that its source says besides the card."""
        own, canonical = [*_cells(record, of.columns)], self._newcomers.canonical
        heard = hear(own, canonical, record.consent)
        days = (record.connected, record.exchanged)
        left = [*unsaid(_cells(record, of.asked), record.card, days)] if of.asked else []
        others: dict[str, str] = {}
        for name, cell in own:
            if not cell or name in heard.columns:
                continue
            # Consent that is not understood is no key beside the one that is.
            if name in others or channel_of(name, canonical) is not None:
                left.append((name, cell))
            else:
                others[name] = cell
        for name, day in (("connected", record.connected), ("exchanged", record.exchanged)):
            if day is not None:
                others.setdefault(name, day.isoformat())
        whence = Provenance(of.source, record.connected, others)
        return _Entry(at, record, sayable(record.card), whence, heard, tuple(left))

    # --- writing ---------------------------------------------------------------------------

    def _newcomer(self, entry: _Entry) -> Newcomer:
        card, whence = entry.card, entry.whence
        said = said_of(card, entry.heard, whence.source)
        return Newcomer(card.name, said, self.stage, card.note, whence.others, entry.left)

    def _created(self, desk: Desk, taken: Taken, newcomer: Newcomer, oddity: Why | None) -> Taken:
        try:
            contact = self._newcomers.create(desk, newcomer).contact
        except (WrongUse, Refused) as error:
            if error.key not in _NOT_TO_BE_SAID:
                raise
            return taken._replace(why=Why.UNSAFE)
        self._note(desk, contact)
        return taken._replace(fate=Fate.NEW, why=oddity, path=contact.path)

    def _filled(self, desk: Desk, taken: Taken, entry: _Entry) -> Taken:
        """Fill what is blank in a contact's file, as it is now, and nothing else."""
        try:
            reading = desk.read(taken.path)
            if reading.contact is None:
                return taken._replace(why=Why.UNSAFE)
            said = dict(blanks(entry.card, reading.contact))
            if _is_news(entry, reading.contact):
                said["consent"] = plain_line(in_a_line(entry.heard))
            change = filling(said, desk.head_of(reading))
            written = desk.change(taken.path, lambda _: change, seen=reading)
        except (Conflict, Refused):
            return taken._replace(why=Why.UNSAFE)
        if not written.is_changed:
            return taken._replace(fate=Fate.UNCHANGED)
        self._note(desk, written.contact)
        return taken._replace(fate=Fate.FILLED, keys=(*sorted(change.keys),))

    def _note(self, desk: Desk, contact: Contact) -> None:
        self._register.learn(contact)
        # There may be a hundred thousand of them.
        desk.let_go()


# --- what is said of them ------------------------------------------------------------------


def _cells(record: Record, columns: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Give the cells of some columns, behind their names."""
    cells = record.cells
    return ((name, cells[at]) for at, name in columns if at < len(cells))


def sayable(card: Card) -> Card:
    """Return what a file can say of a card: each on one line, and no links."""
    told: dict[str, str | tuple[str, ...]] = {
        key: plain_line(getattr(card, key)) for key in _TEXTS
    }
    for key in _PARTS:
        told[key] = tuple(dict.fromkeys(filter(None, map(plain_line, getattr(card, key)))))
    uid = card.uid.strip()
    return card._replace(**told, uid=uid if _UID.fullmatch(uid) else "")  # type: ignore[arg-type]  # by their names


def plain_line(text: str) -> str:
    """Return what a file can say of a text: one line, and no links; "" for nothing."""
    bare = _LINK.sub(lambda found: found[0][0], one_line(text))
    return "" if is_nothing(bare) else bare


def said_of(card: Card, heard: Heard, source: str) -> dict[str, Said]:
    """Return what a new contact's file says, by canonical key.

    Args:
        card: as `sayable` returns it.
        heard: what was said of consent.
        source: where the contact comes from.
    """
    said: dict[str, Said] = {key: getattr(card, key) for key in (*_TEXTS[1:], *_PARTS, "uid")}
    return {
        **said,
        "birthday": written_birthday(card.birthday) if card.birthday else "",
        "consent": _consent(heard),
        "source": source,
    }


def _consent(heard: Heard) -> Said:
    if isinstance(heard.said, str):
        return plain_line(heard.said)
    told = ((plain_line(channel), plain_line(said)) for channel, said in heard.said.items())
    return {channel: said for channel, said in told if channel}


def _is_news(entry: _Entry, contact: Contact) -> bool:
    """Tell whether an entry is the first to say whether somebody may be contacted."""
    is_known = contact.blocked or contact.consent
    return not is_known and bool(in_a_line(entry.heard))


def filling(said: Mapping[str, Filling], head: Mapping[str, Value]) -> Change:
    """Return what is written into a head where it says nothing."""
    fields: dict[str, str] = {}
    items: list[tuple[str, str]] = []
    for key, value in said.items():
        if not _is_blank(head, key):
            continue
        if isinstance(value, str):
            fields[key] = value
        elif key == "birthday":
            fields[key] = written_birthday(value)  # type: ignore[arg-type]  # what it is
        else:
            first, *rest = map(str, value)
            # A list that is there, and empty, is added to; else one alone needs no list.
            if isinstance(head.get(key), list) or key == "tags":
                rest = [first, *rest]
            else:
                fields[key] = first
            items += [(key, item) for item in rest]
    return Change(fields, tuple(items))


def _is_blank(head: Mapping[str, Value], key: str) -> bool:
    words = words_of(head.get(key, ""))
    return not any(word.strip() and not is_nothing(word) for word in words)
