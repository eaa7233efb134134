import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kontaktjournal
from kontaktjournal.notation.shift import shift

MONDAY = date(2026, 11, 23)

IN_THE_TREE = Path(__file__).parents[2] / "kontakte"
IN_THE_WHEEL = Path(kontaktjournal.__file__).parent / "sample"
SAMPLE = IN_THE_TREE if IN_THE_TREE.is_dir() else IN_THE_WHEEL

ISO = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
SATURDAY = 5

anchors = st.dates(date(2000, 1, 1), date(2060, 12, 31))
near = st.integers(-900, 900).map(lambda days: timedelta(days=days))


def move(day: date, anchor: date, today: date) -> date:
    return date.fromisoformat(shift(day.isoformat(), anchor=anchor, today=today))


# --- dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        # Monday to Wednesday: two working days on
        ("2026-11-23", date(2026, 11, 25), "2026-11-25"),
        ("2026-11-20", date(2026, 11, 25), "2026-11-24"),
        ("2026-11-27", date(2026, 11, 25), "2026-12-01"),
        # today is a Sunday: the anchor lands on it, its neighbours on working days
        ("2026-11-23", date(2026, 11, 29), "2026-11-29"),
        ("2026-11-20", date(2026, 11, 29), "2026-11-27"),
        ("2026-11-24", date(2026, 11, 29), "2026-11-30"),
        # a year later, and backwards
        ("2026-11-20", date(2027, 11, 22), "2027-11-19"),
        ("2026-11-24", date(2020, 2, 28), "2020-03-02"),
        # long ago: still a working day, still as many working days away
        ("2024-03-21", date(2026, 11, 24), "2024-03-22"),
    ],
)
def test_a_date_keeps_its_distance_in_working_days(day: str, today: date, expected: str) -> None:
    moved = shift(day, anchor=MONDAY, today=today)

    assert moved == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-21", "2026-11-24"),  # the Saturday before stays in the past
        ("2026-11-22", "2026-11-24"),
        ("2026-11-28", "2026-12-02"),  # the Saturday after stays in the future
        ("2026-11-29", "2026-12-02"),
    ],
)
def test_a_weekend_gives_way_towards_the_anchor_or_away_but_never_across(
    day: str, expected: str
) -> None:
    moved = shift(day, anchor=MONDAY, today=date(2026, 11, 25))

    assert moved == expected


def test_a_weekend_stays_a_weekend_where_the_week_has_room() -> None:
    text = "2026-11-21 2026-11-22 2026-11-28 2026-11-29"

    moved = shift(text, anchor=MONDAY, today=date(2026, 12, 7))

    assert moved == "2026-12-05 2026-12-06 2026-12-12 2026-12-13"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("next: 2026-11-23 14:30\n", "next: 2026-12-09 14:30\n"),
        ("next: 2026-11-23T14:30:00", "next: 2026-12-09T14:30:00"),
        ("## 2026-11-23 Zoom: Budget", "## 2026-12-09 Zoom: Budget"),
        ("- **2026-11-23**: rief an", "- **2026-12-09**: rief an"),
        ("- [[2026-11-23]] Call", "- [[2026-12-09]] Call"),
        ("| 2026-11-23 | Call |", "| 2026-12-09 | Call |"),
        ("- [ ] Mappe 📅2026-11-23", "- [ ] Mappe 📅2026-12-09"),
        ("closed = 2026-11-23..2026-11-24", "closed = 2026-12-09..2026-12-10"),
        ("_2026-11-23_", "_2026-12-09_"),
        ("am 2026-11-23.", "am 2026-12-09."),
        ("next: 2026-W48", "next: 2026-W50"),
        ("## 23.11.2026 Telefonat", "## 09.12.2026 Telefonat"),
        ("bis 1.12.2026.", "bis 17.12.2026."),
        ("bis 01.12.2026)", "bis 17.12.2026)"),
        ("seit 6.11.2026", "seit 24.11.2026"),
        ("seit 16.11.2026", "seit 02.12.2026"),
        ("seit 9.10.2026", "seit 27.10.2026"),
        ("seit 20.8.2026", "seit 7.9.2026"),
    ],
)
def test_a_date_keeps_its_spelling_and_its_surroundings(before: str, after: str) -> None:
    assert shift(before, anchor=MONDAY, today=date(2026, 12, 9)) == after


@pytest.mark.parametrize(
    "text",
    [
        "Buchmesse Leipzig 2024",
        "next: bald",
        "next: 2026-12",
        "am 24.12.26 und am 24.12.",
        "next: 2026-02-30",
        "next: 2026-W54",
        "0000-11-23",
        "31.11.2026",
        "uid: a2026-11-23",
        "IMG-2026-11-23.jpg, 2026-11-23_Messe.jpg, 2026-11-23.pdf",
        "https://example.org/2026-11-23/",
        "120261-11-23",
        "Version 1.23.11.2026",
        "23.11.2026.4",
        'phone: "+49 221 555 0171"',
        "2026-W48-3",
        "",
    ],
)
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert shift(text, anchor=MONDAY, today=date(2031, 5, 6)) == text


