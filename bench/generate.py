"""Generate a journal of invented German contacts: the same bytes for the same N on any machine.

    python bench/generate.py DIR N [--today 2026-11-23]

A contact depends on its index and on the given day alone, so a small journal is the beginning of
a bigger one. The picture is that of a big imported journal in which a person still lives: most
rows were imported and sleep, some were filed, a few are in play, and a handful is due.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from notes import note
from people import WORDS, Dice, Person, person

TODAY = date(2026, 11, 23)
PER_FOLDER = 1_000

# What a contact is up to. "due" has its next conversation today or within the three weeks past;
# "undated" and "moment" are in play without a date; "list" and "filed" need none.
SITUATIONS = {
    "list": 0.800,
    "filed": 0.120,
    "upcoming": 0.070,
    "due": 0.004,
    "undated": 0.002,
    "moment": 0.004,
}
# Whose spelling the keys follow: our own two, and the ways of other people's folders.
DIALECTS = {
    "canonical": 0.60,
    "german": 0.20,
    "vault": 0.10,
    "dashed": 0.04,
    "camel": 0.04,
    "vcard": 0.02,
}
DATED_STAGES = {
    "anbahnung": 0.25,
    "gespraech": 0.20,
    "pflege": 0.35,
    "angebot": 0.08,
    "kunde": 0.12,
}
UNDATED_STAGES = {"anbahnung": 0.4, "gespraech": 0.3, "pflege": 0.3}
# How entries are written in a journal kept with this tool, and in somebody else's.
OWN_FORMS = {"heading": 0.85, "list": 0.15}
FOREIGN_FORMS = {"heading": 0.35, "list": 0.45, "table": 0.20}
# Everything else; "of a list" means: of the contacts in the situation "list".
SHARES = {
    # the file
    "CRLF": 0.02,
    "BOM": 0.005,
    "no head at all, of a list": 0.02,
    "comment in the head": 0.01,
    "block list of tags": 0.30,
    # state
    "no status, of a list": 0.50,
    "no status, of foreign contacts with a date": 0.30,
    "blocked, of those not in play": 0.005,
    "rhythm, of those in play": 0.35,
    "rhythm instead of a date, of those upcoming": 0.10,
    "still dated, of those filed": 0.01,
    "next with a time": 0.05,
    "next spelled 24.12.2026": 0.02,
    "step, of those in play": 0.60,
    # the person
    "firm and role": 0.70,
    "phone number, of those not in play": 0.50,
    "quoted phone number": 0.70,
    "mail address": 0.80,
    "street": 0.25,
    "profile on the web": 0.10,
    "birthday": 0.15,
    "birthday without a year": 0.20,
    # how we know each other
    "introduced by somebody": 0.05,
    "where met, of those in play": 0.40,
    "story, of those in play": 0.50,
    "heading Story, of those in play": 0.30,
    "hooks, of a list": 0.30,
    "consent, of a list": 0.10,
    "consent, of those in play": 0.40,
    "consent refused, of mail": 0.30,
    # foreign conventions
    "name, of foreign ones": 0.50,
    "heading, of foreign ones": 0.60,
    "type, of foreign ones": 0.50,
    "title for role, of a vault": 0.30,
    "inline fields, of a foreign list": 0.20,
    "a key unknown to us, of foreign ones": 0.30,
    # entries
    "entry, of a list": 0.30,
    "import note, of a list's entries": 0.50,
    "message instead of a talk": 0.20,
    "attempt, of those due": 0.30,
    "attempt, of those filed": 0.30,
    "length of a talk": 0.30,
    "entry with a time": 0.05,
    "entries dated 24.12.2026": 0.03,
    "promise, of those in play": 0.30,
    "stage repeated under an older entry": 0.50,
    "oldest entry first": 0.20,
    # words to search for
    "a word for every tenth contact": 0.10,
}
COMMON_SENTENCE = "Auf der Buchmesse wiedersehen."
# One contact in ten thousand holds a rare word.
RARE_EVERY, RARE_AT, RARE_SENTENCE = 10_000, 711, "Bringt immer Zimtschnecken mit."
# One file in a thousand is damaged, by turns in one of these ways.
BROKEN_EVERY, BROKEN_AT = 1_000, 437
DAMAGES = {
    "word": "",  # `next` is no date
    "tab": "\tnotiz: eingerückt",
    "quote": 'notiz: "nie geschlossen',
    "colon": "notiz: Markt: Stand 7",
    "merge": "<<<<<<< HEAD\nnotiz: hier\n=======\nnotiz: dort\n>>>>>>> dort",
    "bytes": "notiz: Grüße",  # the file is written in cp1252
}

SETTINGS = 'version = 1\nlanguage = "de"\ntimezone = "Europe/Berlin"\n'
# Fewer folders than this are written faster by one process.
PARALLEL_FROM = 4
FOREIGN = frozenset({"vault", "dashed", "camel", "vcard"})
IN_PLAY = frozenset({"upcoming", "due", "undated", "moment"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation, or the try to have one."""

    day: date
    channel: str
    title: str = ""
    minutes: int = 0
    attempt: bool = False


