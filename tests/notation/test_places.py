"""Claims about finding the place of what is wrong, after the fact (house rule 5)."""

import pytest

from kontaktjournal.domain.problem import Problem
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.places import is_placeless, placed

KEYS = Keys({})
NOTE = """\
---
name: Anna Müller
Status: pflege
wiedervorlage: 2026-12-07
every: 6 Wochen
phone: "+49 221 555 0171"
---

Kennt [[Jonas Weber|Jonas]] aus Köln.
"""


def place(code: str, variant: str = "", **values: str) -> tuple[int, int]:
    problem = Problem("kontakte/anna.md", 1, 1, code, variant, tuple(values.items()))
    found = placed(problem, NOTE.encode(), KEYS)
    return found.line, found.column


@pytest.mark.parametrize(
    ("code", "variant", "expected"),
    [
        ("W202", "", (4, 1)),
        ("W203", "", (4, 1)),
        ("W203", "every", (5, 1)),
        ("I302", "", (3, 1)),
    ],
)
def test_a_finding_about_a_key_stands_at_its_key(
    code: str, variant: str, expected: tuple[int, int]
) -> None:
    assert place(code, variant) == expected


def test_a_finding_about_a_key_names_it_as_typed() -> None:
    problem = Problem("kontakte/anna.md", 1, 1, "W203", "", (("key", "next"),))

    assert placed(problem, NOTE.encode(), KEYS).values == (("key", "wiedervorlage"),)


def test_a_lost_link_stands_where_it_is_written() -> None:
    assert place("I303", word="Jonas Weber") == (9, 7)


def test_a_shared_number_stands_where_it_is_written() -> None:
    assert place("W204", word="+49 221 555 0171") == (6, 9)


@pytest.mark.parametrize(("code", "word"), [("W204", "+49 30 555 0111"), ("I301", "")])
def test_what_is_not_there_keeps_the_file_as_its_place(code: str, word: str) -> None:
    assert place(code, word=word) == (1, 1)


def test_a_finding_with_a_place_is_left_alone() -> None:
    assert not is_placeless(Problem("kontakte/anna.md", 3, 9, "W202"))
