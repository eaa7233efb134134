"""Rows and files of one person are one, and others are not (X1, X5)."""

from kontaktjournal.domain.qualify.people import people
from kontaktjournal.domain.qualify.prequalified import Prospect
from listed_rows import somebody


def prospect(name: str, line: int, *, met: str = "", **cells: str) -> Prospect:
    listed = somebody(name, line=line, **cells)
    return Prospect((listed.path, f"#{line}"), listed, None, met=met)


ADA = prospect("Ada Eins", 2, phone="0221 555 0101")
AGAIN = prospect("Eins, Ada", 3, phone="+49 221 5550101", email="a@example.org")
BY_MAIL = prospect("Ada Eins", 4, email="A@example.org ")
FAMILY = prospect("Otto Eins", 5, phone="0221 555 0101")
NAMESAKE = prospect("Ada Eins", 6, phone="0221 555 0109")


def test_the_same_number_or_address_makes_one_of_several_rows() -> None:
    assert people([ADA, AGAIN, BY_MAIL]) == [[ADA, AGAIN, BY_MAIL]]


def test_another_name_at_the_same_number_is_somebody_else() -> None:
    assert people([ADA, FAMILY]) == [[ADA], [FAMILY]]


def test_the_same_name_alone_makes_nobody_the_same() -> None:
    assert people([ADA, NAMESAKE]) == [[ADA], [NAMESAKE]]


def test_rows_of_one_contact_are_one_person() -> None:
    first, second = (one._replace(met="kontakte/ada.md") for one in (ADA, NAMESAKE))

    assert people([first, FAMILY, second]) == [[first, second], [FAMILY]]


def test_a_row_that_is_named_twice_is_one() -> None:
    assert people([NAMESAKE, NAMESAKE]) == [[NAMESAKE, NAMESAKE]]
