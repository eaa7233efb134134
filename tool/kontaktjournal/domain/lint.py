"""Findings that need more than one file, or the day (4.12)."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from kontaktjournal.domain.contact import Contact, EntryKind
from kontaktjournal.domain.due import Why, assess, cadence_of, is_served, owed
from kontaktjournal.domain.duplicates import told_apart
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.names import caseless, digits_of, key_of
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.profiles import profile_of
from kontaktjournal.domain.settings import Settings

Values = tuple[tuple[str, str], ...]

#: Of those an ambiguous link can mean, so many are named.
_NAMED = 5
#: Daily notes are linked for their date, not for a person: [[2026-11-23]], [[2026-W48]].
_DAY_NOTE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?|-?W[0-9]{2})?")
_ATTACHMENTS = (
    ".3gp", ".avif", ".base", ".bmp", ".canvas", ".csv", ".docx", ".flac", ".gif", ".heic",
    ".jpeg", ".jpg", ".m4a", ".mkv", ".mov", ".mp3", ".mp4", ".odt", ".ogg", ".ogv", ".pdf",
    ".png", ".pptx", ".svg", ".txt", ".wav", ".webm", ".webp", ".xlsx", ".zip",
)  # fmt: skip


def lint(
    contacts: Iterable[Contact],
    today: date,
    settings: Settings,
    *,
    found: Sequence[Problem],
    known_files: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Return everything that is wrong, in the order of path and line.

    Args:
        contacts: all of them, the filed ones and the pool included.
        today: the day of the check.
        settings: stages and rhythms.
        found: what reading the single files found.
        known_files: names, without ending, of notes that are no contacts but may be linked.
    """
    ordered = sorted(contacts, key=lambda contact: contact.path)
    problems = [problem for problem in found if problem.code != "W201"]
    problems += unknown_status_words(found)
    problems += _copied_identities(ordered)
    names = Names(ordered)
    problems += _shared_addresses(ordered, told_apart(ordered, names.resolve))
    problems += _lost_links(ordered, names, known_files)
    for contact in ordered:
        problems += _in_the_file(contact, today)
        problems += _on_the_day(contact, today, settings)
    return sorted(problems)


def _about(contact: Contact, code: str, *, line: int = 1, **values: str) -> Problem:
    return Problem(contact.path, line, 1, code, "", tuple(values.items()))


def unknown_status_words(found: Iterable[Problem]) -> Iterator[Problem]:
    """Tell each unknown status once: a foreign vault has the same in hundreds of files."""
    places: dict[str, list[Problem]] = {}
    for problem in sorted(problem for problem in found if problem.code == "W201"):
        places.setdefault(key_of(dict(problem.values)["word"]), []).append(problem)
    for same in places.values():
        word = dict(same[0].values)["word"]
        yield same[0]._replace(values=(("word", word), ("count", str(len(same)))))


def _copied_identities(contacts: Iterable[Contact]) -> Iterator[Problem]:
    """Apply I3: of files with one uid, the oldest keeps it."""
    holders: dict[str, list[Contact]] = {}
    for contact in contacts:
        if contact.uid:
            holders.setdefault(contact.uid, []).append(contact)
    for uid, same in holders.items():
        if len(same) > 1:
            original, *copies = sorted(same, key=_age)
            for copy in copies:
                yield _about(copy, "E104", uid=uid, other=original.path)


def _age(contact: Contact) -> tuple[date, str]:
    # Without the ending: "anna (2).md" would come before "anna.md".
    return contact.created or date.max, contact.path.rpartition(".")[0]


