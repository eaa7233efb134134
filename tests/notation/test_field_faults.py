"""What is wrong in a head is told with its place, and what can be read is read (K8, K9, T)."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings(), ZoneInfo("Europe/Berlin"))


def reading(head: str, body: str = "") -> Reading:
    return READER.read(f"---\n{head}\n---\n{body}".encode(), "kontakte/datei.md")


def contact(head: str, body: str = "") -> Contact:
    found = reading(head, body).contact
    assert found is not None
    return found


def said(head: str, body: str = "") -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.code) for one in reading(head, body).problems]


# --- two spellings, one key twice, a slip of the finger (K8, K9, W210) ---------------------


def test_the_canonical_spelling_outranks_its_synonyms() -> None:
    assert contact("follow_up: 2026-01-01\nnext: 2026-12-07").next == When(date(2026, 12, 7))


def test_an_empty_spelling_gives_way_to_a_filled_one() -> None:
    head = "next:\nfollow_up: 2026-12-07"

    assert contact(head).next == When(date(2026, 12, 7))
    assert said(head) == []


def test_spellings_that_disagree_are_told_with_the_place_of_the_loser() -> None:
    (problem,) = reading("next: 2026-12-07\nfollow_up: 2026-01-01").problems

    assert problem == Problem(
        "kontakte/datei.md", 3, 12, "W205", "", (("key", "next"), ("other", "follow_up"))
    )


def test_spellings_that_agree_deserve_no_word() -> None:
    assert said("next: 2026-12-07\nfollow_up: 2026-12-07") == []


def test_synonyms_of_a_list_add_up() -> None:
    assert contact('telefon: "1"\nhandy: "2"').phone == ("1", "2")


def test_of_a_key_that_stands_twice_the_last_one_wins() -> None:
    head = "next: 2026-01-01\nnext: 2026-12-07"

    assert contact(head).next == When(date(2026, 12, 7))
    assert said(head) == [(3, 1, "W211")]


@pytest.mark.parametrize("typo", ["nxet", "netx", "nexxt", "stauts", "fone", "telefn", "evry"])
def test_a_slip_of_the_finger_is_told(typo: str) -> None:
    expected = [] if typo == "fone" else [(2, 1, "W210")]

    assert said(f"{typo}: 2026-12-07") == expected


@pytest.mark.parametrize(
    "word",
    [
        "content",
        "text",
        "store",
        "very",
        "nexus",
        "statusbar",
        "tex",
        "stats",
        "nest",
        "net",
        "mobile",
        "gmail",
        "ever",
    ],
)
def test_another_word_is_no_slip(word: str) -> None:
    assert said(f"{word}: x") == []


def test_a_slip_is_none_where_the_key_itself_stands_there() -> None:
    assert said("next: 2026-12-07\nnxet: hallo") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("phone: 01711234567", "W209"), ("phone: +49221555", "W209"), ("plz: 01067", "W209"),
        ("phone: [0221, '0222']", "W209"), ('phone: "01711234567"', ""),
        ("phone: 0171 1234567", ""), ("phone: 1711", ""), ("hausnummer: 007", ""),
    ],
)  # fmt: skip
def test_digits_other_tools_would_damage_are_told(line: str, code: str) -> None:
    assert [one.code for one in reading(line).problems] == ([code] if code else [])


# --- dates and rhythms in the head ---------------------------------------------------------


def test_a_next_date_may_have_a_time_and_an_offset() -> None:
    found = contact("next: 2026-11-23T14:30:00Z")

    assert found.next == When(date(2026, 11, 23), time(15, 30))


@pytest.mark.parametrize("word", ["never", "nie", "'-'", "kein"])
def test_no_next_date_may_be_deliberate(word: str) -> None:
    found = contact(f"next: {word}")

    assert (found.next, found.never, found.unreadable) == (None, True, False)


@pytest.mark.parametrize("word", ["", "~", "null", "''"])
def test_an_empty_next_is_none(word: str) -> None:
    found = contact(f"next: {word}")

    assert (found.next, found.never, found.unreadable) == (None, False, False)


@pytest.mark.parametrize(
    ("line", "column", "code", "breaks"),
    [
        ("next: bald", 7, "E102", True),
        ("next: 11/23/2026", 7, "E102", True),
        ("next: {a: b}", 8, "E102", True),
        ("next: 2026-02-30", 7, "E103", True),
        ("wiedervorlage: 31.02.2026", 16, "E103", True),
        ("snooze: 2026-02-30", 9, "E103", True),
        ("snooze: bald", 9, "W215", False),
        ("created: 2026-02-30", 10, "W215", False),
        ("geburtstag: 1980-02-30", 13, "W215", False),
        ("last: gestern", 7, "W215", False),
        ("next: 24.12.2026", 7, "I304", False),
        ("created: 2026/11/23", 10, "I304", False),
        ("every: ab und zu", 8, "W213", False),
        ("status: vip", 9, "W201", False),
        ("name: [Anna, Müller]", 8, "W214", False),
        ("name: {vor: Anna}", 8, "W214", False),
        ("status: [pflege, vip]", 10, "W214", False),
        ("status: {a: pflege}", 10, "W214", False),
        ("step: [anrufen, schreiben]", 8, "W214", False),
        ("moment: {wenn: Herbst}", 10, "W214", False),
        ("role: [Inhaberin, Meisterin]", 8, "W214", False),
        ("every: 1000 Arbeitstage", 8, "W213", False),
        ("birthday: 14.5.1980", 11, "I304", False),
        ("birthday: 19800514", 11, "I304", False),
        ("geburtstag: 5-14", 13, "I304", False),
    ],
)
def test_a_value_that_cannot_be_meant_is_told_with_its_place(
    line: str, column: int, code: str, *, breaks: bool
) -> None:
    found = reading(line)

    assert [(one.line, one.column, one.code) for one in found.problems] == [(2, column, code)]
    assert found.contact is not None
    assert found.contact.unreadable == breaks


def test_the_spelling_of_a_date_is_told_with_the_right_one() -> None:
    (problem,) = reading("next: 24.12.26 9:15").problems

    assert problem.values == (("word", "24.12.26 9:15"), ("iso", "2026-12-24 09:15"))


@pytest.mark.parametrize("word", ["Pflege", "'#pflege'", "[[Pflege]]", "[pflege]", "aktiv"])
def test_a_status_is_a_word_of_its_stage(word: str) -> None:
    assert contact(f"status: {word}").status == "pflege"


def test_an_unknown_status_is_kept_as_typed() -> None:
    found = contact("status: VIP Kunde")

    assert (found.status, found.status_typed) == (None, "VIP Kunde")


@pytest.mark.parametrize(
    "head",
    [
        "status: [pflege]", "step: [anrufen]", "role: [Inhaberin]", "role: [[Inhaberin]]",
        "moment: []", "name: [Anna]", "birthday: 14.5.", "birthday: 05-14", "birthday: --05-14",
        "birthday: 1980-05-14", "every: 999 Arbeitstage", "next: [[2026-11-23|heute]]",
    ],
)  # fmt: skip
def test_what_is_clear_deserves_no_word(head: str) -> None:
    assert said(head) == []


def test_the_first_word_of_a_list_is_the_status() -> None:
    assert contact("status: [pflege, ablage]").status == "pflege"


@pytest.mark.parametrize(
    ("birthday", "iso"), [("14.5.1980", "1980-05-14"), ("5-14", "05-14"), ("--0514", "05-14")]
)
def test_the_spelling_of_a_birthday_is_told_with_the_right_one(birthday: str, iso: str) -> None:
    (problem,) = reading(f"birthday: {birthday}").problems

    assert problem.values == (("word", birthday), ("iso", iso))


@pytest.mark.parametrize(
    ("line", "code", "values"),
    [
        ("wiedervorlage: bald", "E102", (("key", "wiedervorlage"), ("word", "bald"))),
        ("Rhythmus: ab und zu", "W213", (("key", "Rhythmus"), ("word", "ab und zu"))),
    ],
)
def test_a_finding_names_the_key_as_typed(
    line: str, code: str, values: tuple[tuple[str, str], ...]
) -> None:
    (problem,) = reading(line).problems

    assert (problem.code, problem.values) == (code, values)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("{work: '+49 221 555 0171', home: '0221 5550172'}", ("+49 221 555 0171", "0221 5550172")),
        ("\n  - {type: work, number: '+49 221 555 0171'}", ("+49 221 555 0171",)),
        ("\n  - mobil: '0171 5550173'\n  - '0221 5550172'", ("0171 5550173", "0221 5550172")),
    ],
)
def test_a_number_may_have_a_name(typed: str, numbers: tuple[str, ...]) -> None:
    assert contact(f"phone: {typed}").phone == numbers
    assert said(f"phone: {typed}") == []


def test_numbers_with_a_name_add_up_with_other_spellings() -> None:
    assert contact("telefon: {work: '1'}\nhandy: '2'").phone == ("1", "2")


def test_unquoted_digits_behind_a_name_are_told() -> None:
    (problem,) = reading("phone: {work: 01715550173}").problems

    assert (problem.column, problem.code) == (15, "W209")
    assert problem.values == (("key", "phone"), ("word", "01715550173"))