@dataclass(slots=True)
class Case:
    """What chance decided about one contact."""

    index: int
    today: date
    dice: Dice
    person: Person
    situation: str
    dialect: str
    stage: str = ""
    every: str = ""
    next: date | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def foreign(self) -> bool:
        """Kept by somebody else's conventions."""
        return self.dialect in FOREIGN

    @property
    def in_play(self) -> bool:
        """Somebody talks to this person."""
        return self.situation in IN_PLAY

    @property
    def path(self) -> str:
        """Where the contact lies below the journal's root."""
        # Other programs name the file as the person is called.
        stem = self.person.name if self.foreign else self.person.slug
        return f"kontakte/{self.index // PER_FOLDER:03d}/{stem}.md"

    @property
    def damage(self) -> str:
        """What is broken in the file; empty in nearly all of them."""
        if self.index % BROKEN_EVERY != BROKEN_AT:
            return ""
        return list(DAMAGES)[self.index // BROKEN_EVERY % len(DAMAGES)]

    @property
    def broken_lines(self) -> list[str]:
        """The lines that break the head."""
        return DAMAGES[self.damage].splitlines()

    @property
    def newest_talk(self) -> Entry | None:
        """The last entry in which somebody was reached."""
        return next((entry for entry in self.entries if not entry.attempt), None)

    def has(self, what: str) -> bool:
        """Decide whether a feature of SHARES is present."""
        return self.dice.roll() < SHARES[what]

    def word(self, of: str) -> str:
        """Return one of the words that this kind of journal uses."""
        words: list[str] = WORDS["foreign" if self.foreign else "own"][of]
        return self.dice.pick(words)

    def text(self, of: str) -> str:
        """Return one of the words that texts are made of."""
        words: list[str] = WORDS["texts"][of]
        return self.dice.pick(words)

    def form(self) -> str:
        """Decide how the entries are written."""
        return self.dice.draw(FOREIGN_FORMS if self.foreign else OWN_FORMS)

    def landmarks(self) -> list[str]:
        """Return the sentences by which a search finds the contact."""
        found = [COMMON_SENTENCE] if self.has("a word for every tenth contact") else []
        return [*found, RARE_SENTENCE] if self.index % RARE_EVERY == RARE_AT else found

    def before(self, low: int, high: int, *, of: date | None = None) -> date:
        """Return a day that lies some days before today, or before another day."""
        return (of or self.today) - timedelta(days=self.dice.between(low, high))


def case(index: int, today: date = TODAY) -> Case:
    """Decide what a contact is up to and whose habits its file follows."""
    dice = Dice(index)
    situation, dialect = dice.draw(SITUATIONS), dice.draw(DIALECTS)
    return Case(index, today, dice, person(index), situation, dialect)


def contact(index: int, today: date = TODAY) -> tuple[str, bytes]:
    """Return a contact's path below the journal's root and its file's bytes."""
    drawn = case(index, today)
    _decide(drawn)
    _remember(drawn)
    text = note(drawn)
    if drawn.has("CRLF"):
        text = text.replace("\n", "\r\n")
    if drawn.damage == "bytes":
        return drawn.path, text.encode("cp1252", "replace")
    return drawn.path, text.encode("utf-8-sig" if drawn.has("BOM") else "utf-8")


def due_paths(count: int, today: date = TODAY) -> tuple[set[str], set[str]]:
    """Return who is due by design, and whose file is damaged, so that nobody can tell."""
    due, damaged = set(), set()
    for index in range(count):
        drawn = case(index, today)
        if drawn.damage:
            damaged.add(drawn.path)
        elif drawn.situation == "due":
            due.add(drawn.path)
    return due, damaged


def somebody(count: int, today: date = TODAY) -> str:
    """Return the file of the first contact in play whose file is whole."""
    drawn = (case(index, today) for index in range(count))
    return next((one.path for one in drawn if one.in_play and not one.damage), "")


def _decide(drawn: Case) -> None:
    """Give the contact its stage, its next date and its rhythm."""
    if drawn.situation == "list":
        drawn.stage = "" if drawn.has("no status, of a list") else "liste"
    elif drawn.situation == "filed":
        drawn.stage = "ablage"
        if drawn.has("still dated, of those filed"):
            drawn.next = drawn.before(1, 300)
    elif drawn.situation == "moment":
        drawn.stage = "pflege"
    elif drawn.situation == "undated":
        drawn.stage = drawn.dice.draw(UNDATED_STAGES)
    else:
        _date(drawn)


def _date(drawn: Case) -> None:
    drawn.stage = drawn.dice.draw(DATED_STAGES)
    drawn.next = drawn.before(0, 20) if drawn.situation == "due" else drawn.before(-365, -1)
    if drawn.foreign and drawn.has("no status, of foreign contacts with a date"):
        drawn.stage = ""
    elif drawn.has("rhythm, of those in play"):
        drawn.every = drawn.word("rhythms")
        rhythm_only = drawn.has("rhythm instead of a date, of those upcoming")
        if rhythm_only and drawn.situation == "upcoming":
            drawn.next = None


def _remember(drawn: Case) -> None:
    """Give the contact the conversations that led to where it stands, newest first."""
    dice = drawn.dice
    if drawn.situation == "list":
        if drawn.has("entry, of a list"):
            channel = (
                "Import"
                if drawn.has("import note, of a list's entries")
                else drawn.word("messages")
            )
            drawn.entries.append(Entry(drawn.before(30, 900), channel, drawn.text("sources")))
        return
    if drawn.situation == "due" and drawn.next and drawn.has("attempt, of those due"):
        since = (drawn.today - drawn.next).days
        drawn.entries.append(_attempt(drawn, drawn.before(0, since)))
    day = _last_talk(drawn)
    if drawn.situation == "filed" and drawn.has("attempt, of those filed"):
        for after in (21, 10):
            drawn.entries.append(_attempt(drawn, day + timedelta(days=after)))
    for _ in range(dice.between(1, 3) if drawn.situation == "filed" else dice.between(2, 5)):
        if drawn.has("message instead of a talk"):
            drawn.entries.append(Entry(day, drawn.word("messages"), drawn.text("titles")))
        else:
            minutes = dice.between(1, 18) * 5 if drawn.has("length of a talk") else 0
            drawn.entries.append(Entry(day, drawn.word("talks"), drawn.text("titles"), minutes))
        day = drawn.before(14, 90, of=day)


def _attempt(drawn: Case, day: date) -> Entry:
    missed = "no answer" if drawn.foreign else "nicht erreicht"
    return Entry(day, drawn.word("talks"), missed, attempt=True)


def _last_talk(drawn: Case) -> date:
    """Return the day of the newest entry: before the next date, or D3 would retire that."""
    if drawn.situation == "filed":
        return drawn.before(30, 900)
    if drawn.situation == "due":
        return drawn.before(7, 60, of=drawn.next)
    # A rhythm alone counts from here; the shortest one is four weeks.
    return drawn.before(1, 120 if drawn.next else 14)


def write(root: Path, count: int, today: date = TODAY) -> None:
    """Write a journal of ``count`` contacts; ``root`` holds none so far.

    Raises:
        FileExistsError: there are contacts already.
    """
    (root / "kontakte").mkdir(parents=True)
    (root / "journal.toml").write_text(SETTINGS, encoding="utf-8")
    folders = range(0, count, PER_FOLDER)
    job = partial(_write_folder, root, count, today)
    if len(folders) < PARALLEL_FROM:
        for start in folders:
            job(start)
        return
    # Not forked: whoever calls may have threads.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        list(pool.map(job, folders))


def _write_folder(root: Path, count: int, today: date, start: int) -> None:
    (root / "kontakte" / f"{start // PER_FOLDER:03d}").mkdir()
    for index in range(start, min(start + PER_FOLDER, count)):
        place, data = contact(index, today)
        handle = os.open(root / place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(handle, data)
        os.close(handle)


def main() -> int:
    """Write the journal that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dir", type=Path, help="folder that gets journal.toml and kontakte/")
    parser.add_argument("n", type=int, help="how many contacts")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    wanted = parser.parse_args()
    try:
        write(wanted.dir, wanted.n, wanted.today)
    except FileExistsError as error:
        parser.error(f"{error.filename} exists already")
    return 0


if __name__ == "__main__":
    sys.exit(main())
