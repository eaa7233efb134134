"""One contact with everything its page shows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.course import Stay
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.links import Names, link_tail
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage

#: Daily notes and attachments: what a link to them names is never a contact.
_NO_CONTACT = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?|-[WQ][0-9]{1,2})?"
    r"|.*\.(?:png|jpe?g|gif|webp|svg|pdf|docx?|xlsx?|pptx?|canvas|base|mp[34]|m4a|wav|zip|eml|ics|vcf)",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A line in somebody else's file that leads here.

    Args:
        contact: whose file it is.
        day: of the entry it stands in; None outside of entries.
        line: the line itself, as Markdown.
    """

    contact: Contact
    day: date | None
    line: str


_NOBODY: Mapping[str, Contact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Portrait:
    """One contact with everything its page shows.

    Args:
        dossier: the contact, its entries with their text, links and problems.
        stays: its way through the stages, the oldest first.
        targets: each link as written to the contact it leads to; None where it can mean
            several. What leads to nobody is missing.
        mentions: lines of others that lead here, the newest first.
        remainder: what stands in the body besides entries and story, as Markdown.
        hidden: files of those who stand on nobody else's page: filed, or left alone (A2, P3).
    """

    dossier: Dossier
    stays: tuple[Stay, ...] = ()
    targets: Mapping[str, Contact | None] = field(default_factory=lambda: _NOBODY)
    mentions: tuple[Mention, ...] = ()
    remainder: str = ""
    hidden: frozenset[str] = frozenset()

    @property
    def contact(self) -> Contact:
        """Return whose portrait it is."""
        return self.dossier.due.contact

    def is_unclear(self, link: str) -> bool:
        """Tell whether a link can mean several."""
        return link in self.targets and self.targets[link] is None


# The way through the stages --------------------------------------------------


class Place(StrEnum):
    """Where a stage lies, seen from the one a contact is in."""

    DONE = "done"
    NOW = "now"
    AHEAD = "open"
    SKIPPED = "skipped"


class Step(NamedTuple):
    """A stage on somebody's way, and the day they came to it, where it is known."""

    stage: Stage
    place: Place
    since: date | None = None


def path(portrait: Portrait, pipeline: Pipeline) -> tuple[Step, ...]:
    """Return the stages on a contact's way, in the order of the funnel.

    Whoever is filed has no stages ahead. The pool is no way at all.

    Args:
        portrait: whose way.
        pipeline: the stages.
    """
    now = portrait.dossier.due.stage
    if now is None or now.kind is Kind.POOL:
        return ()
    came = {stay.stage: stay.since for stay in portrait.stays}
    steps: list[Step] = []
    place = Place.SKIPPED
    for stage in pipeline.stages:
        if stage == now:
            steps.append(Step(stage, Place.NOW, came.get(stage.id)))
            place = Place.AHEAD
        elif stage.id in came:
            steps.append(Step(stage, Place.DONE, came[stage.id]))
        elif stage.kind in {Kind.POOL, Kind.FILED} or now.kind is Kind.FILED:
            continue
        else:
            steps.append(Step(stage, place))
    return tuple(steps)


class Filing(NamedTuple):
    """When and why somebody was filed, as far as the file tells.

    Args:
        day: of the decision, or since when the stage holds.
        reason: the words of the decision.
        talks: how many talks there were before.
    """

    day: date | None
    reason: str
    talks: int


def filing(portrait: Portrait) -> Filing | None:
    """Return when and why a contact was filed; None where it is not."""
    due = portrait.dossier.due
    if due.stage is None or due.kind is not Kind.FILED:
        return None
    contact, stage = due.contact, due.stage.id
    decided = _last_decided(contact, stage)
    stays = (stay.since for stay in reversed(portrait.stays) if stay.stage == stage)
    day = decided.day if decided else next(stays, None)
    reason = decided.decision.reason if decided and decided.decision else ""
    talks = sum(entry.kind is EntryKind.TALK for entry in contact.entries)
    return Filing(day, reason, talks)


def _last_decided(contact: Contact, stage: str) -> Entry | None:
    decided = (
        entry
        for entry in newest_first(contact)
        if entry.decision and entry.decision.stage == stage
    )
    return next(decided, None)


# Others ----------------------------------------------------------------------


class Connection(NamedTuple):
    """Somebody a contact's file links to.

    Args:
        typed: as the file names them.
        contact: whom that means; None for nobody, or for several.
        introduced: whether it was they who brought the contact.
    """

    typed: str
    contact: Contact | None
    introduced: bool = False


def may_be_contact(target: str) -> bool:
    """Tell whether a link could mean a contact: a day's note or a picture is none."""
    tail = link_tail(target)
    return bool(tail) and not _NO_CONTACT.fullmatch(tail)


def connections(portrait: Portrait) -> tuple[Connection, ...]:
    """Return whom a contact's file links to, each once, who introduced it first.

    Whoever is not to be contacted at all is not among them (P3), and who is filed only where
    it introduced the contact: as the word in the file (A2).
    """
    found: dict[str, Connection] = {}
    for each in _connected(portrait):
        key = each.contact.path if each.contact else link_tail(each.typed).casefold()
        if each.contact is None and not (each.introduced or may_be_contact(each.typed)):
            continue
        if each.contact and (each.contact.blocked or key == portrait.contact.path):
            continue
        if key not in portrait.hidden:
            found.setdefault(key, each)
        elif each.introduced:
            found.setdefault(key, each._replace(contact=None))
    return tuple(found.values())


def _connected(portrait: Portrait) -> Iterator[Connection]:
    contact, linked = portrait.contact, portrait.dossier.links
    called = Names(linked) if linked and contact.via else None
    by_path = {each.path: each for each in linked}
    for typed in contact.via:
        paths = called.resolve(typed) if called else ()
        meant = portrait.targets.get(typed) or (by_path[paths[0]] if len(paths) == 1 else None)
        yield Connection(typed, meant, introduced=True)
    for each in linked:
        yield Connection(each.stem, each)
    for typed in contact.links:
        meant = portrait.targets.get(typed)
        # A link that leads to somebody is among the others already.
        yield Connection(typed, meant)


def mentions(portrait: Portrait) -> tuple[Mention, ...]:
    """Return where others mention a contact: the newest first, then outside of entries."""
    dossier = portrait.dossier
    known = {mention.contact.path for mention in portrait.mentions}
    silent = [
        Mention(one, None, "")
        for one in (*dossier.backlinks, *dossier.mentions)
        if one.path not in known
    ]
    told = [
        each
        for each in (*portrait.mentions, *silent)
        if not each.contact.blocked and each.contact.path not in portrait.hidden
    ]
    return tuple(sorted(told, key=lambda each: each.day or date.min, reverse=True))
