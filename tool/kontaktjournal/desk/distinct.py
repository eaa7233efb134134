"""Who is not the same person, said in a file, so that nobody asks again (X6)."""

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import told_apart
from kontaktjournal.domain.links import Names
from kontaktjournal.notation.edit.change import Change


def tell_apart(desk: Desk, one: Contact, other: Contact, link: str = "") -> Written:
    """Say in a contact's file that it is not another; nothing where either says so already.

    Args:
        desk: entered.
        one: whose file it is said in.
        other: who it is not.
        link: what leads to the other, and to nobody else; the file's name, if left out.

    Raises:
        Conflict: the file cannot be edited safely.
        Refused: it cannot be touched.
        DiskTrouble: the system would not.
    """

    def plan(now: Contact) -> Change:
        both = (now, other)
        if told_apart(both, Names(both).resolve):
            return Change()
        return Change(items=(("distinct", f"[[{link or other.stem}]]"),))

    return desk.change(one.path, plan)
