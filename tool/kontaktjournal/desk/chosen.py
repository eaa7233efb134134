"""Whoever was chosen from a list: begun with, put off, or filed; and that it was decided (L8)."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kontaktjournal.desk.besides import unsaid
from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.filing import file_away
from kontaktjournal.desk.intake import filling, plain_line, said_of, sayable
from kontaktjournal.desk.new import Newcomer, Newcomers
from kontaktjournal.desk.verdict import change_for
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.decided import Choice, Decided, standing
from kontaktjournal.domain.duplicates import Likeness, likeness_of
from kontaktjournal.domain.errors import Refused, WrongUse
from kontaktjournal.domain.intake import blanks
from kontaktjournal.domain.listed import decisions_path, pool_decisions_path
from kontaktjournal.domain.pipeline import Kind, Stage
from kontaktjournal.domain.qualify.prequalified import POOL, Prospect, key_of
from kontaktjournal.domain.verdict import Verdict, first_of
from kontaktjournal.notation.consent_columns import hear, in_a_line
from kontaktjournal.notation.decided_rows import read, with_more
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.views.words import Frame


class Outcome(NamedTuple):
    """What became of somebody.

    Args:
        prospect: who.
        decided: what was decided.
        written: their file, where one was made or changed.
    """

    prospect: Prospect
    decided: Decided
    written: Written | None = None


class Chosen:
    """Writes what is decided about people on lists.

    Args:
        desk: the command's, entered whenever something is decided.
        newcomers: makes new files.
        frame: of the command.
        root: absolute path of the journal.
    """

    def __init__(self, desk: Desk, newcomers: Newcomers, frame: Frame, root: str) -> None:
        self._desk = desk
        self._newcomers = newcomers
        self._frame = frame
        self._root = root

    def start(self, prospect: Prospect, plan: Verdict, hooks: Sequence[str]) -> Outcome:
        """Begin with somebody: a file of their own, or another status in the one there is.

        Args:
            prospect: who.
            plan: when the first conversation is to be, and what for.
            hooks: what may make a story, in words.

        Raises:
            WrongUse: no stage is one for those in play, or a value cannot be written.
            Conflict, Refused, DiskTrouble: a file cannot be written.
        """
        stage = self._stage()
        hooks = [*dict.fromkeys(filter(None, map(plain_line, hooks)))]
        if prospect.contact is None:
            written = self._created(prospect, stage, plan, hooks)
        else:
            self._identified(prospect)
            written = self._taken_up(prospect, prospect.contact, plan._replace(stage=stage), hooks)
        return Outcome(prospect, self._note(prospect, Choice.START, written), written)

    def put_off(self, prospect: Prospect, until: date) -> Outcome:
        """Let somebody rest for a while.

        Raises:
            Conflict, Refused, DiskTrouble: it cannot be written down.
        """
        written = self._identified(prospect)
        return Outcome(prospect, self._note(prospect, Choice.LATER, written, until), written)

    def file(self, prospect: Prospect) -> Outcome:
        """Never draw somebody again; a contact is filed.

        Raises:
            WrongUse: no stage is one for filed contacts.
            Conflict, Refused, DiskTrouble: a file cannot be written.
        """
        written: Written | None = None
        if prospect.contact is not None:
            self._identified(prospect)
            written = file_away(self._desk, prospect.contact.path, "", self._frame)
        return Outcome(prospect, self._note(prospect, Choice.FILE, written), written)

    # --- their file --------------------------------------------------------------------------

    def _stage(self) -> Stage:
        stage = first_of(self._frame.settings.pipeline, Kind.ACTIVE)
        if stage is None:
            raise WrongUse("refusal.qualify.no_stage")
        return stage

    def _created(
        self, prospect: Prospect, stage: Stage, plan: Verdict, hooks: Sequence[str]
    ) -> Written:
        row, card = prospect.listed, sayable(prospect.card)
        cells = row.cells if row else {}
        heard = hear(cells.items(), self._newcomers.canonical, prospect.consent)
        if heard.is_blocked:
            raise Refused("refusal.qualify.blocked", name=card.name)
        told = ((name, cell) for name, cell in cells.items() if name not in heard.columns)
        days = (row.connected, row.exchanged) if row else ()
        said = {
            **said_of(card, heard, prospect.ticket[0]),
            "next": plan.next.written if plan.next else "never",
            "step": plan.step or "",
            "hooks": tuple(hooks),
        }
        left = [*unsaid(told, prospect.card, days)]
        newcomer = Newcomer(card.name, said, stage.id, card.note, _others(prospect), left)
        return self._newcomers.create(self._desk, newcomer)

    def _taken_up(
        self, prospect: Prospect, contact: Contact, verdict: Verdict, hooks: Sequence[str]
    ) -> Written:
        more = self._only_in_row(prospect, contact)

        def plan(now: Contact) -> Change:
            change = change_for(now, verdict, self._frame)
            known = "\n".join(now.hooks).casefold()
            new = tuple(("hooks", hook) for hook in hooks if hook.casefold() not in known)
            fields = {**more.fields, **change.fields}
            return replace(change, fields=fields, items=(*change.items, *more.items, *new))

        return self._desk.change(contact.path, plan)

    def _only_in_row(self, prospect: Prospect, contact: Contact) -> Change:
        """Return what the row of a contact says, and the file has no word of (X1)."""
        row = prospect.listed
        if row is None or likeness_of(row.card, contact) is not Likeness.STRONG:
            return Change()
        reading = self._desk.read(contact.path)
        if reading.contact is None:
            return Change()
        said = dict(blanks(sayable(row.card), reading.contact))
        heard = hear(row.cells.items(), self._newcomers.canonical, row.consent)
        if not (reading.contact.consent or reading.contact.blocked):
            said["consent"] = plain_line(in_a_line(heard))
        return filling({key: one for key, one in said.items() if one}, self._desk.head_of(reading))

    def _identified(self, prospect: Prospect) -> Written | None:
        """Give a contact on no list a uid: what is decided must survive another file name (I1)."""
        contact = prospect.contact
        if contact is None or prospect.ticket[0] != POOL:
            return None

        def plan(now: Contact) -> Change:
            uid = now.uid or self._newcomers.uid_for(now.path, now.name)
            return Change() if now.uid else Change({"uid": uid})

        return self._desk.change(contact.path, plan)

    # --- that it was decided -----------------------------------------------------------------

    def _note(
        self,
        prospect: Prospect,
        choice: Choice,
        written: Written | None,
        until: date | None = None,
    ) -> Decided:
        path, key = prospect.ticket
        if path == POOL and written:
            key = key_of(written.contact)
        decided = Decided(key, choice, until, self._frame.today)
        lists = self._frame.settings.folders.lists
        beside = decisions_path(path) if path else pool_decisions_path(lists)
        if os.path.lexists(f"{self._root}/{beside}"):
            self._desk.amend(beside, lambda data: _with(data, decided))
        else:
            self._desk.place(beside, with_more(b"", [decided]))
        return decided


def _with(data: bytes, decided: Decided) -> bytes:
    """Return a table of decisions with one more, unless it holds already."""
    holds = standing(read(data)).get(decided.key) == decided
    return data if holds else with_more(data, [decided])


def _others(prospect: Prospect) -> Mapping[str, str]:
    """Return the days a row tells, as an import writes them."""
    row = prospect.listed
    days = {"connected": row.connected, "exchanged": row.exchanged} if row else {}
    return {name: day.isoformat() for name, day in days.items() if day}
