"""Take in address books: new files for new people, blanks filled for those who are known (4.11).

All of it is one command at its desk, and one `undo` takes all of it back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kontaktjournal.desk.blocking import Blocking
from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.new import Newcomer, Newcomers
from kontaktjournal.desk.register import Noted
from kontaktjournal.domain.blocking import Reason, marks_of_reader
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact, Permission
from kontaktjournal.domain.errors import Conflict, Refused, WrongUse
from kontaktjournal.domain.intake import Fate, Filling, Taken, Why, blanks, ruling
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.lists.record import Call, Passed, Record
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
_PARTS = ("aliases", "org", "phone", "email", "url", "tags")
_TEXTS = ("name", "role", "city", "address")


class Incoming(NamedTuple):
    """What comes in.

    Args:
        source: what a new contact's ``source`` shall say.
        entries: of one source, in their order.
        columns: of a table, place and name of those nobody knows: keys of a new contact.
    """

    source: str
    entries: Iterable[Record | Call | Passed]
    columns: tuple[tuple[int, str], ...] = ()


class _Entry(NamedTuple):
    at: int
    record: Record
    card: Card


class Intake:
    """Takes in what is read of address books.

    Args:
        newcomers: makes new files.
        register: knows everybody, and learns who comes in.
        pipeline: the journal's stages.
        blocking: knows who must not come in, and learns it of newsletters; None to ask
            nobody.

    Raises:
        WrongUse: none of the stages is for those who are only listed.
    """

    def __init__(
        self,
        newcomers: Newcomers,
        register: Noted,
        pipeline: Pipeline,
        blocking: Blocking | None = None,
    ) -> None:
        self._newcomers = newcomers
        self._register = register
        self._pipeline = pipeline
        self._blocking = blocking
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
        met: list[set[str]] = []
        for at, one in enumerate(incoming):
            met.append(set())
            for entry in one.entries:
                if isinstance(entry, Call):
                    continue
                if isinstance(entry, Passed):
                    yield Taken(at, entry.line, entry.words, Fate.SKIPPED, Why(entry.lack.value))
                    continue
                waiting = _Entry(at, entry, sayable(entry.card))
                taken = self._taken(desk, waiting, one, met[at])
                if taken.fate is Fate.UNCLEAR:
                    unclear.append((waiting, taken))
                else:
                    yield taken
        yield from self._cleared(desk, unclear, met)
        if self._blocking:
            self._blocking.write(desk)

    def _cleared(
        self, desk: Desk, unclear: list[tuple[_Entry, Taken]], met: list[set[str]]
    ) -> Iterator[Taken]:
        """Look again at what was not clear: a later entry may have brought the same number."""
        before = len(unclear) + 1
        while len(unclear) < before:
            before = len(unclear)
            left: list[tuple[_Entry, Taken]] = []
            for entry, _ in unclear:
                taken = self._taken(desk, entry, None, met[entry.at])
                if taken.fate is Fate.UNCLEAR:
                    left.append((entry, taken))
                else:
                    yield taken
            unclear = left
        yield from (taken for _, taken in unclear)

    def _taken(self, desk: Desk, entry: _Entry, of: Incoming | None, met: set[str]) -> Taken:
        record, card = entry.record, entry.card
        taken = Taken(entry.at, record.line, card.name or record.key, Fate.SKIPPED)
        ruled = ruling(
            card,
            self._register.like(card),
            self._pipeline,
            is_blocked=self._is_blocked(record),
        )
        path = ruled.contact.path if ruled.contact else ""
        if ruled.fate is Fate.NEW:
            taken = self._created(desk, taken, self._newcomer(entry, of), ruled.why)
        elif ruled.fate is Fate.FILLED:
            taken = self._filled(desk, taken._replace(path=path), card)
        else:
            taken = taken._replace(fate=ruled.fate, why=ruled.why, path=path)
        if taken.fate is Fate.UNCHANGED and taken.path in met:
            taken = taken._replace(fate=Fate.SKIPPED, why=Why.TWICE)
        if taken.fate in {Fate.NEW, Fate.FILLED, Fate.UNCHANGED}:
            met.add(taken.path)
        return taken

    def _is_blocked(self, record: Record) -> bool:
        blocking, card = self._blocking, record.card
        if blocking and record.blocked:
            blocking.block(marks_of_reader(card), Reason(record.blocked.value))
        if blocking and blocking.holds(card, connected=record.connected):
            return True
        return record.blocked is not None

    # --- writing ---------------------------------------------------------------------------

    def _newcomer(self, entry: _Entry, of: Incoming | None) -> Newcomer:
        card, record = entry.card, entry.record
        columns = of.columns if of else ()
        others = {name: record.cells[at] for at, name in columns if at < len(record.cells)}
        for name, day in (("connected", record.connected), ("exchanged", record.exchanged)):
            if day is not None:
                others.setdefault(name, day.isoformat())
        said = said_of(card, record.consent, of.source if of else "")
        return Newcomer(card.name, said, self.stage, card.note, others)

    def _created(self, desk: Desk, taken: Taken, newcomer: Newcomer, oddity: Why | None) -> Taken:
        try:
            contact = self._newcomers.create(desk, newcomer).contact
        except (WrongUse, Refused) as error:
            if error.key not in _NOT_TO_BE_SAID:
                raise
            return taken._replace(why=Why.UNSAFE)
        self._note(desk, contact)
        return taken._replace(fate=Fate.NEW, why=oddity, path=contact.path)

    def _filled(self, desk: Desk, taken: Taken, card: Card) -> Taken:
        """Fill what is blank in a contact's file, as it is now, and nothing else."""
        try:
            reading = desk.read(taken.path)
            if reading.contact is None:
                return taken._replace(why=Why.UNSAFE)
            change = _filling(blanks(card, reading.contact), desk.head_of(reading))
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


def said_of(card: Card, consent: Iterable[Permission], source: str) -> dict[str, Said]:
    """Return what a new contact's file says, by canonical key.

    Args:
        card: as `sayable` returns it.
        consent: what was allowed, with its proof.
        source: where the contact comes from.
    """
    said: dict[str, Said] = {key: getattr(card, key) for key in (*_TEXTS[1:], *_PARTS, "uid")}
    return {
        **said,
        "birthday": written_birthday(card.birthday) if card.birthday else "",
        "consent": {
            channel: _written(one) for one in consent if (channel := plain_line(one.channel))
        },
        "source": source,
    }


def _written(permission: Permission) -> str:
    given = permission.given.isoformat() if permission.given else ""
    return " ".join(filter(None, (permission.answer.value, given, permission.note)))


def _filling(said: Mapping[str, Filling], head: Mapping[str, Value]) -> Change:
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
