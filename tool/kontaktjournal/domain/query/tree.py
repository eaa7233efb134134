"""A query as a tree of frozen values: one meaning, whoever asks and whatever answers (4.9)."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontaktjournal.domain.rhythm import Cadence

#: Where a term stands in what was typed: its first character, and the one behind its last.
Place = tuple[int, int]

_NOWHERE: Place = (0, 0)


# What a field is compared with ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand together, in any spelling (N6).

    Args:
        text: the words.
        prefix: the last of them is only the beginning of one.
    """

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; None is no end."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """A range of numbers, both ends included; None is no end."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Rhythms between a frequent and a rare one, both included; None is no end."""

    shortest: Cadence | None
    longest: Cadence | None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the few a field knows: a stage's id, ``yes``, ``overdue``."""

    word: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """What was said of a channel: ``yes``, ``no`` or ``open``; "*" is any of them."""

    channel: str
    answer: str


@dataclass(frozen=True, slots=True)
class Given:
    """Whether there is a value at all: ``any``, or ``none``."""

    is_given: bool


Value = Words | Days | Numbers | Rhythms | Word | Allowed | Given


# The tree ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand together somewhere in the file."""

    words: Words
    at: Place = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Test:
    """A field that has one of some values.

    Args:
        field: one of `fields.FIELDS`, else a key of the user's own in the form of `key_of`.
        values: one of them is enough.
        at: where it was typed.
    """

    field: str
    values: tuple[Value, ...]
    at: Place = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of them; of nothing, everybody."""

    parts: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Or:
    """One of them at least."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Saved:
    """A query of journal.toml, by its name there."""

    name: str
    part: "Node"
    at: Place = dataclasses.field(default=_NOWHERE, compare=False)


Node = Text | Test | Not | And | Or | Saved


def both(parts: list[Node]) -> Node:
    """Join what must all be, flat."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(parts: list[Node]) -> Node:
    """Join what may be, flat."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def leaves(node: Node, *, denied: bool = False) -> Iterator[tuple[Text | Test, bool]]:
    """Yield each term of a tree, and whether it is denied."""
    match node:
        case Not(part):
            yield from leaves(part, denied=not denied)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, denied=denied)
        case Saved(_, part):
            yield from leaves(part, denied=denied)
        case _:
            yield node, denied


@dataclass(frozen=True, slots=True)
class By:
    """What a list is sorted by: a field, and whether the last comes first."""

    field: str
    backwards: bool = False


#: Fields that only whoever is outside the funnel, or a stage at all, can have.
_OUTSIDE = frozenset({"filed", "pool"})


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query.

    Args:
        tree: whom it finds.
        order: what they are sorted by, the most important first.
        limit: how many are wanted at most.
    """

    tree: Node = And()
    order: tuple[By, ...] = ()
    limit: int | None = None

    @property
    def texts(self) -> list[Words]:
        """Return the words looked for in whole files, each once."""
        found = (leaf.words for leaf, _ in leaves(self.tree) if isinstance(leaf, Text))
        return [*dict.fromkeys(found)]

    @property
    def lifts_scope(self) -> bool:
        """Tell whether it asks for the list or the filed ones, too (clarification 37).

        What is denied asks for nobody: ``-status:pflege`` stays among those in play.
        """
        return any(_lifts(leaf) for leaf, denied in leaves(self.tree) if not denied)


def _lifts(leaf: Text | Test) -> bool:
    if isinstance(leaf, Text):
        return False
    if leaf.field in {"status", "kind"}:
        return True
    asked = {value.word for value in leaf.values if isinstance(value, Word)}
    return leaf.field == "is" and not asked.isdisjoint(_OUTSIDE)
