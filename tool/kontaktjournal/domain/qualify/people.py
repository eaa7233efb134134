"""Who of several rows and files are one person (X1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kontaktjournal.domain.duplicates import Likeness, likeness_of
from kontaktjournal.domain.qualify.prequalified import Prospect


def is_one(one: Prospect, other: Prospect) -> bool:
    """Tell whether two are surely one person."""
    if one.ticket == other.ticket or (one.met and one.met == other.met):
        return True
    return likeness_of(one.card, other.card) is Likeness.STRONG


def people(found: Iterable[Prospect]) -> list[list[Prospect]]:
    """Return for each person the rows and files they are, in the order they were found."""
    groups: list[list[Prospect]] = []
    known: defaultdict[str, list[list[Prospect]]] = defaultdict(list)
    for one in found:
        marks = sorted(_marks(one))
        # Of one name there may be many: only who shares something is looked at.
        near = (group for mark in marks for group in known[mark])
        group = next((some for some in near if any(is_one(one, each) for each in some)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        for mark in marks:
            known[mark].append(group)
    return groups


def _marks(one: Prospect) -> Iterator[str]:
    yield from one.marks
    yield "\n".join(("row", *one.ticket))
    if one.card.uid:
        yield f"uid {one.card.uid}"
    if one.met:
        yield f"file {one.met}"
