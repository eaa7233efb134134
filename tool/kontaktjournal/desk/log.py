"""What `log` writes: one entry for everybody who was there, and what was decided (4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.filing import in_its_place
from kontaktjournal.desk.verdict import change_for
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact, EntryKind, Promise
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.history import history
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.verdict import (
    Talked,
    Verdict,
    next_on,
    offer_of,
    planned,
    retry_for,
)
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.edit.entry_text import NewEntry, titled
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.views.words import Frame, ref_of

#: What moves the `last` of another program forward (E9).
_CONTACTS = (EntryKind.TALK, EntryKind.MESSAGE)


class Record(NamedTuple):
    """What is recorded of a conversation, whoever it was with.

    Args:
        when: today or earlier, with the time where it is known.
        kind: what it counts as.
        channel: the word for it; empty for the usual one.
        minutes: how long it took, if known.
        words: what was said.
        todos: promises made.
        is_unanswered: whether its head says that nobody was reached.
    """

    when: When
    kind: EntryKind = EntryKind.TALK
    channel: str = ""
    minutes: int | None = None
    words: str = ""
    todos: tuple[Promise, ...] = ()
    is_unanswered: bool = False


class Participant(NamedTuple):
    """Somebody who was there.

    Args:
        contact: who.
        link: what a link to them must say.
    """

    contact: Contact
    link: str


@dataclass(frozen=True, slots=True)
class Log:
    """Make of contacts what changes in their files.

    Args:
        frame: of the command.
        record: what was talked about.
        verdict: how it goes on, as far as that was said.
        insists: whether an offer is made without a talk (mission S13).
        takes_up: whether the stage was named, without which nothing is recorded of a contact
            that is filed.
    """

    frame: Frame
    record: Record
    verdict: Verdict
    insists: bool = False
    takes_up: bool = False

    @property
    def is_attempt(self) -> bool:
        """Tell whether nobody was reached."""
        return self.record.kind is EntryKind.ATTEMPT

    @property
    def is_contact(self) -> bool:
        """Tell whether there was a talk, or a message."""
        return self.record.kind in _CONTACTS

    @property
    def sounds_unanswered(self) -> bool:
        """Tell whether what is recorded as a talk reads as if nobody had been reached."""
        if self.record.kind is not EntryKind.TALK:
            return False
        title, _ = titled(self.record.words)
        settings = self.frame.settings
        reader = EntryReader(Vocabulary(settings.entries), settings.pipeline)
        channel = self.frame.say("log.channel")
        read = reader.entry(f" {channel}: {title}", date.min, 1, (0, 0), None)
        return read.kind is EntryKind.ATTEMPT

    def saying(self, words: str) -> "Log":
        """Return it with what was said."""
        return replace(self, record=self.record._replace(words=words))

    def may_be_asked(self, contact: Contact) -> bool:
        """Tell whether it is worth asking how it goes on with a contact."""
        is_talk = self.record.kind is EntryKind.TALK
        return is_talk and not self.verdict.decides and not contact.blocked

    def check(self, contact: Contact) -> None:
        """Refuse what shall not be written of a contact.

        Raises:
            Refused: it is filed, or not to be contacted, or would be made an offer without
                any talk.
        """
        pipeline = self.frame.settings.pipeline
        stage, to = pipeline.stage(contact.status), self.verdict.stage
        if stage and stage.kind is Kind.FILED and not self.takes_up:
            raise Refused("refusal.filed", name=contact.name, ref=ref_of(contact))
        if to and to == offer_of(pipeline) and not self.insists and not self._has_talked(contact):
            raise Refused("refusal.no_talk_yet", name=contact.name)
        if self.verdict.next and contact.blocked:
            raise Refused("refusal.blocked", name=contact.name)

    def _has_talked(self, contact: Contact) -> bool:
        if self.record.kind is EntryKind.TALK:
            return True
        return history(contact, self.frame.today).last_talk is not None

    def write(
        self, desk: Desk, own: Participant, people: Sequence[Participant], *, is_open: bool
    ) -> Written:
        """Record it in a contact's file.

        Args:
            desk: entered.
            own: in whose file.
            people: everybody who was there.
            is_open: whether the user is still to be asked how it goes on.

        Raises:
            Refused: it is refused, or the file cannot be touched.
            Conflict, DiskTrouble: the file cannot be changed.
            WrongUse: the archive is no contact folder.
        """
        path = own.contact.path
        links = [f"[[{one.link}]]" for one in people if one.contact.path != path]
        channel = self.record.channel or self._usual_channel([one.contact for one in people])
        is_talk = self.record.kind is EntryKind.TALK
        talked = Talked(self.record.when.day, is_open) if is_talk else None

        def change(now: Contact) -> Change:
            self.check(now)
            entry = self._entry(channel, links)
            made = change_for(now, self.verdict, self.frame, talked=talked, entry=entry)
            return replace(made, fields=self._kept_up(now) | dict(made.fields))

        return in_its_place(desk, desk.change(path, change), self.frame)

    def decide(self, desk: Desk, written: Written, verdict: Verdict | None) -> Written:
        """Write how it goes on below what was recorded.

        Args:
            desk: entered again.
            written: what was recorded.
            verdict: the answer; None where there was none, and a rhythm counts on.

        Raises:
            Conflict: what is decided was changed meanwhile, or cannot be edited safely.
            Refused, DiskTrouble: the file cannot be changed.
            WrongUse: the archive is no contact folder.
        """
        step = self.verdict.step if verdict is None or verdict.step is None else verdict.step
        whole = (verdict or Verdict())._replace(step=step)
        talked = Talked(self.record.when.day)

        def change(now: Contact) -> Change:
            return change_for(now, whole, self.frame, talked=talked, entry=written.entry)

        # Where nothing was decided, nothing is written over.
        seen = written.now if verdict else None
        return in_its_place(desk, desk.change(written.to, change, seen=seen), self.frame)

    def planned(self, contact: Contact) -> When | None:
        """Return when the next talk is if nothing more is decided, where that is to come."""
        settings, today = self.frame.settings, self.frame.today
        when = planned(contact, settings, today, self.record.when.day, self.verdict)
        return when if when and when.day >= today else None

    def _kept_up(self, contact: Contact) -> dict[str, str | None]:
        """Return the keys that follow from the entry, whatever was decided."""
        kind, day = self.record.kind, self.record.when.day
        noted = contact.last_noted
        if kind in _CONTACTS and (noted is None or noted < day):
            return {"last": day.isoformat()}
        if self.is_attempt and not self.verdict.is_filing:
            retry = retry_for(contact, self.frame.settings, self.frame.today, day)
            return next_on(contact, retry) if retry else {}
        return {}

    def _entry(self, channel: str, links: Sequence[str]) -> NewEntry:
        say, record = self.frame.say, self.record
        title, text = titled(record.words)
        if record.is_unanswered:
            title, text = say("log.not_reached"), record.words
        if links and not self.is_attempt:
            names = say("common.and").join(filter(None, (", ".join(links[:-1]), links[-1])))
            text = "\n\n".join(filter(None, (say("log.with", names=names), text)))
        return NewEntry(
            record.when.day,
            record.kind,
            record.when.at,
            channel,
            record.minutes,
            title,
            text,
            todos=record.todos,
        )

    def _usual_channel(self, people: Sequence[Contact]) -> str:
        """Return the last talk's channel, if it is a known one and everybody's."""
        usual = {self._last_channel(contact).casefold() for contact in people}
        return self._last_channel(people[0]) if len(usual) == 1 else self.frame.say("log.channel")

    def _last_channel(self, contact: Contact) -> str:
        """Return the last talk's channel, if it is a known one (clarification 30)."""
        usual, talk = self.frame.say("log.channel"), history(contact, self.frame.today).last_talk
        if talk is None or not talk.channel or self.is_attempt:
            return usual  # nobody is not reached at a fair
        vocabulary = Vocabulary(self.frame.settings.entries)
        is_known = vocabulary.channel_of(talk.channel) == len(talk.channel)
        return talk.channel if is_known else usual
