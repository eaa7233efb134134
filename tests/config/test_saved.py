"""Saved queries that cannot be understood: each mistake once, at its place (W216)."""

from datetime import date

import pytest

from kontaktjournal.config.read import understand
from kontaktjournal.config.saved import faulty_views
from kontaktjournal.messages import Catalogue

MONDAY = date(2026, 11, 23)


def faults(text: str) -> list[str]:
    problems = faulty_views(text, understand(text), MONDAY)
    say = Catalogue("de")
    return [f"{one.line}:{one.column} {say.problem(one)}" for one in problems]


def test_queries_that_can_be_understood_are_no_fault() -> None:
    assert faults('[views]\nkalt = "status:pflege last:..-6m"\nwarm = "@kalt or +messe"\n') == []


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (['krumm = "status:pflege next:bald"'], "2:29"),
        (["krumm = 'status:pflege next:bald'"], "2:29"),
        (['  "krumm"   =   "next:bald"  # bald'], "2:23"),
        (['gut = "a"', "", "krumm = 'ü next:bald'"], "4:17"),
        (['"Große Kunden" = "王 next:bald"'], "2:26"),
        # Written in another way than it is read, the name is the place.
        (['krumm = "next:\\u0062ald"'], "2:1"),
        (['krumm = """', "next:bald", '"""'], "2:1"),
        (['krumm = "a   next:bald"'], "2:1"),
    ],
)
def test_a_fault_has_the_place_of_the_mistake(lines: list[str], place: str) -> None:
    text = "\n".join(["[views]", *lines, ""])

    [fault] = faults(text)

    assert fault.split(" ")[0] == place
    assert "„bald“ ist kein Datum" in fault


def test_in_a_table_in_one_line_the_place_is_found_too() -> None:
    text = 'views = { gut = "a", krumm = "next:bald" }\n'

    [fault] = faults(text)

    assert fault.startswith("1:36 gespeicherte Suche „@krumm“: ")


def test_a_mistake_is_told_once_however_many_use_it() -> None:
    text = '[views]\na = "@krumm"\nkrumm = "next:bald"\nb = "@a or @krumm"\n'

    assert [fault.split(" ")[0] for fault in faults(text)] == ["3:15"]


def test_queries_that_hold_each_other_are_told_with_the_name() -> None:
    text = '[views]\nrund = "@eckig"\neckig = "+a @rund"\n'

    assert faults(text) == [
        "3:13 gespeicherte Suche „@eckig“: Die gespeicherte Suche „@eckig“ enthält sich selbst",
        "2:9 gespeicherte Suche „@rund“: Die gespeicherte Suche „@rund“ enthält sich selbst",
    ]


def test_a_file_that_has_changed_meanwhile_leaves_the_place_open() -> None:
    settings = understand('[views]\nkrumm = "next:bald"\n')

    assert [one[:3] for one in faulty_views("[views", settings, MONDAY)] == [
        ("journal.toml", 0, 0)
    ]
    assert [one[:3] for one in faulty_views("", settings, MONDAY)] == [("journal.toml", 0, 0)]
