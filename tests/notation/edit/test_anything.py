"""Whatever is said, it can be logged: as exactly one entry, and the next one after it."""

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact, Promise
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor, NewEntry
from kontaktjournal.notation.parse import Reader

EDITOR = Editor(Settings())
READER = Reader(Settings())
MONDAY = date(2026, 11, 23)

_FILES = st.sampled_from([
    "", "# Anna", "---\nstatus: pflege\n---\n\n# Anna\n\n## Story\n\nMesse\n",
    "# Anna\n\n## 2026-11-16 Zoom\n\nText\n\n## 2026-10-12 Zoom\n",
    "## 2026-10-12 Zoom\r\nText\r\n\r\n## 2026-12-16 Zoom\r\n",
    "- 2026-06-12 — Intro call\n\nOrt:: Köln\n\n## Log\n\n- 2026-05-01 — Mail\n  mehr\n",
    "## Log\n\n| Datum | Was |\n|---|---|\n| 2026-09-30 | Mail |\n\n## Notes\n",
    "# Anna\n\na <!-- b\n\n```\ncode\n",
])  # fmt: skip
_LINES = st.sampled_from([
    "Text", "", "# x", "## 2026-01-01 Zoom", "   ### y", "- 2026-01-01 Mail", "- [ ] tun", "| a |",
    "→ ablage", "  -> kunde", "next: 2026-12-07", "entscheidung: pflege", "Ort:: Bonn",
    "**Status:** x", "[due:: 2026-01-01]", "```", "````", "~~~ x", "``` a ` b", "<!--", "-->",
    "x <!-- y", "%%", "<<<<<<< HEAD", "=======", "---", "\tcode", "    code", "> zitat", "\x00",
    "\u2028", "\r", "[[jonas]]", "{{x}}", "\udc80", "1. x",
])  # fmt: skip
_TEXTS = st.lists(_LINES, max_size=6).map("\n".join)
_WORDS = st.text(max_size=30) | _LINES | st.just("Mailbox voll")
_ENTRIES = st.builds(
    NewEntry,
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    at=st.none() | st.times(),
    channel=st.sampled_from(["", "Telefonat", "Zoom", "Spaziergang im Park"]),
    minutes=st.none() | st.integers(0, 600),
    title=_WORDS,
    text=_TEXTS,
    decision=st.sampled_from(["", "→ pflege · alle 6 Wochen · 2026-12-07 · Mappe", "weiter"]),
    todos=st.lists(
        st.builds(Promise, st.just("Mappe schicken"), st.none() | st.dates(MONDAY)), max_size=2
    ).map(tuple),
)


def contact(data: bytes) -> Contact:
    found = READER.read(data, "a.md").contact
    assert found is not None
    return found


@settings(max_examples=400)
@given(_FILES, st.lists(_ENTRIES, min_size=1, max_size=2))
def test_anything_is_logged_as_one_entry(text: str, entries: list[NewEntry]) -> None:
    data = text.encode()
    told = contact(data)

    for entry in entries:
        data = EDITOR.insert_entry(data, entry, path="a.md")

    after = contact(data)
    days = sorted([*(one.day for one in told.entries), *(entry.day for entry in entries)])
    assert sorted(one.day for one in after.entries) == days
    assert (after.name, after.status, after.city) == (told.name, told.status, told.city)
    assert not after.unreadable


@settings(max_examples=200)
@given(_ENTRIES)
def test_what_was_said_can_be_found_again(entry: NewEntry) -> None:
    data = EDITOR.insert_entry(b"# Anna\n", entry, path="a.md")

    (found,) = contact(data).entries
    at = entry.at and time(entry.at.hour, entry.at.minute)
    assert (found.day, found.kind, found.at) == (entry.day, entry.kind, at)
    assert found.minutes == entry.minutes
    assert (found.decision is not None) == bool(entry.decision)
    due = [promise.due for promise in contact(data).promises if promise.text == "Mappe schicken"]
    assert due == [todo.due for todo in entry.todos]
