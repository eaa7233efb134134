"""Who of the people on the lists is known: as a contact, on another list, to the block list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kontaktjournal.domain.blocking import BlockList, marks_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import Likeness, Twin, numbers, traces, twins
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.reasons import is_same_firm
from kontaktjournal.index.counterparts import Counterpart, marked
from kontaktjournal.index.listed import Lists

_AT_ONCE = 20_000
_BY_NUMBER = ("phone ", "email ", "uid ")


def met(
    lists: Lists, contacts: Iterable[Counterpart], among: Collection[int]
) -> Mapping[int, list[Counterpart]]:
    """Return for rows which contacts they surely are, or nearly (X1, X2).

    Args:
        lists: the index of the rows.
        contacts: everybody in the journal.
        among: the rows that are asked about.
    """
    pairs = _pairs(lists, contacts, among)
    found: dict[int, list[Counterpart]] = {}
    for number, listed in lists.rows([*pairs]):
        asked = {one.path: one for one in pairs[number]}
        known = (_as_contact(one.path, one.card) for one in asked.values())
        alike = [
            asked[twin.contact.path]
            for twin in twins(listed.card, known)
            if _is_met(twin, listed.card)
        ]
        if alike:
            found[number] = alike
    return found


def _is_met(twin: Twin, card: Card) -> bool:
    """Tell whether a twin is the same person; the form of a firm makes no other one of it."""
    if twin.likeness is not Likeness.WEAK:
        return twin.likeness is not Likeness.SHARED
    return any(is_same_firm(one, other) for one in twin.contact.org for other in card.org)


def _pairs(
    lists: Lists, contacts: Iterable[Counterpart], among: Collection[int]
) -> Mapping[int, list[Counterpart]]:
    """Return for rows which contacts they may be, and hardly any other."""
    leading: defaultdict[str, list[Counterpart]] = defaultdict(list)
    for contact in contacts:
        card = contact.card
        # A name alone makes nobody the same.
        says_more = card.city or card.org or card.birthday
        for trace in traces(card if says_more else card._replace(name="", aliases=())):
            leading[trace].append(contact)
    near: dict[str, frozenset[int]] = {}
    pairs: defaultdict[int, list[Counterpart]] = defaultdict(list)
    for number, trace in lists.bearing(leading):
        if number not in among:
            continue
        is_number = trace.startswith(_BY_NUMBER)
        for contact in leading[trace]:
            # Of one name there may be many: only a place or a firm makes one of them.
            if is_number or _agrees(lists, number, contact.card, near):
                pairs[number].append(contact)
    return pairs


def _agrees(lists: Lists, number: int, card: Card, near: dict[str, frozenset[int]]) -> bool:
    """Tell whether firm, place or birthday may be the same; no row is read for it."""
    if card.birthday:
        return True
    for words in filter(None, (card.city, *card.org)):
        if words not in near:
            near[words] = lists.holding(words)
        if number in near[words]:
            return True
    return False


def elsewhere(lists: Lists, listed: Listed) -> Iterator[int]:
    """Yield the rows of the same person on other lists (X1).

    Args:
        lists: the index of the rows.
        listed: one of them.
    """
    here = _as_contact(listed.path, listed.card)
    near = {number for number, _ in lists.bearing(numbers(listed.card))}
    for number, row in lists.rows(sorted(near)):
        is_same = any(one.likeness is Likeness.STRONG for one in twins(row.card, [here]))
        if is_same and row.path != listed.path:
            yield number


def held_rows(lists: Lists, only: Collection[str] | None, blocked: BlockList) -> frozenset[int]:
    """Return the rows of whom a block list knows.

    Args:
        lists: the index of the rows.
        only: the lists that are asked about; None for all.
        blocked: the block list.
    """
    held: set[int] = set()
    last = 0
    while not blocked.is_empty and (some := lists.ask(marked(only, last, _AT_ONCE))):
        held.update(one.id for one in some if blocked.holds(marks_of(one.card, one.path, one.key)))
        last = some[-1].id
    return frozenset(held)


def _as_contact(path: str, card: Card) -> Contact:
    return Contact(
        path,
        card.name,
        uid=card.uid,
        aliases=card.aliases,
        org=card.org,
        phone=card.phone,
        email=card.email,
        city=card.city,
        birthday=card.birthday,
    )