def _shared_addresses(
    contacts: Iterable[Contact], apart: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Find phone numbers, mail addresses and profiles that stand in two files (X1).

    Families and offices share theirs (X5): this asks for a look, it never makes a match.
    Each file is told once against the first that has the number, however many share it;
    not where one of the two says that it is somebody else.
    """
    having: dict[str, list[str]] = {}
    for contact in contacts:
        told, others = {contact.path}, apart.get(contact.path, ())
        for key, word in _addresses(contact):
            same = having.setdefault(key, [])
            other = next((path for path in same if path not in others), contact.path)
            if other not in told:
                told.add(other)
                yield _about(contact, "W204", word=word, other=other)
            if contact.path not in same[-1:]:
                same.append(contact.path)


def _addresses(contact: Contact) -> Iterator[tuple[str, str]]:
    for number in contact.phone:
        if digits := digits_of(number):
            yield digits, number
    for address in contact.email:
        if "@" in address:
            yield address.strip().casefold(), address
    for url in contact.url:
        if profile := profile_of(url):
            yield profile, url


def _lost_links(
    contacts: Sequence[Contact], names: Names, known_files: Iterable[str]
) -> Iterator[Problem]:
    known = {caseless(stem) for stem in known_files}

    @cache  # the same few people are linked from everywhere
    def fault(link: str) -> tuple[str, Values] | None:
        paths = names.resolve(link)
        if len(paths) > 1:
            return "ambiguous", (("word", link), ("names", _candidates(paths)))
        if paths or _leads_elsewhere(link, known):
            return None
        return "", (("word", link),)

    for contact in contacts:
        for link in dict.fromkeys((*contact.links, *contact.distinct)):
            found = fault(link)
            # Whoever introduced somebody need not be in the journal.
            if found and not (found[0] == "" and link in contact.via):
                yield Problem(contact.path, 1, 1, "I303", *found)


def _candidates(paths: Sequence[str]) -> str:
    """Return what would have to be written to mean each of them."""
    stems = [path.rpartition("/")[2].rpartition(".")[0] for path in paths]
    distinct = len(set(map(caseless, stems))) == len(stems)
    written = stems if distinct else [path.rpartition(".")[0] for path in paths]
    more = ["…"] if len(written) > _NAMED else []
    return ", ".join(written[:_NAMED] + more)


def _leads_elsewhere(link: str, known: set[str]) -> bool:
    """Tell whether a link means no person: another note, a daily note, a picture."""
    name = caseless(link.rpartition("/")[2].rstrip("\\ "))
    return (
        not name
        or name.removesuffix(".md") in known
        or name.endswith(_ATTACHMENTS)
        or bool(_DAY_NOTE.fullmatch(name.removesuffix(".md").upper()))
    )


def _in_the_file(contact: Contact, today: date) -> Iterator[Problem]:
    """Compare what a file's head says with its entries."""
    past = [entry for entry in newest_first(contact) if entry.day <= today]
    # Who is met without a word in the body has been talked to all the same (E9).
    has_talked = contact.last_noted or any(entry.kind is EntryKind.TALK for entry in past)
    if contact.has_story and not has_talked:
        yield _about(contact, "I301")
    decided = ((entry, entry.decision.stage) for entry in past if entry.decision)
    entry, stage = next(((entry, stage) for entry, stage in decided if stage), (None, ""))
    if entry and stage and contact.status and stage != contact.status:
        yield _about(contact, "I302", line=entry.line, decision=stage, status=contact.status)


def _on_the_day(contact: Contact, today: date, settings: Settings) -> Iterator[Problem]:
    """Look at dates, as far as the contact's stage makes anything of them."""
    stage = settings.pipeline.stage(contact.status)
    kind = stage.kind if stage else Kind.POOL
    if kind is Kind.FILED:
        yield from _left_behind(contact)
        return
    if kind is Kind.POOL or contact.blocked:
        return
    due = assess(contact, today, settings)
    if any(reason.why in {Why.DECIDE, Why.ORPHAN} for reason in due.reasons):
        yield _about(contact, "W202")
    talk, planned = due.past.last_talk, contact.next
    is_replaced = (
        due.past.ahead
        or cadence_of(contact, stage, settings)
        or (contact.snooze and contact.snooze > today)
    )
    if talk and planned and is_served(contact, due.past) and not is_replaced:
        yield _about(contact, "W207", line=talk.line, date=planned.day.isoformat())
    for promise in owed(contact, kind, today):
        if promise.due and promise.due < today:
            when = promise.due.isoformat()
            yield _about(contact, "W208", line=promise.line, text=promise.text, date=when)


def _left_behind(contact: Contact) -> Iterator[Problem]:
    """Tell what filing should have emptied (A3)."""
    if contact.next:
        yield _about(contact, "W203", key="next")
    elif contact.every and not contact.every.is_none:
        yield Problem(contact.path, 1, 1, "W203", "every", (("key", "every"),))
