"""Claims about laying overdue contacts out over working days (4.14, clarification 35)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.agenda import arrange
from kontaktjournal.domain.contact import Birthday, Contact, Promise
from kontaktjournal.domain.due import Bucket, assess
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.spread import Spread, spread
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
SETTINGS = Settings()


def people(*lines: str) -> list[Contact]:
    """Read one contact a line: its name, then its keys, all parted by ``;``."""
    contacts: list[Contact] = []
    for line in lines:
        name, *keys = (part.strip() for part in line.split(";"))
        body = [key for key in keys if key.startswith(("#", "-"))]
        head = [key for key in keys if key not in body]
        text = "\n".join(["---", f"name: {name}", *head, "---", "", *body, ""])
        contact = Reader(SETTINGS).read(text.encode(), f"kontakte/{len(contacts):03}.md").contact
        assert contact is not None
        contacts.append(contact)
    return contacts


def laid_out(  # noqa: PLR0913  # as `spread` itself
    contacts: Sequence[Contact],
    per_day: int,
    *,
    today: date = MONDAY,
    start: date | None = None,
    settings: Settings = SETTINGS,
    only: Sequence[str] | None = None,
) -> Spread:
    dues = [assess(contact, today, settings) for contact in contacts]
    return spread(dues, today, settings, per_day=per_day, start=start, only=only)


def moved(plan: Spread) -> list[str]:
    return [f"{move.due.contact.name} {move.to:%d.%m.}" for move in plan.moves]


def test_the_most_urgent_stay_today_and_the_others_get_the_next_places() -> None:  # S2
    plan = laid_out(
        people(
            "Pflege; status: pflege; next: 2026-11-02",
            "Angebot; status: angebot; next: 2026-11-20",
            "Gespräch; status: gespraech; next: 2026-11-20",
            "Longer; status: gespraech; next: 2026-11-19",
        ),
        per_day=2,
    )

    assert [due.contact.name for due in plan.staying] == ["Angebot", "Longer"]
    assert moved(plan) == ["Gespräch 24.11.", "Pflege 24.11."]


def test_what_stands_on_a_day_takes_its_places() -> None:
    plan = laid_out(
        people(
            "Today; status: pflege; next: 2026-11-23",
            "At two; status: pflege; next: 2026-11-24 14:00",
            "Appointment; status: pflege; next: 2026-12-07; ## 2026-11-25 Besuch",
            "Rhythm; status: pflege; every: 6 Wochen; ## 2026-10-15 Zoom",
            "Promised; status: kunde; - [ ] Mappe 📅 2026-11-27",
            "Pool; next: 2026-11-30",
            "Birthday; status: kunde; birthday: 1970-12-01",
            "Overdue; status: pflege; next: 2026-11-20",
        ),
        per_day=1,
    )

    assert moved(plan) == ["Overdue 02.12."]


def test_what_lies_dormant_takes_no_place() -> None:
    plan = laid_out(
        people(
            "Filed; status: ablage; birthday: 1970-11-24; next: 2026-11-24",
            "Blocked; status: kunde; consent: none; birthday: 1970-11-24",
            "Theirs; status: pflege; next: 2026-12-07; - [ ] sie: Mappe 📅 2026-11-24",
            "Kept; status: pflege; next: 2026-12-07; - [x] Mappe 📅 2026-11-24",
            "Pool; - [ ] Mappe 📅 2026-11-24",
            "Snoozed; status: pflege; snooze: 2026-11-25; - [ ] Mappe 📅 2026-11-24",
            "Full; status: pflege; next: 2026-11-23",
            "Overdue; status: pflege; next: 2026-11-20",
        ),
        per_day=1,
    )

    assert moved(plan) == ["Overdue 24.11."]
    assert plan.load[date(2026, 11, 25)] == 1


def test_whoever_stands_on_a_day_anyhow_moves_there_even_if_it_is_full() -> None:
    plan = laid_out(
        people(
            "Full; status: angebot; next: 2026-11-23",
            "Birthday; status: pflege; next: 2026-11-20; birthday: 1970-11-24",
        ),
        per_day=1,
    )

    assert moved(plan) == ["Birthday 24.11."]
    assert plan.load[date(2026, 11, 24)] == 1


def test_without_birthdays_in_the_agenda_a_birthday_takes_no_place() -> None:
    agenda = replace(SETTINGS.agenda, birthdays=False)
    contacts = people(
        "Full; status: pflege; next: 2026-11-23",
        "Birthday; status: kunde; birthday: 1970-11-24",
        "Overdue; status: pflege; next: 2026-11-20",
    )

    plan = laid_out(contacts, 1, settings=replace(SETTINGS, agenda=agenda))

    assert moved(plan) == ["Overdue 24.11."]


def test_whoever_is_called_by_more_than_a_date_stays() -> None:
    plan = laid_out(
        people(
            "Promise; status: pflege; next: 2026-11-19; - [ ] Mappe 📅 2026-11-20",
            "Birthday; status: pflege; next: 2026-11-19; birthday: 1970-11-23",
            "Hour; status: pflege; next: 2026-11-19 14:30",
            "Rhythm; status: pflege; every: 2 Wochen; ## 2026-10-15 Zoom",
            "Broken; status: pflege; next: bald",
            "Overdue; status: pflege; next: 2026-11-19",
        ),
        per_day=1,
    )

    assert moved(plan) == ["Overdue 24.11."]
    assert {due.contact.name for due in plan.held} == {"Promise", "Birthday", "Hour", "Rhythm"}
    assert plan.load[MONDAY] == 4


def test_a_date_that_a_snooze_has_put_off_moves_too() -> None:
    contacts = people(
        "Full; status: angebot; next: 2026-11-23",
        "Snoozed; status: pflege; next: 2026-11-02; snooze: 2026-11-20",
    )

    plan = laid_out(contacts, 1)

    assert moved(plan) == ["Snoozed 24.11."]


def test_nobody_moves_where_everybody_has_a_place() -> None:
    plan = laid_out(people("Overdue; status: pflege; next: 2026-11-20"), 1)

    assert plan.moves == ()
    assert len(plan.staying) == 1


def test_a_first_day_leaves_nobody_on_the_days_before() -> None:
    plan = laid_out(
        people(
            "One; status: pflege; next: 2026-11-20",
            "Two; status: pflege; next: 2026-11-20",
        ),
        per_day=1,
        start=SATURDAY,
    )

    assert moved(plan) == ["One 30.11.", "Two 01.12."]


def test_on_a_day_off_everybody_moves_to_a_working_day() -> None:  # C2
    plan = laid_out(people("Overdue; status: pflege; next: 2026-11-20"), 8, today=SATURDAY)

    assert moved(plan) == ["Overdue 30.11."]


def test_days_off_are_passed_over() -> None:  # C2
    closed = Calendar(
        closed=((date(2026, 11, 24), date(2026, 11, 25)),),
        holidays=lambda _year: frozenset({date(2026, 11, 26)}),
    )
    contacts = people(
        "Full; status: angebot; next: 2026-11-23",
        "Overdue; status: pflege; next: 2026-11-20",
    )

    plan = laid_out(contacts, 1, settings=replace(SETTINGS, calendar=closed))

    assert moved(plan) == ["Overdue 27.11."]


def test_without_working_days_nobody_moves() -> None:
    for calendar in (Calendar(frozenset()), Calendar(closed=((MONDAY, date.max),))):
        contacts = people("Overdue; status: pflege; next: 2026-11-20")

        plan = laid_out(contacts, 1, settings=replace(SETTINGS, calendar=calendar))

        assert plan.moves == ()
        assert plan.load == {MONDAY: 1}


def test_at_the_end_of_time_nobody_moves_beyond_it() -> None:
    friday = date.max
    contacts = people(
        "Full; status: angebot; next: 9999-12-31",
        "Overdue; status: pflege; next: 2026-11-20",
    )

    plan = laid_out(contacts, 1, today=friday)

    assert plan.moves == ()


def test_who_cannot_be_moved_counts_for_today_again() -> None:
    contacts = people(
        "Full; status: angebot; next: 2026-11-23",
        "One; status: pflege; next: 2026-11-20",
        "Two; status: pflege; next: 2026-11-20",
    )

    plan = laid_out(contacts, 1).without({"kontakte/001.md"})

    assert moved(plan) == ["Two 25.11."]
    assert plan.load == {MONDAY: 2, date(2026, 11, 24): 0, date(2026, 11, 25): 1}
    assert plan.days == [date(2026, 11, 25)]


# Whatever the heap ------------------------------------------------------------------------

_NEAR = st.integers(-9, 9).map(lambda days: MONDAY + timedelta(days=days))
_WHENS = st.builds(When, _NEAR, st.sampled_from([None, None, None, time(14, 30)]))
_PROMISES = st.builds(Promise, st.just("Mappe"), st.none() | _NEAR, st.booleans(), st.booleans())


@st.composite
def heaps(draw: st.DrawFn) -> list[Contact]:
    size = draw(st.integers(0, 14))
    return [
        Contact(
            path=f"kontakte/{number:02}.md",
            name=draw(st.sampled_from(["Anna Abel", "Bea Berg", "Carla Abel"])),
            status=draw(st.sampled_from([None, "anbahnung", "angebot", "pflege", "ablage"])),
            next=draw(st.none() | _WHENS | _WHENS | _WHENS),
            every=draw(st.sampled_from([None, None, Cadence(2, Unit.DAY)])),
            created=draw(st.none() | _NEAR),
            snooze=draw(st.sampled_from([None, None, MONDAY, SATURDAY])),
            birthday=draw(st.sampled_from([None, None, Birthday(11, 23), Birthday(11, 25)])),
            promises=tuple(draw(st.lists(_PROMISES, max_size=1))),
            unreadable=draw(st.sampled_from([False, False, False, True])),
        )
        for number in range(size)
    ]


_CALENDARS = st.builds(
    Calendar,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.just(()) | st.tuples(st.tuples(_NEAR, _NEAR)),
)
_CALENDAR_SETTINGS = _CALENDARS.map(lambda calendar: replace(SETTINGS, calendar=calendar))
_STARTS = st.none() | _NEAR


def applied(contacts: Sequence[Contact], plan: Spread) -> list[Contact]:
    to = {move.due.contact.path: When(move.to) for move in plan.moves}
    return [replace(one, next=to.get(one.path, one.next)) for one in contacts]


def by_day(contacts: Sequence[Contact], settings: Settings) -> Counter[date]:
    """Count who is due on which day, the overdue today."""
    days = (assess(contact, MONDAY, settings).day for contact in contacts)
    return Counter(max(day, MONDAY) for day in days if day)


@given(heaps(), st.integers(1, 4), _CALENDAR_SETTINGS, _STARTS)
def test_no_day_holds_more_than_it_may_unless_it_did_before(
    contacts: list[Contact], per_day: int, settings: Settings, start: date | None
) -> None:
    plan = laid_out(contacts, per_day, settings=settings, start=start)

    before = by_day(contacts, settings)
    after = by_day(applied(contacts, plan), settings)

    assert all(count <= max(per_day, before[day]) for day, count in after.items())
    assert sum(after.values()) == sum(before.values())


@given(heaps(), st.integers(1, 4), _CALENDAR_SETTINGS, _STARTS)
def test_only_the_overdue_move_and_to_working_days_after_today(
    contacts: list[Contact], per_day: int, settings: Settings, start: date | None
) -> None:
    plan = laid_out(contacts, per_day, settings=settings, start=start)

    first = max(start or MONDAY, MONDAY)
    for due, to in plan.moves:
        assert due.bucket is Bucket.OVERDUE
        assert settings.calendar.is_workday(to)
        assert to > MONDAY
        assert to >= first


@given(heaps(), st.integers(1, 4), _CALENDAR_SETTINGS, _STARTS)
def test_whoever_moves_is_off_today_and_due_on_the_new_day(
    contacts: list[Contact], per_day: int, settings: Settings, start: date | None
) -> None:
    plan = laid_out(contacts, per_day, settings=settings, start=start)

    new = {one.path: one for one in applied(contacts, plan)}
    for due, to in plan.moves:
        assert assess(new[due.contact.path], MONDAY, settings).day == to


@given(heaps(), st.integers(1, 4), _CALENDAR_SETTINGS, _STARTS)
def test_nobody_gets_an_earlier_day_than_somebody_more_urgent(
    contacts: list[Contact], per_day: int, settings: Settings, start: date | None
) -> None:
    plan = laid_out(contacts, per_day, settings=settings, start=start)

    placed = [*plan.staying, *(move.due for move in plan.moves)]
    assert placed == arrange(placed)
    assert [move.to for move in plan.moves] == sorted(move.to for move in plan.moves)


@given(heaps(), st.integers(1, 4), _CALENDAR_SETTINGS, _STARTS, st.randoms())
def test_the_order_of_the_files_changes_nothing(
    contacts: list[Contact],
    per_day: int,
    settings: Settings,
    start: date | None,
    chance: Random,
) -> None:
    shuffled = contacts.copy()
    chance.shuffle(shuffled)

    plan = laid_out(contacts, per_day, settings=settings, start=start)
    other = laid_out([*shuffled, *contacts], per_day, settings=settings, start=start)

    assert other == plan


@given(heaps(), st.integers(1, 4), _CALENDAR_SETTINGS, _STARTS)
def test_a_second_time_moves_nobody(
    contacts: list[Contact], per_day: int, settings: Settings, start: date | None
) -> None:
    plan = laid_out(contacts, per_day, settings=settings, start=start)

    again = laid_out(applied(contacts, plan), per_day, settings=settings, start=start)

    assert again.moves == ()
    assert again.load == plan.load


def test_only_those_asked_for_move_and_the_others_take_their_room() -> None:
    everybody = people(
        "Eins; status: pflege; next: 2026-11-16",
        "Zwei; status: pflege; next: 2026-11-17",
        "Drei; status: pflege; next: 2026-11-18",
        "Vier; status: pflege; next: 2026-11-19",
        "Wartet; status: pflege; next: 2026-11-24",
    )
    asked = [everybody[3].path, everybody[1].path]

    plan = laid_out(everybody, 2, only=asked)

    assert moved(plan) == ["Vier 24.11.", "Zwei 25.11."]
    assert (plan.staying, plan.held) == ((), ())
    assert plan.load[MONDAY] == 2


def test_nobody_moves_where_nobody_is_asked_for() -> None:
    plan = laid_out(people("Eins; status: pflege; next: 2026-11-16; - [ ] x"), 1, only=[])

    assert (plan.moves, plan.staying, plan.held) == ((), (), ())
