"""Claims about how much of an agenda is shown, and how it is numbered (S9, C5, C6, D13)."""

from datetime import date

import pytest

from kontaktjournal.domain.agenda import Agenda, Order, Row, Sheet, View, cut, plan
from kontaktjournal.domain.due import Bucket
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()

OVERDUE = "next: 2026-11-20"
TODAY = "next: 2026-11-23"
TIMED = "next: 2026-11-23 14:30"
BROKEN = "next: bald"
UNDATED = "city: Köln"
UPCOMING = "next: 2026-11-25"


def agenda_of(*keys: str, status: str = "anbahnung") -> Agenda:
    """Plan one contact for each key, named by its place: 0, 1, 2."""
    contacts = []
    for place, key in enumerate(keys):
        text = f"---\nname: N{place}\nstatus: {status}\n{key}\n---\n"
        contact = Reader(SETTINGS).read(text.encode(), f"kontakte/{place:03}.md").contact
        assert contact is not None
        contacts.append(contact)
    return plan(contacts, MONDAY, SETTINGS)


def shown(sheet: Sheet) -> list[str]:
    return [row.due.contact.name for row in sheet.rows if row.shown]


def numbered(rows: tuple[Row, ...]) -> dict[str, int | None]:
    return {row.due.contact.name: row.number for row in rows}


def test_the_cap_says_how_many_it_hides() -> None:  # TR15, C6
    sheet = cut(agenda_of(*[TODAY] * 5), View(), 2)

    assert (shown(sheet), sheet.hidden) == (["N0", "N1"], 3)


def test_the_cap_changes_what_is_shown_and_not_what_is_due() -> None:  # C6
    sheet = cut(agenda_of(*[TODAY] * 5), View(), 2)

    assert len(sheet.rows) == len(sheet.agenda.is_due) == 5


def test_the_cap_keeps_the_most_urgent() -> None:  # S9
    sheet = cut(agenda_of(TODAY, OVERDUE, TODAY, OVERDUE), View(), 3)

    assert (shown(sheet), sheet.hidden) == (["N1", "N3", "N0"], 1)


def test_another_order_hides_the_same_people() -> None:  # S7, S9
    sheet = cut(agenda_of(TODAY, OVERDUE, TODAY, OVERDUE), View(order=Order.NAME), 3)

    assert (shown(sheet), sheet.hidden) == (["N1", "N3", "N0"], 1)


@pytest.mark.parametrize(
    ("next_day", "view", "is_due"),
    [
        ("2026-11-20", View(), True),
        ("2026-11-23", View(), True),
        ("2026-11-24", View(), False),
        ("2026-11-20", View(buckets=(Bucket.OVERDUE,)), True),
        ("2026-11-23", View(buckets=(Bucket.OVERDUE,)), False),
        ("2026-11-23", View(buckets=(Bucket.TODAY,)), True),
        ("2026-11-20", View(buckets=(Bucket.TODAY,)), False),
        ("2026-11-24", View(on=date(2026, 11, 24)), True),
        ("2026-11-20", View(on=date(2026, 11, 24)), False),
    ],
)
def test_a_broken_file_is_due_when_its_day_has_come(  # K11, D9, D12
    next_day: str, view: View, *, is_due: bool
) -> None:
    agenda = agenda_of(f"next: {next_day}\ntitel: Chef: Vertrieb")

    sheet = cut(agenda, view, 8)

    assert agenda.rows[0].bucket is Bucket.BROKEN
    assert bool(sheet.is_due) is is_due


def test_broken_timed_and_undated_rows_do_not_use_up_the_day() -> None:  # S9, clarification 16
    agenda = agenda_of(BROKEN, TIMED, UNDATED, TODAY, TODAY, "next: 2026-11-20 09:00")

    sheet = cut(agenda, View(), 1)

    assert (shown(sheet), sheet.hidden) == (["N0", "N5", "N1", "N3", "N2"], 1)


def test_an_hour_agreed_on_is_shown_although_an_older_promise_is_due() -> None:  # S9, D10
    promise = "---\n\n- [ ] Mappe schicken 📅 2026-11-20\n"
    agenda = agenda_of(OVERDUE, f"{TIMED}\n{promise}")

    sheet = cut(agenda, View(), 1)

    assert (shown(sheet), sheet.hidden) == (["N0", "N1"], 0)


