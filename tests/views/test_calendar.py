"""Conversations as events: icalendar reads what we meant, and nothing in them commands."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_contact import CONTACTS, TEXTS
from kontaktjournal.domain.contact import Answer, Contact, Entry, EntryKind, Permission
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.exporting import Appointment, appointment
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.content_lines import on_one_line
from kontaktjournal.views.calendar import Alarm, calendar_text, event_text
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")
FRAME = Frame(Catalogue("de"), Settings(), MONDAY, 80)

ANNA = Contact(
    "kontakte/anna-mueller.md",
    "Anna Müller",
    status="pflege",
    next=When(date(2026, 12, 7), time(14, 30)),
    step="über Preise, Rabatte reden",
    org=("Müller Buchbinderei",),
    role="Inhaberin",
    city="Köln",
    phone=("+49 221 555 0171", "0171 555 0171"),
    story=("Buchmesse Leipzig 2024", "beide aus dem Handwerk"),
    consent=(Permission("phone", Answer.YES, date(2024, 3, 21), "Messe"),),
    created=date(2024, 3, 21),
    entries=(
        Entry(date(2026, 10, 12), EntryKind.TALK, channel="Zoom", minutes=40, title="ein Laden"),
    ),
)


def event(contact: Contact, *, zone: tzinfo = BERLIN, alarm: int | None = None) -> str:
    due = assess(contact, MONDAY, Settings())
    when = appointment(due, MONDAY, Settings())
    assert when
    reminder = None if alarm is None else Alarm(alarm)
    return event_text(due, "k7f3q2m9xw", when, FRAME, zone=zone, alarm=reminder)


def read(*events: str) -> list[Any]:
    from icalendar import Calendar

    return Calendar.from_ical(calendar_text(events)).walk("VEVENT")


def on(day: date, at: time | None = None, **given: Any) -> Contact:
    return Contact("kontakte/a.md", "A", status="pflege", next=When(day, at), **given)


def test_an_event_says_all_that_helps_in_the_talk() -> None:
    (found,) = read(event(ANNA))

    assert found["UID"] == "k7f3q2m9xw@kontaktjournal"
    assert found["SUMMARY"] == "Anna Müller: über Preise, Rabatte reden"
    assert found["DESCRIPTION"] == (
        "Inhaberin · Müller Buchbinderei · Köln\n"
        "Schritt: über Preise, Rabatte reden\n"
        "Gemeinsame Story: Buchmesse Leipzig 2024; beide aus dem Handwerk\n"
        "Letztes Gespräch: Mo 12.10.2026 Zoom, 40 min: ein Laden\n"
        "Telefon: ✓ +49 221 555 0171 · erlaubt seit 21.03.2024 (Messe)\n"
        "Telefon: ✓ 0171 555 0171 · erlaubt seit 21.03.2024 (Messe)\n"
        "Datei: kontakte/anna-mueller.md"
    )
    assert found["URL"] == "tel:+492215550171"
    assert found.categories == ["Pflege"]


def test_who_is_hardly_known_has_a_short_event() -> None:
    (found,) = read(event(on(MONDAY)))

    assert found["SUMMARY"] == "A"
    assert found["DESCRIPTION"] == "Datei: kontakte/a.md"
    assert "URL" not in found


@pytest.mark.parametrize(
    ("day", "at", "begin"),
    [
        (date(2026, 12, 7), time(14, 30), datetime(2026, 12, 7, 13, 30, tzinfo=UTC)),
        (date(2026, 7, 1), time(14, 30), datetime(2026, 7, 1, 12, 30, tzinfo=UTC)),
        (date(2026, 12, 7), time(0, 15), datetime(2026, 12, 6, 23, 15, tzinfo=UTC)),
    ],
)
def test_a_time_is_told_in_utc_and_takes_half_an_hour(
    day: date, at: time, begin: datetime
) -> None:
    (found,) = read(event(on(day, at)))

    assert (found.start, found.end) == (begin, begin + timedelta(minutes=30))
    assert found["TRANSP"] == "OPAQUE"


def test_an_appointment_takes_as_long_as_is_noted() -> None:
    entry = Entry(date(2026, 12, 7), EntryKind.TALK, time(9), minutes=90)

    (found,) = read(event(Contact("kontakte/a.md", "A", status="pflege", entries=(entry,))))

    assert found.end - found.start == timedelta(minutes=90)


def test_without_a_time_it_is_a_day_that_blocks_nobody() -> None:
    (found,) = read(event(on(MONDAY)))

    assert (found.start, found.end) == (MONDAY, date(2026, 11, 24))
    assert found["TRANSP"] == "TRANSPARENT"


def test_a_month_stands_on_its_first_and_says_so() -> None:
    month = When(date(2026, 12, 1), None, whole_month=True)

    (found,) = read(event(Contact("kontakte/a.md", "A", status="pflege", next=month)))

    assert found.start == date(2026, 12, 1)
    assert found["DESCRIPTION"].startswith("Irgendwann im Dez. 2026\n")


@pytest.mark.parametrize(
    ("contact", "trigger"),
    [
        (on(MONDAY, time(14, 30)), timedelta(minutes=-15)),
        (on(MONDAY), timedelta(hours=9)),
    ],
)
def test_an_alarm_comes_before_the_hour_or_in_the_morning(
    contact: Contact, trigger: timedelta
) -> None:
    (found,) = read(event(contact, alarm=15))

    (alarm,) = found.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt, alarm["DESCRIPTION"]) == (
        "DISPLAY",
        trigger,
        "A",
    )


def test_of_what_has_passed_nobody_is_reminded() -> None:
    (found,) = read(event(on(date(2026, 11, 20)), alarm=15))

    assert found.walk("VALARM") == []


@pytest.mark.parametrize(
    ("number", "uri"),
    [
        ("+49 (0)221 / 555-0171", "tel:+492215550171"),
        ("0221/5550118", "tel:02215550118"),
        ("0041 44 555 01 71", "tel:+41445550171"),
        ("555 0171", "tel:5550171"),
        ("0171 555 0171 (privat)", "tel:01715550171"),
        ("auf Anfrage", None),
        ("112", None),
    ],
)
def test_a_number_is_called_at_a_touch_as_the_pages_call_it(number: str, uri: str | None) -> None:
    (found,) = read(event(on(MONDAY, phone=(number,))))

    assert found.get("URL") == uri


def test_nothing_in_an_event_depends_on_when_it_was_written() -> None:
    due = assess(ANNA, MONDAY, Settings())
    later = assess(ANNA, date(2026, 11, 30), Settings())
    when = Appointment(date(2026, 12, 7), time(14, 30))
    then = Frame(FRAME.say, FRAME.settings, date(2026, 11, 30), 40)

    now_text = event_text(due, "k7f3q2m9xw", when, FRAME, zone=BERLIN, alarm=Alarm(15))
    then_text = event_text(later, "k7f3q2m9xw", when, then, zone=BERLIN, alarm=Alarm(15))

    assert now_text == then_text
    assert "\r\nDTSTAMP:20261012T000000Z\r\n" in now_text


def test_a_calendar_may_have_a_name() -> None:
    assert "\r\nX-WR-CALNAME:Kontaktjournal\r\n" in calendar_text([], name="Kontaktjournal")
    assert "X-WR-CALNAME" not in calendar_text([])


@given(st.lists(CONTACTS, max_size=5), TEXTS, st.sampled_from([None, 0, 15]))
def test_whatever_stands_in_the_contacts_every_event_is_read(
    contacts: list[Contact], uid: str, alarm: int | None
) -> None:
    events: list[str] = []
    expected: list[tuple[str, date]] = []
    for contact in contacts:
        due = assess(contact, MONDAY, Settings())
        when = appointment(due, MONDAY, Settings())
        if when is None:
            continue
        reminder = None if alarm is None else Alarm(alarm)
        events.append(event_text(due, uid, when, FRAME, zone=BERLIN, alarm=reminder))
        expected.append((on_one_line(contact.name), when.day))

    text = calendar_text(events)

    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in "".join(lines))
    found = read(*events)
    assert len(found) == len(expected)
    for one, (name, day) in zip(found, expected, strict=True):
        assert one["SUMMARY"].startswith(name)
        start = one.start.astimezone(BERLIN).date() if _is_utc(one) else one.start
        assert (start.date() if isinstance(start, datetime) else start) == day


def _is_utc(found: Any) -> bool:
    return isinstance(found.start, datetime) and found.start.tzinfo is not None
