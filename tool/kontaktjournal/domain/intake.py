"""What becomes of an entry of an address book, given who is known (X1-X5, A4).

Nothing is guessed: whoever is surely known gets blanks filled, whoever surely is not gets a
file, and what is not sure is left to the user. Taken in again, the same entry changes nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Self

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.duplicates import Likeness, numbers, twins
from kontaktjournal.domain.names import folds, key_of, same, spoken, strip_marks
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.profiles import profile_of
from kontaktjournal.domain.reopening import is_filed

_NOTHING = Card()


class Fate(StrEnum):
    """What became of an entry, in the order of the sum line."""

    NEW = "new"
    FILLED = "filled"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    #: May be somebody known, and may be somebody else: nothing is written.
    UNCLEAR = "unclear"


class Why(StrEnum):
    """Why an entry was skipped, is not clear, or is odd; in the order in which they are told."""

    NO_NAME = "no_name"
    NO_PERSON = "no_person"
    NO_NUMBER = "no_number"
    DAMAGED = "damaged"
    #: They must not be written to: here, or where the entry comes from.
    BLOCKED = "blocked"
    #: They were filed away (A4).
    FILED = "filed"
    #: The source has them a second time.
    TWICE = "twice"
    #: A file that cannot be changed safely, or what no file could say.
    UNSAFE = "unsafe"
    #: They wrote, and do not stand on the list.
    NOT_LISTED = "not_listed"
    #: The same name and firm, place or birthday; the number is another one (X2).
    MEDIUM = "medium"
    #: The same name, and the entry says nothing else that could be compared.
    NAME_ALONE = "name_alone"
    #: Somebody of the name was filed away or is blocked: they are not to be taken up again.
    GONE = "gone"
    #: Several in the journal have the number or address.
    SEVERAL = "several"
    #: The same uid, and quite another name.
    RENAMED = "renamed"
    #: Somebody else is called so, and no more than that is known: a new file (X4).
    NAMESAKE = "namesake"
    #: What was filled stood there before, with an earlier day.
    NEWER = "newer"


class Ruling(NamedTuple):
    """What becomes of an entry.

    Args:
        fate: what.
        contact: who in the journal it is, or may be.
        why: the reason, where it is skipped or unclear; or what is odd of somebody new.
    """

    fate: Fate
    contact: Contact | None = None
    why: Why | None = None


class Provenance(NamedTuple):
    """Where an entry comes from, and what is told there besides its card.

    Args:
        source: what a new contact's ``source`` would say.
        connected: since when both are linked there: with the name, it tells people apart.
        others: what else is told, by keys of somebody else.
    """

    source: str = ""
    connected: date | None = None
    others: Mapping[str, str] = MappingProxyType({})

    def proves(self, contact: Contact) -> bool:
        """Tell whether somebody of the name was linked on the very day."""
        return self.connected is not None and _connected(contact) == self.connected

    def denies(self, contact: Contact) -> bool:
        """Tell whether somebody of the name is another entry of the source."""
        there = _connected(contact)
        is_from_here = bool(self.source) and contact.source == self.source
        return is_from_here and None not in {there, self.connected} and there != self.connected

    def made(self, contact: Contact) -> bool:
        """Tell whether somebody of the name was made of an entry that told nothing else."""
        if not self.source or contact.source != self.source:
            return False
        there = {key_of(key): words for key, words in contact.others}
        return all(
            there.get(key_of(key), words).split() == words.split()
            for key, words in self.others.items()
        )


_NOWHERE = Provenance()


class Taken(NamedTuple):
    """What became of one entry.

    Args:
        at: the place of its source among those that came in.
        line: where it begins there.
        name: who it tells of, or the beginning of what stands there.
        fate: what became of it.
        why: the reason, where it was skipped or is not clear.
        path: the contact's file; empty where there is none.
        keys: what was filled.
    """

    at: int
    line: int
    name: str
    fate: Fate
    why: Why | None = None
    path: str = ""
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """What became of all entries; the sum adds up because it is one.

    Args:
        list: path of the list they went to; empty where they became contacts.
    """

    list: str = ""
    fates: Counter[Fate] = field(default_factory=Counter)
    skipped: Counter[Why] = field(default_factory=Counter)
    unclear: Counter[Why] = field(default_factory=Counter)
    namesakes: int = 0
    newer: int = 0

    def add(self, taken: Taken) -> None:
        """Count one entry."""
        self.fates[taken.fate] += 1
        if taken.fate is Fate.NEW:
            self.namesakes += taken.why is Why.NAMESAKE
        elif taken.fate is Fate.FILLED:
            self.newer += taken.why is Why.NEWER
        elif taken.why is not None:
            (self.unclear if taken.fate is Fate.UNCLEAR else self.skipped)[taken.why] += 1

    def __iadd__(self, other: "Tally") -> Self:
        """Count all that another counted."""
        self.fates += other.fates
        self.skipped += other.skipped
        self.unclear += other.unclear
        self.namesakes += other.namesakes
        self.newer += other.newer
        return self

    @property
    def read(self) -> int:
        """Return how many entries there were."""
        return self.fates.total()


def ruling(
    card: Card,
    known: Iterable[Contact],
    pipeline: Pipeline,
    whence: Provenance = _NOWHERE,
    *,
    is_blocked: bool = False,
) -> Ruling:
    """Rule what becomes of an entry.

    Args:
        card: who it tells of.
        known: whoever in the journal may be the same, and perhaps some others.
        pipeline: the journal's stages.
        whence: where it comes from.
        is_blocked: whether its source says that nobody may write to them any more.
    """
    if not card.name:
        return Ruling(Fate.SKIPPED, why=Why.NO_NAME)
    if is_blocked:
        return Ruling(Fate.SKIPPED, why=Why.BLOCKED)
    alike: dict[Likeness, list[Contact]] = {likeness: [] for likeness in Likeness}
    for twin in twins(card, known):
        alike[twin.likeness].append(twin.contact)
    medium, weak = alike[Likeness.MEDIUM], alike[Likeness.WEAK]
    surely = alike[Likeness.STRONG] or [*filter(whence.proves, (*medium, *weak))]
    if surely:
        return _known(card, surely, pipeline)
    if is_bare(card):
        return _by_name(card, [*medium, *weak], pipeline, whence)
    return _perhaps_known(card, medium, weak, pipeline)


def _known(card: Card, surely: Sequence[Contact], pipeline: Pipeline) -> Ruling:
    """Rule on somebody who is in the journal (X1)."""
    blocked = next((one for one in surely if one.blocked), None)
    if blocked:
        return Ruling(Fate.SKIPPED, blocked, Why.BLOCKED)
    # Filed as a duplicate, somebody may be in play in another file.
    open_ones = [one for one in surely if not is_filed(one, pipeline)]
    if not open_ones:
        return Ruling(Fate.SKIPPED, surely[0], Why.FILED)
    if one := next((one for one in open_ones if says_all(one, card)), None):
        return Ruling(Fate.UNCHANGED, one)
    same_uid = [one for one in open_ones if card.uid and one.uid == card.uid]
    meant = same_uid or open_ones
    if len(meant) > 1:
        return Ruling(Fate.UNCLEAR, meant[0], Why.SEVERAL)
    if same_uid and not _is_akin(card, meant[0]):
        return Ruling(Fate.UNCLEAR, meant[0], Why.RENAMED)
    return Ruling(Fate.FILLED if blanks(card, meant[0]) else Fate.UNCHANGED, meant[0])


def _perhaps_known(
    card: Card, medium: Sequence[Contact], weak: Sequence[Contact], pipeline: Pipeline
) -> Ruling:
    """Rule on somebody whose name is in the journal (X2, X3)."""
    named = (*medium, *weak)
    gone = [one for one in named if one.blocked or is_filed(one, pipeline)]
    # Who says no more than is known is no news, whoever it is.
    telling = [one for one in named if says_all(one, card)]
    if one := next((one for one in telling if one not in gone), None):
        return Ruling(Fate.UNCHANGED, one)
    if one := next((one for one in (*telling, *medium) if one in gone), None):
        return Ruling(Fate.SKIPPED, one, Why.BLOCKED if one.blocked else Why.FILED)
    if medium:
        return Ruling(Fate.UNCLEAR, medium[0], Why.MEDIUM)
    if gone:
        return Ruling(Fate.UNCLEAR, gone[0], Why.GONE)
    return Ruling(Fate.NEW, why=Why.NAMESAKE if weak else None)


def _by_name(
    card: Card, named: Sequence[Contact], pipeline: Pipeline, whence: Provenance
) -> Ruling:
    """Rule on somebody of whom there is but a name: it proves nothing (X3).

    A second file for everybody who is known would be a nuisance, and a silent "known" a guess.
    """
    perhaps = [one for one in named if not whence.denies(one)]
    if not perhaps:
        return Ruling(Fate.NEW, why=Why.NAMESAKE if named else None)
    made = [one for one in perhaps if whence.made(one) and not _are_two(card, one)]
    meant = made or perhaps
    here = next((one for one in meant if not (one.blocked or is_filed(one, pipeline))), None)
    if here is None:
        return Ruling(Fate.SKIPPED, meant[0], Why.BLOCKED if meant[0].blocked else Why.FILED)
    if made and says_all(here, card):
        return Ruling(Fate.UNCHANGED, here)
    return Ruling(Fate.UNCLEAR, here, Why.NAME_ALONE)


def is_bare(card: Card) -> bool:
    """Tell whether a card says nothing but what somebody is called."""
    return card._replace(name="", aliases=(), uid="", note="", unnamed=False) == _NOTHING


def _are_two(card: Card, contact: Contact) -> bool:
    """Tell whether an address book keeps both apart."""
    return bool(card.uid and contact.uid) and card.uid != contact.uid


def _connected(contact: Contact) -> date | None:
    """Return since when both are linked where the contact came from."""
    told = next((words for key, words in contact.others if key_of(key) == "connected"), "")
    try:
        return date.fromisoformat(told.strip()) if told else None
    except ValueError:
        return None


def _is_akin(card: Card, contact: Contact) -> bool:
    """Tell whether two names have a word in common: a name changes, but not as a whole."""
    words = {word for name in (card.name, *card.aliases) for word in _words(name)}
    return any(not words.isdisjoint(_words(name)) for name in (contact.name, *contact.aliases))


def _words(name: str) -> frozenset[str]:
    return frozenset(word for fold in folds(spoken(name)) for word in fold.split())


# --- what is new of it -------------------------------------------------------------------

#: What a blank is filled with: a text, or several.
Filling = str | tuple[str, ...] | Birthday


def blanks(card: Card, contact: Contact) -> Mapping[str, Filling]:
    """Return by canonical key what an entry says and the contact has no word of."""
    names = (contact.name, *contact.aliases)
    # Street and town of two addresses would be nobody's.
    has_moved = bool(card.city and contact.city) and not same(card.city, contact.city)
    said: dict[str, Filling | None] = {
        "aliases": tuple(one for one in card.aliases if not _is_among(one, names)),
        "org": card.org,
        "role": card.role,
        "phone": card.phone,
        "email": card.email,
        "city": card.city,
        "address": "" if has_moved else card.address,
        "url": card.url,
        "birthday": card.birthday,
        "tags": card.tags,
    }
    return {key: value for key, value in said.items() if value and not getattr(contact, key)}


def says_all(contact: Contact, card: Card) -> bool:
    """Tell whether a contact's file says all that an entry says, the note aside."""
    names = (contact.name, *contact.aliases)
    return (
        numbers(card) <= numbers(contact)
        and _are_among(_odd(card.phone), contact.phone)
        and _are_among((one for one in card.url if not profile_of(one)), contact.url)
        and _are_among(card.aliases, names)
        and all(_are_among(getattr(card, key), getattr(contact, key)) for key in ("org", "tags"))
        and all(
            not (said := getattr(card, key)) or same(_plain(said), _plain(getattr(contact, key)))
            for key in ("role", "city", "address")
        )
        and (card.birthday is None or card.birthday == contact.birthday)
    )


def _odd(phones: Iterable[str]) -> tuple[str, ...]:
    """Return what stands among the numbers and is none."""
    return tuple(one for one in phones if not numbers(Card(phone=(one,))))


def _are_among(said: Iterable[str], known: Collection[str]) -> bool:
    return all(_is_among(one, known) for one in said)


def _is_among(said: str, known: Iterable[str]) -> bool:
    plain = _plain(said)
    return not strip_marks(plain) or any(same(plain, _plain(one)) for one in known)


def _plain(text: str) -> str:
    """Return a text without what a head may add to it or take from it: brackets, a sign."""
    return " ".join(text.split()).removeprefix("#").strip("[]").strip()