def test_everything_lifts_the_cap() -> None:
    sheet = cut(agenda_of(*[TODAY] * 5), View(everything=True), 2)

    assert (len(shown(sheet)), sheet.hidden) == (5, 0)


def test_a_full_day_fits() -> None:
    sheet = cut(agenda_of(*[TODAY] * 2), View(), 2)

    assert (len(shown(sheet)), sheet.hidden) == (2, 0)


# --- numbers ---------------------------------------------------------------------------------


def test_shown_rows_are_numbered_first_and_hidden_ones_after_them() -> None:
    sheet = cut(agenda_of(OVERDUE, TODAY, TODAY, UNDATED, UPCOMING), View(days=7), 2)

    numbers = numbered(sheet.rows)
    assert numbers == {"N0": 1, "N1": 2, "N3": 3, "N4": 4, "N2": 5}


def test_an_unreadable_row_has_no_number() -> None:  # clarification 19
    sheet = cut(agenda_of(BROKEN, TODAY), View(), 8)

    assert numbered(sheet.rows) == {"N0": None, "N1": 1}


# --- the view --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), ["N0", "N1", "N2", "N3"]),
        (View(days=2), ["N0", "N1", "N2", "N3", "N4"]),
        (View(days=1), ["N0", "N1", "N2", "N3"]),
        (View(buckets=(Bucket.OVERDUE,)), ["N1"]),
        (View(buckets=(Bucket.TODAY,)), ["N2"]),
        (View(on=date(2026, 11, 25)), ["N4"]),
        (View(on=date(2026, 11, 20)), ["N1"]),
        (View(on=date(2026, 11, 24)), []),
    ],
)
def test_a_view_shows_what_is_asked_for(view: View, expected: list[str]) -> None:  # C5
    agenda = agenda_of(BROKEN, OVERDUE, TODAY, UNDATED, UPCOMING, "next: 2026-12-07")

    assert shown(cut(agenda, view, 8)) == expected


def test_a_week_ends_with_its_seventh_day() -> None:  # clarification 17
    agenda = agenda_of("next: 2026-11-30", "next: 2026-12-01")

    assert shown(cut(agenda, View(days=7), 8)) == ["N0"]


def test_days_beyond_the_calendar_show_all_that_comes() -> None:
    agenda = agenda_of(UPCOMING, "next: 9999-12-31")

    sheet = cut(agenda, View(days=10**12), 8)

    assert shown(sheet) == ["N0", "N1"]
    assert len(agenda.ahead(10**12)) == 2


def test_upcoming_rows_do_not_use_up_the_day() -> None:
    sheet = cut(agenda_of(TODAY, UPCOMING, UPCOMING), View(days=7), 1)

    assert (len(shown(sheet)), sheet.hidden) == (3, 0)


def test_rows_are_asked_for_by_group() -> None:
    sheet = cut(agenda_of(OVERDUE, TODAY, TODAY), View(), 2)

    today = [row.due.contact.name for row in sheet.shown(Bucket.TODAY)]
    assert today == ["N1"]


# --- D13: a vault full of people without a date ------------------------------------------------


def test_three_waiting_orphans_are_listed() -> None:
    sheet = cut(agenda_of(*[UNDATED] * 3, status="pflege"), View(), 8)

    assert (shown(sheet), sheet.orphans) == (["N0", "N1", "N2"], 0)


def test_more_waiting_orphans_are_told_as_one_line() -> None:
    sheet = cut(agenda_of(*[UNDATED] * 4, status="pflege"), View(), 8)

    assert (shown(sheet), sheet.orphans, sheet.hidden) == ([], 4, 0)


def test_everything_lists_the_waiting_orphans_too() -> None:
    sheet = cut(agenda_of(*[UNDATED] * 4, status="pflege"), View(everything=True), 8)

    assert (len(shown(sheet)), sheet.orphans) == (4, 0)


def test_active_orphans_are_always_listed() -> None:
    sheet = cut(agenda_of(*[UNDATED] * 9), View(), 2)

    assert (len(shown(sheet)), sheet.orphans) == (9, 0)


def test_waiting_orphans_with_a_birthday_today_are_due_and_not_summed_up() -> None:
    sheet = cut(agenda_of(*["birthday: 11-23"] * 4, status="pflege"), View(), 8)

    assert (len(shown(sheet)), sheet.orphans) == (4, 0)
