"""A verdict as a change of a contact's file: its head, its story, its decision line."""

from dataclasses import replace

from kontaktjournal.domain.contact import Contact, Decision, Entry
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import Talked, Verdict, settle
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.edit.entry_text import NewEntry
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.views.words import Frame

_BETWEEN = " · "


def change_for(
    contact: Contact,
    verdict: Verdict,
    frame: Frame,
    *,
    talked: Talked | None = None,
    entry: NewEntry | Entry | None = None,
) -> Change:
    """Return what a verdict changes in a contact's file.

    Args:
        contact: as it stands in its file.
        verdict: how it goes on.
        frame: of the command.
        talked: the talk it comes from; None without one.
        entry: what gets the decision line: an entry that is recorded with it, or one that
            stands in the file and has none yet.
    """
    settled = settle(contact, verdict, frame.settings, frame.today, talked)
    line = decision_line(settled.decision, frame.settings, frame.say) if settled.decision else ""
    items = tuple(("story", one) for one in settled.story)
    if isinstance(entry, NewEntry):
        return Change(settled.fields, items, replace(entry, decision=line))
    if entry and line and entry.decision is None:
        return Change(settled.fields, items, decided=(entry, line))
    return Change(settled.fields, items)


def decision_line(decision: Decision, settings: Settings, say: Catalogue) -> str:
    """Return a decision line without its arrow: pflege · alle 6 Wochen · 2026-12-07 (3.4)."""
    parts = [decision.stage or say("decision.stays")]
    if decision.every:
        every = decision.every
        parts.append(say("decision.no_rhythm") if every.is_none else say.cadence(every))
    if decision.next:
        parts.append(decision.next.written)
    if not decision.reason:
        return _BETWEEN.join(parts)
    line = _BETWEEN.join((*parts, decision.reason))
    read = EntryReader(Vocabulary(settings.entries), settings.pipeline).decision(line)
    if read is None or read[:3] != decision[:3]:
        # A step like "monatlich" would be read as a rhythm.
        line = _BETWEEN.join((*parts, f"({decision.reason})"))
    return line
