"""The load is what the agenda holds, day by day, for four calendar weeks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kontaktjournal.domain.agenda import plan
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.rhythm import Calendar, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.load import AHEAD, Load, load

SETTINGS = Settings()
WEDNESDAY = date(2026, 11, 25)


def due_on(*days: str) -> list[Contact]:
    return [
        Contact(f"{at}.md", f"Person {at}", status="pflege", next=When(date.fromisoformat(one)))
        for at, one in enumerate(days)
    ]


def counted(
    contacts: list[Contact], today: date = WEDNESDAY, settings: Settings = SETTINGS
) -> Load:
    return load(plan(contacts, today, settings).rows, today, settings)


def test_an_empty_agenda_leaves_all_days_free() -> None:
    found = counted([])

    assert [(week.monday, week.due, len(week.days)) for week in found.weeks] == [
        (date(2026, 11, 23), 0, 5),
        (date(2026, 11, 30), 0, 7),
        (date(2026, 12, 7), 0, 7),
        (date(2026, 12, 14), 0, 7),
    ]
    assert (found.overdue, found.undated, found.per_day) == (0, 0, 8)


def test_this_week_has_only_the_days_that_are_left() -> None:
    (this_week, *_) = counted(due_on("2026-11-25", "2026-11-29")).weeks

    assert this_week.days[0] == (WEDNESDAY, 1, True)
    assert this_week.days[-1] == (date(2026, 11, 29), 1, False)
    assert (this_week.due, this_week.workdays) == (2, 3)
    assert this_week.per_workday == Decimal("0.7")


def test_what_is_overdue_lies_on_today() -> None:
    found = counted(due_on("2025-01-01", "2026-11-24", "2026-11-25"))

    assert found.weeks[0].days[0].due == 3
    assert found.overdue == 2


def test_a_file_that_cannot_be_read_as_meant_counts_by_the_day_it_has() -> None:
    late, later = due_on("2026-11-20", "2026-12-02")

    found = counted([replace(late, unreadable=True), replace(later, unreadable=True)])

    assert [week.due for week in found.weeks] == [1, 1, 0, 0]
    assert found.overdue == 1


def test_the_fourth_sunday_is_the_last_day() -> None:
    found = counted(due_on("2026-12-20", "2026-12-21"))

    assert [week.due for week in found.weeks] == [0, 0, 0, 1]


def test_the_agenda_asked_for_reaches_to_that_sunday_on_any_day() -> None:
    monday = date(2026, 11, 23)

    assert counted([], monday).weeks[-1].days[-1].day.toordinal() == monday.toordinal() + AHEAD


def test_holidays_are_not_worked() -> None:
    closed = ((date(2026, 11, 30), date(2026, 12, 6)),)
    settings = Settings(calendar=Calendar(closed=closed))

    found = counted(due_on("2026-12-01"), settings=settings)

    assert (found.weeks[1].due, found.weeks[1].workdays) == (1, 0)
    assert found.weeks[1].per_workday is None


def test_who_has_no_step_has_no_day() -> None:
    found = counted([Contact("a.md", "Anna", status="anbahnung")])

    assert found.undated == 1
    assert sum(week.due for week in found.weeks) == 0


def test_the_calendar_has_a_last_week() -> None:
    found = counted([], date.max)

    assert [[day.day for day in week.days] for week in found.weeks] == [[date.max]]


def test_a_broken_file_without_a_day_does_not_lack_a_step() -> None:
    found = counted([Contact("a.md", "Anna", status="anbahnung", unreadable=True)])

    assert found.undated == 0