def test_every_other_byte_stays() -> None:
    text = "\ufeff---\r\nnext:  2026-11-23   # bald\r\n---\r\n\r\n# Änne\t\r\n\u2028x\r2026-11-24"

    moved = shift(text, anchor=MONDAY, today=date(2026, 11, 30))

    assert moved == text.replace("2026-11-23", "2026-11-30").replace("2026-11-24", "2026-12-01")


def test_the_ends_of_the_calendar_hold() -> None:
    first = shift("0001-01-03 0001-01-02", anchor=MONDAY, today=date(1, 1, 1))
    last = shift("9999-12-30 9999-12-31 2026-11-24", anchor=MONDAY, today=date.max)

    assert first == "0001-01-01 0001-01-01"
    assert last == "9999-12-31 9999-12-31 9999-12-31"


# --- birthdays ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # 60 on the anchor is 60 on today; today is 2028-03-01
        ("birthday: 1966-11-23", "birthday: 1968-03-01"),
        ("Geburtstag:: 23.11.1966", "Geburtstag:: 01.03.1968"),
        ("**Geburtstag:** 5.12.1984", "**Geburtstag:** 13.3.1986"),
        ("  bday: '1966-11-23'", "  bday: '1968-03-01'"),
        ("birthDate: 1966-11-23T00:00:00", "birthDate: 1968-03-01T00:00:00"),
        # the day before and the day after, in plain days
        ("birthday: 1966-11-22", "birthday: 1968-02-29"),
        ("birthday: 1966-11-24", "birthday: 1968-03-02"),
        # nearest: last spring's birthday is behind, not ahead
        ("birthday: 1980-07-23", "birthday: 1981-10-30"),
        ("birthday: 11-23", "birthday: 03-01"),
        ("birthday: --11-22", "birthday: --02-29"),
        ("birthday: 1604-11-22", "birthday: 1604-02-29"),
        ("birthday: 0000-11-23", "birthday: 0000-03-01"),
        ("geburtstag: 23.11.", "geburtstag: 01.03."),
        ("geburtstag: 9.12.", "geburtstag: 17.3."),
        ("birthday: 1966-02-30", "birthday: 1966-02-30"),
    ],
)
def test_a_birthday_keeps_the_age_and_the_days_to_it(before: str, after: str) -> None:
    assert shift(before, anchor=MONDAY, today=date(2028, 3, 1)) == after


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("birthday: 9998-11-23", date(2028, 3, 1)),
        ("birthday: 0003-11-23", date(2020, 3, 1)),
        ("birthday: 11-24", date.max),
    ],
)
def test_a_birthday_beyond_the_calendar_stays(text: str, today: date) -> None:
    assert shift(text, anchor=MONDAY, today=today) == text


def test_a_leap_day_is_kept_or_becomes_the_day_before() -> None:
    same = shift("birthday: 1968-02-29", anchor=date(2027, 2, 28), today=date(2027, 2, 28))
    to_leap = shift("birthday: 1966-11-23", anchor=MONDAY, today=date(2028, 2, 29))
    year_after = shift("birthday: 1967-11-23", anchor=MONDAY, today=date(2028, 2, 29))

    assert same == "birthday: 1968-02-29"
    assert to_leap == "birthday: 1968-02-29"
    assert year_after == "birthday: 1969-02-28"


def test_only_the_birthday_itself_is_told_from_other_dates() -> None:
    text = "birthday: 1966-11-23 # gefeiert 2026-11-20\nnext: 2026-11-23\n"

    moved = shift(text, anchor=MONDAY, today=date(2026, 11, 30))

    assert moved == "birthday: 1966-11-30 # gefeiert 2026-11-27\nnext: 2026-11-30\n"


@given(anchor=anchors, distance=near, age=st.integers(1, 99))
@settings(max_examples=150)
def test_whoever_turns_an_age_on_the_anchor_turns_it_on_today(
    anchor: date, distance: timedelta, age: int
) -> None:
    today = anchor + distance
    text = f"birthday: {anchor.year - age}-{anchor:%m-%d}"
    assume((anchor.month, anchor.day) != (2, 29))

    moved = shift(text, anchor=anchor, today=today)

    year, _, day = moved.removeprefix("birthday: ").partition("-")
    assert today.year - int(year) == age
    assert day == f"{today:%m-%d}" or (f"{today:%m-%d}", day) == ("02-29", "02-28")


# --- properties --------------------------------------------------------------------------


@given(anchor=anchors, today=anchors, distances=st.lists(near, min_size=2, max_size=12))
@settings(max_examples=200)
def test_order_and_the_side_of_the_anchor_are_kept(
    anchor: date, today: date, distances: list[timedelta]
) -> None:
    days = sorted(anchor + distance for distance in distances)

    moved = [move(day, anchor, today) for day in days]

    assert moved == sorted(moved)
    assert [(day > anchor) - (day < anchor) for day in days] == [
        (day > today) - (day < today) for day in moved
    ]


