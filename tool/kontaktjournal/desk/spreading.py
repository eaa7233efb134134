"""Giving overdue contacts the days they were spread over."""

from collections.abc import Iterable
from typing import NamedTuple

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Conflict, JournalError, Refused
from kontaktjournal.domain.spread import Move
from kontaktjournal.notation.edit.change import Change


class Moved(NamedTuple):
    """A contact that has its new day, and what was written for it."""

    move: Move
    written: Written


def move_all(desk: Desk, moves: Iterable[Move]) -> tuple[list[Moved], dict[str, JournalError]]:
    """Write everybody's new day; a file that cannot be changed keeps nobody else back.

    Args:
        desk: where it is written.
        moves: who moves where.

    Returns:
        Who has moved, and by path why somebody has not.

    Raises:
        DiskTrouble: the system would not; nobody has moved.
    """
    moved: list[Moved] = []
    refused: dict[str, JournalError] = {}
    with desk:
        for move in moves:
            path = move.due.contact.path
            try:
                moved.append(Moved(move, _move(desk, move)))
            except (Conflict, Refused) as error:
                refused[path] = error
    return moved, refused


def _move(desk: Desk, move: Move) -> Written:
    planned = move.due.contact

    def change(now: Contact) -> Change:
        if now.next != planned.next:
            raise Conflict("refusal.changed", path=now.path, file=now.path.rpartition("/")[2])
        return Change({"next": move.to.isoformat()})

    return desk.change(planned.path, change)
