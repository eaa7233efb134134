"""What was decided about somebody holds in every row that is surely theirs."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from kontaktjournal.domain.decided import Decided
from kontaktjournal.domain.duplicates import Likeness, likeness_of, numbers
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.decisions import latest
from kontaktjournal.domain.qualify.draw import Ticket
from kontaktjournal.index.counterparts import Counterpart
from kontaktjournal.index.listed import Lists
from kontaktjournal.index.listed_rows import key_trace

#: Returns what was decided about a contact of the pool, by its uid and its path.
OfContact = Callable[[str, str], Decided | None]
_Met = Mapping[int, Sequence[Counterpart]]


def decided_rows(
    lists: Lists, made: Mapping[Ticket, Decided], met: _Met, of_contact: OfContact
) -> Mapping[int, Decided]:
    """Return of rows what was decided about them, or about the same person in another row.

    Args:
        lists: the index of the rows.
        made: what was decided about rows.
        met: which contacts rows are.
        of_contact: says what was decided about a contact of the pool.
    """
    near = lists.bearing({key_trace(key) for _, key in made})
    rows = {
        number: listed
        for number, listed in lists.rows(sorted({number for number, _ in near}))
        if (listed.path, listed.key) in made
    }
    own = {number: made[listed.path, listed.key] for number, listed in rows.items()}
    found: defaultdict[int, list[Decided]] = defaultdict(list)
    for number, decided in own.items():
        found[number].append(decided)
    for number, other in _same_people(lists, rows):
        found[other].append(own[number])
    for number, decided in _by_contact(own, met, of_contact):
        found[number].append(decided)
    return {number: latest(some) for number, some in found.items()}


def _by_contact(
    own: Mapping[int, Decided], met: _Met, of_contact: OfContact
) -> Iterator[tuple[int, Decided]]:
    """Yield rows, each with what was decided about the contact they are, in whatever row."""
    found: defaultdict[str, list[Decided]] = defaultdict(list)
    for number, decided in own.items():
        for one in met.get(number, ()):
            found[one.path].append(decided)
    uids = {one.path: one.card.uid for contacts in met.values() for one in contacts}
    for path, uid in uids.items():
        decided_of_it = of_contact(uid, path)
        if decided_of_it is not None:
            found[path].append(decided_of_it)
    for number, contacts in met.items():
        for one in contacts:
            yield from ((number, decided) for decided in found.get(one.path, ()))


def _same_people(lists: Lists, people: Mapping[int, Listed]) -> Iterator[tuple[int, int]]:
    """Yield some rows, each with another row of surely the same person (X1).

    Args:
        lists: the index of the rows.
        people: the rows, by their numbers.
    """
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, listed in people.items():
        for mark in numbers(listed.card):
            bearers[mark].append(number)
    near: defaultdict[int, set[int]] = defaultdict(set)
    for number, mark in lists.bearing(bearers):
        near[number].update(one for one in bearers[mark] if one != number)
    # Nearly all bear their marks alone.
    for other, row in lists.rows([other for other, some in near.items() if some]):
        for number in sorted(near[other]):
            if likeness_of(row.card, people[number].card) is Likeness.STRONG:
                yield number, other