@given(anchor=anchors, today=anchors, first=near, second=near)
@settings(max_examples=200)
def test_different_working_days_stay_different_working_days(
    anchor: date, today: date, first: timedelta, second: timedelta
) -> None:
    days = {anchor + first, anchor + second} - {anchor}
    working = {day for day in days if day.weekday() < SATURDAY}

    moved = {move(day, anchor, today) for day in working}

    assert len(moved) == len(working)
    assert all(day.weekday() < SATURDAY for day in moved)


@given(anchor=anchors, today=anchors, distance=near)
@settings(max_examples=200)
def test_a_working_day_moves_there_and_back(
    anchor: date, today: date, distance: timedelta
) -> None:
    day = anchor + distance
    if day.weekday() >= SATURDAY:
        day += timedelta(days=2)

    assert move(move(day, anchor, today), today, anchor) == day


_pieces = st.one_of(
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: f"{day.day}.{day.month}.{day.year:04}"),
    st.builds("{:04}-W{:02}".format, st.integers(0, 9999), st.integers(0, 99)),
    st.sampled_from(
        [
            "birthday: ",
            "Geburtstag:: ",
            "\n",
            "\r\n",
            " ",
            "--02-29",
            "02-29",
            "29.2.",
            "T1",
            "-",
            ".",
        ]
    ),
    st.text(max_size=5),
)
texts = st.lists(_pieces, max_size=12).map("".join)


@given(text=texts, anchor=st.dates(), today=st.dates())
@settings(max_examples=300)
def test_nothing_makes_it_raise_and_no_date_is_lost(text: str, anchor: date, today: date) -> None:
    moved = shift(text, anchor=anchor, today=today)

    assert len(ISO.findall(moved)) == len(ISO.findall(text))
    assert re.sub(r"[0-9]+", "", moved) == re.sub(r"[0-9]+", "", text)


@given(text=texts, day=anchors)
@settings(max_examples=200)
def test_nothing_moves_where_the_anchor_is_today(text: str, day: date) -> None:
    assert shift(text, anchor=day, today=day) == text


# --- the sample journal ------------------------------------------------------------------


def sample() -> dict[str, str]:
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(SAMPLE.glob("*.md"))
        if path.stem != "README"
    }


_ENTRY = re.compile(
    r"^(?:#{2,6} |[-*+] |\| )(?:\*\*|\[\[)?(?:(\d{4}-\d\d-\d\d)|(\d{1,2})\.(\d{1,2})\.(\d{4}))",
    re.MULTILINE,
)


def entry_days(text: str) -> list[date]:
    return [
        date.fromisoformat(iso) if iso else date(int(year), int(month), int(day))
        for iso, day, month, year in _ENTRY.findall(text)
    ]


def test_the_people_of_the_manual_are_in_the_sample() -> None:
    people = set(sample())

    assert people >= {
        "anna-mueller", "jonas-weber", "petra-voss", "ilse-brandt",
        "karl-ott", "mia-sommer", "uwe-kern", "tom-lang",
    }  # fmt: skip
    assert 24 <= len(people) <= 30


@pytest.mark.parametrize("name", sample())
def test_the_sample_names_only_numbers_and_addresses_that_do_not_exist(name: str) -> None:
    text = sample()[name]

    numbers = re.findall(r"(?:\+\d|(?<![\w.-])0)[\d /]{6,}\d", text)
    hosts = re.findall(r"@([\w.-]+\w)|https?://([\w.-]+)", text)

    assert [
        number
        for number in numbers
        if not re.fullmatch(r"(?:\+49 |0)(?:221|30|211|341)[ /]555 ?01\d\d", number)
    ] == []
    assert {host for pair in hosts for host in pair if host} <= {"example.org"}


@pytest.mark.parametrize("name", sample())
def test_conversations_of_the_sample_are_held_on_working_days(name: str) -> None:
    days = entry_days(sample()[name])

    assert [day for day in days if day.weekday() >= SATURDAY] == []


def test_links_of_the_sample_lead_to_somebody() -> None:
    people = sample()

    links = {link for text in people.values() for link in re.findall(r"\[\[([^\]]+)\]\]", text)}

    assert links
    assert links <= set(people)


@pytest.mark.parametrize(
    "today",
    [MONDAY, date(2026, 11, 28), date(2026, 11, 29), date(2027, 7, 1), date(2028, 2, 29)],
    ids=str,
)
def test_the_sample_tells_the_same_story_on_any_day(today: date) -> None:
    people = {name: shift(text, anchor=MONDAY, today=today) for name, text in sample().items()}

    assert f"next: {today} 14:30" in people["anna-mueller"]
    assert f"📅 {today}" in people["henning-thiele"]
    born = re.search(r"birthday: (\S+)", people["karl-ott"])
    assert born
    assert today.year - date.fromisoformat(born[1]).year == 60
    overdue = re.search(r"next: (\S+)", people["jonas-weber"])
    assert overdue
    assert date.fromisoformat(overdue[1]) < today
    assert not any(
        day.weekday() >= SATURDAY and day != today
        for text in people.values()
        for day in entry_days(text)
    )


def test_the_sample_does_not_move_on_its_own_day() -> None:
    for text in sample().values():
        assert shift(text, anchor=MONDAY, today=MONDAY) == text
