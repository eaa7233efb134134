"""Setting the next conversation in a contact's file (4.5)."""

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.filing import in_its_place
from kontaktjournal.desk.verdict import change_for
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Refused, WrongUse
from kontaktjournal.domain.reopening import is_filed, stage_before_filing
from kontaktjournal.domain.verdict import Verdict
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.views.words import Frame, ref_of


def set_next(desk: Desk, path: str, verdict: Verdict, frame: Frame, *, typed: str) -> Written:
    """Write when the next conversation shall be.

    Args:
        desk: entered.
        path: the contact's file.
        verdict: what shall be next.
        frame: of the command.
        typed: the words that named the date, to suggest them again.

    Raises:
        Refused: the contact is filed or blocked, or its file cannot be touched.
        Conflict, DiskTrouble: the file cannot be changed.
    """
    written = desk.change(path, lambda contact: _change(contact, verdict, frame, typed))
    return in_its_place(desk, written, frame)


def _change(contact: Contact, verdict: Verdict, frame: Frame, typed: str) -> Change:
    if verdict.stage is None and is_filed(contact, frame.settings.pipeline):
        raise _filed(contact, frame, typed)
    if verdict.next and contact.blocked:
        raise Refused("refusal.blocked", name=contact.name)
    return change_for(contact, verdict, frame)


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
