"""One contact with everything around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.names import sort_key
from kontaktjournal.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Dossier:
    """One contact with everything around it.

    Args:
        due: where it stands today.
        texts: its entries, newest first, with their text from the file.
        links: contacts its links lead to.
        backlinks: contacts whose links lead here.
        mentions: contacts whose files name it without a link.
        problems: what is wrong in its file.
        story: the prose under its story heading.
        keys: everything in its head as it stands there, in file order.
    """

    due: Due
    texts: tuple[tuple[Entry, str], ...] = ()
    links: tuple[Contact, ...] = ()
    backlinks: tuple[Contact, ...] = ()
    mentions: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()
    story: str = ""
    keys: tuple[tuple[str, object], ...] = ()


def by_name(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Sort contacts by name, each once."""
    once = {one.path: one for one in contacts}
    return tuple(sorted(once.values(), key=lambda one: (*sort_key(one.name), one.path)))
