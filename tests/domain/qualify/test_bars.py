"""What keeps somebody from being drawn stands in the row alone, and nobody is lost for little."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.bars import Bar, bar_of, is_personal, is_reachable, is_role

YES = (Permission("email", Answer.YES),)
NO_CALL = (Permission("phone", Answer.NO),)
NOTHING_AT_ALL = (Permission("*", Answer.NO),)


def row(card: Card, **more: object) -> Listed:
    return Listed("listen/a.csv", 2, "k", card)._replace(**more)  # type: ignore[arg-type]  # by their names


SABINE = Card("Sabine Roth", phone=("+49 221 555 0111",), email=("sabine@example.org",))


@pytest.mark.parametrize(
    ("listed", "bar"),
    [
        (row(SABINE), None),
        (row(SABINE, is_damaged=True), Bar.DAMAGED),
        (row(Card(email=("x@example.org",))), Bar.NO_NAME),
        (row(Card(email=("x@example.org",)), is_blocked=True), Bar.NO_NAME),
        (row(SABINE, is_blocked=True), Bar.BLOCKED),
        (row(Card("Maria Kurz", email=("office@example.org",))), Bar.ROLE_ADDRESS),
        (row(Card("Maria Kurz", email=("office@example.org",)), is_blocked=True),
         Bar.ROLE_ADDRESS),
    ],
)  # fmt: skip
def test_the_first_filter_that_applies_is_told(listed: Listed, bar: Bar | None) -> None:
    assert bar_of(listed) is bar


@pytest.mark.parametrize(
    "listed",
    [
        row(Card("Maria Kurz", email=("info@example.org",), phone=("0221 555 0112",))),
        row(Card("Maria Kurz", email=("info@example.org", "maria@example.org"))),
        row(Card("Maria Kurz", email=("info@example.org",)), connected=date(2026, 1, 2)),
    ],
)
def test_who_works_alone_and_writes_from_info_is_reached_otherwise(listed: Listed) -> None:
    assert bar_of(listed) is None


@pytest.mark.parametrize(
    "mail",
    ["info@example.org", "Office@example.org", "no-reply@example.org", "noreply@example.org",
     "info-koeln@example.org", "support+4711@example.org", "mailer-daemon@example.org",
     "kundenservice@example.org", "Verkauf2@example.org"],
)  # fmt: skip
def test_an_address_of_nobody_in_particular_is_known(mail: str) -> None:
    assert is_role(mail)


@pytest.mark.parametrize("mail", ["anna@example.org", "peter.post@example.org",
                                  "informatik.anna@example.org", "@example.org"])  # fmt: skip
def test_an_address_of_somebody_is_not_taken_for_one(mail: str) -> None:
    assert not is_role(mail)


@pytest.mark.parametrize(
    "name", ["", "   ", "-", "12345", "info@example.org", "Buchladen Roth GmbH",
             "Verlag Kern e.V.", "Unbekannt", "N/A", "Info Team", "Kundenservice",
             "\N{MODIFIER LETTER PRIME}", f"Anna {'a' * 196}"],
)  # fmt: skip
def test_the_name_of_nobody_is_none(name: str) -> None:
    assert not is_personal(name)


@pytest.mark.parametrize(
    "name", ["Sabine Roth", "Sabine", "王芳", "Dr. Post", "Anna Verein-Müller", "Mag. Info Kern",
             f"Anna {'a' * 195}"],
)  # fmt: skip
def test_the_name_of_a_person_is_one(name: str) -> None:
    assert is_personal(name)


def test_what_stands_as_firm_and_as_name_is_a_firm_unless_it_is_one_word() -> None:
    assert not is_personal("Haus am Markt", ("Haus am Markt",))
    assert is_personal("Otto", ("Otto",))


@pytest.mark.parametrize(
    ("listed", "reachable"),
    [
        (row(SABINE), True),
        (row(SABINE, consent=NO_CALL), False),
        (row(SABINE, consent=(*NO_CALL, *YES)), True),
        (row(SABINE, consent=NOTHING_AT_ALL), False),
        (row(Card("A B", email=("a@example.org",))), False),
        (row(Card("A B", email=("a@example.org",)), consent=YES), True),
        (row(Card("A B", email=("info@example.org",)), consent=YES), False),
        (row(Card("A B", phone=("110",))), False),
        (row(Card("A B"), connected=date(2024, 2, 3)), True),
        (row(Card("A B"), connected=date(2024, 2, 3), consent=NOTHING_AT_ALL), False),
    ],
)
def test_a_number_leave_to_write_or_a_platform_leads_to_somebody(
    listed: Listed, *, reachable: bool
) -> None:
    assert is_reachable(listed) is reachable


@given(st.text(), st.text())
def test_any_text_is_a_name_or_none(name: str, mail: str) -> None:
    listed = row(Card(name, email=(mail,)))

    assert bar_of(listed) in {None, Bar.NO_NAME, Bar.ROLE_ADDRESS}
    assert is_reachable(listed) is False
