"""What the agenda page shows of a day."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

import pytest

from kontaktjournal.domain.agenda import arrange, plan
from kontaktjournal.domain.contact import Contact, Entry, EntryKind, Promise
from kontaktjournal.domain.due import Bucket, Due, assess
from kontaktjournal.domain.front import SHOWN, Front, Group, GroupName, front
from kontaktjournal.domain.gist import gist
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings

WEDNESDAY = date(2026, 11, 25)
SETTINGS = Settings()


def days(n: int) -> date:
    return WEDNESDAY + timedelta(days=n)


def person(name: str, status: str = "pflege", due: int | None = None, **values: object) -> Contact:
    """Return somebody due so many days from today."""
    path = f"kontakte/{name.casefold().replace(' ', '-')}.md"
    planned = {} if due is None else {"next": When(days(due))}
    return Contact(path, name, status=status, **{**planned, **values})  # type: ignore[arg-type]


def talked(*ago: int) -> tuple[Entry, ...]:
    return tuple(Entry(days(-each), EntryKind.TALK, channel="Telefonat") for each in sorted(ago))


class Asked:
    """Answers with full contacts, and remembers whom it was asked for."""

    def __init__(self, contacts: Sequence[Contact], settings: Settings) -> None:
        self.dues = {one.path: assess(one, WEDNESDAY, settings) for one in contacts}
        self.asked: list[Sequence[str]] = []

    def __call__(self, paths: Sequence[str]) -> Mapping[str, Due]:
        self.asked.append(paths)
        return {path: self.dues[path] for path in paths}


def front_of(
    *contacts: Contact, settings: Settings = SETTINGS, problems: Sequence[Problem] = ()
) -> Front:
    asked = Asked(contacts, settings)
    gists = [gist(due, WEDNESDAY, settings.pipeline) for due in asked.dues.values()]
    shown = front(gists, WEDNESDAY, settings, asked, problems=problems)
    assert len(asked.asked) == 1
    assert len(set(asked.asked[0])) == len(asked.asked[0])
    return shown


def names(dues: Sequence[Due]) -> list[str]:
    return [due.contact.name for due in dues]


def group(shown: Front, name: GroupName) -> Group:
    return next(each for each in shown.groups if each.name is name)


# The lists -------------------------------------------------------------------


def test_everybody_with_a_day_stands_in_one_list_up_to_sunday_or_later() -> None:
    shown = front_of(
        person("Anna Alt", due=-9),
        person("Bert Bald", due=0),
        person("Carla Cord", due=1),
        person("Dora Dohm", due=4),
        person("Emil Eck", due=5),
        person("Nie Niemand", never=True),
    )

    listed = {each.name.value: names(each.dues) for each in shown.groups}
    assert listed == {
        "overdue": ["Anna Alt"],
        "today": ["Bert Bald"],
        "week": ["Carla Cord", "Dora Dohm"],
        "later": ["Emil Eck"],
    }


def test_a_week_that_begins_on_sunday_ends_on_saturday() -> None:
    settings = Settings(calendar=Calendar(week_start=6))

    shown = front_of(person("Sam Sam", due=3), person("Sue Sun", due=4), settings=settings)

    assert names(group(shown, GroupName.WEEK).dues) == ["Sam Sam"]
    assert names(group(shown, GroupName.LATER).dues) == ["Sue Sun"]
    assert shown.cells[0].day == date(2026, 11, 22)


def test_a_list_without_anybody_is_not_there() -> None:
    shown = front_of(person("Bert Bald", due=0))

    assert [each.name for each in shown.groups] == [GroupName.TODAY]


MIXED = (
    person("Zoe Adam", "angebot", -3),
    person("Anton Adam", "angebot", -3),
    person("Paul Pflege", "pflege", -90),
    person("Gesa Grund", "gespraech", -1),
    person("Tom Termin", "pflege", next=When(WEDNESDAY, time(14, 30))),
    person("Ute Uhr", "pflege", next=When(WEDNESDAY, time(9))),
    person("Oda Ohne", "angebot", 0),
    person("Max Morgen", "pflege", next=When(days(1), time(8))),
    person("Mia Morgen", "angebot", 1),
    person("Kuno Kund", "kunde", 30),
    person("Mona Mond", "kunde", -2, unreadable=True),
    person("Nora Neu", "anbahnung", 0, unreadable=True),
    person("Odo Ohne", "anbahnung", unreadable=True),
    person("Wanda Warm", "pflege"),
    person("Fritz Fort", "ablage", -3),
    person("Bob Block", "pflege", -3, blocked=True),
    person("Lea Liste", "liste", -3),
)


def test_the_order_of_each_list_is_that_of_the_agenda() -> None:
    shown = front_of(*MIXED)

    rows = [due for due in plan(MIXED, WEDNESDAY, SETTINGS).rows if due.day]
    for each in shown.groups:
        same = [due for due in rows if due.contact.name in names(each.dues)]
        readable = [due for due in same if due.bucket is not Bucket.BROKEN]
        told = [due for due in each.dues if due.bucket is not Bucket.BROKEN]
        assert names(told) == names(arrange(readable)), each.name
    assert {name for each in shown.groups for name in names(each.dues)} == {*names(rows)}


def test_the_numbers_of_the_sentence_are_those_of_the_agenda() -> None:
    agenda = plan(MIXED, WEDNESDAY, SETTINGS)

    shown = front_of(*MIXED)

    late = [due for due in agenda.is_due if due.day and due.day < WEDNESDAY]
    assert (shown.due, shown.overdue) == (len(agenda.is_due), len(late)) == (10, 6)
    assert shown.due == sum(
        each.total for each in shown.groups if each.name in {GroupName.OVERDUE, GroupName.TODAY}
    )


def test_a_long_list_is_cut_and_tells_the_rest_and_how_old_it_is() -> None:
    crowd = [person(f"Nr {n:03}", due=-1 - n) for n in range(80)]

    overdue = group(front_of(*crowd), GroupName.OVERDUE)

    assert (len(overdue.dues), overdue.left, overdue.total) == (SHOWN, 50, 80)
    assert names(overdue.dues)[0] == "Nr 079"
    assert overdue.oldest == 50


def test_of_many_alike_the_first_by_name_are_shown() -> None:
    crowd = [person(f"Nr {n:03}", due=-1) for n in reversed(range(80))]

    overdue = group(front_of(*crowd), GroupName.OVERDUE)

    assert names(overdue.dues) == [f"Nr {n:03}" for n in range(SHOWN)]


def test_only_those_who_are_shown_are_asked_for() -> None:
    crowd = [person(f"Nr {n:03}", due=n - 400) for n in range(800)]
    asked = Asked(crowd, SETTINGS)
    gists = [gist(due, WEDNESDAY, SETTINGS.pipeline) for due in asked.dues.values()]

    front(gists, WEDNESDAY, SETTINGS, asked)

    assert len(asked.asked[0]) <= 4 * SHOWN


# Whom to talk to today -------------------------------------------------------


def test_an_hour_comes_first_then_whoever_is_near_a_decision_then_who_waits_longest() -> None:
    shown = front_of(
        person("Paul Pflege", "pflege", -90),
        person("Vera Angebot", "angebot", 0),
        person("Willi Angebot", "angebot", -2),
        person("Tom Termin", "pflege", next=When(WEDNESDAY, time(14, 30))),
    )

    assert names(shown.picked) == ["Tom Termin", "Willi Angebot", "Vera Angebot"]
    assert names(shown.waiting) == ["Paul Pflege"]
    assert shown.may_wait == 1


def test_an_hour_today_counts_behind_an_older_promise_too() -> None:
    promise = Promise("Buch schicken", days(-5))
    tom = person("Tom Termin", next=When(WEDNESDAY, time(14, 30)), promises=(promise,))

    shown = front_of(person("Vera Angebot", "angebot", -2), tom)

    assert names(shown.picked) == ["Tom Termin", "Vera Angebot"]
    assert shown.agreed == 1


def test_all_who_have_an_hour_are_kept_however_many() -> None:
    timed = [person(f"Nr {n}", next=When(WEDNESDAY, time(9 + n))) for n in range(5)]

    shown = front_of(*timed, person("Paul Pflege", due=-90))

    assert names(shown.picked) == [f"Nr {n}" for n in range(5)]
    assert (shown.agreed, shown.may_wait) == (5, 1)


def test_a_few_who_may_wait_are_named_and_many_are_counted() -> None:
    crowd = [person(f"Nr {n:02}", due=-20 + n) for n in range(12)]

    few, many = front_of(*crowd[:6]), front_of(*crowd)

    assert names(few.waiting) == ["Nr 03", "Nr 04", "Nr 05"]
    assert (many.waiting, many.may_wait) == ((), 9)


@pytest.mark.parametrize(("focus", "picked", "may_wait"), [(0, 0, 0), (1, 1, 3), (9, 4, 0)])
def test_how_many_are_enough_is_up_to_the_user(focus: int, picked: int, may_wait: int) -> None:
    settings = Settings(agenda=AgendaSettings(focus=focus))

    shown = front_of(*(person(f"Nr {n}", due=-n) for n in range(4)), settings=settings)

    assert (len(shown.picked), shown.may_wait) == (picked, may_wait)
    assert shown.due == 4


# Nobody, and who comes next --------------------------------------------------


def test_where_nobody_is_due_whoever_comes_next_is_named() -> None:
    shown = front_of(person("Kuno Kund", due=40), person("Emil Eck", due=7))

    assert shown.due == 0
    assert shown.next_up
    assert shown.next_up.contact.name == "Emil Eck"


def test_where_somebody_is_due_nobody_else_comes_next() -> None:
    assert front_of(person("Bert Bald", due=0), person("Emil Eck", due=7)).next_up is None


def test_an_empty_journal_has_an_empty_page() -> None:
    shown = front_of()

    assert (shown.due, shown.groups, shown.picked, shown.idle) == (0, (), (), ())
    assert shown.next_up is None
    assert len(shown.cells) == 14


# Two weeks -------------------------------------------------------------------


def cells_of(shown: Front) -> dict[str, tuple[list[str], list[str], int]]:
    return {
        f"{cell.day:%d}": (
            [one.name for one in cell.held],
            [one.name for one in cell.open],
            cell.more,
        )
        for cell in shown.cells
        if cell.held or cell.open or cell.more
    }


def test_two_weeks_from_monday_show_who_was_talked_to_planned_and_missed() -> None:
    shown = front_of(
        person("Zita Zick", entries=talked(2, 40), due=40),
        person("Hans Heute", due=0),
        person("Salome Spät", due=-1),
        person("Paul Plan", due=7),
        person("Weit Weg", due=12),
        person("Lange Her", due=-30),
    )

    assert [shown.cells[0].day, shown.cells[-1].day] == [days(-2), days(11)]
    assert cells_of(shown) == {
        "23": (["Zita Zick"], [], 0),
        "24": ([], ["Salome Spät"], 0),
        "25": ([], ["Hans Heute"], 0),
        "02": ([], ["Paul Plan"], 0),
    }


def test_a_day_has_room_for_two_names_by_hour_and_one_is_kept_for_who_is_to_come() -> None:
    shown = front_of(
        person("Anna Arm", due=30, entries=talked(0)),
        person("Bert Bein", due=30, entries=talked(0)),
        person("Carl Cent", due=0),
        person("Dora Drei", next=When(WEDNESDAY, time(8))),
    )

    assert cells_of(shown) == {"25": (["Anna Arm"], ["Dora Drei"], 2)}


def test_whoever_is_filed_is_not_named() -> None:
    shown = front_of(person("Fritz Fort", "ablage", entries=talked(1)))

    assert cells_of(shown) == {}


# Who has no next step --------------------------------------------------------


def test_those_without_a_next_step_stand_in_the_order_of_the_agenda() -> None:
    people = (
        person("Wanda Warm", "pflege", entries=talked(71)),
        person("Lene Lang", "anbahnung", created=days(-16)),
        person("Olga Offer", "angebot", entries=talked(90)),
        person("Mia Sommer", "gespraech", entries=talked(3)),
    )

    shown = front_of(*people)

    rows = plan(people, WEDNESDAY, SETTINGS).of(Bucket.UNDATED)
    assert names([one.due for one in shown.idle]) == names(rows)
    assert {one.due.contact.name: one.silent_since for one in shown.idle} == {
        "Mia Sommer": days(-3),
        "Olga Offer": days(-90),
        "Lene Lang": days(-16),
        "Wanda Warm": days(-71),
    }


def test_many_who_are_only_kept_warm_are_one_number() -> None:
    warm = [person(f"Warm {n}", "pflege") for n in range(5)]

    shown = front_of(*warm, person("Lene Lang", "anbahnung"))

    assert names([one.due for one in shown.idle]) == ["Lene Lang"]
    assert (shown.idle_total, shown.orphans) == (6, 5)


def test_whoever_waits_for_a_moment_is_counted_and_lacks_nothing() -> None:
    shown = front_of(person("Anna Arm", moment="zweiter Laden"), person("Bert Bein", due=4))

    assert (shown.moments, shown.idle_total) == (1, 0)


def test_a_rhythm_that_was_never_begun_makes_due_today() -> None:
    shown = front_of(person("Anna Arm", every=Cadence(6, Unit.WEEK)))

    assert names(group(shown, GroupName.TODAY).dues) == ["Anna Arm"]


# What cannot be read ---------------------------------------------------------


def test_errors_come_first_and_an_unknown_stage_is_told_once() -> None:
    problems = [
        Problem("kontakte/a.md", 2, 1, "W201", "", (("word", "vip"),)),
        Problem("kontakte/b.md", 9, 1, "W201", "", (("word", "VIP"),)),
        Problem("kontakte/c.md", 3, 1, "W205"),
        Problem("kontakte/d.md", 1, 1, "E104", "", (("uid", "x"), ("other", "c"))),
        Problem("kontakte/e.md", 4, 7, "E102", "", (("key", "next"), ("word", "bald"))),
    ]

    shown = front_of(problems=problems)

    assert [(one.code, one.path) for one in shown.problems] == [
        ("E102", "kontakte/e.md"),
        ("E104", "kontakte/d.md"),
        ("W201", "kontakte/a.md"),
    ]
    assert dict(shown.problems[-1].values)["count"] == "2"
    assert (shown.spoiled, shown.problems_left) == (3, 0)


def test_many_errors_are_cut() -> None:
    problems = [Problem(f"kontakte/{n:03}.md", 1, 1, "E106") for n in range(100)]

    shown = front_of(problems=problems)

    assert (len(shown.problems), shown.problems_left, shown.spoiled) == (SHOWN, 70, 100)


# The ends of the calendar ----------------------------------------------------


@pytest.mark.parametrize("today", [date.min, date.min + timedelta(days=3), date.max])
def test_the_ends_of_the_calendar_are_days_like_others(today: date) -> None:
    contact = Contact("kontakte/anna.md", "Anna Arm", status="pflege", next=When(today))
    due = assess(contact, today, SETTINGS)

    shown = front([gist(due, today, SETTINGS.pipeline)], today, SETTINGS, lambda _: {})

    assert shown.due == 1
    assert today in [cell.day for cell in shown.cells]
