"""Setting the next conversation in a contact's file (4.5)."""

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.filing import in_its_place
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Refused, WrongUse
from kontaktjournal.domain.planning import Wish, fields_for
from kontaktjournal.domain.reopening import is_filed, stage_before_filing
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.views.words import Frame, ref_of


def set_next(desk: Desk, path: str, wish: Wish, frame: Frame, *, typed: str) -> Written:
    """Write when the next conversation shall be.

    Args:
        desk: entered.
        path: the contact's file.
        wish: what shall be next.
        frame: of the command.
        typed: the words that named the date, to suggest them again.

    Raises:
        Refused: the contact is filed or blocked, or its file cannot be touched.
        Conflict, DiskTrouble: the file cannot be changed.
    """
    written = desk.change(path, lambda contact: _change(contact, wish, frame, typed))
    return in_its_place(desk, written, frame)


def _change(contact: Contact, wish: Wish, frame: Frame, typed: str) -> Change:
    settings = frame.settings
    if wish.stage is None and is_filed(contact, settings.pipeline):
        raise _filed(contact, frame, typed)
    if wish.when and contact.blocked:
        raise Refused("refusal.blocked", name=contact.name)
    return Change(fields_for(contact, wish, settings, frame.today))


def _filed(contact: Contact, frame: Frame, typed: str) -> Refused | WrongUse:
    stage = stage_before_filing(contact, frame.settings.pipeline)
    if stage is None:
        return WrongUse("refusal.no_open_stage")
    return Refused(
        "refusal.filed_next",
        name=contact.name,
        ref=ref_of(contact),
        when=typed or "+1w",
        stage=stage.id,
    )
