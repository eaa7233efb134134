"""Who of the people on the lists is known: as a contact, on another list, to the block list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kontaktjournal.domain.blocking import BlockList, marks_of, marks_of_reader
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import Likeness, Twin, traces, twins
from kontaktjournal.domain.qualify.reasons import is_same_firm
from kontaktjournal.domain.towns import town_of
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.counterparts import (
    Counterpart,
    by_reading,
    counterparts,
    leaving,
    marked,
    marked_with,
    reach,
)
from kontaktjournal.index.listed import Lists
from kontaktjournal.index.listed_known import (
    Left,
    Until,
    lists_now,
    recall,
    recall_left,
    remember,
    remember_left,
)
from kontaktjournal.index.listed_rows import mark_of

_AT_ONCE = 20_000
_MET, _HELD = "met", "held"
_BY_NUMBER = ("phone ", "email ", "url ", "uid ")


def met(lists: Lists, ask: Ask) -> Mapping[int, list[Counterpart]]:
    """Return for rows which contacts they surely are, or nearly (X1, X2), the likeliest first.

    Args:
        lists: the index of the rows.
        ask: asks the index of the contacts.
    """
    recalled = lists.ask(recall(_MET))
    if not recalled.newest:
        return {}
    born, newest = ask(reach)
    now, known = Until(born, recalled.newest, newest), recalled.until
    found = recalled.found
    if known.other != born:
        known, found = Until(born), []
    new: list[tuple[int, ...]] = []
    if known.note < now.note:
        new += _alike(lists, ask(counterparts(known.note, now.note)), (0, now.row))
    if known.row < now.row and known.note:
        new += _alike(lists, ask(counterparts(0, known.note)), (known.row, now.row))
    found = [*found, *new]
    contacts = {one.id: one for one in ask(by_reading({note for _, note, _ in found}))}
    found = [one for one in found if one[1] in contacts]
    if now != recalled.until:
        lists.keep(remember(_MET, recalled, now, found))
    by_row: defaultdict[int, list[Counterpart]] = defaultdict(list)
    # Without the ending: see `twins`.
    found.sort(key=lambda one: (one[2], contacts[one[1]].path.rpartition(".")[0]))
    for number, note, _ in found:
        by_row[number].append(contacts[note])
    return by_row


def _alike(
    lists: Lists, contacts: Sequence[Counterpart], rows: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers of rows and contacts that are one, and how alike they are.

    Args:
        lists: the index of the rows.
        contacts: some contacts.
        rows: after which row, and up to which.
    """
    pairs = _pairs(lists, contacts, rows)
    for number, listed in lists.rows([*pairs]):
        asked = {one.path: one for one in pairs[number]}
        known = (_as_contact(one.path, one.card) for one in asked.values())
        for twin in twins(listed.card, known):
            if _is_met(twin, listed.card):
                yield number, asked[twin.contact.path].id, twin.likeness


def _is_met(twin: Twin, card: Card) -> bool:
    """Tell whether a twin is the same person; the form of a firm makes no other one of it."""
    if twin.likeness is not Likeness.WEAK:
        return twin.likeness is not Likeness.SHARED
    return any(is_same_firm(one, other) for one in twin.contact.org for other in card.org)


def _pairs(
    lists: Lists, contacts: Iterable[Counterpart], rows: tuple[int, int]
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
    after, until = rows
    bearing = [one for one in lists.bearing(leading) if after < one[0] <= until]
    barless = {one.id for one in lists.briefs({number for number, _ in bearing})}
    for number, trace in bearing:
        if number not in barless:
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
    for words in filter(None, (town_of(card.city).name, *card.org)):
        if words not in near:
            near[words] = lists.holding(words)
        if number in near[words]:
            return True
    return False


def left(lists: Lists) -> Left:
    """Return who left a list, and who on any of them is reached there: by the same address.

    Args:
        lists: the index of the rows.
    """
    known = lists.ask(recall_left)
    if known is not None:
        return known
    of = lists.ask(lists_now)
    gone = chain.from_iterable(map(marks_of_reader, lists.ask(leaving)))
    marks = frozenset(map(mark_of, gone))
    found = Left(marks, frozenset(lists.ask(marked_with(marks))))
    lists.keep(remember_left(of, found))
    return found


def held_rows(lists: Lists, blocked: BlockList) -> frozenset[int]:
    """Return the rows of whom a block list knows.

    Args:
        lists: the index of the rows.
        blocked: the block list.
    """
    if blocked.is_empty:
        return frozenset()
    recalled = lists.ask(recall(_HELD))
    now, known = Until(blocked.digest, recalled.newest), recalled.until
    found = recalled.found if known.other == now.other else []
    last = known.row if known.other == now.other else 0
    while some := lists.ask(marked(last, now.row, _AT_ONCE)):
        found += (
            (one.id,)
            for one in some
            if blocked.holds(marks_of(one.card, one.path, one.key, one.connected))
        )
        last = some[-1].id
    if now != known:
        lists.keep(remember(_HELD, recalled, now, found))
    return frozenset(number for (number,) in found)


def _as_contact(path: str, card: Card) -> Contact:
    return Contact(
        path,
        card.name,
        uid=card.uid,
        aliases=card.aliases,
        org=card.org,
        phone=card.phone,
        email=card.email,
        url=card.url,
        city=card.city,
        birthday=card.birthday,
        unnamed=card.unnamed,
    )
