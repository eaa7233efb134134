"""What a format is: how it is recognised, where it belongs, and how it is read."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.lists.headings import Told
from kontaktjournal.lists.record import Records
from kontaktjournal.lists.source import Source
from kontaktjournal.lists.table import Cells, Row


class Goal(StrEnum):
    """Where what a source tells belongs."""

    #: An address book: each person becomes a contact's file.
    CONTACTS = "contacts"
    #: A platform or a newsletter: it stays a list.
    LIST = "list"
    #: Calls: drafts for `log`, where the number is known.
    CALLS = "calls"
    #: Messages: only the days on which people of a list wrote.
    EXCHANGES = "exchanges"
    #: Nothing of it is taken in: it was recognised, and what to do instead is said.
    REFUSED = "refused"


class TableFormat(NamedTuple):
    """A format of tables.

    Args:
        name: what messages and other programs call it.
        goal: where it belongs.
        is_header: recognises its header, among the first records.
        read: reads what stands below a header.
        mapped: what the user says of its columns.
    """

    name: str
    goal: Goal
    is_header: Callable[[Cells], bool]
    read: Callable[[Cells, Iterable[Row]], Records]
    mapped: tuple[Told, ...] = ()


class FileFormat(NamedTuple):
    """A format that is no table.

    Args:
        name: what messages and other programs call it.
        goal: where it belongs.
        claims: recognises its beginning; the file's own name, in small letters, may help.
        read: reads all of it.
    """

    name: str
    goal: Goal
    claims: Callable[[bytes, str], bool]
    read: Callable[[Source], Records]
