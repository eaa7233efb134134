"""Claims about what a contact's entries say of the past (E8, E9, E11 to E13)."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.history import History, history, newest_first
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)


def contact_of(body: str, head: str = "status: pflege") -> Contact:
    """Read a contact whose file holds these lines."""
    text = f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"
    contact = Reader(Settings()).read(text.encode(), "kontakte/anna-mueller.md").contact
    assert contact is not None
    return contact


def past_of(body: str, head: str = "status: pflege", today: date = MONDAY) -> History:
    return history(contact_of(body, head), today)


def test_without_entries_there_is_no_past() -> None:
    assert past_of("Am 2026-11-20 haben wir telefoniert.") == History(None, None, None, 0, None)


# --- E8: talk, message, attempt, note --------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "talked", "last", "attempts"),
    [
        ("## 2026-11-20 Telefonat", True, True, 0),
        ("## 2026-11-20", True, True, 0),
        ("## 2026-11-20 E-Mail: Angebot", False, True, 0),
        ("## 2026-11-20 Telefonat – nicht erreicht", False, False, 1),
        ("## 2026-11-20 Telefonat – hat die Messe verpasst", True, True, 0),
        ("## 2026-11-20 Notiz: umgezogen", False, False, 0),
    ],
)
def test_an_attempt_is_no_contact_and_a_message_is_no_talk(  # TR1
    entry: str, *, talked: bool, last: bool, attempts: int
) -> None:
    past = past_of(entry)

    assert (past.last_talk is not None) is talked
    assert (past.last is not None) is last
    assert past.attempts == attempts


def test_the_last_contact_is_the_latest_talk_or_message() -> None:
    past = past_of("## 2026-11-02 E-Mail\n\n## 2026-08-10 Telefonat")

    assert past.last == date(2026, 11, 2)
    assert past.last_entry is not None
    assert past.last_entry.channel == "E-Mail"
    assert past.last_talk is not None
    assert past.last_talk.day == date(2026, 8, 10)


def test_only_attempts_after_the_last_talk_are_counted() -> None:
    past = past_of(
        "## 2026-11-20 Mailbox\n\n## 2026-11-18 E-Mail\n\n## 2026-11-17 Versuch\n\n"
        "## 2026-11-16 Telefonat\n\n## 2026-11-13 Mailbox"
    )

    assert past.attempts == 2


def test_without_a_talk_all_attempts_are_counted() -> None:
    assert past_of("## 2026-11-20 Mailbox\n\n## 2024-01-08 Mailbox").attempts == 2


@pytest.mark.parametrize(
    ("body", "attempts"),
    [
        ("## 2026-11-20 Telefonat\n\n## 2026-11-20 Mailbox", 0),
        ("## 2026-11-20 Mailbox\n\n## 2026-11-20 Telefonat", 0),
        ("## 2026-11-20 09:00 Mailbox\n\n## 2026-11-20 11:00 Telefonat", 0),
        ("## 2026-11-20 16:00 Mailbox\n\n## 2026-11-20 11:00 Telefonat", 1),
    ],
)
def test_an_attempt_on_the_day_of_a_talk_led_to_it_unless_it_was_later(
    body: str, attempts: int
) -> None:
    assert past_of(body).attempts == attempts


# --- E9: what the head says ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noted", "last"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-11-02", date(2026, 11, 16)),
        ("2026-12-24", date(2026, 11, 16)),
    ],
    ids=["later", "earlier", "future"],
)
def test_a_foreign_last_contact_counts_only_if_later_than_the_body(noted: str, last: date) -> None:
    past = past_of("## 2026-11-16 Telefonat", f"last_contact: {noted}")

    assert past.last == last


def test_a_foreign_last_contact_is_no_talk() -> None:  # clarification 11
    past = past_of("## 2026-11-16 Mailbox", "last_contact: 2026-11-20")

    assert (past.last_talk, past.last_entry, past.attempts) == (None, None, 1)


# --- E11: appointments -----------------------------------------------------------------------


def test_an_entry_in_the_future_is_an_appointment_and_never_the_last() -> None:  # TR2
    past = past_of("## 2026-11-24 Telefonat\n\n## 2026-11-16 Telefonat")

    assert past.last == date(2026, 11, 16)
    assert past.ahead is not None
    assert past.ahead.day == date(2026, 11, 24)


def test_an_entry_of_today_is_the_past() -> None:
    past = past_of("## 2026-11-23 18:00 Telefonat")

    assert (past.last, past.ahead) == (MONDAY, None)


def test_the_appointment_is_the_earliest_of_several() -> None:
    past = past_of(
        "## 2026-12-08 Messe\n\n## 2026-12-01 14:00 Zoom\n\n## 2026-12-01 09:30 Telefonat"
    )

    assert past.ahead is not None
    assert (past.ahead.day, past.ahead.at) == (date(2026, 12, 1), time(9, 30))


def test_an_attempt_in_the_future_is_not_counted() -> None:
    assert past_of("## 2026-11-24 Mailbox").attempts == 0


# --- E12, E13: order -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "channels"),
    [
        ("## 2026-11-20 Zoom\n\n## 2026-11-20 Telefonat\n\n## 2026-11-02 Treffen",
         ["Zoom", "Telefonat", "Treffen"]),
        ("## 2026-11-02 Treffen\n\n## 2026-11-20 Telefonat\n\n## 2026-11-20 Zoom",
         ["Zoom", "Telefonat", "Treffen"]),
        ("## 2026-11-20 Zoom\n\n## 2026-11-20 Telefonat", ["Zoom", "Telefonat"]),
        ("## 2026-11-20 09:00 Zoom\n\n## 2026-11-20 11:00 Telefonat", ["Telefonat", "Zoom"]),
        ("## 2026-11-02 Treffen\n\n## 2026-11-20 Zoom\n\n## 2026-11-16 Telefonat",
         ["Zoom", "Telefonat", "Treffen"]),
    ],
    ids=["newest-first", "oldest-first", "one-day", "times", "no-order"],
)  # fmt: skip
def test_entries_of_one_day_follow_the_file_or_the_clock(body: str, channels: list[str]) -> None:
    contact = contact_of(body)

    ordered = newest_first(contact)

    assert [entry.channel for entry in ordered] == channels
    last = history(contact, MONDAY).last_entry
    assert last is not None
    assert last.channel == channels[0]


days = st.integers(-40, 40).map(lambda count: MONDAY + timedelta(days=count))
entries = st.lists(
    st.builds(Entry, days, st.sampled_from(EntryKind), st.none() | st.times()), max_size=6
)


@given(entries)
@settings(max_examples=300)
def test_nothing_of_the_past_lies_in_the_future(some: list[Entry]) -> None:
    past = history(Contact("kontakte/a.md", "A", entries=tuple(some)), MONDAY)

    talks = [entry.day for entry in some if entry.kind is EntryKind.TALK and entry.day <= MONDAY]
    assert (past.last_talk and past.last_talk.day) == max(talks, default=None)
    assert past.last is None or past.last <= MONDAY
    future = [entry.day for entry in some if entry.day > MONDAY]
    assert (past.ahead and past.ahead.day) == min(future, default=None)


@given(entries)
@settings(max_examples=300)
def test_turning_a_file_upside_down_does_not_change_its_past(some: list[Entry]) -> None:
    told = {(entry.day, entry.at, entry.kind) for entry in some}
    distinct = [Entry(day, kind, at) for day, at, kind in sorted(told, key=str)]
    upright = Contact("kontakte/a.md", "A", entries=tuple(distinct))
    turned = Contact("kontakte/a.md", "A", entries=tuple(reversed(distinct)))

    before, after = history(upright, MONDAY), history(turned, MONDAY)

    assert (before.last, before.attempts) == (after.last, after.attempts)
    assert (before.last_talk and before.last_talk.day) == (after.last_talk and after.last_talk.day)
